/* Taggings as tables: `lessonbank.formats.csv`. It writes one table, and reads it again, and those that
   observation tools write: their columns go by many names. */
(() => {
  "use strict";
  lessonbank.formats ??= {};
  if (lessonbank.formats.csv !== undefined) return;

  const { gettext: _, reading, tagging } = lessonbank;
  const HEAD = ["start", "end", "tag", "id", "who", "note"];
  /** Signs that start a formula in a spreadsheet. */
  const FORMULA = /^['\s]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/;
  /** Other names of the columns, in small letters without signs. */
  const NAMES = {
    start: ["start", "begin", "begintime", "starttime", "in", "inpoint", "time", "timestamp", "at", "position", "begintimess", "startsec", "starts", "temporalsegmentstart"],
    end: ["end", "endtime", "stop", "stoptime", "out", "outpoint", "to", "endsec", "ends", "temporalsegmentend"],
    length: ["duration", "length", "durations", "durationsec"],
    tag: ["tag", "behavior", "behaviour", "code", "category", "label", "name", "event", "annotation", "tier", "button", "moment"],
    id: ["id", "tagid"],
    who: ["who", "subject", "person", "participant", "actor", "by"],
    note: ["note", "notes", "comment", "comments", "text", "description", "value", "commentstart"],
    state: ["status", "behaviortype", "type", "state"],
  };
  const STATES = { start: "start", stop: "stop", point: "point", "state start": "start", "state stop": "stop" };

  const guarded = (value) => (FORMULA.test(value) ? `'${value}` : value);
  const unguarded = (value) => (value.startsWith("'") && FORMULA.test(value.slice(1)) ? value.slice(1) : value);
  const cell = (value) => `"${guarded(String(value)).replaceAll('"', '""')}"`;

  const write = ({ tags, marks }) => {
    const labels = new Map(tags.map((tag) => [tag.id, tag.label]));
    const rows = marks.map((mark) => [mark.at, mark.to ?? "", labels.get(mark.tag) ?? mark.tag, mark.tag, mark.who, mark.note]);
    return `\ufeff${[HEAD, ...rows].map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
  };

  /** Return rows as `{line, cells}`. Quoted cells may hold separators and line breaks. */
  const rowsOf = (text, separator) => {
    const rows = [];
    let [row, cells, value, quoted, line] = [1, /** @type {string[]} */ ([]), "", false, 1];
    const endCell = () => {
      cells.push(value);
      value = "";
    };
    const endRow = () => {
      endCell();
      if (cells.some((each) => each.trim())) rows.push({ line: row, cells });
      [cells, row] = [[], line];
    };
    for (let at = 0; at < text.length; at += 1) {
      const sign = text[at];
      if (sign === "\n") line += 1;
      if (quoted) {
        if (sign !== '"') value += sign;
        else if (text[at + 1] === '"') {
          value += sign;
          at += 1;
        } else quoted = false;
      } else if (sign === '"' && !value.trim()) [quoted, value] = [true, ""];
      else if (sign === separator) endCell();
      else if (sign === "\n") endRow();
      else value += sign;
    }
    endRow();
    return rows;
  };

  const column = (name) => {
    const plain = name.toLowerCase().replace(/\(.*?\)|[^a-z]/g, "");
    return Object.keys(NAMES).find((key) => NAMES[key].includes(plain));
  };

  /** Return the place of each column, the first of each name. */
  const columnsOf = (cells) => {
    const found = {};
    cells.forEach((each, place) => {
      const name = column(each);
      if (name && found[name] === undefined) found[name] = place;
    });
    return found;
  };

  /** Adds rows that tell the start and the stop of a span apart. */
  const paired = (gathered) => {
    const open = new Map();
    return {
      add(line, state, mark) {
        const key = JSON.stringify([mark.tag, mark.who]);
        if (state === "start") open.set(key, { line, mark });
        else if (state === "stop" && open.has(key)) {
          const { line: first, mark: begun } = open.get(key);
          open.delete(key);
          gathered.mark(first, { ...begun, to: mark.at });
        } else {
          if (state === "stop") gathered.fault(line, _("This span stops, but it did not start. It is a point here."));
          gathered.mark(line, mark);
        }
      },
      end() {
        for (const { line, mark } of open.values()) {
          gathered.fault(line, _("This span starts, but it does not stop. It is a point here."));
          gathered.mark(line, mark);
        }
      },
    };
  };

  const headed = (rows) => {
    const place = rows.findIndex(({ cells }) => {
      const found = columnsOf(cells);
      return found.start !== undefined && found.tag !== undefined;
    });
    return place < 0 ? null : { columns: columnsOf(rows[place].cells), rows: rows.slice(place + 1) };
  };

  const read = (text, known) => {
    const gathered = new reading.Gathered(known);
    const plain = text.replace(/^\ufeff/, "").replace(/\r\n?/g, "\n");
    const table = [",", ";", "\t"].map((sign) => headed(rowsOf(plain, sign))).find(Boolean);
    if (!table) {
      gathered.fault(1, _("No line names the columns. A table needs at least “start” and “tag”."));
      return gathered.done();
    }
    const pairs = paired(gathered);
    for (const { line, cells } of table.rows) {
      const get = (name) => unguarded((cells[table.columns[name] ?? -1] ?? "").trim());
      const at = reading.seconds(get("start"));
      const [end, length] = [reading.seconds(get("end")), reading.seconds(get("length"))];
      const to = end ?? (at !== null && length ? tagging.millis(at + length) : null);
      if (!get("tag")) gathered.fault(line, _("There is no tag here."));
      else if (get("end") && end === null) gathered.fault(line, _("“%(words)s” is no time.", { words: get("end") }));
      else if (at === null) gathered.fault(line, _("“%(words)s” is no time.", { words: get("start") }));
      else {
        const id = get("id");
        const tag = gathered.tag(get("tag"), /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(id) ? { id } : {});
        pairs.add(line, STATES[get("state").toLowerCase()], { tag, at, to, who: get("who"), note: get("note") });
      }
    }
    pairs.end();
    return gathered.done();
  };

  lessonbank.formats.csv = { ending: "csv", type: "text/csv", read, write };
})();
