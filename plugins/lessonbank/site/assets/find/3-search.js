/* `lessonbank.searcher(shelf)` finds pages and the moments in them. Words are looked up first;
   cards, facets and what is said are asked for by those who show them. */
(() => {
  "use strict";
  if (lessonbank.searcher) return;

  const FIELD_WEIGHTS = [8, 5, 5, 2];
  const MARK_WEIGHT = 3;
  const RELATED = 0.8;
  const MEANT = 0.5;
  const COMPLETIONS = 12;
  const RANKED = 300;
  const MOMENTS = 3;
  const NEAR = [1, 0.6, 0.35];
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

  /** How many slips lie between two words, at most `most`; letters that changed places are one. */
  const distance = (one, other, most) => {
    if (Math.abs(one.length - other.length) > most) return most + 1;
    let before = [];
    let row = Array.from({ length: other.length + 1 }, (_, place) => place);
    for (let i = 1; i <= one.length; i++) {
      const next = [i];
      for (let j = 1; j <= other.length; j++) {
        const same = one[i - 1] === other[j - 1];
        next[j] = Math.min(next[j - 1] + 1, row[j] + 1, row[j - 1] + (same ? 0 : 1));
        const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
        if (swapped) next[j] = Math.min(next[j], before[j - 2] + 1);
      }
      if (Math.min(...next) > most) return most + 1;
      [before, row] = [row, next];
    }
    return row[other.length];
  };

  /** The word that was meant, null where none is near. Few slip in the first letter. */
  const meant = (word, spelling, least) => {
    const most = word.length < 4 ? 0 : word.length < 8 ? 1 : 2;
    let best = null;
    for (const [other, rank] of spelling) {
      if (!most || rank < least || Math.abs(other.length - word.length) > most || other === word) continue;
      const slips = distance(word, other, most);
      const score = rank / 64 - 2 * slips + (other[0] === word[0] ? 1 : 0);
      if (slips <= most && (!best || score > best.score)) best = { word: other, score };
    }
    return best?.word ?? null;
  };

  /** Whether words stand in a row in texts that follow each other. */
  const holds = (texts, phrase) => {
    const row = lessonbank.words(texts.join(" ")).flat();
    return row.some((_, at) => phrase.every((word, place) => row[at + place] === word));
  };

  const apart = (places) => places.filter((place, at) => !at || place - places[at - 1] > 1).slice(0, MOMENTS);

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
      const [tokens, pairs] = [(await Promise.all(parts)).flat(), await this.#pairs(manifest, query)];
      const hits = tokens.map((token) => this.#hits(manifest, token));
      const ranked = this.#rank(manifest, hits, pairs, query);
      return {
        found: ranked,
        corrected: tokens.filter((token) => token.meant).map((token) => [token.word, token.meant]),
        terms: new Set(tokens.flatMap((token) => token.terms.map(({ term }) => term.word))),
        phrases: query.phrases,
      };
    }

    /** Those of `found` that hold each phrase, at most thirty looked through; `moments` is where. */
    async quoting(found, phrases) {
      const { cards, fields } = await this.shelf("m.js");
      const looked = found.slice(0, LOOKED_THROUGH).map(async (entry) => {
        const card = (await this.shelf(`d/${Math.floor(entry.page / cards)}.js`))[entry.page % cards];
        const { texts } = card[5] ? await this.shelf(`t/${entry.page}.js`) : { texts: [] };
        const places = [...texts.keys()].filter((place) => phrases.every((phrase) => holds(texts.slice(place, place + 2), phrase)));
        const shown = phrases.every((phrase) => holds([`${card[1]} ${card[2]}`], phrase));
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
      const [term, begun] = await Promise.all([this.#term(manifest, word), open ? this.#begun(manifest, word) : []]);
      const exact = term ? await this.#akin(manifest, term, 1) : [];
      const terms = [...exact, ...begun.filter(({ term: one }) => !exact.some(({ term: other }) => other === one))];
      if (terms.some(({ term: one }) => one.spread >= RARE) || word.length < 4) return { word, terms };
      const spelling = await this.shelf("v.js");
      const most = Math.max(0, ...terms.map(({ term: one }) => one.spread));
      const other = meant(word, spelling, most ? 4 * Math.log2(FAR_COMMONER * most) : 0);
      const right = other && (await this.#term(manifest, other));
      if (!right) return { word, terms };
      return { word, meant: other, terms: [...terms, ...(await this.#akin(manifest, right, terms.length ? MEANT : 1))] };
    }

    async #akin(manifest, term, weight) {
      const others = await Promise.all(term.relatives.map((word) => this.#term(manifest, word)));
      const related = others.filter(Boolean).map((other) => ({ term: other, weight: weight * RELATED }));
      return [{ term, weight }, ...related];
    }

    /** The commonest terms that begin with what is typed, from three shards at most. */
    async #begun(manifest, start) {
      if (start.length < 2) return [];
      const first = shardOf(manifest, start);
      const last = Math.min(first + 2, shardOf(manifest, `${start}\uffff`));
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

    /** By page how much a token weighs there, and its places. */
    #hits({ marks, fields }, token) {
      const pages = new Map();
      for (const { term, weight } of token.terms) {
        lessonbank.walk(term, (page, count, places) => {
          const hit = pages.get(page) ?? { weight: 0, places: new Map() };
          if (term.frequent) hit.weight += weight * Math.min(count, 8);
          for (const place of places) {
            const own = place < fields ? FIELD_WEIGHTS[place] : place < fields + marks[page] ? MARK_WEIGHT : 1;
            hit.weight += weight * own;
            hit.places.set(place, Math.max(weight, hit.places.get(place) ?? 0));
          }
          pages.set(page, hit);
        });
      }
      return { pages, exact: token.terms.find(({ weight }) => weight === 1)?.term };
    }

    #rank(manifest, hits, pairs, query) {
      const { count, lengths } = manifest;
      const mean = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, count);
      const rarity = hits.map(({ pages }) => Math.log(1 + (count - pages.size + 0.5) / (pages.size + 0.5)));
      const scored = new Map();
      hits.forEach(({ pages }, token) => {
        for (const [page, { weight }] of pages) {
          const entry = scored.get(page) ?? { page, score: 0, held: 0 };
          entry.score += (rarity[token] * weight * 2.2) / (weight + 1.2 * (0.25 + (0.75 * lengths[page]) / mean));
          entry.held += 1;
          scored.set(page, entry);
        }
      });
      const most = Math.max(0, ...[...scored.values()].map(({ held }) => held));
      const order = (one, other) => other.score - one.score || one.page - other.page;
      const best = [...scored.values()].filter(({ held }) => held === most).sort(order);
      const paired = this.#paired(manifest, pairs);
      const close = best.slice(0, query.phrases.length ? best.length : RANKED);
      for (const entry of close) this.#moments(manifest, entry, hits, rarity, paired);
      const kept = query.phrases.length ? close.filter((entry) => this.#holds(entry, hits, pairs, paired)) : close;
      return [...kept.sort(order), ...(query.phrases.length ? [] : best.slice(RANKED))];
    }

    /** The places of pairs, as those of a token that counts for ranking only. */
    #paired(manifest, pairs) {
      return pairs.map((term) => ({ ...this.#hits(manifest, { terms: [{ term, weight: 1 }] }), rarity: Math.log(1 + manifest.count / term.spread) + 0.5 }));
    }

    /** Adds to a page's score how close together the words stand, and where they do. */
    #moments({ fields, marks }, entry, hits, rarity, paired) {
      const places = new Map();
      const add = (page, value) => {
        for (const [place, weight] of page?.places ?? []) {
          if (place < fields) continue;
          NEAR.forEach((near, back) => {
            if (place - back < fields) return;
            const each = places.get(place - back) ?? new Map();
            each.set(value, Math.max(near * weight, each.get(value) ?? 0));
            places.set(place - back, each);
          });
        }
      };
      const worth = [...rarity.map((value) => value + 0.1), ...paired.map((pair) => pair.rarity)];
      [...hits, ...paired].forEach(({ pages }, token) => add(pages.get(entry.page), token));
      const own = (place) => [...hits, ...paired].some(({ pages }) => pages.get(entry.page)?.places.has(place));
      const windows = [...places]
        .filter(([place]) => own(place))
        .map(([place, each]) => [place, [...each].reduce((sum, [token, near]) => sum + worth[token] * near, 0) * (place < fields + marks[entry.page] ? 1.2 : 1)])
        .sort((one, other) => other[1] - one[1] || one[0] - other[0]);
      entry.score += windows[0]?.[1] ?? 0;
      entry.moments = [];
      for (const [place, value] of windows) {
        if (entry.moments.length === MOMENTS || value < windows[0][1] / 2) break;
        if (entry.moments.every((other) => Math.abs(other - place) > 2)) entry.moments.push(place);
      }
    }

    /** Whether everything quoted may stand in one place of a page, or in two in a row. */
    #holds({ page }, hits, pairs, paired) {
      const known = [...hits.filter(({ exact }) => !exact?.frequent), ...paired].map(({ pages }) => pages.get(page)?.places);
      if (!known.length || known.some((places) => !places)) return !known.length;
      const [first, ...rest] = [...known].sort((one, other) => one.size - other.size);
      return [...first.keys()].some((place) => [place - 1, place].some((from) => rest.every((places) => places.has(from) || places.has(from + 1))));
    }
  }

  lessonbank.searcher = (shelf) => new Searcher(shelf);
})();
