/* `lessonbank.ranked(manifest, tokens, pairs)` are the pages that hold the words asked for, best
   first, each with the places where the words stand closest together: `full` hold all that is
   needed, `some` most of it, and `first(count)` are the first of `full`. A bank has many pages and a common word stands in most of them, so
   nothing is made for each: numbers lie in arrays. */
(() => {
  "use strict";
  if (lessonbank.ranked !== undefined) return;

  const FIELD_WEIGHTS = [8, 5, 5, 2];
  const MARK_WEIGHT = 3;
  const TOGETHER = [1, 0.6, 1, 0.5];
  const MARK_TOGETHER = 1.2;
  const SATURATION = 1.2;
  const BY_LENGTH = 0.75;
  const CLOSENESS = 3;
  const RANKED = 500;
  const FEW = 50;
  /** Sums are kept in single precision. */
  const ROUNDED = 1.0001;
  const MOMENTS = 3;
  const NEAR = [1, 0.6, 0.35];
  const MOST = 0.5;
  const LESS = 0.7;

  /** Which of the ascending `documents` is `page`, or -1. */
  const indexOf = (documents, page) => {
    let [low, high] = [0, documents.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (documents[middle] < page) low = middle + 1;
      else high = middle;
    }
    return documents[low] === page ? low : -1;
  };

  /** The places of a term in a page, if it stands there. */
  const within = ({ documents, ends, places }, page) => {
    const which = indexOf(documents, page);
    return which < 0 ? null : places.subarray(which && ends[which - 1], ends[which]);
  };

  /** Hits by the terms that they are of: a query is ranked several times. */
  const known = new WeakMap();

  const hits = (manifest, terms) => {
    if (!known.has(terms)) known.set(terms, counted(manifest, terms));
    return known.get(terms);
  };

  /** The terms of a token as read, the pages it stands in and how much it weighs on each, and what it
      is worth: much if rare. */
  const counted = ({ count, marks, fields }, terms) => {
    const weights = new Float64Array(count);
    /** @type {number[]} */
    const pages = [];
    const lists = terms.map(({ term, weight }) => {
      const { documents, ends, places } = lessonbank.read(term);
      for (let which = 0, at = 0; which < documents.length; which++) {
        const page = documents[which];
        const end = ends[which];
        const first = fields + marks(page);
        let held = term.frequent ? 1 : 0;
        for (; at < end; at++) {
          const place = places[at];
          held += place < fields ? FIELD_WEIGHTS[place] : place < first ? MARK_WEIGHT : 1;
        }
        if (!weights[page]) pages.push(page);
        weights[page] += weight * held;
      }
      return { term, weight, documents, ends, places };
    });
    return { lists, weights, pages, worth: Math.log(1 + (count - pages.length + 0.5) / (pages.length + 0.5)) };
  };

  const isQuoted = (phrase) => typeof phrase === "number";

  const order = (one, other) => other.score - one.score || one.page - other.page;

  /** Where the highest of some numbers is. */
  const highest = (numbers) => {
    let best = 0;
    for (let at = 1; at < numbers.length; at++) if (numbers[at] > numbers[best]) best = at;
    return best;
  };

  /** A found page; its moments are computed when it is shown. `fit` is the reason: its `name`
      matches, it has all `words`, it is `related`, or it has `some` of the words. */
  class Entry {
    constructor(page, score, held, fit, closeness) {
      this.page = page;
      this.score = score;
      this.held = held;
      this.fit = fit;
      this.closeness = closeness;
    }

    get moments() {
      return this.closeness.moments(this.page);
    }
  }

  /** Score the pages that hold some token by BM25. Count the tokens and phrases each holds. */
  const held = ({ count, lengths, mean }, tokens) => {
    /** @type {number[]} */
    const pages = [];
    const all = { pages, scores: new Float64Array(count), held: new Uint16Array(count), needed: new Uint16Array(count), quoted: new Uint16Array(count) };
    for (const { weights, pages: some, worth, phrase, optional } of tokens) {
      for (const page of some) {
        const weight = weights[page];
        const length = 1 - BY_LENGTH + (BY_LENGTH * lengths(page)) / mean;
        all.scores[page] += (worth * weight * (SATURATION + 1)) / (weight + SATURATION * length);
        if (!all.held[page]) pages.push(page);
        all.held[page] += 1;
        if (!optional) all.needed[page] += 1;
        if (isQuoted(phrase)) all.quoted[page] += 1;
      }
    }
    return all;
  };

  /** Return two functions. `full` gives the pages with all tokens, and `some` those with most of them
      by worth. Tokens to `spare` do not count. With a phrase, `full` has all pages with its tokens;
      a later step looks for the phrase itself. */
  const weighed = (manifest, all, closeness, less) => {
    const tokens = all.filter(({ spare }) => !spare);
    const found = held(manifest, tokens);
    const wanted = tokens.filter(({ phrase }) => isQuoted(phrase)).length;
    const needed = tokens.filter(({ optional }) => !optional);
    const sum = (some) => some.reduce((all, { worth }) => all + worth, 0);
    const absent = sum(needed.filter(({ pages }) => !pages.length));
    const most = absent + (1 - MOST) * (sum(needed) - absent);
    const complete = tokens.length === all.length;
    const isFull = (page) => (wanted ? found.quoted[page] === wanted : complete && found.needed[page] === needed.length);
    const isSome = (page) => 2 * found.held[page] > tokens.length && !isFull(page) && sum(needed.filter(({ weights }) => !weights[page])) <= most;
    for (const page of less) found.scores[page] *= LESS;
    const list = (pages, fit) => new Closest({ ...found, pages, fit }, closeness, less);
    return {
      full: list(found.pages.filter(isFull), "words"),
      some: () => list(wanted ? [] : found.pages.filter(isSome), "some"),
    };
  };

  /** Pages in order: by their scores, and by how close together the words stand in them, which is
      looked at page by page. */
  class Closest {
    #bounds = new Float64Array();
    /** @type {Map<number, Entry>} */
    #known = new Map();

    constructor({ pages, scores, held, fit }, closeness, less) {
      this.pages = pages;
      this.scores = scores;
      this.held = held;
      this.fit = fit;
      this.closeness = closeness;
      this.less = less;
    }

    #share(page) {
      return CLOSENESS * (this.less.has(page) ? LESS : 1);
    }

    #entry(page, isClose = true) {
      const known = this.#known.get(page);
      if (known) return known;
      const score = this.scores[page] + (isClose ? this.#share(page) * this.closeness.best(page) : 0);
      const entry = new Entry(page, score, this.held[page], this.fit, this.closeness);
      if (isClose) this.#known.set(page, entry);
      return entry;
    }

    /** How high the score of each page may be. */
    get bounds() {
      if (!this.#bounds.length) this.#bounds = this.closeness.bounds(this.pages).map((most, at) => this.scores[this.pages[at]] + this.#share(this.pages[at]) * most);
      return this.#bounds;
    }

    /** The best `count` pages in order; no page is looked at that cannot be among them. */
    first(count) {
      if (this.pages.length <= FEW) return this.all().slice(0, count);
      const bounds = this.bounds.slice();
      /** @type {Entry[]} */
      const best = [];
      for (let looked = 0; looked < RANKED; looked++) {
        const at = highest(bounds);
        if (best.length === count && best[count - 1].score > bounds[at]) break;
        bounds[at] = -1;
        best.push(this.#entry(this.pages[at]));
        best.sort(order).splice(count);
      }
      return best;
    }

    /** All pages in order. Of very many, those that cannot be good are not looked at unless `each` is. */
    all(each = false) {
      if (each || this.pages.length <= RANKED) return this.pages.map((page) => this.#entry(page)).sort(order);
      const { bounds } = this;
      const likely = [...this.pages.keys()].sort((one, other) => bounds[other] - bounds[one] || this.pages[one] - this.pages[other]).map((at) => this.pages[at]);
      const close = likely.slice(0, RANKED).map((page) => this.#entry(page));
      return [...close.sort(order), ...likely.slice(RANKED).map((page) => this.#entry(page, false))];
    }
  }

  /** How close together words stand in one page at a time, and where. The first `words` of the
      tokens are words, the others pairs of them. */
  class Closeness {
    constructor(manifest, tokens, words) {
      const { fields, marks, widest } = manifest;
      this.manifest = manifest;
      this.fields = fields;
      this.marks = marks;
      this.tokens = tokens;
      this.words = words;
      this.width = tokens.length;
      this.known = 0;
      /** @type {number[]} */
      this.touched = [];
      /** For each place with a word near it, what each token adds there: `NEAR` says how much. */
      this.values = new Float64Array(widest * tokens.length);
      /** 1 for a place with a word near it, 2 for one with a word in it. */
      this.seen = new Uint8Array(widest);
    }

    /** What the words about one place are worth at most, for each of some pages. */
    bounds(pages) {
      const { starts, total } = this.#starts(pages);
      const lists = this.tokens.flatMap(({ lists, worth }) => lists.filter(({ places }) => places.length).map((list) => ({ ...list, value: worth * list.weight ** 2 })));
      const about = this.#about(lists, starts, total);
      return Float64Array.from(pages, (page) => this.#most(page, about, starts[page]));
    }

    /** Where the places of each of some pages begin if they are put in a row; -1 for other pages. */
    #starts(pages) {
      const { count, size } = this.manifest;
      const starts = new Int32Array(count).fill(-1);
      let total = 0;
      for (const page of pages) {
        starts[page] = total;
        total += size(page);
      }
      return { starts, total };
    }

    /** What stands in each place of these pages, or soon after it, is worth together. */
    #about(lists, starts, total) {
      const about = new Float32Array(total);
      for (const { documents, ends, places, value } of lists) {
        for (let which = 0, at = 0; which < documents.length; at = ends[which++]) {
          const start = starts[documents[which]];
          if (start < 0) continue;
          for (let each = at, before = -1; each < ends[which]; before = places[each++]) {
            const place = places[each];
            const least = Math.max(before + 1, Math.min(place, this.fields), place - NEAR.length + 1);
            for (let there = place; there >= least; there--) about[start + there] += value * NEAR[place - there];
          }
        }
      }
      return about;
    }

    #most(page, about, start) {
      const first = this.fields + this.marks(page);
      const end = this.manifest.size(page);
      let most = 0;
      for (let place = 0; place < end; place++) {
        const value = about[start + place];
        if (value * MARK_TOGETHER > most) most = Math.max(most, place >= this.fields && place < first ? value * MARK_TOGETHER : value);
      }
      return most * ROUNDED;
    }

    /** The place of `page` that is worth most, and how much that is. */
    best(page) {
      this.#look(page);
      let most = 0;
      for (const place of this.touched) if (this.seen[place] === 2) most = Math.max(most, this.#worth(page, place));
      return most;
    }

    /** The few places to show. */
    moments(page) {
      this.#look(page);
      const said = this.touched.filter((place) => this.seen[place] === 2 && place >= this.fields);
      const valued = said.map((place) => [place, this.#worth(page, place)]);
      valued.sort((one, other) => other[1] - one[1] || one[0] - other[0]);
      const found = [];
      for (const [place, value] of valued) {
        if (found.length === MOMENTS || value < valued[0][1] / 2) break;
        if (found.every((other) => Math.abs(other - place) > 2)) found.push(place);
      }
      return found;
    }

    /** Notes what stands where in `page`. */
    #look(page) {
      for (const place of this.touched) this.seen[place] = 0;
      this.touched.length = 0;
      this.known = 0;
      this.tokens.forEach(({ lists, worth }, token) => {
        let placed = false;
        for (const { documents, ends, places, weight } of lists) {
          const which = places.length ? indexOf(documents, page) : -1;
          if (which < 0) continue;
          placed = true;
          // Another form of a word says less about a moment than about the page.
          for (let at = which && ends[which - 1]; at < ends[which]; at++) this.#add(places[at], token, worth * weight ** 2);
        }
        if (placed && token < this.words) this.known += 1;
      });
    }

    #add(place, token, value) {
      for (let back = 0; back < NEAR.length && (!back || place - back >= this.fields); back++) {
        const there = place - back;
        const at = there * this.width;
        if (!this.seen[there]) {
          this.seen[there] = 1;
          this.touched.push(there);
          for (let each = 0; each < this.width; each++) this.values[at + each] = 0;
        }
        if (!back) this.seen[there] = 2;
        this.values[at + token] = Math.max(this.values[at + token], value * NEAR[back]);
      }
    }

    #worth(page, place) {
      let [sum, held] = [0, 0];
      for (let token = 0; token < this.width; token++) {
        const value = this.values[place * this.width + token];
        sum += value;
        if (value && token < this.words) held += 1;
      }
      const { fields, marks } = this;
      const there = place < fields ? TOGETHER[place] : place < fields + marks(page) ? MARK_TOGETHER : 1;
      return sum * there * (held / Math.max(1, this.known));
    }
  }

  /** The pages found for some tokens. Each list is worked out when it is asked for. */
  class Ranked {
    /** @type {Entry[] | undefined} */
    #full;
    /** @type {Entry[] | undefined} */
    #some;

    constructor(manifest, tokens, pairs, all) {
      this.read = tokens.map(({ terms, phrase, optional, spare }) => ({ ...hits(manifest, terms), phrase, optional, spare, exact: terms.find(({ weight }) => weight === 1)?.term }));
      this.paired = pairs.map(({ term, phrase, at }) => ({ ...hits(manifest, [{ term, weight: 1 }]), phrase, at, worth: Math.log(1 + manifest.count / term.spread) + 0.5 }));
      this.closeness = new Closeness(manifest, [...this.read, ...this.paired], this.read.length);
      this.weighed = weighed(manifest, this.read, this.closeness, new Set(manifest.less));
      this.every = all;
    }

    /** The best few of `full`, in a fraction of the time. */
    first(count) {
      return this.weighed.full.first(count);
    }

    get full() {
      this.#full ??= this.weighed.full.all(this.every);
      return this.#full;
    }

    get some() {
      this.#some ??= this.weighed.some().all();
      return this.#some;
    }

    named(page) {
      return new Entry(page, 0, 0, "name", this.closeness);
    }
  }

  lessonbank.ranked = (manifest, tokens, pairs, all) => new Ranked(manifest, tokens, pairs, all);
  lessonbank.within = within;
})();
