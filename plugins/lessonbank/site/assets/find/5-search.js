/* `lessonbank.searcher(shelf)` finds pages and the moments in them. Words are looked up first;
   cards, facets and what is said are asked for by those who show them. */
(() => {
  "use strict";
  if (lessonbank.searcher) return;

  const RELATED = 0.8;
  const RELATIVES = 3;
  const MEANT = 0.5;
  const SLIPS = [1, 0.9, 0.6];
  const CANDIDATES = 3;
  const COMPLETIONS = 12;
  const COMPLETION_SHARDS = 2;
  const MOMENTS = 3;
  const LOOKED_THROUGH = 30;
  const RARE = 3;
  const FAR_COMMONER = 50;

  /** What is asked: words in order, the last one perhaps not yet whole, and phrases in quotes. */
  const asked = (text) => {
    const phrases = [...text.matchAll(/["“”]([^"“”]+)["“”]/g)].map(([, inner]) => lessonbank.words(inner).flat());
    return {
      words: lessonbank.words(text.replace(/["“”]/g, " ")),
      phrases: phrases.filter((phrase) => phrase.length > 1),
      open: /[\p{L}\p{N}]$/u.test(text),
    };
  };

  /** The last shard that begins at or before a word. */
  const shardOf = ({ shards }, word) => {
    let [low, high] = [0, shards.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (shards[middle] <= word) low = middle + 1;
      else high = middle;
    }
    return Math.max(0, low - 1);
  };

  /** Whether words stand in a row from somewhere in `text`, perhaps on into the text after it. */
  const holds = (text, phrase, after = "") => {
    const own = lessonbank.words(text).flat();
    const row = [...own, ...lessonbank.words(after).flat()];
    return own.some((_, at) => phrase.every((word, place) => row[at + place] === word));
  };

  const apart = (places) => places.filter((place, at) => !at || place - places[at - 1] > 1).slice(0, MOMENTS);

  /** Terms with the rank that a dictionary would give them. */
  const listed = ({ terms }) => terms.flatMap(({ word, spread }) => (word.startsWith("_") ? [] : [[word, 4 * Math.log2(spread)]]));

  const commonest = (terms) => Math.max(0, ...terms.map(({ term }) => term.spread));

  class Searcher {
    constructor(shelf) {
      this.shelf = shelf;
    }

    /** `{found, corrected, terms, phrases}`: pages best first, with the places that made them so. */
    async find(text) {
      const manifest = await this.shelf("m.js");
      const query = asked(text);
      const last = query.words.length - 1;
      const parts = query.words.map((word, place) => this.#word(manifest, word, query.open && place === last));
      const [read, pairs] = await Promise.all([Promise.all(parts), this.#pairs(manifest, query)]);
      const tokens = read.flat();
      const ranked = lessonbank.ranked(manifest, tokens, pairs, query.phrases.length > 0);
      const found = query.phrases.length ? ranked.found.filter((entry) => this.#holds(entry, ranked)) : ranked.found;
      return {
        found,
        corrected: this.#corrected(tokens, ranked),
        terms: new Set(tokens.flatMap(({ terms }) => terms.map(({ term }) => term.word))),
        phrases: query.phrases,
      };
    }

    /** Those of `found` that hold each phrase, of the best `LOOKED_THROUGH`; `moments` is where. */
    async quoting(found, phrases) {
      const { cards, fields } = await this.shelf("m.js");
      const looked = found.slice(0, LOOKED_THROUGH).map(async (entry) => {
        const card = (await this.shelf(`d/${Math.floor(entry.page / cards)}.js`))[entry.page % cards];
        const { texts } = card[5] ? await this.shelf(`t/${entry.page}.js`) : { texts: [] };
        const places = [...texts.keys()].filter((place) => phrases.every((phrase) => holds(texts[place], phrase, texts[place + 1])));
        const shown = phrases.every((phrase) => holds(`${card[1]} ${card[2]}`, phrase));
        return shown || places.length ? { ...entry, moments: apart(places).map((place) => place + fields) } : null;
      });
      return (await Promise.all(looked)).filter(Boolean);
    }

    async #term(manifest, word) {
      const { by } = await this.shelf(`s/${shardOf(manifest, word)}.js`);
      return by.get(word);
    }

    /** The tokens of one word: itself, or its parts where nobody writes it joined. */
    async #word(manifest, parts, open) {
      const whole = parts.join("");
      if (parts.length > 1 && !(await this.#term(manifest, whole))) {
        return Promise.all(parts.map((part, place) => this.#token(manifest, part, open && place === parts.length - 1)));
      }
      return [await this.#token(manifest, whole, open)];
    }

    /** A word with the terms that stand for it, each with a weight. */
    async #token(manifest, word, open) {
      const term = await this.#term(manifest, word);
      const begun = open ? await this.#begun(manifest, word, term ? 1 : COMPLETION_SHARDS) : [];
      const exact = term ? await this.#akin(manifest, term, 1) : [];
      const terms = [...exact, ...begun.filter(({ term: one }) => !exact.some(({ term: other }) => other === one))];
      const token = { word, terms, open };
      const most = commonest(terms);
      return most < RARE ? this.#near(manifest, token, most ? 4 * Math.log2(FAR_COMMONER * most) : 0, CANDIDATES) : token;
    }

    /** A token with the words beside it that may have been meant, each of the rank `least`. */
    async #near(manifest, token, least, count) {
      const { word, open } = token;
      const [spelling, shard] = await Promise.all([this.shelf("v.js"), this.shelf(`s/${shardOf(manifest, word)}.js`)]);
      const others = lessonbank.near(word, [spelling, listed(shard)], { count, least, open });
      const right = await Promise.all(others.map((other) => this.#term(manifest, other.word)));
      const known = new Set(token.terms.map(({ term }) => term));
      const weight = token.terms.length ? MEANT : 1;
      const terms = right.flatMap((term, place) => (term && !known.has(term) ? [{ term, weight: weight * SLIPS[others[place].slips], meant: true }] : []));
      return { ...token, near: true, terms: [...token.terms, ...terms] };
    }

    /** For each word that pages were found by another, the other one that the best page holds. */
    #corrected(tokens, { read, found }) {
      return tokens.flatMap(({ word, terms, near }, place) => {
        const held = near && found.length ? read[place].lists.filter((list) => lessonbank.within(list, found[0].page)) : [];
        const used = held.map((list) => terms.find(({ term }) => term === list.term));
        return used.length && used.every(({ meant }) => meant) ? [[word, used[0].term.word]] : [];
      });
    }

    async #akin(manifest, term, weight) {
      const others = await Promise.all(term.relatives.slice(0, RELATIVES).map((word) => this.#term(manifest, word)));
      const related = others.filter(Boolean).map((other) => ({ term: other, weight: weight * RELATED }));
      return [{ term, weight }, ...related];
    }

    /** The commonest terms that begin with what is typed, from few shards. */
    async #begun(manifest, start, most) {
      if (start.length < 2) return [];
      const first = shardOf(manifest, start);
      const last = Math.min(first + most - 1, shardOf(manifest, `${start}\uffff`));
      const numbers = Array.from({ length: last - first + 1 }, (_, place) => first + place);
      const shards = await Promise.all(numbers.map((number) => this.shelf(`s/${number}.js`)));
      return shards
        .flatMap(({ terms }) => terms.filter(({ word }) => word.startsWith(start) && word !== start))
        .sort((one, other) => other.spread - one.spread || (one.word < other.word ? -1 : 1))
        .slice(0, COMPLETIONS)
        .map((term) => ({ term, weight: Math.max(0.55, (0.9 * start.length) / term.word.length) }));
    }

    /** The terms of two frequent words in a row, by which alone their places are known. */
    async #pairs(manifest, { words }) {
      const row = words.map((parts) => parts.join(""));
      const found = row.slice(1).map((word, place) => this.#pair(manifest, row[place], word));
      return (await Promise.all(found)).filter(Boolean);
    }

    async #pair(manifest, one, other) {
      const both = await Promise.all([this.#term(manifest, one), this.#term(manifest, other)]);
      if (!both.every((term) => term?.frequent)) return null;
      return (await this.#term(manifest, `_${one}_${other}`)) ?? null;
    }

    /** Whether everything quoted may stand in one place of a page, or in two in a row. */
    #holds({ page }, { read, paired }) {
      const tokens = [...read.filter(({ exact }) => !exact?.frequent), ...paired];
      const held = tokens.map(({ lists }) => lists.map((list) => lessonbank.within(list, page)).filter(Boolean));
      if (!held.length || held.some((lists) => !lists.length)) return !held.length;
      const places = held.map((lists) => new Set(lists.flatMap((list) => [...list])));
      const [first, ...rest] = places.sort((one, other) => one.size - other.size);
      return [...first].some((place) => [place - 1, place].some((from) => rest.every((set) => set.has(from) || set.has(from + 1))));
    }
  }

  lessonbank.LOOKED_THROUGH = LOOKED_THROUGH;
  lessonbank.searcher = (shelf) => new Searcher(shelf);
})();
