/* Taggings as projects of BORIS, with one observation: `lessonbank.formats.boris`. A span is two events
   of one code, its start and its stop. */
(() => {
  "use strict";
  lessonbank.formats ??= {};
  if (lessonbank.formats.boris !== undefined) return;

  const { gettext: _, reading, tagging } = lessonbank;
  const [POINT, STATE] = ["Point event", "State event"];
  /** The most observations of a project. */
  const MOST = 100;
  const KEYS = "abcdefghijklmnopqrstuvwxyz1234567890";

  const object = (value) => (value instanceof Object ? value : {});
  const text = (value) => (typeof value === "string" ? value : "");

  /** Return marks with the behaviour `{code, type, tag, label}` that each has. BORIS tells points and
      spans apart by it, and spans of one behaviour and person do not overlap. */
  const behaved = (session, marks) => {
    const found = new Map();
    const kind = ({ to }) => (to === null ? POINT : STATE);
    const laid = reading.lanes(marks, (mark) => JSON.stringify([mark.tag, mark.who, kind(mark)]));
    return laid.map(({ mark, lane }) => {
      const label = tagging.tagOf(session, mark.tag)?.label ?? mark.tag;
      const both = marks.some((other) => other.tag === mark.tag && kind(other) !== kind(mark));
      const depth = mark.to !== null && lane ? ` #${lane + 1}` : "";
      const code = `${label}${both && mark.to === null ? ` (${_("moment")})` : ""}${depth}`;
      const key = JSON.stringify([mark.tag, code]);
      if (!found.has(key)) found.set(key, { code, type: kind(mark), tag: mark.tag, label });
      return { mark, behaviour: found.get(key) };
    });
  };

  const write = (session) => {
    const marks = session.marks.filter((mark) => !tagging.isOpen(mark));
    const all = behaved(session, marks);
    const event = ({ mark, behaviour }, time) => [time, mark.who, behaviour.code, "", time === mark.at ? mark.note : ""];
    const events = all.flatMap((each) => [each.mark.at, ...(each.mark.to === null ? [] : [each.mark.to])].map((time) => event(each, time)));
    events.sort((one, other) => one[0] - other[0]);
    const subjects = [...new Set(marks.map(({ who }) => who).filter(Boolean))];
    const name = session.film?.name ?? "";
    const observation = {
      ...{ file: { 1: name ? [name] : [] }, type: name ? "MEDIA" : "LIVE", date: `${session.on || "2000-01-01"}T00:00:00` },
      ...{ description: "", "time offset": 0, events, media_info: { length: name ? { [name]: session.length } : {} } },
    };
    const conf = [...new Set(all.map(({ behaviour }) => behaviour))].map(({ code: name_, type, tag, label }, index) => ({
      ...{ type, key: KEYS[index % KEYS.length], code: name_, description: label, category: "", modifiers: "", excluded: "", "coding map": "" },
      lessonbank: tag,
    }));
    return `${JSON.stringify(
      {
        ...{ time_format: "hh:mm:ss", project_date: "", project_name: session.title, project_description: "", project_format_version: "7.0" },
        subjects_conf: Object.fromEntries(subjects.map((who, index) => [index, { key: "", name: who, description: "", independent_variables: [] }])),
        behaviors_conf: Object.fromEntries(conf.map((each, index) => [index, each])),
        ...{ independent_variables: {}, coding_map: {}, behavioral_categories: [], converters: {} },
        observations: { [session.title || _("Observation")]: observation },
      },
      null,
      1,
    )}\n`;
  };

  const lineOf = (words, time) => reading.lineOf(words, String(time));

  const observed = (gathered, words, events, behaviours) => {
    const open = new Map();
    for (const [time, who, code, modifier, note] of events.filter(Array.isArray)) {
      const line = lineOf(words, time);
      const { type, lessonbank: id, description } = behaviours.get(code) ?? {};
      const label = id && description ? description : text(code);
      if (typeof time !== "number" || !label) {
        gathered.fault(line, _("There is no time here."));
        continue;
      }
      const mark = { tag: gathered.tag(label, id ? { id } : {}), at: time, who: text(who), note: [text(modifier), text(note)].filter((each) => each && each !== "None").join("; ") };
      const key = JSON.stringify([code, who]);
      if (!String(type).toLowerCase().startsWith("state")) gathered.mark(line, mark);
      else if (open.has(key)) {
        gathered.mark(line, { ...open.get(key), to: time });
        open.delete(key);
      } else open.set(key, mark);
    }
    for (const mark of open.values()) {
      gathered.fault(lineOf(words, mark.at), _("This span starts, but it does not stop. It is a point here."));
      gathered.mark(lineOf(words, mark.at), mark);
    }
  };

  const one = (words, known, behaviours, [title, observation]) => {
    const gathered = new reading.Gathered(known);
    const { events, file, media_info: info } = object(observation);
    observed(gathered, words, Array.isArray(events) ? events : [], behaviours);
    const name = Object.values(object(file)).flat().find((each) => typeof each === "string");
    const length = Number(Object.values(object(object(info).length))[0]) || 0;
    return gathered.done({ title: title.slice(0, reading.LABEL), film: name ? { name: name.split(/[\\/]/).pop(), size: 0, digest: "" } : null, length });
  };

  /** Return each observation of a project as a session. */
  const readAll = (words, known) => {
    const { value, fault } = reading.json(words);
    const observations = Object.entries(object(object(value).observations)).slice(0, MOST);
    if (fault || !observations.length) {
      const none = { line: 1, words: _("This is no project of BORIS with an observation.") };
      return [{ ...new reading.Gathered(known).done(), faults: [fault ?? none] }];
    }
    const behaviours = new Map(Object.values(object(value.behaviors_conf)).map((each) => [each?.code, object(each)]));
    return observations.map((observation) => one(words, known, behaviours, observation));
  };

  const read = (words, known) => readAll(words, known)[0];

  lessonbank.formats.boris = { ending: "boris", type: "application/json", read, readAll, write };
})();
