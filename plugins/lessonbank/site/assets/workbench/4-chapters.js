/* Taggings as chapters in WebVTT: `lessonbank.formats.chapters`. Each lasts until the next one starts,
   so ends, people and tags of marks are not in the file. Any WebVTT is read. */
(() => {
  "use strict";
  lessonbank.formats ??= {};
  if (lessonbank.formats.chapters !== undefined) return;

  const { gettext: _, reading, tagging } = lessonbank;
  const TIMING = /^\s*((?:\d+:)?\d\d:\d\d\.\d{3})\s+-->\s+((?:\d+:)?\d\d:\d\d\.\d{3})(?:\s|$)/;
  const ENTITIES = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&nbsp;": "\u00a0", "&lrm;": "\u200e", "&rlm;": "\u200f" };

  const clock = (time) => {
    const all = Math.round(time * 1000);
    const [hours, minutes, seconds] = [Math.floor(all / 3_600_000), Math.floor(all / 60_000) % 60, Math.floor(all / 1000) % 60];
    return `${[hours, minutes, seconds].map((each) => String(each).padStart(2, "0")).join(":")}.${String(all % 1000).padStart(3, "0")}`;
  };

  const escaped = (text) => reading.squeezed(text).replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  const plain = (text) => text.replace(/<[^>]*>/g, "").replace(/&\w+;/g, (entity) => ENTITIES[entity] ?? entity);

  const write = (session) => {
    const starts = new Map();
    for (const mark of session.marks) {
      const label = tagging.tagOf(session, mark.tag)?.label ?? mark.tag;
      const words = mark.note ? `${label}: ${mark.note}` : label;
      starts.set(mark.at, [...(starts.get(mark.at) ?? []), words]);
    }
    const times = [...starts.keys()].sort((one, other) => one - other);
    const last = (at) => Math.max(session.length, at + 1);
    const cues = times.map((at, index) => `${clock(at)} --> ${clock(times[index + 1] ?? last(at))}\n${escaped(starts.get(at).join(" · "))}\n`);
    return ["WEBVTT\n", ...cues].join("\n");
  };

  const read = (words, known) => {
    const gathered = new reading.Gathered(known);
    const lines = words.replace(/^\ufeff/, "").split(/\r\n|\r|\n/);
    if (!/^WEBVTT(?:[ \t]|$)/.test(lines[0])) gathered.fault(1, _("This is no WebVTT: its first line is not WEBVTT."));
    lines.forEach((line, index) => {
      const [, start, end] = TIMING.exec(line) ?? [];
      if (!start && !line.includes("-->")) return;
      const rest = lines.slice(index + 1);
      const until = rest.findIndex((each) => !each.trim() || each.includes("-->"));
      const [label, ...more] = rest.slice(0, until < 0 ? rest.length : until).map(plain);
      if (!start) gathered.fault(index + 1, _("This line of times cannot be read."));
      else if (!label?.trim()) gathered.fault(index + 1, _("There are no words here."));
      else gathered.mark(index + 1, { tag: gathered.tag(label), at: reading.seconds(start), to: reading.seconds(end), note: more.join("\n") });
    });
    return gathered.done();
  };

  lessonbank.formats.chapters = { ending: "vtt", type: "text/vtt", read, write };
})();
