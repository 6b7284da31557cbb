/* `lessonbank.searcher(load)` finds pages and the moments in them. Words are looked up first;
   cards, facets and what is said are asked for by those who show them. */
(() => {
  "use strict";
  if (lessonbank.searcher !== undefined) return;

  const SYNONYM = 0.4;
  const FEW = 10;
  const SOME = 50;
  const NAMED = 6;
  const MOMENTS = 3;
  const AT_ONCE = 8;
  const SILENT = 1;

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

  /** The words asked for, one by one: `{word, forms}`, and their tokens where they are read. */
  const unread = (word) => [{ word, forms: new Set([word]), read: false }];

  const before = (one, other) => other.rank - one.rank || other.score - one.score || one.page - other.page;

  const without = (entries, ...others) => {
    const known = new Set(others.flat().map(({ page }) => page));
    return entries.filter(({ page }) => !known.has(page));
  };

  const as = (fit, entries) => entries.map((entry) => Object.assign(entry, { fit }));

  class Searcher {
    constructor(load) {
      this.load = load;
    }

    /** `{found, corrected, suggested, also, terms, phrases}`: pages best first, with the places that
        made them so. `corrected` are words that were taken for others, `suggested` those that may be;
        `also` are the other names that were searched. */
    async find(text) {
      const [manifest, meanings] = await Promise.all([this.load("m.js"), this.load("n.js")]);
      const lookup = lessonbank.lookup(this.load, manifest, meanings);
      const query = asked(text);
      const words = await this.#row(lookup, meanings, query);
      const spans = query.phrases.length ? [] : meanings.spans(words);
      const row = words.map((word, place) => ({ ...word, optional: word.optional && !spans.some(({ start, end }) => start <= place && place < end) }));
      const tokens = row.filter(({ read }) => read);
      const pairs = await lookup.pairs(row);
      const rank = (those) => lessonbank.ranked(manifest, those, pairs, query.phrases.length > 0);
      const ranked = rank(tokens);
      const full = ranked.full.filter(({ page }) => query.phrases.every((_, phrase) => this.#mayHold(page, ranked, phrase)));
      const result = { found: full, corrected: this.#corrected(tokens, ranked), suggested: [], also: [], phrases: query.phrases };
      /** @type {any} */
      const more = query.phrases.length || !tokens.length ? {} : await this.#more({ lookup, meanings, row, spans, tokens, rank, ranked });
      return { ...result, ...more, terms: new Set([...this.#words(tokens), ...(more.terms ?? [])]) };
    }

    #words(tokens) {
      return tokens.flatMap(({ terms, loose }) => [...terms, ...loose].flatMap(({ term, marked }) => marked ?? [term.word]));
    }

    /** The words asked for. Function words are read only where there are few others. */
    async #row(lookup, meanings, { words, open }) {
      const isFunction = ({ parts, phrase }) => phrase === null && parts.every((part) => meanings.functionWords.has(part));
      const content = words.filter((word) => !isFunction(word)).length;
      const parts = words.map(async (word, place) => {
        if (word.phrase !== null) return lookup.quoted(word.parts, word.phrase);
        if (content > 1 && isFunction(word)) return word.parts.flatMap(unread);
        const tokens = await lookup.word(word.parts, open && place === words.length - 1);
        return tokens.map((token) => ({ ...token, phrase: null, optional: content === 1 && isFunction(word) }));
      });
      return (await Promise.all(parts)).flat().map((token) => ({ read: true, ...token }));
    }

    /** What is found beyond the words themselves: pages by their names and, where the words find
        few, by other names for the same, by what is related, and by some of the words. */
    async #more({ lookup, meanings, row, spans, tokens, rank, ranked }) {
      const needed = tokens.filter(({ optional }) => !optional);
      const whole = spans.filter(({ start, end }) => needed.every((token) => row.indexOf(token) >= start && row.indexOf(token) < end));
      const named = this.#named(meanings, needed, whole, ranked);
      const words = without(ranked.full, named);
      if (named.length + words.length >= FEW) return { found: [...named, ...words] };
      const others = await this.#others(lookup, row, spans);
      const wider = rank(tokens.map((token) => ({ ...token, terms: [...token.terms, ...(others.get(token)?.terms ?? [])] })));
      const same = without(wider.full, named, words);
      const related = as("related", without(this.#related(meanings, whole, ranked), named, words, same));
      const loose = tokens.some((token) => token.loose.length) ? rank(tokens.map((token) => ({ ...token, terms: [...token.terms, ...token.loose] }))) : wider;
      const some = as("some", without([...loose.full, ...loose.some], named, words, same, related)).slice(0, SOME);
      const found = [...named, ...words, ...same, ...related, ...some];
      const terms = this.#words(tokens.map((token) => ({ terms: others.get(token)?.terms ?? [], loose: [] })));
      const also = [...new Set([...others.values()].flatMap(({ texts }) => texts))];
      return { found, also, terms, suggested: await this.#suggested(lookup, needed, [...named, ...words, ...same]) };
    }

    /** Pages whose name was asked for, also by another name for the same, best first. */
    #named(meanings, needed, whole, ranked) {
      const own = meanings.named(needed).map(({ page, whole: all }) => ({ page, rank: all ? 4 : 2 }));
      const others = whole.flatMap(({ group }) => group.same.flatMap((name) => meanings.namedBy(name)));
      return this.#entries([...own, ...others.map(({ page, whole: all }) => ({ page, rank: all ? 3 : 1 }))], ranked);
    }

    #related(meanings, whole, ranked) {
      const names = whole.flatMap(({ group }) => meanings.related(group));
      return this.#entries(names.flatMap((name) => meanings.namedBy(name)).map(({ page, whole: all }) => ({ page, rank: all ? 1 : 0 })), ranked);
    }

    /** Entries of pages, each once: those of the highest rank first, and those with the words. */
    #entries(pages, { full, some, named }) {
      const scores = new Map([...full, ...some].map(({ page, score }) => [page, score]));
      const best = new Map();
      for (const { page, rank } of pages) best.set(page, Math.max(rank, best.get(page) ?? 0));
      const all = Array.from(best, ([page, rank]) => ({ page, rank, score: scores.get(page) ?? 0 }));
      return all.sort(before).slice(0, NAMED).map(({ page }) => named(page));
    }

    /** For each token of a name, the terms of other names for the same, and how they are written. */
    async #others(lookup, row, spans) {
      const found = new Map();
      for (const { start, end, group } of spans) {
        const names = await Promise.all(group.same.map(async (name) => ({ text: name.text, terms: await lookup.name(name, SYNONYM) })));
        const held = names.filter(({ terms }) => terms.length);
        const both = { terms: held.flatMap(({ terms }) => terms), texts: held.map(({ text }) => text) };
        for (const token of row.slice(start, end)) found.set(token, both);
      }
      return found;
    }

    /** Words of the bank that are offered in place of right words that no page has. */
    async #suggested(lookup, needed, found) {
      if (found.length) return [];
      const offers = await Promise.all(needed.filter(({ absent }) => absent).map((token) => lookup.offered(token)));
      return offers.flat();
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
      const { title, note, passages, unshown } = (await this.load(`d/${Math.floor(entry.page / cards)}.js`))[entry.page % cards];
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

    /** For each word that pages were found by another, the other one that the best page holds. */
    #corrected(tokens, { read, full }) {
      return tokens.flatMap(({ word, terms, near, named }, place) => {
        if (named) return [[word, named]];
        const held = near && full.length ? read[place].lists.filter((list) => lessonbank.within(list, full[0].page)) : [];
        const used = held.map((list) => terms.find(({ term }) => term === list.term));
        return used.length && used.every(({ meant }) => meant) ? [[word, used[0].term.word]] : [];
      });
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
