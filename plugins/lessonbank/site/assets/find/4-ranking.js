/* `lessonbank.ranked(manifest, tokens, pairs)` are the pages that hold the words asked for, best
   first, each with the places where the words stand closest together: `full` hold all that is
   needed, `some` most of it. A bank has many pages and a common word stands in most of them, so
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
  const BITS = 8;
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

  /** The terms of a token as read, how much it weighs on each page, and what it is worth: much if rare. */
  const hits = ({ count, marks, fields }, terms) => {
    const weights = new Float64Array(count);
    const lists = terms.map(({ term, weight }) => {
      const { documents, ends, places } = lessonbank.read(term);
      for (let which = 0, at = 0; which < documents.length; which++) {
        const [page, end] = [documents[which], ends[which]];
        const first = fields + marks[page];
        let held = term.frequent ? 1 : 0;
        for (; at < end; at++) {
          const place = places[at];
          held += place < fields ? FIELD_WEIGHTS[place] : place < first ? MARK_WEIGHT : 1;
        }
        weights[page] += weight * held;
      }
      return { term, weight, documents, ends, places };
    });
    let pages = 0;
    for (const weight of weights) if (weight) pages += 1;
    return { lists, weights, pages, worth: Math.log(1 + (count - pages + 0.5) / (pages + 0.5)) };
  };

  const isQuoted = (phrase) => typeof phrase === "number";

  const order = (one, other) => other.score - one.score || one.page - other.page;

  /** A found page; its moments are computed when it is shown. `fit` is the reason: its `name`
      matches, it has all `words`, it is `related`, or it has `some` of the words. */
  class Entry {
    constructor(page, score, held, fit, closeness) {
      this.page = page;
      this.score = score;
      this.held = held;
      this.fit = fit;
      this.closeness = closeness;
      /** How high the score may be with the closeness of the words. */
      this.most = score;
    }

    get moments() {
      return this.closeness.moments(this.page);
    }
  }

  /** Score each page by BM25. Count the tokens and phrases it holds, and sum the worth of the
      needed tokens it lacks. */
  const held = ({ count, lengths }, tokens) => {
    const mean = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, count);
    const all = { scores: new Float64Array(count), held: new Uint16Array(count), quoted: new Uint16Array(count), lacked: new Float64Array(count) };
    for (const { weights, worth, phrase, optional } of tokens) {
      for (let page = 0; page < count; page++) {
        const weight = weights[page];
        if (!weight) {
          if (!optional) all.lacked[page] += worth;
          continue;
        }
        const length = 1 - BY_LENGTH + (BY_LENGTH * lengths[page]) / mean;
        all.scores[page] += (worth * weight * (SATURATION + 1)) / (weight + SATURATION * length);
        all.held[page] += 1;
        if (isQuoted(phrase)) all.quoted[page] += 1;
      }
    }
    return all;
  };

  /** Return `full`, the pages with all tokens, and `some`, those with most of them by worth. Tokens
      to `spare` do not count. With a phrase, `full` has all pages with its tokens; a later step
      looks for the phrase itself. */
  const weighed = (manifest, all, closeness, less) => {
    const tokens = all.filter(({ spare }) => !spare);
    const found = held(manifest, tokens);
    const wanted = tokens.filter(({ phrase }) => isQuoted(phrase)).length;
    const sum = (some) => some.reduce((all, { worth, optional }) => all + (optional ? 0 : worth), 0);
    const absent = sum(tokens.filter(({ pages }) => !pages));
    const total = sum(tokens) - absent;
    const complete = tokens.length === all.length;
    /** @type {Entry[]} */
    const full = [];
    /** @type {Entry[]} */
    const some = [];
    for (let page = 0; page < manifest.count; page++) {
      if (!found.held[page]) continue;
      const score = found.scores[page] * (less.has(page) ? LESS : 1);
      const entry = (fit) => new Entry(page, score, found.held[page], fit, closeness);
      if (wanted ? found.quoted[page] === wanted : complete && !found.lacked[page]) full.push(entry("words"));
      else if (!wanted && found.lacked[page] <= absent + (1 - MOST) * total && 2 * found.held[page] > tokens.length) some.push(entry("some"));
    }
    return { full, some };
  };

  /** Add the closeness of the words to the scores of the pages that may be best with it. */
  const closest = (found, closeness, all, less) => {
    const share = ({ page }) => CLOSENESS * (less.has(page) ? LESS : 1);
    const isFew = all || found.length <= RANKED;
    const bounds = isFew ? null : closeness.bounds();
    if (bounds) for (const entry of found) entry.most = entry.score + share(entry) * bounds[entry.page];
    const likely = bounds ? found.sort((one, other) => other.most - one.most || one.page - other.page) : found;
    const close = isFew ? likely : likely.slice(0, RANKED);
    for (const entry of close) entry.score += share(entry) * closeness.best(entry.page);
    return [...close.sort(order), ...likely.slice(close.length)];
  };

  /** How close together words stand in one page at a time, and where. The first `words` of the
      tokens are words, the others pairs of them. */
  class Closeness {
    constructor({ fields, marks, widest, starts }, tokens, words) {
      this.starts = starts;
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

    /** What the words about one place are worth at most, for each page; a chapter weighs no more
        than speech here. Each word has a bit, which it shares if there are many. */
    bounds() {
      const bits = this.tokens.map((_, token) => 1 << (token % BITS));
      const worths = Float64Array.from({ length: 1 << BITS }, (_, mask) => this.tokens.reduce((sum, { worth }, token) => sum + (mask & bits[token] ? worth : 0), 0));
      const lists = this.tokens.flatMap(({ lists }, token) => lists.filter(({ places }) => places.length).map((list) => ({ ...list, bit: bits[token] })));
      const about = this.#about(lists);
      const bounds = new Float64Array(this.starts.length - 1);
      for (const { documents, ends, places } of lists) {
        for (let which = 0, at = 0; which < documents.length; which++) {
          const start = this.starts[documents[which]];
          let most = bounds[documents[which]];
          for (; at < ends[which]; at++) most = Math.max(most, worths[about[start + places[at]]]);
          bounds[documents[which]] = most;
        }
      }
      return bounds;
    }

    /** Which words stand in each place of all pages, or soon after it. */
    #about(lists) {
      const about = new Uint8Array(this.starts[this.starts.length - 1]);
      for (const { documents, ends, places, bit } of lists) {
        for (let which = 0, at = 0; which < documents.length; which++) {
          const start = this.starts[documents[which]];
          const first = start + this.fields;
          for (; at < ends[which]; at++) {
            const there = start + places[at];
            about[there] |= bit;
            for (let back = 1; back < NEAR.length && there - back >= first; back++) about[there - back] |= bit;
          }
        }
      }
      return about;
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
      const there = place < fields ? TOGETHER[place] : place < fields + marks[page] ? MARK_TOGETHER : 1;
      return sum * there * (held / Math.max(1, this.known));
    }
  }

  lessonbank.ranked = (manifest, tokens, pairs, all) => {
    const read = tokens.map(({ terms, phrase, optional, spare }) => ({ ...hits(manifest, terms), phrase, optional, spare, exact: terms.find(({ weight }) => weight === 1)?.term }));
    const paired = pairs.map(({ term, phrase, at }) => ({ ...hits(manifest, [{ term, weight: 1 }]), phrase, at, worth: Math.log(1 + manifest.count / term.spread) + 0.5 }));
    const closeness = new Closeness(manifest, [...read, ...paired], read.length);
    const less = new Set(manifest.less);
    const { full, some } = weighed(manifest, read, closeness, less);
    const named = (page) => new Entry(page, 0, 0, "name", closeness);
    return { read, paired, named, full: closest(full, closeness, all, less), some: closest(some, closeness, false, less) };
  };

  lessonbank.within = within;
})();
