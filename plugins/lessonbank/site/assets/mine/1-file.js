/* Everything that this device keeps, as one file, and back: `lessonbank.memory`. A file adds and
   removes nothing. Of what both have, the newer stays; forms that are filled in here and choices
   made here stay as they are. */
(() => {
  "use strict";
  if (lessonbank.memory !== undefined) return;

  const { forget, keep, kept, mine, names } = lessonbank;
  const FORMAT = "lessonbank-memory";
  /** Bytes of a file, and entries in it. */
  const [LARGEST, MOST] = [5_000_000, 20_000];
  const CHOICES = new Set(["school", "role", "wide", "keys", "speed", "captions", "language"]);
  /** Characters of a choice, of the name of a form and of its answers. */
  const [LONGEST, LONGEST_NAME, LONGEST_ANSWERS] = [100, 120, 100_000];

  const bank = () => document.head.querySelector("meta[name=lessonbank]")?.getAttribute("content") ?? "";

  const exported = () => {
    const entries = Object.fromEntries(names().sort().map((name) => [name, kept(name)]));
    return `${JSON.stringify({ format: FORMAT, version: 1, bank: bank(), entries }, null, 1)}\n`;
  };

  /** Return the bank and the entries of a file, or null for any other file. */
  const understood = (text) => {
    try {
      const { format, version, bank: of, entries } = JSON.parse(text);
      const sound = format === FORMAT && version === 1 && typeof of === "string" && entries instanceof Object;
      return sound && Object.keys(entries).length <= MOST ? { bank: of, entries } : null;
    } catch (error) {
      console.debug(error);
      return null;
    }
  };

  const isAnswers = (name, text) => {
    if (!name.startsWith("form:") || name.length > LONGEST_NAME || text.length > LONGEST_ANSWERS) return false;
    try {
      return JSON.parse(text) instanceof Object;
    } catch (error) {
      console.debug(error);
      return false;
    }
  };

  const isChoice = (name, text) => CHOICES.has(name) && text.length <= LONGEST;

  /** Return a text to store, or null if the device has the same or a newer one. */
  const news = (name, value) => {
    const ours = mine.read(name, kept(name));
    const { clip: _clip, id: _id, ...rest } = value;
    return ours && ours.when >= value.when ? null : JSON.stringify(rest);
  };

  /** Return the text to store for an entry, null to keep ours, or undefined for an unknown entry. */
  const merged = (name, text) => {
    if (typeof text !== "string") return undefined;
    const value = mine.read(name, text);
    if (value) return name.startsWith("saved:") ? null : news(name, value);
    if (isAnswers(name, text) || isChoice(name, text)) return kept(name) === null ? text : null;
    return undefined;
  };

  const listed = (entries) =>
    Object.entries(entries)
      .filter(([name]) => name.startsWith("saved:"))
      .map(([name, text]) => mine.read(name, text))
      .filter(Boolean)
      .sort((one, other) => one.place - other.place)
      .map(({ clip }) => clip);

  /** Adds the entries of a file. `{added, unknown, full}`: how many were new, how many are nothing
      that is kept, and whether the browser had no room for all. */
  const merge = (entries) => {
    /** @type {[string, string | null | undefined][]} */
    const found = Object.entries(entries).map(([name, text]) => [name, merged(name, text)]);
    const wanted = found.filter(([, text]) => typeof text === "string");
    const clips = listed(entries).filter((clip) => !mine.isSaved(clip));
    const written = wanted.filter(([name, text]) => keep(name, /** @type {string} */ (text))).length;
    const saved = mine.save(...clips) ? clips.length : 0;
    const full = written + saved < wanted.length + clips.length;
    return { added: written + saved, unknown: found.filter(([, text]) => text === undefined).length, full };
  };

  /** Remove everything stored for this bank. Return whether nothing is left. */
  const forgetAll = () => names().map((name) => forget(name)).every(Boolean);

  lessonbank.memory = { LARGEST, bank, exported, forgetAll, merge, understood };
})();
