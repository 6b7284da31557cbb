/* `lessonbank.words(text)` reads text as the index was read when it was built: the same rules as
   `search/tokens.py`, proved on the same cases. */
(() => {
  "use strict";
  if (lessonbank.words) return;

  const POWERS = "⁰¹²³⁴⁵⁶⁷⁸⁹";
  const LETTERS = new Map(
    Object.entries({
      "\u00ad": "", "\u2044": "/", "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d",
      "ð": "d", "þ": "th", "\u0131": "i", "\u03c2": "\u03c3",
    }),
  );
  const LETTER = new RegExp(`[${[...LETTERS.keys()].join("")}]`, "gu");
  const WORD = new RegExp(
    [
      "[0-9]+(?:[./:][0-9]+)+",
      "[\\p{L}\\p{N}]+\\^-?[\\p{L}\\p{N}]+",
      "[a-z](?:\\+\\+|#)(?![\\p{L}\\p{N}])",
      "\\p{L}[\\p{L}\\p{N}]*(?:-[\\p{L}\\p{N}]+)*",
      "[\\p{L}\\p{N}]+",
    ].join("|"),
    "gu",
  );

  const folded = (text) =>
    text
      .replace(/[\u2018\u2019\u201b\u02bc\uff07]/g, "'")
      .replace(/[\u2010\u2011]/g, "-")
      .replace(new RegExp(`[${POWERS}]+`, "g"), (power) => `^${[...power].map((sign) => POWERS.indexOf(sign)).join("")}`)
      .replace(/(?=[¼-¾⅐-⅞])/g, " ")
      .normalize("NFKD")
      .toLowerCase()
      .replace(/\p{M}/gu, "")
      .replace(LETTER, (letter) => LETTERS.get(letter))
      .replace(/([\p{L}\p{N}])'s(?![\p{L}\p{N}])/gu, "$1")
      .replace(/([\p{L}\p{N}])'(?=[\p{L}\p{N}])/gu, "$1")
      .replace(/([0-9]),(?=[0-9]{3}(?![0-9]))/g, "$1");

  /** The words of a text, each as its parts: one, or several that hyphens join. */
  lessonbank.words = (text) =>
    (folded(text).match(WORD) ?? []).map((word) => (word.includes("^") ? [word] : word.split("-")));
})();
