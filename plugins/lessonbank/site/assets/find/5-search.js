/* `lessonbank.searcher(load)` finds pages and the moments in them. Words are looked up first;
   cards, facets and what is said are asked for by those who show them. */
(() => {
  "use strict";
  if (lessonbank.searcher !== undefined) return;

  const SYNONYM = 0.4;
  const FEW = 10;
  const SOME = 50;
  const SOON = 3;
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

  /** Return a word that is not looked up. */
  const unread = (word) => ({ word, forms: new Set([word]), read: false });

  /** Pages by the names that are asked for, each with a rank: for a whole name, or for part of one. */
  const byName = (meanings, asked, all, part) => meanings.named(asked).map(({ page, whole }) => ({ page, rank: whole ? all : part }));

  const bySame = (meanings, groups, all, part) =>
    groups.flatMap(({ same }) => same.flatMap((name) => meanings.namedBy(name))).map(({ page, whole }) => ({ page, rank: whole ? all : part }));

  /** Entries of pages, each once: those of the highest rank first, and those with the words. */
  const entries = (pages, ranked) => {
    if (!pages.length) return [];
    const { full, some } = ranked;
    const scores = new Map([...full, ...some].map(({ page, score }) => [page, score]));
    const best = new Map();
    for (const { page, rank } of pages) best.set(page, Math.max(rank, best.get(page) ?? 0));
    const all = Array.from(best, ([page, rank]) => ({ page, rank, score: scores.get(page) ?? 0 }));
    return all.sort(before).slice(0, NAMED).map(({ page }) => ranked.named(page));
  };

  const before = (one, other) => other.rank - one.rank || other.score - one.score;

  const without = (entries, ...others) => {
    const known = new Set(others.flat().map(({ page }) => page));
    return entries.filter(({ page }) => !known.has(page));
  };

  /** A function of a list that is worked out once for the same things in it. */
  const once = (work) => {
    const known = [];
    return (list) => {
      const same = known.find(({ list: other }) => other.length === list.length && other.every((each, at) => each === list[at]));
      if (same) return same.made;
      const made = work(list);
      known.push({ list, made });
      return made;
    };
  };

  const as = (fit, entries) => entries.map((entry) => Object.assign(entry, { fit }));

  class Searcher {
    constructor(load) {
      this.load = load;
    }

    /** `{found, corrected, suggested, also, terms, phrases}`: pages best first, with the places that
        made them so. `corrected` are words that were taken for others, `suggested` those that may be;
        `also` are the other names that were searched. `early` is told of the pages that come first, if
        they are known before the others. */
    async find(text, early = async (_found, _terms) => {}) {
      const [manifest, meanings] = await Promise.all([this.load("m.js"), this.load("n.js"), this.ahead(text)]);
      const lookup = lessonbank.lookup(this.load, manifest, meanings);
      const query = asked(text);
      const row = await this.#row(lookup, meanings, query);
      const pairs = await lookup.pairs(row);
      const rank = once((tokens) => lessonbank.ranked(manifest, tokens, pairs, query.phrases.length > 0));
      if (query.phrases.length) return this.#phrased(text, query, row.filter(({ read }) => read), rank);
      const spans = meanings.spans(row);
      const tokens = await this.#units(lookup, row, spans);
      const ranked = rank(tokens.map(({ token }) => token));
      /** @type {any} */
      const result = tokens.length ? await this.#named({ lookup, meanings, row, tokens, rank, ranked, early }) : { found: [] };
      const all = [...row, ...tokens.map(({ token }) => token), ...(result.others ?? [])];
      return { suggested: [], also: [], ...result, corrected: this.#corrected(row, result.found), terms: this.#words(all), phrases: [] };
    }

    /** Asks for the files of the words of a text before anything else is known of them. Of what is
        being typed, words with fewer than `least` letters may become many others. */
    async ahead(text, least = 1) {
      const manifest = await this.load("m.js");
      const words = asked(text).words.map(({ parts }) => parts.join(""));
      for (const word of words) if (word.length >= least) this.load(`s/${manifest.shardOf(word)}.js`).catch(() => {});
    }

    /** Find pages that may hold the phrases; if there are none, pages with their words. */
    async #phrased(text, { phrases }, tokens, rank) {
      const ranked = rank(tokens);
      const found = ranked.full.filter(({ page }) => phrases.every((_, phrase) => this.#mayHold(page, ranked, phrase)));
      if (found.length) return { found, corrected: this.#corrected(tokens, found), suggested: [], also: [], terms: this.#words(tokens), phrases };
      return this.apart(text);
    }

    /** Find the same words without quotes, for phrases that no page holds. */
    async apart(text) {
      const answer = await this.find(text.replace(QUOTED, " $1 "));
      return { ...answer, found: as("some", answer.found) };
    }

    #words(tokens) {
      const plain = ({ term, marked }) => marked ?? [term.word.replace(/\^$/, "")];
      return new Set(tokens.flatMap(({ terms = [], loose = [] }) => [...terms, ...loose].flatMap(plain)));
    }

    /** Return the words of the query. Function words are looked up only if there are few others. */
    async #row(lookup, meanings, { words, open }) {
      const isFunction = ({ parts, phrase }) => phrase === null && parts.every((part) => meanings.functionWords.has(part));
      const content = words.filter((word) => !isFunction(word)).length;
      const parts = words.map(async (word, place) => {
        if (word.phrase !== null) return lookup.quoted(word.parts, word.phrase);
        if (content > 1 && isFunction(word)) return word.parts.map(unread);
        const tokens = await lookup.word(word.parts, open && place === words.length - 1);
        return tokens.map((token) => ({ ...token, phrase: null, optional: content === 1 && isFunction(word) }));
      });
      return (await Promise.all(parts)).flat().map((token) => ({ read: true, ...token }));
    }

    /** What a page must have: words, and names of several words as one, which have to stand in a
        row. Each comes with its part of the row and the group of its name. */
    async #units(lookup, row, spans) {
      const within = (place) => spans.find(({ start, end }) => start <= place && place < end);
      const words = row.flatMap((token, place) => (token.read && !within(place) ? [{ token, part: [token] }] : []));
      const names = spans.map(async ({ start, end, group, name }) => {
        const part = row.slice(start, end);
        return { token: await this.#unit(lookup, part, name), part, group };
      });
      return this.#spared([...words, ...(await Promise.all(names))]);
    }

    /** Mark words as `spare` that no page has, if the query also has a known name. */
    #spared(units) {
      const anchored = units.some(({ token, group }) => group && token.terms.length);
      const spare = ({ token, group }) => anchored && !group && !token.terms.length;
      return units.map((unit) => ({ ...unit, token: { ...unit.token, spare: spare(unit) } }));
    }

    async #unit(lookup, part, name) {
      if (part.length === 1 && name.words.length === 1) return { ...part[0], optional: false };
      const terms = await lookup.name(name, 1);
      return { word: name.text, phrase: null, terms, loose: [], optional: false };
    }

    /** What is found beyond the words themselves: pages by their names and, where there are few, by
        other names for the same, by what is related, and by most of the words. */
    async #named({ lookup, meanings, row, tokens, rank, ranked, early }) {
      const needed = row.filter((token) => token.read && !token.optional);
      const whole = tokens.filter(({ part, group }) => group && needed.every((token) => part.includes(token)));
      const groups = whole.map(({ group }) => group);
      const named = entries([...byName(meanings, needed, 4, 2), ...bySame(meanings, groups, 3, 1)], ranked);
      const first = [...named, ...without(ranked.first(SOON), named)];
      if (first.length) await early(first, this.#words([...row, ...tokens.map(({ token }) => token)]));
      const found = [...named, ...without(ranked.full, named)];
      if (found.length >= FEW) return { found };
      const same = await this.#others(lookup, tokens, ({ same: names }) => names);
      found.push(...without(rank(same.tokens).full, found));
      const full = found.length;
      found.push(...as("related", without(this.#related(meanings, needed, tokens, groups, ranked), found)));
      const near = await this.#others(lookup, tokens, (group) => [...group.same, ...group.related]);
      if (groups.length ? !found.length : found.length < FEW) found.push(...as("related", without(rank(near.tokens).full, found)));
      const loose = full || groups.length ? [] : rank(same.tokens.map((token) => ({ ...token, terms: [...token.terms, ...token.loose] }))).full;
      found.push(...as("some", without([...loose, ...rank(same.tokens).some], found)).slice(0, SOME));
      const suggested = full ? [] : await this.#suggested(lookup, needed);
      return { found, also: same.names, others: near.tokens, suggested };
    }

    /** Return pages whose names are related to the query, or match part of it. */
    #related(meanings, needed, tokens, groups, ranked) {
      const there = needed.filter(({ terms }) => terms.length);
      const parts = tokens.filter(({ group }) => group && !groups.includes(group));
      const near = groups.flatMap((group) => meanings.related(group));
      return entries(
        [
          ...(there.length ? byName(meanings, there, 3, 2) : []),
          ...parts.flatMap(({ part }) => byName(meanings, part, 3, 2)),
          ...bySame(meanings, parts.map(({ group }) => group), 3, 2),
          ...bySame(meanings, [{ same: [...near, ...parts.flatMap(({ group }) => meanings.related(group))] }], 1, 0),
        ],
        ranked,
      );
    }

    /** Add synonyms to the tokens of names. `chosen` picks them from a group. */
    async #others(lookup, tokens, chosen) {
      const names = new Set();
      const all = tokens.map(async ({ token, group }) => {
        const others = await Promise.all((group ? chosen(group) : []).map(async (name) => ({ name, terms: await lookup.name(name, SYNONYM) })));
        for (const { name, terms } of others) if (terms.length) names.add(name.text);
        if (!others.length) return token;
        return { ...token, terms: [...token.terms, ...others.flatMap(({ terms }) => terms)] };
      });
      return { tokens: await Promise.all(all), names: [...names] };
    }

    /** Return suggestions for correct words that no page has. */
    async #suggested(lookup, needed) {
      const offers = await Promise.all(needed.filter(({ absent }) => absent).map((token) => lookup.offered(token)));
      return offers.flat();
    }

    /** Return pairs of a typed word and its correction, if the best page matched the correction. */
    #corrected(tokens, found) {
      const best = found[0];
      return tokens.flatMap(({ word, terms = [], near, named }) => {
        if (!near || !best) return [];
        if (named) return [[word, named]];
        const used = terms.filter(({ term }) => lessonbank.within(lessonbank.read(term), best.page));
        return used.length && used.every(({ meant }) => meant) ? [[word, used[0].term.word]] : [];
      });
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
      const read = passages || unshown ? await this.load(`t/${entry.page}.js`) : { kinds: [], texts: [], unshown: [], translated: [] };
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
