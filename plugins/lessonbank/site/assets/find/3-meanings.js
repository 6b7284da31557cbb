/* `lessonbank.meanings(...)` holds names of pages, groups of synonyms, function words, and
   abbreviations that are also plain words. */
(() => {
  "use strict";
  if (lessonbank.meanings !== undefined) return;

  const set = (words) => new Set(words ? words.split(" ") : []);

  /** Return how many words of a row of `{word, forms}` match a name from `start` on, or 0. */
  const standing = (row, start, words) => {
    if (words.every((word, far) => row[start + far]?.forms.has(word))) return words.length;
    const joined = words.join("");
    let [end, typed] = [start, ""];
    while (end < row.length && typed.length < joined.length) typed += row[end++].word;
    return typed === joined ? end - start : 0;
  };

  class Meanings {
    /** @type {Set<string> | undefined} */
    #single;

    constructor(names, groups, functionWords, whole, families) {
      this.functionWords = set(functionWords);
      this.whole = set(whole);
      this.families = new Map(families.split(",").flatMap((family) => family.split(" ").map((word) => [word, family.split(" ")])));
      this.names = names.flatMap(([page, all]) => all.map((name) => ({ page, words: this.content(this.#name(name).words) })));
      this.known = new Set(this.families.keys());
      this.groups = groups.map(([same, related]) => ({ same: same.map(this.#name, this), related: related.map(this.#name, this) }));
    }

    /** Synonyms of one word. */
    get single() {
      this.#single ??= new Set(this.groups.flatMap(({ same }) => same.flatMap(({ words }) => (words.length === 1 ? words : []))));
      return this.#single;
    }

    /** A name comes with its words if they are not plain to see. */
    #name(name) {
      return typeof name === "string" ? { text: name, words: lessonbank.row(name) } : { text: name[0], words: name[1].split(" ") };
    }

    /** Return `words` with their other forms that occur in names. */
    forms(words) {
      return new Set(words.flatMap((word) => [word, ...(this.families.get(word) ?? [])]));
    }

    /** Return the words without function words, or all if there are no others. */
    content(words) {
      const some = words.filter((word) => !this.functionWords.has(word));
      return some.length ? some : words;
    }

    /** Return the longest names in a row of `{word, forms}`, as `{start, end, name, group}`. */
    spans(row) {
      const found = this.groups.flatMap((group) => this.#spansOf(row, group));
      return found.filter((one) => !found.some((other) => other.start <= one.start && one.end <= other.end && other.end - other.start > one.end - one.start));
    }

    #spansOf(row, group) {
      const all = row.flatMap((_, start) => group.same.map((name) => ({ start, end: start + standing(row, start, name.words), group, name })));
      const longest = Math.max(0, ...all.map(({ start, end }) => end - start));
      return longest ? all.filter(({ start, end }) => end - start === longest).slice(0, 1) : [];
    }

    /** Return the pages whose names contain all of `asked` (`{word, forms}`), as `{page, whole}`.
        `asked` must be the whole name or at least half of its words. */
    named(asked) {
      const typed = asked.map(({ word }) => word).join("");
      return this.names.flatMap(({ page, words }) => {
        const whole = typed === words.join("");
        const held = words.filter((word) => asked.some(({ forms }) => forms.has(word))).length;
        const all = asked.every(({ forms }) => words.some((word) => forms.has(word)));
        return whole || (all && 2 * held >= words.length) ? [{ page, whole: whole || held === words.length }] : [];
      });
    }

    /** Do the same for a synonym. A single word must be the whole name. */
    namedBy({ words }) {
      const content = this.content(words);
      const found = this.named(content.map((word) => ({ word, forms: this.forms([word]) })));
      return content.length > 1 ? found : found.filter(({ whole }) => whole);
    }

    /** Return the names related to a group, with their synonyms. */
    related({ related }) {
      return related.flatMap((name) => [name, ...this.#others(name)]);
    }

    #others({ words }) {
      const row = words.map((word) => ({ word, forms: this.forms([word]) }));
      return this.groups.filter(({ same }) => same.some((name) => standing(row, 0, name.words) === row.length)).flatMap(({ same }) => same);
    }
  }

  lessonbank.meanings = (names, groups, functionWords, whole, families) => new Meanings(names, groups, functionWords, whole, families);
})();
