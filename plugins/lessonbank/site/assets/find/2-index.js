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
  const LATEST = 80;
  const STACK = new Int32Array(256);
  const LENGTHS = Float64Array.from({ length: BASE }, (_, quarters) => 2 ** (quarters / 4));
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

    /** A number below `bound`. The values in the middle have one bit less than those on either side. */
    #below(bound) {
      if (bound === 1) return 0;
      const few = 31 - Math.clz32(bound);
      while (this.count <= few) {
        this.held = (this.held << 6) | PLACES[this.text.charCodeAt(this.at++)];
        this.count += 6;
      }
      const spare = (2 << few) - bound;
      this.count -= few;
      let value = this.held >>> this.count;
      if (value >= spare) value = (this.held >>> --this.count) - spare;
      this.held &= (1 << this.count) - 1;
      value += (bound - spare) >> 1;
      return value < bound ? value : value - bound;
    }

    /** Fills `found` with lists one after the other. List `n` ends at `ends[n]`; its numbers ascend
        from `low` to `highs[n]`. Of each list the middle comes first, then what is before it, then
        what is after it; the latter waits on a stack. */
    ascending(found, ends, low, highs) {
      for (let list = 0, start = 0; list < ends.length; start = ends[list++]) {
        let at = start;
        let count = ends[list] - start;
        let least = low;
        let most = highs[list];
        let waiting = 0;
        for (;;) {
          while (count) {
            const half = count >> 1;
            const middle = least + half + this.#below(most - least - count + 2);
            found[at + half] = middle;
            if (count - half > 1) {
              STACK[waiting++] = at + half + 1;
              STACK[waiting++] = count - half - 1;
              STACK[waiting++] = middle + 1;
              STACK[waiting++] = most;
            }
            count = half;
            most = middle - 1;
          }
          if (!waiting) break;
          most = STACK[--waiting];
          least = STACK[--waiting];
          count = STACK[--waiting];
          at = STACK[--waiting];
        }
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

  /** The words of a front-coded text with their relatives, which are read when they are asked for. */
  const entries = (text) => {
    const parts = text.split(" ");
    const words = new Array(parts.length - 1);
    for (let at = 0, word = ""; at < words.length; at++) {
      const part = parts[at];
      const end = part.search(/[,;]/);
      word = after(word, end < 0 ? part : part.slice(0, end));
      words[at] = word;
    }
    const relatives = (at) => {
      const [listed, steps] = parts[at].split(";");
      if (!steps) return listed.split(",").slice(1).map((part) => after(words[at], part));
      const other = at - PLACES[steps.charCodeAt(0)];
      return [words[other], ...relatives(other)].filter((word) => word !== words[at]);
    };
    return { words, relatives };
  };

  /** A term of a shard; its places are decoded by `read`. */
  class Entry {
    /** @type {string[] | undefined} */
    #relatives;

    constructor(text, start, word, at, family, marked, more) {
      this.text = text;
      this.start = start;
      this.word = word;
      this.frequent = marked % 2 === 1;
      this.spread = marked >> 1;
      this.total = this.spread + more;
      this.family = family;
      this.at = at;
    }

    get relatives() {
      this.#relatives ??= this.family(this.at);
      return this.#relatives;
    }
  }

  /** Return terms in order. `correct` gives words of the same stem for rare correct words. */
  const shard = (postings, facts, words, correct) => {
    const numbers = new Numbers(facts);
    const own = entries(words);
    let start = 0;
    const terms = own.words.map((word, at) => {
      const term = new Entry(postings, start, word, at, own.relatives, numbers.next(), numbers.next());
      start += numbers.next();
      return term;
    });
    const right = entries(correct);
    const places = new Map(right.words.map((word, at) => [word, at]));
    return {
      terms,
      by: new Map(terms.map((term) => [term.word, term])),
      correct: { has: (word) => places.has(word), get: (word) => (places.has(word) ? right.relatives(places.get(word)) : undefined) },
    };
  };

  /** The number of pages, and a function for the number of places of each. */
  let pages = 0;
  let size = (_page) => 0;
  /** Types of pages as `[id, label]`. */
  let kinds = [];

  const card = ([url, title, note, seconds, picture, passages, unshown, kind, clips = 0, play = "", language = ""]) => ({
    url, title, note, seconds, picture, passages, unshown: unshown === 1, kind: kinds[kind] ?? ["page", ""], clips, play, language,
  });

  /** Where a term stands: `documents` in order, for each where its `places` end among all of them.
      A frequent term has no places. */
  const decoded = ({ text, start, spread, total, frequent }) => {
    const bits = new Bits(text, start);
    const documents = bits.ascending(new Int32Array(spread), [spread], 0, [pages - 1]);
    if (frequent) return { documents, ends: new Int32Array(spread), places: new Int32Array(0) };
    const ends = bits.ascending(new Int32Array(spread).fill(total), [spread - 1], 1, [total - 1]);
    const highs = new Int32Array(spread);
    for (let which = 0; which < spread; which++) highs[which] = size(documents[which]) - 1;
    const places = bits.ascending(new Int32Array(total), ends, 0, highs);
    return { documents, ends, places };
  };

  /** Terms that were read last: a query asks for the same ones several times. */
  const latest = new Map();

  const read = (term) => {
    if (!latest.has(term)) {
      if (latest.size > LATEST) latest.clear();
      latest.set(term, decoded(term));
    }
    return latest.get(term);
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

  /** A function that reads the number of one page off a column: all its numbers have as many signs,
      and the first sign says how many. */
  const column = (text) => {
    const width = PLACES[text.charCodeAt(0)];
    if (width === 1) return (page) => PLACES[text.charCodeAt(page + 1)];
    if (width === 2) return (page) => PLACES[text.charCodeAt(2 * page + 1)] * BASE + PLACES[text.charCodeAt(2 * page + 2)];
    return (page) => {
      let value = 0;
      for (let at = 1 + page * width; at <= (page + 1) * width; at++) value = value * BASE + PLACES[text.charCodeAt(at)];
      return value;
    };
  };

  /** The facts of all pages, each read when it is asked for: a first query needs those of few pages. */
  class Manifest {
    constructor({ lengths, marks, shards, less, ...rest }) {
      Object.assign(this, rest);
      const length = column(lengths);
      this.lengths = (page) => LENGTHS[length(page)];
      this.marks = column(marks);
      this.size = size;
      this.less = all(less);
      this.shards = shards ? shards.split(" ") : [];
    }

    /** The number of the last shard that begins at or before a word. */
    shardOf(word) {
      let low = 0;
      let high = this.shards.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (this.shards[middle] <= word) low = middle + 1;
        else high = middle;
      }
      return Math.max(0, low - 1);
    }
  }

  /** A time comes in tenths of a second; what has none may have a heading's id instead. */
  const seconds = (time) => (typeof time === "number" ? time / 10 : time);

  const give = (path, value) => waiting.get(path)?.resolve(value);
  lessonbank.index = {
    m: (values) => {
      pages = values.count;
      size = column(values.places);
      kinds = values.kinds;
      give("m.js", new Manifest(values));
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
