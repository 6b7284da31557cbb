/* `lessonbank.mine` is what a reader has watched, saved and written, as values. Each clip and each
   note is kept by itself, so that two open pages lose nothing of each other's. What is kept may have
   come from a file or from another page, so nothing of it is trusted. */
(() => {
  "use strict";
  if (lessonbank.mine !== undefined) return;

  const { forget, keep, kept, names } = lessonbank;
  const ID = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
  /** Characters of an id and of a note. */
  const [LONGEST_ID, LONGEST] = [60, 4000];
  /** Most watched clips to remember; the oldest are removed. */
  const MOST = 1000;
  /** Seconds of the longest film. */
  const DAY = 86_400;

  /** @returns {id is string} */
  const isId = (id) => typeof id === "string" && id.length <= LONGEST_ID && ID.test(id);
  const isSecond = (value) => typeof value === "number" && value >= 0 && value < DAY;

  const parsed = (text) => {
    try {
      const value = JSON.parse(text ?? "null");
      return value instanceof Object ? value : null;
    } catch (error) {
      console.debug(error);
      return null;
    }
  };

  /** Return a time in milliseconds, at most now. */
  const moment = (when) => (typeof when === "number" && when > 0 ? Math.min(when, Date.now()) : 0);

  /** How each kind of entry is read from its name and its text; null for what is none.
   * @type {Record<string, (name: string[], text: string) => any>} */
  const READ = {
    watched([clip, ...more], text) {
      const value = parsed(text);
      if (!isId(clip) || more.length || !isSecond(value?.at)) return null;
      return { clip, at: value.at, length: isSecond(value.length) ? value.length : 0, done: value.done === true, when: moment(value.when) };
    },
    saved([clip, ...more], text) {
      const value = parsed(text);
      if (!isId(clip) || more.length || !Number.isFinite(value?.place)) return null;
      return { clip, place: value.place, when: moment(value.when) };
    },
    note([clip, id, ...more], text) {
      const value = parsed(text);
      if (!isId(clip) || !isId(id) || more.length || !isSecond(value?.at) || typeof value.text !== "string") return null;
      return { clip, id, at: value.at, text: value.text.slice(0, LONGEST), when: moment(value.when) };
    },
  };

  const read = (name, text) => {
    const [kind, ...rest] = name.split(":");
    return text !== null && Object.hasOwn(READ, kind) ? READ[kind](rest, text) : null;
  };

  const all = (start) => names(start).map((name) => read(name, kept(name))).filter(Boolean);
  const write = (name, value) => keep(name, JSON.stringify({ ...value, when: Date.now() }));
  const newest = (one, other) => other.when - one.when;

  /** Return the position in a clip as `{clip, at, length, done, when}`, or null. */
  const place = (clip) => read(`watched:${clip}`, kept(`watched:${clip}`));

  const setPlace = (clip, at, length, done) => {
    const value = { at: Math.round(at * 10) / 10, length, done };
    const isNew = place(clip) === null;
    if (!write(`watched:${clip}`, value)) return false;
    for (const old of isNew ? places().slice(MOST) : []) forget(`watched:${old.clip}`);
    return true;
  };

  /** Return the positions in all watched clips, newest first. */
  const places = () => all("watched:").sort(newest);

  const entries = () => all("saved:").sort((one, other) => one.place - other.place || one.when - other.when || (one.clip < other.clip ? -1 : 1));

  /** Return the ids of the saved clips, in the reader's order. */
  const saved = () => entries().map(({ clip }) => clip);

  const isSaved = (clip) => read(`saved:${clip}`, kept(`saved:${clip}`)) !== null;

  /** Add clips to the end of the list, each once. Return whether all are in it. */
  const save = (...clips) => {
    const last = Math.max(0, ...entries().map((each) => each.place));
    return clips.every((clip, index) => isSaved(clip) || write(`saved:${clip}`, { place: last + index + 1 }));
  };

  const unsave = (clip) => forget(`saved:${clip}`);

  /** Write the list in this order. */
  const order = (clips) => {
    const places = new Map(entries().map((each) => [each.clip, each.place]));
    clips.forEach((clip, index) => {
      if (places.has(clip) && places.get(clip) !== index + 1) write(`saved:${clip}`, { place: index + 1 });
    });
  };

  /** Return the notes on one clip or on all, by clip and second: `{clip, id, at, text, when}`. */
  const notes = (clip) =>
    all(clip ? `note:${clip}:` : "note:").sort((one, other) => (one.clip < other.clip ? -1 : one.clip > other.clip ? 1 : one.at - other.at || one.when - other.when));

  const newId = () => `${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 8)}`;

  /** Store a note, a new one without an `id`. Return whether the browser did. */
  const writeNote = ({ clip, id = newId(), at, text }) => write(`note:${clip}:${id}`, { at: Math.floor(at), text: text.slice(0, LONGEST) });

  const dropNote = ({ clip, id }) => forget(`note:${clip}:${id}`);

  lessonbank.mine = { dropNote, isId, isSaved, notes, order, place, places, read, save, saved, setPlace, unsave, writeNote };
})();
