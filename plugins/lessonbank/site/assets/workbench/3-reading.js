/* Helpers for the readers of files: `lessonbank.reading`. A reader takes the text of a file and returns
   `{tagging, faults}`. Each fault is `{line, words}`. No reader throws. */
(() => {
  "use strict";
  if (lessonbank.reading !== undefined) return;

  const { gettext: _, tagging } = lessonbank;
  /** Characters of a label and of a note. */
  const [LABEL, NOTE] = [120, 4000];
  /** The most faults of a file that are told. */
  const FAULTS = 100;
  const CLOCK = /^(?:(\d+):)?(\d+):(\d+(?:[.,]\d+)?)$/;

  /** Return seconds of `75`, `75.25`, `01:15` or `1:02:03,5`; null for anything else. */
  const seconds = (written) => {
    const text = String(written).trim();
    if (/^\d+(?:[.,]\d+)?$/.test(text)) return tagging.millis(Number(text.replace(",", ".")));
    const [, hours = 0, minutes, rest] = CLOCK.exec(text) ?? [];
    if (minutes === undefined) return null;
    return tagging.millis(Number(hours) * 3600 + Number(minutes) * 60 + Number(rest.replace(",", ".")));
  };

  const lineAt = (text, place) => text.slice(0, place).split("\n").length;
  /** Return a function that finds the line of some words in a text; the first where they are not in it. */
  const lineOf = (text, words) => () => lineAt(text, Math.max(0, text.indexOf(words)));

  /** Return an id in small letters for a label: `Cold call` is `cold-call`. */
  const slug = (label) => {
    const plain = label.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
    return plain.replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, 60) || "tag";
  };

  /** Return a part of an address as it is written elsewhere; as it is, if it is no such part. */
  const decoded = (text) => {
    try {
      return decodeURIComponent(text);
    } catch (error) {
      console.debug(error);
      return text;
    }
  };

  const squeezed = (text) => text.replace(/\s+/g, " ").trim();

  /** Gathers tags and marks. Tags that `known` has, by id or by label, keep their ids. */
  class Gathered {
    tags = new Map();
    marks = [];
    faults = [];

    constructor(known = []) {
      this.known = known;
    }

    /** Add a fault. `line` is a number, or a function that finds it: a long file has many lines. */
    fault(line, words) {
      if (this.faults.length < FAULTS) this.faults.push({ line: typeof line === "function" ? line() : line, words });
    }

    /** Return the id of a tag; it is new unless it is known. */
    tag(name, fields = {}) {
      const label = squeezed(String(name)).slice(0, LABEL);
      const same = (tag) => tag.id === fields.id || tag.label.toLowerCase() === label.toLowerCase();
      const found = [...this.tags.values()].find(same) ?? this.known.find(same);
      const tag = found ?? { kind: "instant", ...fields, id: this.#free(fields.id ?? slug(label)), label };
      if (!this.tags.has(tag.id)) this.tags.set(tag.id, tag);
      return tag.id;
    }

    #free(id) {
      const taken = (each) => this.tags.has(each) || this.known.some((tag) => tag.id === each);
      let free = id;
      for (let number = 2; taken(free); number += 1) free = `${id}-${number}`;
      return free;
    }

    /** Add a mark, or a fault if its times are none. */
    mark(line, { tag, at, to = null, who = "", note = "", id = tagging.newId() }) {
      if (at === null || at === undefined || Number.isNaN(at)) return this.fault(line, _("There is no time here."));
      if (at < 0 || at >= tagging.DAY || (to !== null && to >= tagging.DAY)) return this.fault(line, _("This time is outside any film."));
      if (to !== null && to < at) return this.fault(line, _("This mark ends before it starts."));
      if (this.marks.length >= tagging.MOST) return this.fault(line, _("There are too many marks in this file."));
      const end = to === null || to === at ? null : tagging.millis(to);
      return this.marks.push({ id, tag, at: tagging.millis(at), to: end, who: squeezed(who).slice(0, LABEL), note: note.trim().slice(0, NOTE) });
    }

    /** Return what was read. A tag with a span is one of spans. */
    done(fields = {}) {
      const spanned = new Set(this.marks.filter(({ to }) => to !== null).map(({ tag }) => tag));
      const tags = [...this.tags.values()].map((tag) => ({ ...tag, kind: spanned.has(tag.id) ? "span" : tag.kind }));
      const marks = this.marks.toSorted((one, other) => one.at - other.at);
      return { tagging: { title: "", film: null, ...fields, tags, marks }, faults: this.faults };
    }
  }

  /** Return marks with the lane that each stands in. Marks of one `key` in one lane do not overlap, if
      a point lasts `point` seconds. */
  const lanes = (marks, key, point = 0) => {
    const reached = new Map();
    return marks.map((mark) => {
      const lanesOf = reached.get(key(mark)) ?? [];
      const free = lanesOf.findIndex((end) => end <= mark.at);
      const lane = free < 0 ? lanesOf.length : free;
      lanesOf[lane] = tagging.millis(mark.to ?? mark.at + point);
      reached.set(key(mark), lanesOf);
      return { mark, lane };
    });
  };

  /** Return JSON as a value, or a fault with its line. */
  const json = (text) => {
    try {
      return { value: JSON.parse(text.replace(/^\ufeff/, "")) };
    } catch (error) {
      const place = /position (\d+)|line (\d+)/.exec(/** @type {Error} */ (error).message);
      const line = place?.[2] ? Number(place[2]) : lineAt(text, Number(place?.[1] ?? 0));
      return { fault: { line, words: _("This is no JSON: a bracket, a comma or a quotation mark is missing.") } };
    }
  };

  lessonbank.reading = { Gathered, LABEL, NOTE, decoded, json, lanes, lineAt, lineOf, seconds, slug, squeezed };
})();
