/* `lessonbank.clipOf(id)` reads a clip's title and films from its script `clips/ID.js`. A clip that is
   not in this edition has none. */
(() => {
  "use strict";
  if (lessonbank.clipOf !== undefined) return;

  const { mine, root } = lessonbank;
  const arrived = new Map();
  const asked = new Map();

  const load = (id) =>
    new Promise((settle) => {
      const script = document.createElement("script");
      script.src = new URL(`clips/${id}.js`, root).href;
      // Some hosts answer with an error page, which also gives no clip.
      for (const type of ["load", "error"]) script.addEventListener(type, () => settle(arrived.get(id) ?? null));
      document.head.append(script);
    });

  /** Called by the script of a clip. */
  lessonbank.clip = (id, clip) => arrived.set(id, clip);

  /** Resolves to `{title, url, code, length, about, picture, film, small, captions, language}`,
      perhaps with `name` and `translations`; null for a clip that is not here. */
  lessonbank.clipOf = (id) => {
    if (!mine.isId(id)) return Promise.resolve(null);
    if (!asked.has(id)) asked.set(id, load(id));
    return asked.get(id);
  };
})();
