/* `lessonbank.drawer` is what the browser's own localStorage keeps for the bank: one text a name.
   Several banks can share a host, so keys begin with the trust's id. */
(() => {
  "use strict";
  if (lessonbank.drawer !== undefined) return;

  const META = /** @type {HTMLMetaElement | null} */ (document.head.querySelector("meta[name=lessonbank]"));
  const OURS = `${META?.content ?? ""}.lessonbank:`;
  const BEFORE = "lessonbank:"; // Older versions used this prefix, without a trust.

  /** Return the result of `work`, or `otherwise` if storage is blocked or full. */
  const attempt = (work, otherwise) => {
    try {
      return work();
    } catch (error) {
      console.debug(error);
      return otherwise;
    }
  };

  /** Store a text, or remove it for null. Return whether the browser did. */
  const put = (name, value) =>
    attempt(() => {
      if (value === null) localStorage.removeItem(OURS + name);
      else localStorage.setItem(OURS + name, value);
      return true;
    }, false);

  /** Return all entries as pairs of name and text. */
  const all = () =>
    attempt(() => {
      const keys = Object.keys(localStorage).filter((key) => key.startsWith(OURS));
      return keys.map((key) => [key.slice(OURS.length), localStorage.getItem(key) ?? ""]);
    }, []);

  /** Return whether the browser stores anything. */
  const works = () => put("?", "") && put("?", null);

  /** Gives what an older version kept as `before`, without the trust's id, to `keep`, and removes it
      where that has kept it. Null for nothing. Keys of today are not looked at: another page may
      have written one that this page is about to hear of. */
  const moved = (name, before, keep) =>
    attempt(() => {
      const value = localStorage.getItem(BEFORE + before);
      if (value !== null && keep(name, value)) localStorage.removeItem(BEFORE + before);
      return value;
    }, null);

  /** Call `listener` with the name and text that another page has changed, or with null, null if
      it has cleared the whole store. */
  const heard = (listener) =>
    window.addEventListener("storage", ({ key, newValue }) => {
      if (key === null) listener(null, null);
      else if (key.startsWith(OURS)) listener(key.slice(OURS.length), newValue);
    });

  lessonbank.drawer = { all, heard, isUsed: META !== null, moved, put, works };
})();
