/* Index files call `lessonbank.index`; `lessonbank.indexLoader(folder)` loads them. Each file is a
   script, since a page opened over file:// can load nothing else. */
(() => {
  "use strict";
  if (lessonbank.index !== undefined) return;

  const PLACES = new Uint8Array(128);
  for (let step = 0, place = 0; step < 95; step++) {
    const point = 32 + ((step + 65) % 95); // From "a" on, and round.
    if (point !== 34 && point !== 92) PLACES[point] = place++;
  }
  const BASE = 93;
  const KEPT = 400;
  const waiting = new Map();

  /** Reads whole numbers off a text, one after the other. */
  class Numbers {
    constructor(text, at = 0, end = text.length) {
      this.text = text;
      this.at = at;
      this.end = end;
    }

    get left() {
      return this.at < this.end;
    }

    next() {
      const head = this.#sign();
      if (head < 64) return head;
      if (head < 89) return 64 + (head - 64) * BASE + this.#sign();
      if (head < 92) return 2389 + ((head - 89) * BASE + this.#sign()) * BASE + this.#sign();
      let value = 0;
      for (let sign = 0; sign < 5; sign++) value = value * BASE + this.#sign();
      return value;
    }

    #sign() {
      return PLACES[this.text.charCodeAt(this.at++)];
    }
  }

  /** Reads bits off a text, six a sign, and numbers of which it is known what they are below. */
  class Bits {
    constructor(text, at) {
      this.text = text;
      this.at = at;
      this.held = 0;
      this.count = 0;
    }

    /** At most 26 bits. */
    #take(count) {
      while (this.count < count) {
        this.held = (this.held << 6) | PLACES[this.text.charCodeAt(this.at++)];
        this.count += 6;
      }
      this.count -= count;
      const value = this.held >>> this.count;
      this.held &= (1 << this.count) - 1;
      return value;
    }

    /** The values in the middle have one bit less than those on either side. */
    #below(bound) {
      const few = 31 - Math.clz32(bound);
      const spare = 2 * (1 << few) - bound;
      let value = this.#take(few);
      if (value >= spare) value = 2 * value + this.#take(1) - spare;
      return (value + ((bound - spare) >> 1)) % bound;
    }

    /** Fills `found` from `at` on with `count` numbers that ascend from `low` to `high`. */
    ascending(found, at, count, low, high) {
      while (count) {
        const half = count >> 1;
        const middle = low + half + this.#below(high - low - count + 2);
        found[at + half] = middle;
        if (half) this.ascending(found, at, half, low, middle - 1);
        at += half + 1;
        count -= half + 1;
        low = middle + 1;
      }
      return found;
    }
  }

  const all = (text) => {
    const numbers = new Numbers(text);
    const found = [];
    while (numbers.left) found.push(numbers.next());
    return found;
  };

  /** A word whose first sign says how much it shares with another. */
  const after = (other, part) => other.slice(0, PLACES[part.charCodeAt(0)]) + part.slice(1);

  /** The words of an entry and its relatives without one of them. */
  const family = (entry, without) => [entry.word, ...entry.relatives].filter((word) => word !== without);

  /** The words of a front-coded text: `{word, relatives}` each. */
  const entries = (text) => {
    const found = [];
    let word = "";
    for (const entry of text.split(" ").slice(0, -1)) {
      const [listed, steps] = entry.split(";");
      const [own, ...others] = listed.split(",");
      word = after(word, own);
      found.push({ word, relatives: steps ? family(found.at(-PLACES[steps.charCodeAt(0)]), word) : others.map((part) => after(word, part)) });
    }
    return found;
  };

  /** Return terms in order; `read` decodes their places on demand. `correct` maps rare correct
      words to words of the same stem. */
  const shard = (postings, facts, words, correct) => {
    const numbers = new Numbers(facts);
    let at = 0;
    const terms = entries(words).map((entry) => {
      const marked = numbers.next();
      const spread = marked >> 1;
      const total = spread + numbers.next();
      const start = at;
      at += numbers.next();
      return { ...entry, frequent: marked % 2 === 1, spread, total, text: postings, start };
    });
    return {
      terms,
      by: new Map(terms.map((term) => [term.word, term])),
      correct: new Map(entries(correct).map(({ word, relatives }) => [word, relatives])),
    };
  };

  /** Of how many places each document is made. */
  let sizes = [];
  /** Types of pages as `[id, label]`. */
  let kinds = [];

  const card = ([url, title, note, seconds, picture, passages, unshown, kind, clips = 0, play = "", language = ""]) => ({
    url, title, note, seconds, picture, passages, unshown: unshown === 1, kind: kinds[kind] ?? ["page", ""], clips, play, language,
  });

  /** Where a term stands: `documents` in order, for each where its `places` end among all of them.
      A frequent term has no places. */
  const read = ({ text, start, spread, total, frequent }) => {
    const bits = new Bits(text, start);
    const documents = bits.ascending(new Int32Array(spread), 0, spread, 0, sizes.length - 1);
    if (frequent) return { documents, ends: new Int32Array(spread), places: new Int32Array(0) };
    const ends = bits.ascending(new Int32Array(spread).fill(total), 0, spread - 1, 1, total - 1);
    const places = new Int32Array(total);
    for (let which = 0, at = 0; which < spread; at = ends[which++]) {
      bits.ascending(places, at, ends[which] - at, 0, sizes[documents[which]] - 1);
    }
    return { documents, ends, places };
  };

  const facet = ([name, label, choices, codes]) => {
    const numbers = new Numbers(codes);
    const rows = [];
    while (numbers.left) rows.push(Array.from({ length: numbers.next() }, () => numbers.next()));
    return { name, label, choices, rows };
  };

  const spelling = (text) => {
    const found = [];
    let word = "";
    for (let at = 0; at < text.length; ) {
      const end = text.indexOf(" ", at + 1);
      word = word.slice(0, PLACES[text.charCodeAt(at)]) + text.slice(at + 1, end);
      found.push([word, PLACES[text.charCodeAt(end + 1)]]);
      at = end + 2;
    }
    return found;
  };

  /** Where each document's places begin among those of all, and where the last ones end. */
  const starts = (all) => {
    const found = new Int32Array(all.length + 1);
    all.forEach((size, at) => {
      found[at + 1] = found[at] + size;
    });
    return found;
  };

  const manifest = ({ lengths, marks, shards, less, ...rest }) => ({
    ...rest,
    less: all(less),
    widest: sizes.reduce((one, other) => Math.max(one, other), 0),
    starts: starts(sizes),
    lengths: all(lengths).map((quarters) => 2 ** (quarters / 4)),
    marks: all(marks),
    shards: shards ? shards.split(" ") : [],
  });

  /** A time comes in tenths of a second; what has none may have a heading's id instead. */
  const seconds = (time) => (typeof time === "number" ? time / 10 : time);

  const give = (path, value) => waiting.get(path)?.resolve(value);
  lessonbank.index = {
    m: (values) => {
      sizes = all(values.places);
      kinds = values.kinds;
      give("m.js", manifest(values));
    },
    f: (columns) => give("f.js", columns.map(facet)),
    v: (number, text) => give(`v/${number}.js`, spelling(text)),
    n: (names, groups, functionWords, whole, families) =>
      give("n.js", lessonbank.meanings(names, groups, functionWords, whole, families)),
    s: (number, postings, facts, words, correct) => give(`s/${number}.js`, shard(postings, facts, words, correct)),
    d: (number, cards) => give(`d/${number}.js`, cards.map(card)),
    t: (number, kinds, times, texts, unshown = "", translated = []) =>
      give(`t/${number}.js`, { kinds, times: times.map(seconds), texts: texts.split("\n"), unshown: unshown.split("\n"), translated }),
  };

  const ask = (folder, path) => {
    let resolve;
    let reject;
    const promise = new Promise((...both) => ([resolve, reject] = both));
    const script = document.createElement("script");
    script.src = folder + path;
    script.addEventListener("load", () => script.remove());
    script.addEventListener("error", () => {
      script.remove();
      waiting.delete(path);
      reject(new Error(lessonbank.gettext("%(file)s cannot be loaded", { file: path })));
    });
    waiting.set(path, { promise, resolve });
    document.head.append(script);
    return promise;
  };

  /** A function that loads a file of the index once. It forgets the oldest files. */
  lessonbank.indexLoader = (folder) => (path) => {
    if (waiting.size > KEPT) waiting.delete([...waiting.keys()].find((key) => key.includes("/")));
    return waiting.get(path)?.promise ?? ask(folder, path);
  };
  lessonbank.read = read;
})();
