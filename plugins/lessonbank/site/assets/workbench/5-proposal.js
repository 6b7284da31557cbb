/* A tagging as files of a bank: `lessonbank.proposal(session, fields)` writes a clip, its recording and
   a permission that is only requested. No film is in them. */
(() => {
  "use strict";
  if (lessonbank.proposal !== undefined) return;

  const { reading, tagging } = lessonbank;
  /** Days that a permission may last when nobody has said so. */
  const YEAR = 365;

  /** Return a text as YAML that every reader takes for a text. */
  const scalar = (text) =>
    JSON.stringify(reading.squeezed(text)).replace(/[\u007f-\u009f\u2028\u2029\ufeff]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);

  /** Return a time as content has it: `"01:15.5"`. */
  const clock = (time) => {
    const all = Math.round(time * 1000);
    const [hours, minutes] = [Math.floor(all / 3_600_000), Math.floor(all / 60_000) % 60];
    const rest = (all % 60_000) / 1000;
    const [whole, decimals] = String(rest).split(".");
    const seconds = `${whole.padStart(2, "0")}${decimals ? `.${decimals}` : ""}`;
    const minute = String(minutes).padStart(2, "0");
    return `"${hours ? `${String(hours).padStart(2, "0")}:` : ""}${minute}:${seconds}"`;
  };

  /** Names of films that every system can store; as in scaffold/items/taggings.py. */
  const [PLAIN, DEVICE] = [/^[\p{L}\p{N}][\p{L}\p{N}_ .()+-]*\.(?:mp4|m4v|mov|webm|mkv)$/iu, /^(?:con|prn|aux|nul|com\d|lpt\d)(?![\p{L}\p{N}_])/iu];
  const LONGEST = 100;
  const filmOf = ({ film }, id) => {
    const isPlain = film?.size && film.name.length <= LONGEST && PLAIN.test(film.name) && !DEVICE.test(film.name);
    return isPlain ? film.name : `${id}.mp4`;
  };

  const told = ({ who, note }) => reading.squeezed([who, note].filter(Boolean).join(": "));

  const moment = (mark) => {
    const to = mark.to === null || mark.to === mark.at ? "" : `, to: ${clock(mark.to)}`;
    const note = told(mark) ? `, note: ${scalar(told(mark))}` : "";
    return `  - {at: ${clock(mark.at)}${to}, tag: ${mark.tag}${note}}`;
  };

  const listed = (name, lines) => (lines.length ? [`${name}:`, ...lines] : []);

  const clip = (session, { id, title, summary, subject, phase, from, to, chapters, known }) => {
    const inside = (mark) => !tagging.isOpen(mark) && mark.at >= from && (mark.to ?? mark.at) <= to && mark.at < to;
    const marks = session.marks.filter(inside);
    const named = (mark) => mark.note || (tagging.tagOf(session, mark.tag)?.label ?? mark.tag);
    const isFirst = (mark, index, all) => all.findIndex(({ at }) => at === mark.at) === index;
    const parts = marks.filter(({ tag }) => tag === chapters).filter(isFirst).map((mark) => `  - {at: ${clock(mark.at)}, title: ${scalar(named(mark))}}`);
    const moments = marks.filter(({ tag }) => tag !== chapters && known.has(tag)).map(moment);
    const head = [`title: ${scalar(title)}`, `summary: ${scalar(summary)}`, `recording: ${id}`, `from: ${clock(from)}`, `to: ${clock(to)}`];
    return ["---", ...head, `subject: ${subject}`, `phase: ${phase}`, ...listed("chapters", parts), ...listed("moments", moments), "---"];
  };

  const recording = (session, { id, title, school, month, reference, credit }) => [
    `title: ${scalar(title)}`,
    `media: ${scalar(filmOf(session, id))}`,
    `month: ${month}`,
    `school: ${school}`,
    `permission: ${reference}`,
    "credits:",
    `  - {role: teacher, name: ${scalar(credit)}}`,
  ];

  const later = (day, days) => new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);

  /** The most that a film may show, to the fewest people. Whoever grants it corrects this. */
  const permission = ({ id, today }) => [
    `recording: ${id}`,
    "basis: {pupils: public_task, staff: agreement}",
    "pupils_visible: identifiable",
    "pupils_audible: named",
    "do_not_film_check: {done: false}",
    "scope_max: school",
    "state: requested",
    `expires_on: ${later(today, YEAR)}`,
    "history:",
    `  - {on: ${today}, from: draft, to: requested, by_role: teacher}`,
  ];

  /** Return `[{path, text}]`. `fields` are `{id, title, summary, subject, phase, school, month, reference,
      credit, from, to, chapters, known, today}`: `chapters` is a tag, `known` are the bank's tags. */
  const proposal = (session, fields) => {
    const { id, reference } = fields;
    const file = (path, lines) => ({ path, text: [...lines, ""].join("\n") });
    return [
      file(`content/clips/${id}.md`, clip(session, fields)),
      file(`content/recordings/${id}.yml`, recording(session, fields)),
      file(`content/permissions/${reference}.yml`, permission(fields)),
    ];
  };

  Object.assign(lessonbank, { proposal });
})();
