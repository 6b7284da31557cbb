/* What is kept from page to page: choices, and what a reader has watched, saved and written. Pages on
   a host share the browser's drawer. In a folder Firefox gives each file a drawer of its own, so
   there all pages use that of mine/store.html, which each opens in a hidden frame and speaks to by
   messages. `lessonbank.stored` resolves once everything kept has been read. */
(() => {
  "use strict";
  if (lessonbank.stored !== undefined) return;

  const { drawer, root } = lessonbank;
  /** Milliseconds to wait for the frame. A USB stick can be slow. */
  const PATIENCE = 4000;

  /** @type {Map<string, string>} */
  const known = new Map();
  const listeners = new Set();
  /** Where things are kept: for the whole `bank`, for this `page` alone, or `nowhere`.
   * @type {"bank" | "page" | "nowhere"} */
  let scope = "nowhere";
  /** Write a text, or remove it for null. */
  let write = drawer.put;

  const learn = (name, value) => {
    if (name === null) known.clear();
    else if (value === null) known.delete(name);
    else known.set(name, value);
  };

  /** Take over a change by another page. */
  const hear = (name, value) => {
    learn(name, value);
    for (const listener of listeners) listener(name);
  };

  /** @param {Iterable<[string, string]>} entries */
  const learnAll = (entries) => {
    known.clear();
    for (const [name, value] of entries) learn(name, value);
  };

  /** Return the stored text or null. `before` is the name in older versions. */
  const kept = (name, before = name) => known.get(name) ?? (scope === "nowhere" ? null : drawer.moved(name, before, keep));

  const put = (name, value) => {
    if (scope === "nowhere" || !write(name, value)) return false;
    learn(name, value);
    return true;
  };

  /** Store a text. Return whether the browser did. */
  const keep = (name, value) => put(name, value);

  /** Remove a text, also under its older name. Return whether it is gone and storage works. */
  const forget = (name, before = name) => {
    drawer.moved(name, before, () => true);
    return put(name, null);
  };

  /** Return the stored names that begin with `start`. */
  const names = (start = "") => [...known.keys()].filter((name) => name.startsWith(start));

  /** Call `listener` with the name that another page has changed, or null for all. */
  const heard = (listener) => listeners.add(listener);

  const own = (reach) => {
    write = drawer.put;
    scope = drawer.works() ? reach : "nowhere";
    learnAll(drawer.all());
    drawer.heard(hear);
    // A page restored from the back-forward cache has missed events.
    window.addEventListener("pageshow", ({ persisted }) => {
      if (!persisted) return;
      learnAll(drawer.all());
      for (const listener of listeners) listener(null);
    });
  };

  const frame = () => {
    const made = document.createElement("iframe");
    Object.assign(made, { hidden: true, title: "", src: new URL("mine/store.html", root).href });
    return made;
  };

  const isPair = (each) => Array.isArray(each) && each.length === 2 && each.every((part) => typeof part === "string");
  const isText = (value) => value === null || typeof value === "string";

  /** Use the drawer of mine/store.html. Resolve to whether it answers in time. */
  const shared = () =>
    new Promise((settle) => {
      const made = frame();
      let answered = false;
      const answers = {
        all: ({ works, entries }) => {
          if (typeof works !== "boolean" || !Array.isArray(entries)) return;
          learnAll(entries.filter(isPair));
          scope = works ? "bank" : "nowhere";
          answered = true;
          settle(true);
        },
        changed: ({ name, value }) => isText(name) && isText(value) && hear(name, value),
        // The store is full, so later writes are not promised.
        refused: ({ name, value }) => {
          if (typeof name !== "string" || !isText(value)) return;
          scope = "nowhere";
          hear(name, value);
        },
      };
      window.addEventListener("message", ({ source, data }) => {
        if (source !== made.contentWindow || !Object.hasOwn(answers, data?.lessonbank)) return;
        answers[data.lessonbank](data);
      });
      write = (name, value) => {
        made.contentWindow?.postMessage({ lessonbank: "put", name, value }, "*");
        return true;
      };
      window.addEventListener("pageshow", ({ persisted }) => {
        if (persisted) made.contentWindow?.postMessage({ lessonbank: "all" }, "*");
      });
      document.body.append(made);
      setTimeout(() => {
        if (!answered) made.remove();
        settle(answered);
      }, PATIENCE);
    });

  const open = async () => {
    if (!drawer.isUsed) return; // The site has nothing to keep, and no page for it.
    if (location.protocol !== "file:") own("bank");
    else if (!(await shared())) own("page");
  };

  const store = { forget, heard, keep, kept, names, stored: Promise.resolve(), where: () => scope };
  Object.assign(lessonbank, store);
  lessonbank.stored = open();
})();
