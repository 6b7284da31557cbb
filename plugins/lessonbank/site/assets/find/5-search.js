/* `lessonbank.searcher(load)` finds pages and the moments in them. Words are looked up first;
   cards, facets and what is said are asked for by those who show them. */
(() => {
  "use strict";
  if (lessonbank.searcher !== undefined) return;

  const RELATED = 0.7;
  const RELATIVES = 6;
  const MEANT = 0.5;
  const SLIPS = [1, 0.9, 0.6];
  const CANDIDATES = 3;
  const COMPLETIONS = 12;
  const COMPLETION_SHARDS = 2;
  const MOMENTS = 3;
  const AT_ONCE = 8;
  const SILENT = 1;
  const RARE = 3;
  const FAR_COMMONER = 50;

  const MARKS = '"“”„‟«»＂「」『』';
  const QUOTED = new RegExp(`[${MARKS}]([^${MARKS}]+)[${MARKS}]`, "g");

  /** What is asked: `words` in order, the last one perhaps not yet whole, and `phrases` in quotes
      as their rows. A word is `{parts, phrase}`, which says in which of the phrases it stands. */
  const asked = (text) => {
    /** @type {{parts: string[], phrase: number | null}[]} */
    const words = [];
    /** @type {string[][]} */
    const phrases = [];
    text.split(QUOTED).forEach((part, at) => {
      const row = at % 2 ? lessonbank.row(part) : [];
      const phrase = row.length > 1 ? phrases.push(row) - 1 : null;
      words.push(...lessonbank.words(part).map((parts) => ({ parts, phrase })));
    });
    return { words, phrases, open: /[\p{L}\p{N}\p{M}]$/u.test(text) };
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

  /** Whether a phrase begins in one of `rows`, perhaps to end in one of those after it. */
  const begins = (rows, place, phrase) => {
    const own = rows[place];
    if (!own.includes(phrase[0])) return false;
    const row = [...own];
    for (let next = place + 1; next < rows.length && row.length < own.length + phrase.length - 1; next++) row.push(...rows[next]);
    return own.some((_, at) => phrase.every((word, far) => row[at + far] === word));
  };

  const beginnings = (rows, phrase) => [...rows.keys()].filter((place) => begins(rows, place, phrase));

  /** Whether one of `places` is `place`, or at most `reach` before it. */
  const follows = (places, place, reach) => {
    for (let far = 0; far <= reach; far++) if (places.has(place - far)) return true;
    return false;
  };

  const apart = (places) => places.filter((place, at) => !at || place - places[at - 1] > 1).slice(0, MOMENTS);

  /** Terms with the rank that a dictionary would give them. */
  const listed = ({ terms }) => terms.flatMap(({ word, spread }) => (word.startsWith("_") ? [] : [[word, 4 * Math.log2(spread)]]));

  const commonest = (terms) => Math.max(0, ...terms.map(({ term }) => term.spread));

  class Searcher {
    constructor(load) {
      this.load = load;
    }

    /** `{found, corrected, terms, phrases}`: pages best first, with the places that made them so. */
    async find(text) {
      const manifest = await this.load("m.js");
      const query = asked(text);
      const last = query.words.length - 1;
      const parts = query.words.map(({ parts, phrase }, place) =>
        phrase === null ? this.#word(manifest, parts, query.open && place === last) : this.#quoted(manifest, parts, phrase),
      );
      const [read, pairs] = await Promise.all([Promise.all(parts), this.#pairs(manifest, query)]);
      const tokens = read.flat();
      const ranked = lessonbank.ranked(manifest, tokens, pairs, query.phrases.length > 0);
      const found = ranked.found.filter(({ page }) => query.phrases.every((_, phrase) => this.#mayHold(page, ranked, phrase)));
      return {
        found,
        corrected: this.#corrected(tokens, ranked),
        terms: new Set(tokens.flatMap(({ terms }) => terms.map(({ term }) => term.word))),
        phrases: query.phrases,
      };
    }

    /** Those of `found` that hold each phrase, and most of the words beside; their `moments` are
        where. Pages are looked through a few at a time: `step` is told after how many of them which
        were found, and may say `false` to end it there. */
    async quoting(found, phrases, step = async (_looked, _held) => true) {
      const held = [];
      for (let at = 0; at < found.length; at += AT_ONCE) {
        const some = found.slice(at, at + AT_ONCE);
        held.push(...(await Promise.all(some.map((entry) => this.#look(entry, phrases)))).filter(Boolean));
        if ((await step(at + some.length, held)) === false) break;
      }
      const most = held.reduce((best, { held: count }) => Math.max(best, count), 0);
      return held.filter(({ held: count }) => count === most);
    }

    /** The page with where the phrases begin, null where it lacks one. */
    async #look(entry, phrases) {
      const { cards, fields } = await this.load("m.js");
      const [, title, note, , , passages, unshown] = (await this.load(`d/${Math.floor(entry.page / cards)}.js`))[entry.page % cards];
      const read = passages || unshown ? await this.load(`t/${entry.page}.js`) : { kinds: [], texts: [], unshown: [] };
      const whole = [title, note, ...read.unshown].map(lessonbank.row);
      const rows = read.texts.map(lessonbank.row);
      const marks = read.kinds.length;
      const found = phrases.map((phrase) => [
        ...rows.slice(0, marks).flatMap((row, place) => (begins([row], 0, phrase) ? [place] : [])),
        ...beginnings(rows.slice(marks), phrase).map((place) => place + marks),
      ]);
      const held = phrases.every((phrase, at) => found[at].length || whole.some((row) => begins([row], 0, phrase)));
      const places = [...new Set(found.flat())].sort((one, other) => one - other);
      return held ? { ...entry, moments: apart(places).map((place) => place + fields) } : null;
    }

    async #term(manifest, word) {
      const { by } = await this.load(`s/${shardOf(manifest, word)}.js`);
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

    /** The tokens of one word of a phrase: only itself will do. */
    #quoted(manifest, parts, phrase) {
      return Promise.all(
        parts.map(async (word) => {
          const term = await this.#term(manifest, word);
          return { word, phrase, terms: term ? [{ term, weight: 1 }] : [] };
        }),
      );
    }

    /** A word with the terms that stand for it, each with a weight. */
    async #token(manifest, word, open) {
      const term = await this.#term(manifest, word);
      const begun = open ? await this.#begun(manifest, word, term ? 1 : COMPLETION_SHARDS) : [];
      const exact = term ? await this.#withRelatives(manifest, term, 1) : [];
      const terms = [...exact, ...begun.filter(({ term: one }) => !exact.some(({ term: other }) => other === one))];
      const token = { word, terms, open };
      const most = commonest(terms);
      return most < RARE ? this.#near(manifest, token, most ? 4 * Math.log2(FAR_COMMONER * most) : 0, CANDIDATES) : token;
    }

    /** A token with the words beside it that may have been meant, each of the rank `least`. */
    async #near(manifest, token, least, count) {
      const { word, open } = token;
      const [spelling, shard] = await Promise.all([this.load("v.js"), this.load(`s/${shardOf(manifest, word)}.js`)]);
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

    async #withRelatives(manifest, term, weight) {
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
      const shards = await Promise.all(numbers.map((number) => this.load(`s/${number}.js`)));
      return shards
        .flatMap(({ terms }) => terms.filter(({ word }) => word.startsWith(start) && word !== start))
        .sort((one, other) => other.spread - one.spread || (one.word < other.word ? -1 : 1))
        .slice(0, COMPLETIONS)
        .map((term) => ({ term, weight: Math.max(0.55, (0.9 * start.length) / term.word.length) }));
    }

    /** The terms of two frequent words in a row, by which alone their places are known. In a phrase
        each says which of its words it begins with. */
    async #pairs(manifest, { words }) {
      const row = words.flatMap(({ parts, phrase }) => (phrase === null ? [{ word: parts.join(""), phrase }] : parts.map((word) => ({ word, phrase }))));
      const found = row.slice(1).map((next, place) => this.#pair(manifest, row[place], next, place - row.findIndex(({ phrase }) => phrase === next.phrase)));
      return (await Promise.all(found)).filter(Boolean);
    }

    async #pair(manifest, one, other, at) {
      const both = await Promise.all([this.#term(manifest, one.word), this.#term(manifest, other.word)]);
      if (!both.every((term) => term?.frequent)) return null;
      const term = await this.#term(manifest, `_${one.word}_${other.word}`);
      return term ? { term, at, phrase: one.phrase === other.phrase ? one.phrase : null } : null;
    }

    /** Whether the words of a phrase may stand in a row in a page: each in the place of the one
        before it or in the next, perhaps past one in which nothing is said. */
    #mayHold(page, { read, paired }, phrase) {
      const own = read.filter((token) => token.phrase === phrase);
      const words = own.flatMap((token, at) => (token.exact?.frequent ? [] : [{ ...token, at }]));
      const pairs = paired.filter((token) => token.phrase === phrase);
      /** @type {Set<number> | null} */
      let places = null;
      let before = 0;
      for (const { lists, at } of [...words, ...pairs].sort((one, other) => one.at - other.at)) {
        const all = lists.flatMap((list) => [...(lessonbank.within(list, page) ?? [])]);
        const next = places ? all.filter((place) => follows(places, place, at - before + SILENT)) : all;
        if (!next.length) return false;
        places = new Set(next);
        before = at;
      }
      return true;
    }
  }

  lessonbank.searcher = (load) => new Searcher(load);
})();
