/* `lessonbank.index` is what the files of the index call, and `lessonbank.shelf(folder)` asks for
   them: each is a script, since pages of a folder on a disk can load nothing else. */
(() => {
  "use strict";
  if (lessonbank.index) return;

  const PLACES = new Uint8Array(128);
  for (let point = 32, place = 0; point < 127; point++) {
    if (point !== 34 && point !== 92) PLACES[point] = place++;
  }
  const BASE = 93;
  const KEPT = 400;
  const waiting = new Map();

  /** Reads whole numbers off a text, one after the other. */
  class Numbers {
    constructor(text, at = 0, end = text.length) {
      Object.assign(this, { text, at, end });
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

  const all = (text) => {
    const numbers = new Numbers(text);
    const found = [];
    while (numbers.left) found.push(numbers.next());
    return found;
  };

  /** The words of a front-coded text: `{word, relatives}` each. */
  const entries = (text) => {
    const found = [];
    let word = "";
    for (let at = 0; at < text.length; ) {
      const end = text.indexOf(" ", at + 1);
      const relatives = [];
      let stop = Math.min(end, text.indexOf(",", at + 1) >>> 0);
      word = word.slice(0, PLACES[text.charCodeAt(at)]) + text.slice(at + 1, stop);
      for (at = stop; at < end; at = stop) {
        stop = Math.min(end, text.indexOf(",", at + 2) >>> 0);
        relatives.push(word.slice(0, PLACES[text.charCodeAt(at + 1)]) + text.slice(at + 2, stop));
      }
      found.push({ word, relatives });
      at = end + 1;
    }
    return found;
  };

  /** Terms in order; where each stands is read when it is asked for. */
  const shard = (number, words, facts, postings) => {
    const numbers = new Numbers(facts);
    let at = 0;
    const terms = entries(words).map((entry) => {
      const marked = numbers.next();
      const start = at;
      at += numbers.next();
      return { ...entry, frequent: marked % 2 === 1, spread: marked >> 1, text: postings, start, end: at };
    });
    return { terms, by: new Map(terms.map((term) => [term.word, term])) };
  };

  /** Calls `hit(document, count, places)` for each document that holds a term, in order. */
  const walk = (term, hit) => {
    const numbers = new Numbers(term.text, term.start, term.end);
    for (let document = 0; numbers.left; ) {
      const head = numbers.next();
      document += head >> 1;
      const count = head & 1 ? numbers.next() + 2 : 1;
      const places = [];
      for (let place = -1; !term.frequent && places.length < count; ) places.push((place += 1 + numbers.next()));
      hit(document, count, places);
    }
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

  const manifest = ({ lengths, marks, shards, ...rest }) => ({
    ...rest,
    lengths: all(lengths).map((quarters) => 2 ** (quarters / 4)),
    marks: all(marks),
    shards: shards ? shards.split(" ") : [],
  });

  const give = (path, value) => waiting.get(path)?.resolve(value);
  lessonbank.index = {
    m: (values) => give("m.js", manifest(values)),
    f: (columns) => give("f.js", columns.map(facet)),
    v: (text) => give("v.js", spelling(text)),
    s: (number, ...values) => give(`s/${number}.js`, shard(number, ...values)),
    d: (number, cards) => give(`d/${number}.js`, cards),
    t: (number, kinds, times, texts) => give(`t/${number}.js`, { kinds, times, texts }),
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
      reject(new Error(`${path} cannot be loaded`));
    });
    waiting.set(path, { promise, resolve });
    document.head.append(script);
    return promise;
  };

  /** Asks for a file of the index once; the oldest are forgotten. */
  lessonbank.shelf = (folder) => (path) => {
    if (waiting.size > KEPT) waiting.delete([...waiting.keys()].find((key) => key.includes("/")));
    return waiting.get(path)?.promise ?? ask(folder, path);
  };
  lessonbank.walk = walk;
})();
