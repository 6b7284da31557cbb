/* `lessonbank.hits(text, terms)` says which signs of a text a result is marked at. */
(() => {
  "use strict";
  if (lessonbank.hits !== undefined) return;

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
})();
