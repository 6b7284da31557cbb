/* Sessions as a file of ours: `lessonbank.formats.session`. It holds one, or the several of a coaching
   cycle: `writeAll` and `readAll`. See reference/session-file. */
(() => {
  "use strict";
  lessonbank.formats ??= {};
  if (lessonbank.formats.session !== undefined) return;

  const { gettext: _, reading, tagging } = lessonbank;
  const [FORMAT, VERSION] = ["lessonbank-session", 1];
  /** The most sessions of a file. */
  const SESSIONS = 100;
  const ID = /^[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*$/;

  const text = (value, most = reading.NOTE) => (typeof value === "string" ? value.slice(0, most) : "");
  const number = (value) => (typeof value === "number" && Number.isFinite(value) ? value : null);
  const list = (value) => (Array.isArray(value) ? value : []);
  const object = (value) => (value instanceof Object && !Array.isArray(value) ? value : {});

  /** Return a session as the file has it: without open spans, and without what only this page needs. */
  const plain = ({ live: _live, changed: _changed, marks, ...session }) => ({ ...session, marks: marks.filter((mark) => !tagging.isOpen(mark)) });

  const writeAll = (sessions) => `${JSON.stringify({ format: FORMAT, version: VERSION, sessions: sessions.map(plain) }, null, 1)}\n`;

  const film = (value) => {
    const { name, size, digest } = object(value);
    return name ? { name: text(name, 255), size: number(size) ?? 0, digest: text(digest, 128) } : null;
  };

  const tagFields = (tag) => {
    const kind = tag.kind === "span" ? "span" : "instant";
    const who = list(tag.who).map((each) => text(each, reading.LABEL));
    const [lead, lag] = [number(tag.lead) ?? 3, number(tag.lag) ?? 7];
    return { kind, group: text(tag.group, 60), exclusive: tag.exclusive === true, lead, lag, who, id: text(tag.id, 60) };
  };

  const moment = ({ clip, time }) => ({ clip: text(clip), time: text(time) });

  /** Return the answers to forms by form and question: texts, lists of texts, or moments. */
  const answers = (value) => {
    const given = (each) => {
      if (Array.isArray(each)) return each.map((one) => text(one));
      return each instanceof Object ? moment(each) : text(each);
    };
    const form = (each) => Object.fromEntries(Object.entries(object(each)).map(([name, answer]) => [name, given(answer)]));
    return Object.fromEntries(Object.entries(object(value)).map(([name, each]) => [name, form(each)]));
  };

  const rest = (given) => ({
    id: ID.test(given.id) && given.id.length <= 60 ? given.id : tagging.newId(),
    title: text(given.title, reading.LABEL),
    by: text(given.by, reading.LABEL),
    follows: ID.test(given.follows) ? text(given.follows, 60) : "",
    on: /^\d{4}-\d\d-\d\d$/.test(given.on) ? given.on : "",
    film: film(given.film),
    length: Math.min(Math.max(number(given.length) ?? 0, 0), tagging.DAY),
    tagset: text(given.tagset, reading.LABEL),
    goal: text(given.goal),
    step: text(given.step),
    answers: answers(given.answers),
  });

  /** Return the first fault of a file as a whole, or null. */
  const faultOf = (value, fault) => {
    if (fault) return fault;
    if (value.format !== FORMAT) return { line: 1, words: _("This is no file of the workbench.") };
    if (value.version !== VERSION) return { line: 1, words: _("This file is of version %(version)s, which this page does not know.", { version: text(String(value.version), 10) }) };
    return list(value.sessions).length ? null : { line: 1, words: _("This file holds no session.") };
  };

  const one = (given, words, known) => {
    const gathered = new reading.Gathered(known);
    for (const tag of list(given.tags).map(object)) if (text(tag.label)) gathered.tag(tag.label, tagFields(tag));
    marks(gathered, words, list(given.marks));
    return gathered.done(rest(given));
  };

  /** Return each session of a file with its faults. */
  const readAll = (words, known) => {
    const { value, fault } = reading.json(words);
    const whole = faultOf(object(value), fault);
    if (whole) return [{ ...new reading.Gathered(known).done(), faults: [whole] }];
    return list(value.sessions).slice(0, SESSIONS).map((given) => one(object(given), words, known));
  };

  const marks = (gathered, words, all) => {
    for (const mark of all.map(object)) {
      const line = reading.lineOf(words, JSON.stringify(mark.id ?? ""));
      if (!gathered.tags.has(mark.tag)) gathered.fault(line, _("This mark has a tag that the file does not name."));
      else
        gathered.mark(line, {
          ...(ID.test(mark.id) && mark.id.length <= 60 ? { id: mark.id } : {}),
          ...{ tag: mark.tag, at: number(mark.at), to: mark.to === undefined ? null : number(mark.to) },
          ...{ who: text(mark.who, reading.LABEL), note: text(mark.note) },
        });
    }
  };

  const write = (session) => writeAll([session]);
  /** Return the last session of a file, which is the newest of a cycle. */
  const read = (words, known) => readAll(words, known).at(-1);

  lessonbank.formats.session = { ending: "lessonbank.json", type: "application/json", read, readAll, write, writeAll };
})();
