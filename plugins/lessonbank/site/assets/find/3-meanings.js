/* `lessonbank.meanings(...)` is what words mean: names of pages, names for one thing, words that a
   page need not have, and abbreviations that are also plain words. */
(() => {
  "use strict";
  if (lessonbank.meanings !== undefined) return;

  const set = (words) => new Set(words ? words.split(" ") : []);

  /** Whether the words of a name stand at `start` of a row of `{word, forms}`; how many they are. */
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
      this.names = names.flatMap(([page, all]) => all.map((name) => ({ page, words: this.content(lessonbank.row(name)) })));
      this.known = new Set(this.families.keys());
      this.groups = groups.map(([same, related]) => ({ same: same.map(this.#name, this), related: related.map(this.#name, this) }));
    }

    /** Names of one word. */
    get single() {
      this.#single ??= new Set(this.groups.flatMap(({ same }) => same.flatMap(({ words }) => (words.length === 1 ? words : []))));
      return this.#single;
    }

    #name(text) {
      return { text, words: lessonbank.row(text) };
    }

    /** `words` with their other forms, as far as these stand in names. */
    forms(words) {
      return new Set(words.flatMap((word) => [word, ...(this.families.get(word) ?? [])]));
    }

    /** Those of the words that matter: function words do only where there are no others. */
    content(words) {
      const some = words.filter((word) => !this.functionWords.has(word));
      return some.length ? some : words;
    }

    /** The names in a row of `{word, forms}`, without those within longer ones: `{start, end, name,
        group}`. */
    spans(row) {
      const found = this.groups.flatMap((group) => this.#spansOf(row, group));
      return found.filter((one) => !found.some((other) => other.start <= one.start && one.end <= other.end && other.end - other.start > one.end - one.start));
    }

    #spansOf(row, group) {
      const all = row.flatMap((_, start) => group.same.map((name) => ({ start, end: start + standing(row, start, name.words), group, name })));
      const longest = Math.max(0, ...all.map(({ start, end }) => end - start));
      return longest ? all.filter(({ start, end }) => end - start === longest).slice(0, 1) : [];
    }

    /** The pages with names that hold all of `asked`, which are `{word, forms}`: `{page, whole}`. It
        is the whole name, or at least half of its words. */
    named(asked) {
      const typed = asked.map(({ word }) => word).join("");
      return this.names.flatMap(({ page, words }) => {
        const whole = typed === words.join("");
        const held = words.filter((word) => asked.some(({ forms }) => forms.has(word))).length;
        const all = asked.every(({ forms }) => words.some((word) => forms.has(word)));
        return whole || (all && 2 * held >= words.length) ? [{ page, whole: whole || held === words.length }] : [];
      });
    }

    /** The same for a name of the thesaurus; a single word must be the whole name. */
    namedBy({ words }) {
      const content = this.content(words);
      const found = this.named(content.map((word) => ({ word, forms: this.forms([word]) })));
      return content.length > 1 ? found : found.filter(({ whole }) => whole);
    }

    /** The names of what is related to a group, with others for the same things. */
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
