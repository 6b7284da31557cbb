/* `lessonbank.words(text)` reads text as the index was read when it was built: the same rules as
   `search/tokens.py`, proved on the same cases. `lessonbank.row(text)` are the words as they follow
   each other, and `lessonbank.placed(text)` says where in the text each of them stands. */
(() => {
  "use strict";
  if (lessonbank.words !== undefined) return;

  const POWERS = "⁰¹²³⁴⁵⁶⁷⁸⁹ⁿ";
  const PLAIN = new Map(
    Object.entries({
      "\u00ad": "", "\u2044": "/", "\u2215": "/", "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l",
      "đ": "d", "ð": "d", "þ": "th", "\u0131": "i", "\u03c2": "\u03c3",
    }),
  );
  const PLAINER = new RegExp(`[${[...PLAIN.keys()].join("")}]`, "gu");
  const UNSPACED =
    "\u0e01-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3031-\u30ff\u3105-\u312f\u31f0-\u31ff" +
    "\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\u{1b000}-\u{1b16f}\u{20000}-\u{3ffff}";
  const TIMES = "(?:x| x | ?[\u00d7*\u2217\u2715\u2716\u2a2f] ?)";
  const NUMBER = "[0-9]+(?:[./:][0-9]+)*";
  const SIGN = `(?:(?![${UNSPACED}])[\\p{L}\\p{N}])`;
  const LETTER = `(?:(?![${UNSPACED}])\\p{L})`;
  const RUN = `(?:(?=[\\p{L}\\p{N}])[${UNSPACED}])+`;
  const PRODUCT = `${NUMBER}(?:${TIMES}${NUMBER})+${SIGN}*`;
  const WORD = new RegExp(
    [
      PRODUCT,
      "[0-9]+(?:[./:][0-9]+)+",
      `${SIGN}+\\^-?${SIGN}+`,
      `[a-z](?:\\+\\+|#)(?!${SIGN})`,
      `${LETTER}${SIGN}*(?:-${SIGN}+)*`,
      `${SIGN}+`,
      RUN,
    ].join("|"),
    "gu",
  );
  const IS_RUN = new RegExp(`^${RUN}$`, "u");
  const IS_PRODUCT = new RegExp(`^${PRODUCT}$`, "u");
  const FACTOR = new RegExp(`${NUMBER}(?=${TIMES}[0-9])|${NUMBER}${SIGN}*|[^ ]`, "gu");

  /** What is folded as one: a power, a syllable of Korean letters, a letter with its marks. */
  const CHUNK = new RegExp(
    `⁻?[${POWERS}]+|[\u1100-\u115f\ua960-\ua97c]+[\u1160-\u11a7\ud7b0-\ud7c6]*[\u11a8-\u11ff\ud7cb-\ud7fb]*` +
      "|[\uac00-\ud7a3][\u11a8-\u11ff]*|\\P{M}[\\p{M}\uff9e\uff9f]*|\\p{M}+",
    "gu",
  );
  const POWER = new RegExp(`^⁻?[${POWERS}]`);

  const power = (chunk) => `^${[...chunk].map((sign) => "0123456789n"[POWERS.indexOf(sign)] ?? "-").join("")}`;

  const folded = (chunk) =>
    POWER.test(chunk)
      ? power(chunk)
      : chunk
          .replace(/[\u2018\u2019\u201b\u02bc\u00b4\uff07]/, "'")
          .replace(/[\u2010\u2011\u2212]/, "-")
          .replace(/^(?=[¼-¾⅐-⅞↉])/, " ")
          .normalize("NFKD")
          .toLowerCase()
          .replace(/(?![\u3099\u309a])\p{M}/gu, "")
          .replace(PLAINER, (letter) => PLAIN.get(letter))
          .normalize("NFC")
          .replace(/[\u3099\u309a]/g, "");

  /** A text folded, with where each of its units begins and ends in the text itself. */
  const fold = (text) => {
    /** @type {{text: string, starts: number[], ends: number[]}} */
    const all = { text: "", starts: [], ends: [] };
    for (const { 0: chunk, index } of text.matchAll(CHUNK)) {
      const units = chunk.length === 1 && chunk < "\x80" ? chunk.toLowerCase() : folded(chunk);
      all.text += units;
      for (let unit = 0; unit < units.length; unit++) {
        all.starts.push(index);
        all.ends.push(index + chunk.length);
      }
    }
    return all;
  };

  /** Signs that are no part of the words that they stand in, after what is. */
  const DROPPED = [
    /([\p{L}\p{N}])'s(?![\p{L}\p{N}])/gu,
    /([\p{L}\p{N}])'(?=[\p{L}\p{N}])/gu,
    /([0-9]),(?=[0-9]{3}(?![0-9]))/g,
  ];

  const without = ({ text, starts, ends }, pattern) => {
    const kept = [];
    let at = 0;
    for (const { 0: found, 1: before, index } of text.matchAll(pattern)) {
      kept.push([at, index + before.length]);
      at = index + found.length;
    }
    kept.push([at, text.length]);
    const joined = (list) => kept.flatMap(([from, to]) => list.slice(from, to));
    return { text: text.replace(pattern, "$1"), starts: joined(starts), ends: joined(ends) };
  };

  /** Texts of these signs need none of the rules above, and most are such: a browser takes long to
      prepare for those rules. */
  const SIMPLE = /^[A-Za-z ,.;:!?()]*$/;
  const LETTERS = /[a-z]+/g;
  const simple = (text) => (SIMPLE.test(text) ? (text.toLowerCase().match(LETTERS) ?? []) : null);

  const ASCII = /^[\0-\x7f]*$/;
  const matches = (text) => {
    const units = ASCII.test(text) ? text.toLowerCase() : fold(text).text;
    return DROPPED.reduce((rest, pattern) => rest.replace(pattern, "$1"), units).match(WORD) ?? [];
  };

  const factor = (sign) => (/^[0-9]/.test(sign) ? sign : "x");

  /** The pieces of one match of `WORD`: each is a word, and where it begins in the match. */
  const pieces = (found) => {
    if (found.includes("^")) return [[found, 0]];
    const product = IS_PRODUCT.test(found);
    const pattern = product ? FACTOR : IS_RUN.test(found) ? /./gu : /[^-]+/g;
    return Array.from(found.matchAll(pattern), ({ 0: piece, index }) => [product ? factor(piece) : piece, index]);
  };

  const words = (found) => {
    const all = pieces(found).map(([word]) => word);
    if (all.length < 2 || !IS_RUN.test(found)) return [all];
    return all.slice(1).map((letter, at) => [all[at] + letter]);
  };

  const simplyPlaced = (text) =>
    Array.from(text.toLowerCase().matchAll(LETTERS), ({ 0: word, index }) => {
      const end = index + word.length;
      const ends = Array.from(word, (_, at) => index + at + 1);
      return { word, start: index, ends, whole: { word, start: index, end } };
    });

  /** The words of a text, each as its parts: one, or several that hyphens or a × join. */
  lessonbank.words = (text) => simple(text)?.map((word) => [word]) ?? matches(text).flatMap(words);

  /** The words one by one: parts of words, and single letters where no spaces are written. */
  lessonbank.row = (text) => simple(text) ?? matches(text).flatMap((found) => pieces(found).map(([word]) => word));

  /** The same with places in the text: `ends` is where each unit of a word ends. `whole` is all
      that stands together, null where no spaces are written. */
  lessonbank.placed = (text) => {
    if (SIMPLE.test(text)) return simplyPlaced(text);
    const { text: units, starts, ends } = DROPPED.reduce(without, fold(text));
    return Array.from(units.matchAll(WORD)).flatMap(({ 0: found, index }) => {
      const all = pieces(found);
      const whole = { word: all.map(([word]) => word).join(""), start: starts[index], end: ends[index + found.length - 1] };
      const unspaced = IS_RUN.test(found);
      return all.map(([word, at]) => ({
        word,
        start: starts[index + at],
        ends: ends.slice(index + at, index + at + word.length),
        whole: unspaced ? null : whole,
      }));
    });
  };
})();
