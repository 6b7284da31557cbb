/* `lessonbank.near(word, lists, asked)` are the words that a mistyped one may have been meant for, and
   `lessonbank.reach(word)` says how many slips it may have. */
(() => {
  "use strict";
  if (lessonbank.near !== undefined) return;

  const SHORTEST = 4;
  const LONG = 8;
  const LONGEST = 40;
  const SLIP = 7;
  const FIRST = 3;
  const UNFINISHED = 2;
  const letters = new WeakMap();
  const rows = [0, 1, 2].map(() => new Uint8Array(LONGEST + 3));

  /** Which letters a word has, one bit each. */
  const bits = (word) => {
    let mask = 0;
    for (let at = 0; at < word.length; at++) mask |= 1 << (word.charCodeAt(at) & 31);
    return mask;
  };

  const ones = (mask) => {
    let count = 0;
    for (let rest = mask; rest; rest &= rest - 1) count += 1;
    return count;
  };

  /** The letters of every word of a list, reckoned once: most words can be passed over by them. */
  const masks = (list) => {
    if (!letters.has(list)) letters.set(list, Int32Array.from(list, ([word]) => bits(word)));
    return letters.get(list);
  };

  /** How many slips lie between two words, or between one and the beginning of `other` if it is
      `begun`; above `most` no more than that it is. Letters that changed places are one. */
  const slips = (word, other, most, begun) => {
    const width = Math.min(other.length, word.length + most);
    let [before, row, next] = rows;
    for (let j = 0; j <= width; j++) row[j] = j;
    for (let i = 1; i <= word.length; i++) {
      let least = i;
      next[0] = i;
      for (let j = 1; j <= width; j++) {
        const same = word[i - 1] === other[j - 1];
        let value = Math.min(next[j - 1] + 1, row[j] + 1, row[j - 1] + (same ? 0 : 1));
        if (i > 1 && j > 1 && word[i - 1] === other[j - 2] && word[i - 2] === other[j - 1]) {
          value = Math.min(value, before[j - 2] + 1);
        }
        next[j] = value;
        if (value < least) least = value;
      }
      if (least > most) return most + 1;
      [before, row, next] = [row, next, before];
    }
    return begun ? Math.min(...row.subarray(0, width + 1)) : row[other.length];
  };

  /** Replace English spellings of one sound by one spelling, and double letters by one. */
  const SOUNDS = [
    [/ph/g, "f"],
    [/x/g, "ks"],
    [/qu/g, "kw"],
    [/c(?=[eiy])/g, "s"],
    [/ck|c/g, "k"],
    [/z/g, "s"],
    [/(.)\1/g, "$1"],
  ];

  const sound = (word) => SOUNDS.reduce((spelt, [letters, one]) => spelt.replace(letters, one), word);

  const sounding = (word, list, least) => {
    const own = sound(word);
    return list.flatMap(([other, rank]) => (rank >= least && other !== word && sound(other) === own ? [{ word: other, slips: 2, score: rank / 4 - 2 * SLIP }] : []));
  };

  /** How many slips a word may have; 0 for one that is not corrected. */
  lessonbank.reach = ({ length }) => (length < SHORTEST || length > LONGEST ? 0 : length < LONG ? 1 : 2);

  /** Words at few slips, the likeliest first: common ones, and few slip in the first letter. */
  const among = (word, list, { least, begun }) => {
    const most = begun ? 1 : lessonbank.reach(word);
    const [own, known] = [bits(word), masks(list)];
    return list.flatMap(([other, rank], at) => {
      const longer = other.length - word.length;
      if (rank < least || (begun ? longer <= most : longer > most) || -longer > most) return [];
      if (ones(begun ? own & ~known[at] : own ^ known[at]) > (begun ? most : 2 * most)) return [];
      if (other === word) return [];
      const many = slips(word, other, most, begun);
      const score = rank / 4 - SLIP * many - (other[0] === word[0] ? 0 : FIRST) - (begun ? UNFINISHED : 0);
      return many <= most ? [{ word: other, slips: many, score }] : [];
    });
  };

  /** The best `count` words of some lists of `[word, rank]`: `least` is the rank they must have. If
      there are none and `far` is asked for, longer words than an `open` one come next, and then
      words that sound the same, such as "phonics" for "phonix". */
  lessonbank.near = (word, lists, { count, least = 0, open = false, far = false }) => {
    if (!lessonbank.reach(word)) return [];
    const found = lists.flatMap((list) => among(word, list, { least, begun: false }));
    if (!found.length && far && open && word.length > SHORTEST) found.push(...lists.flatMap((list) => among(word, list, { least, begun: true })));
    if (!found.length && far) found.push(...lists.flatMap((list) => sounding(word, list, least)));
    const best = new Map(found.sort((one, other) => one.score - other.score || (one.word < other.word ? 1 : -1)).map((each) => [each.word, each]));
    return [...best.values()].sort((one, other) => other.score - one.score || (one.word < other.word ? -1 : 1)).slice(0, count);
  };
})();
