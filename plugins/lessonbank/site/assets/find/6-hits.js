/* `lessonbank.hits(text, terms)` says which signs of a text a result is marked at, and
   `lessonbank.marked(text, terms)` marks them. */
(() => {
  "use strict";
  if (lessonbank.hits !== undefined) return;

  const AROUND = 90;
  const NEARBY = 20;
  const SPACE = /\s/;

  const last = (ends) => ends[ends.length - 1];

  /** Where in a text `terms` stand, as `[start, end]` in order; what touches is one. */
  lessonbank.hits = (text, terms) => {
    const row = lessonbank.placed(text);
    /** @type {[number, number][]} */
    const found = row.flatMap(({ word, start, ends, whole }, at) => {
      const next = row[at + 1];
      if (whole && terms.has(whole.word)) return [[whole.start, whole.end]];
      if (!whole && next && !next.whole && terms.has(word + next.word)) return [[start, last(next.ends)]];
      return terms.has(word) ? [[start, last(ends)]] : [];
    });
    /** @type {[number, number][]} */
    const none = [];
    return found.reduce((joined, [start, end]) => {
      const before = joined.at(-1);
      if (before && start <= before[1]) before[1] = Math.max(before[1], end);
      else joined.push([start, end]);
      return joined;
    }, none);
  };

  /** The nearest place to `at` at which a text may be cut: at a space, if there is one about. */
  const cut = (text, at, by) => {
    for (let place = at, far = 0; far < NEARBY; place += by, far++) if (SPACE.test(text.charAt(place))) return place;
    return text.codePointAt(at - 1) > 0xffff ? at + 1 : at;
  };

  /** Text with the words that were looked for marked, cut to what is around the first. */
  lessonbank.marked = (text, terms) => {
    const found = lessonbank.hits(text, terms);
    const first = found[0]?.[0] ?? 0;
    const from = first > AROUND ? cut(text, first - AROUND, 1) : 0;
    const to = text.length - first > 2 * AROUND ? cut(text, first + 2 * AROUND, -1) : text.length;
    const parts = from ? ["… "] : [];
    let at = from;
    for (const [start, end] of found) {
      if (start < from || end > to) continue;
      parts.push(text.slice(at, start), lessonbank.make("mark", {}, text.slice(start, end)));
      at = end;
    }
    return [...parts, text.slice(at, to), ...(to < text.length ? [" …"] : [])];
  };
})();
