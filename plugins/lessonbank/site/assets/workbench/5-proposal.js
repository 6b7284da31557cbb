/* A tagging as files of a bank: `lessonbank.proposal(session, fields)` writes a clip, its recording and
   a permission that is only requested. No film is in them. */
(() => {
  "use strict";
  if (lessonbank.proposal !== undefined) return;

  const { reading, tagging } = lessonbank;

  /** Return a text as YAML that every reader takes for a text. */
  const scalar = (text) => JSON.stringify(text).replace(/[\u007f-\u009f\u2028\u2029\ufeff]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);

  const clock = (time) => {
    const all = Math.round(time * 1000);
    const [hours, minutes] = [Math.floor(all / 3_600_000), Math.floor(all / 60_000) % 60];
    const rest = (all % 60_000) / 1000;
    const [whole, decimals] = String(rest).split(".");
    const seconds = `${whole.padStart(2, "0")}${decimals ? `.${decimals}` : ""}`;
    const minute = String(minutes).padStart(2, "0");
    return `"${hours ? `${String(hours).padStart(2, "0")}:` : ""}${minute}:${seconds}"`;
  };

  const moment = (mark) => {
    const to = mark.to === null ? "" : `, to: ${clock(mark.to)}`;
    const note = mark.note ? `, note: ${scalar(reading.squeezed(mark.note))}` : "";
    return `  - {at: ${clock(mark.at)}${to}, tag: ${mark.tag}${note}}`;
  };

  /** Return `[{path, text}]`. `fields` are `{id, title, summary, subject, phase, school, from, to, month,
      chapters}`; times are seconds of the film, `chapters` are marks. */
  const proposal = (session, { id, title, summary, subject, phase, school, from, to, month, chapters }) => {
    const inside = (mark) => !tagging.isOpen(mark) && mark.at >= from && (mark.to ?? mark.at) <= to;
    const moments = session.marks.filter((mark) => inside(mark) && !chapters.includes(mark));
    const titled = (mark) => `  - {at: ${clock(mark.at)}, title: ${scalar(mark.note || (tagging.tagOf(session, mark.tag)?.label ?? mark.tag))}}`;
    const parts = chapters.filter(inside).map(titled);
    const film = session.film?.name ?? `${id}.mp4`;
    const clip = [
      "---",
      `title: ${scalar(title)}`,
      `summary: ${scalar(summary)}`,
      `recording: ${id}`,
      `from: ${clock(from)}`,
      `to: ${clock(to)}`,
      `subject: ${subject}`,
      `phase: ${phase}`,
      ...(parts.length ? ["chapters:", ...parts] : []),
      ...(moments.length ? ["moments:", ...moments.map(moment)] : []),
      "---",
      "",
    ];
    const recording = [`title: ${scalar(title)}`, `media: ${scalar(film)}`, `month: ${month}`, `school: ${school}`, `permission: ${id}`, ""];
    return [
      { path: `content/clips/${id}.md`, text: clip.join("\n") },
      { path: `content/recordings/${id}.yml`, text: recording.join("\n") },
    ];
  };

  Object.assign(lessonbank, { proposal });
})();
