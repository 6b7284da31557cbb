/* `lessonbank.lookup(load, manifest, meanings)` finds the terms of the index that stand for words:
   the word itself, other forms of it, words that begin with it, and what a slip was meant for. */
(() => {
  "use strict";
  if (lessonbank.lookup !== undefined) return;

  const RELATED = 0.7;
  const MEANT = 0.5;
  const SLIPS = [1, 0.9, 0.6];
  const CANDIDATES = 3;
  const COMPLETIONS = 12;
  const COMPLETION_SHARDS = 2;
  const RARE = 3;
  const FAR_COMMONER = 50;
  /** Rank of a word that is only in the thesaurus. */
  const NAMED = 8;
  const ABBREVIATION = "^";

  const isWord = (word) => !/^[_=]/.test(word) && !word.endsWith(ABBREVIATION);

  /** Return terms with ranks on the scale of the dictionary. */
  const listed = ({ terms }) => terms.flatMap(({ word, spread }) => (isWord(word) ? [[word, 4 * Math.log2(spread)]] : []));

  const commonest = (terms) => Math.max(0, ...terms.map(({ term }) => term.spread));

  /** Return the terms without duplicates; the first wins. */
  const distinct = (terms) => [...new Map(terms.map((each) => [each.term, each]).reverse()).values()].reverse();

  class Lookup {
    constructor(load, manifest, meanings) {
      this.load = load;
      this.manifest = manifest;
      this.meanings = meanings;
    }

    #shard(word) {
      return this.load(`s/${this.manifest.shardOf(word)}.js`);
    }

    async #term(word) {
      return (await this.#shard(word)).by.get(word);
    }

    /** Return the tokens of a word. A hyphenated word splits if its joined form is unknown. */
    async word(parts, open) {
      const whole = parts.join("");
      if (parts.length > 1 && !(await this.#term(whole))) {
        return Promise.all(parts.map((part, place) => this.#token(part, open && place === parts.length - 1)));
      }
      return [await this.#token(whole, open)];
    }

    /** Return the tokens of a word of a quoted phrase, without other forms. */
    quoted(parts, phrase) {
      return Promise.all(
        parts.map(async (word) => {
          const term = await this.#term(word);
          return { word, phrase, terms: term ? [{ term, weight: 1 }] : [], loose: [], forms: new Set([word]) };
        }),
      );
    }

    /** A word with the terms that stand for it, each with a weight. `loose` are those that look like
        it and are another word; `forms` are words that count as this one in names; `right` says that
        few or no pages have it though it is no slip, and `absent` that none has. */
    async #token(word, open) {
      const shard = await this.#shard(word);
      const { by, correct } = shard;
      const term = by.get(word);
      const begun = open ? await this.#begun(word, term ? 1 : COMPLETION_SHARDS) : [];
      const relatives = term?.relatives ?? correct.get(word) ?? [];
      const terms = distinct([...(term ? [{ term, weight: 1 }] : []), ...(await this.#related(relatives, 1)), ...begun]);
      const isRight = correct.has(word);
      const completed = term || isRight ? [] : begun.map((each) => each.term.word);
      const forms = this.meanings.forms([word, ...relatives, ...completed]);
      const token = { word, open, terms, loose: [], forms, right: isRight, absent: isRight && !terms.length };
      if (this.#isMeant(word, shard)) {
        const own = this.meanings.whole.has(word) ? await this.#term(word + ABBREVIATION) : term;
        return { ...token, terms: own ? [{ term: own, weight: 1 }] : [], loose: terms.filter((each) => each.term !== own) };
      }
      const most = commonest(terms);
      return most < RARE && !isRight ? this.#near(token, most ? 4 * Math.log2(FAR_COMMONER * most) : 0) : token;
    }

    /** Words at few slips from a token's: of the rank `least`, the likeliest first. Words of other
        lengths are looked through where there are none. */
    async #slips({ word, open }, least, count) {
      if (!lessonbank.reach(word)) return [];
      const names = Array.from(this.meanings.known, (each) => [each, NAMED]);
      const others = [listed(await this.#shard(word)), ...(least ? [] : [names])];
      const near = [...(await this.#spelling(word.length - 1, word.length + 1)), ...others];
      const found = lessonbank.near(word, near, { count, least });
      if (found.length) return found;
      const all = [...(await this.#spelling(0, Infinity)), ...others];
      return lessonbank.near(word, all, { count, least, open, far: true });
    }

    /** The dictionaries with words of some lengths. */
    #spelling(shortest, longest) {
      const lengths = this.manifest.spelling;
      const numbers = [...lengths.keys()].filter((at) => lengths[at] <= longest && !(lengths[at + 1] <= shortest));
      return Promise.all(numbers.map((number) => this.load(`v/${number}.js`)));
    }

    /** A token with the words beside it that may have been meant, and their other forms. */
    async #near(token, least) {
      const others = await this.#slips(token, least, CANDIDATES);
      const weight = token.terms.length ? MEANT : 1;
      const right = await Promise.all(others.map(async ({ word, slips }) => this.#meant(await this.#term(word), weight * SLIPS[slips])));
      const terms = distinct([...token.terms, ...right.flat()]);
      const forms = this.meanings.forms([...token.forms, ...others.map(({ word }) => word), ...right.flat().map(({ term }) => term.word)]);
      return { ...token, near: true, named: terms.length ? undefined : others[0]?.word, terms, forms };
    }

    async #meant(term, weight) {
      const all = term ? [{ term, weight }, ...(await this.#related(term.relatives, weight))] : [];
      return all.map((each) => ({ ...each, meant: true }));
    }

    /** Return the likeliest word of the bank for a correct word that no page has, as a pair. */
    async offered(token) {
      const [best] = await this.#slips(token, 0, 1);
      return best ? [[token.word, best.word]] : [];
    }

    async #related(words, weight) {
      const others = await Promise.all(words.map((word) => this.#term(word)));
      return others.filter(Boolean).map((term) => ({ term, weight: weight * RELATED }));
    }

    /** Return the commonest terms that begin with `start`, from few shards. */
    async #begun(start, most) {
      if (start.length < 2) return [];
      const first = this.manifest.shardOf(start);
      const last = Math.min(first + most - 1, this.manifest.shardOf(`${start}\uffff`));
      const numbers = Array.from({ length: last - first + 1 }, (_, place) => first + place);
      const shards = await Promise.all(numbers.map((number) => this.load(`s/${number}.js`)));
      return shards
        .flatMap(({ terms }) => terms.filter(({ word }) => word.startsWith(start) && word !== start && isWord(word)))
        .sort((one, other) => other.spread - one.spread || (one.word < other.word ? -1 : 1))
        .slice(0, COMPLETIONS)
        .map((term) => ({ term, weight: Math.max(0.55, (0.9 * start.length) / term.word.length) }));
    }

    /** Return the terms of a synonym. A synonym of several words is one term. */
    async name({ words }, weight) {
      if (words.length === 1) return (await this.#known(words[0])).map((each) => ({ ...each, weight: weight * each.weight }));
      const term = await this.#term(words.map((word) => `=${word}`).join(""));
      return term ? [{ term, weight, marked: [...this.meanings.forms(words)] }] : [];
    }

    async #known(word) {
      const shard = await this.#shard(word);
      const { by, correct } = shard;
      const term = this.meanings.whole.has(word) ? await this.#term(word + ABBREVIATION) : by.get(word);
      const relatives = this.#isMeant(word, shard) ? [] : (term?.relatives ?? correct.get(word) ?? []);
      return [...(term ? [{ term, weight: 1 }] : []), ...(await this.#related(relatives, 1))];
    }

    /** Whether a word names something in the thesaurus and no page has it, or is an abbreviation. What
        looks like it may mean something else. */
    #isMeant(word, { by, correct }) {
      return this.meanings.whole.has(word) || (this.meanings.single.has(word) && correct.has(word) && !by.has(word));
    }

    /** The terms of two frequent words in a row, by which alone their places are known. In a phrase
        each says which of its words it begins with. */
    async pairs(row) {
      const found = row.slice(1).map((next, place) => this.#pair(row[place], next, place - row.findIndex(({ phrase }) => phrase === next.phrase)));
      return (await Promise.all(found)).filter(Boolean);
    }

    async #pair(one, other, at) {
      if (!one.read || !other.read) return null;
      const both = await Promise.all([this.#term(one.word), this.#term(other.word)]);
      if (!both.every((term) => term?.frequent)) return null;
      const term = await this.#term(`_${one.word}_${other.word}`);
      return term ? { term, at, phrase: one.phrase === other.phrase ? one.phrase : null } : null;
    }
  }

  lessonbank.lookup = (load, manifest, meanings) => new Lookup(load, manifest, meanings);
})();
