/* A session as a file of ours: `lessonbank.formats.session`. See reference/session-file. */
(() => {
  "use strict";
  lessonbank.formats ??= {};
  if (lessonbank.formats.session !== undefined) return;

  const { gettext: _, reading, tagging } = lessonbank;
  const [FORMAT, VERSION] = ["lessonbank-session", 1];
  const ID = /^[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*$/;

  const text = (value, most = reading.NOTE) => (typeof value === "string" ? value.slice(0, most) : "");
  const number = (value) => (typeof value === "number" && Number.isFinite(value) ? value : null);
  const list = (value) => (Array.isArray(value) ? value : []);
  const object = (value) => (value instanceof Object && !Array.isArray(value) ? value : {});

  const write = (session) => {
    const marks = session.marks.filter((mark) => !tagging.isOpen(mark));
    return `${JSON.stringify({ format: FORMAT, version: VERSION, ...session, marks }, null, 1)}\n`;
  };

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

  /** Return the answers to forms: texts, or lists of texts, by form and question. */
  const answers = (value) => {
    const given = (each) => (Array.isArray(each) ? each.map((one) => text(one)) : text(each));
    const form = (each) => Object.fromEntries(Object.entries(object(each)).map(([name, answer]) => [name, given(answer)]));
    return Object.fromEntries(Object.entries(object(value)).map(([name, each]) => [name, form(each)]));
  };

  const rest = (given) => ({
    id: ID.test(given.id) && given.id.length <= 60 ? given.id : tagging.newId(),
    title: text(given.title, reading.LABEL),
    on: /^\d{4}-\d\d-\d\d$/.test(given.on) ? given.on : "",
    film: film(given.film),
    length: Math.min(Math.max(number(given.length) ?? 0, 0), tagging.DAY),
    tagset: text(given.tagset, reading.LABEL),
    goal: text(given.goal),
    step: text(given.step),
    answers: answers(given.answers),
  });

  const read = (words, known) => {
    const gathered = new reading.Gathered(known);
    const { value, fault } = reading.json(words);
    const given = object(value);
    if (fault) gathered.fault(fault.line, fault.words);
    else if (given.format !== FORMAT) gathered.fault(1, _("This is no file of the workbench."));
    else if (given.version !== VERSION) gathered.fault(1, _("This file is of version %(version)s, which this page does not know.", { version: text(String(given.version), 10) }));
    if (gathered.faults.length) return gathered.done();
    for (const tag of list(given.tags).map(object)) if (text(tag.label)) gathered.tag(tag.label, tagFields(tag));
    marks(gathered, words, list(given.marks));
    return gathered.done(rest(given));
  };

  const marks = (gathered, words, all) => {
    for (const mark of all.map(object)) {
      const line = reading.lineAt(words, Math.max(0, words.indexOf(JSON.stringify(mark.id ?? ""))));
      if (!gathered.tags.has(mark.tag)) gathered.fault(line, _("This mark has a tag that the file does not name."));
      else
        gathered.mark(line, {
          ...(ID.test(mark.id) && mark.id.length <= 60 ? { id: mark.id } : {}),
          ...{ tag: mark.tag, at: number(mark.at), to: mark.to === undefined ? null : number(mark.to) },
          ...{ who: text(mark.who, reading.LABEL), note: text(mark.note) },
        });
    }
  };

  lessonbank.formats.session = { ending: "lessonbank.json", type: "application/json", read, write };
})();
