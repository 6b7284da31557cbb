/* What is kept from page to page: choices, and what a reader has watched, saved and written. Pages on
   a host share the browser's drawer. In a folder Firefox gives each file a drawer of its own, so
   there all pages use that of mine/store.html, which each opens in a hidden frame and speaks to by
   messages. `lessonbank.stored` resolves once everything kept has been read. */
(() => {
  "use strict";
  if (lessonbank.stored !== undefined) return;

  const { drawer, root } = lessonbank;
  /** Milliseconds that the frame has to answer; a stick can be slow. */
  const PATIENCE = 4000;

  /** @type {Map<string, string>} */
  const known = new Map();
  const listeners = new Set();
  /** Where things are kept: for the whole `bank`, for this `page` alone, or `nowhere`.
   * @type {"bank" | "page" | "nowhere"} */
  let scope = "nowhere";
  /** Writes a text, or null to remove it. */
  let write = drawer.put;

  const learn = (name, value) => {
    if (name === null) known.clear();
    else if (value === null) known.delete(name);
    else known.set(name, value);
  };

  /** What another page has changed. */
  const hear = (name, value) => {
    learn(name, value);
    for (const listener of listeners) listener(name);
  };

  /** @param {Iterable<[string, string]>} entries */
  const learnAll = (entries) => {
    known.clear();
    for (const [name, value] of entries) learn(name, value);
  };

  /** What was kept, null where nothing was. `before` is the name under which an older version kept it. */
  const kept = (name, before = name) => known.get(name) ?? (scope === "nowhere" ? null : drawer.moved(name, before, keep));

  const put = (name, value) => {
    if (scope === "nowhere" || !write(name, value)) return false;
    learn(name, value);
    return true;
  };

  /** Whether the browser keeps it. */
  const keep = (name, value) => put(name, value);

  /** Whether the browser could keep anything, and has it no longer. `before` as for `kept`. */
  const forget = (name, before = name) => {
    drawer.moved(name, before, () => true);
    return put(name, null);
  };

  /** The names of what is kept, of those that begin with `start`. */
  const names = (start = "") => [...known.keys()].filter((name) => name.startsWith(start));

  /** Calls `listener` with the name of what another page has changed; null where everything has. */
  const heard = (listener) => listeners.add(listener);

  const own = (reach) => {
    write = drawer.put;
    scope = drawer.works() ? reach : "nowhere";
    learnAll(drawer.all());
    drawer.heard(hear);
    // A page that the browser brings back has heard nothing meanwhile.
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

  /** Uses the drawer of mine/store.html. Resolves to whether it answers in time. */
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
        // The drawer is full: nothing more is promised.
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
    if (location.protocol !== "file:") own("bank");
    else if (!(await shared())) own("page");
  };

  const store = { forget, heard, keep, kept, names, stored: Promise.resolve(), where: () => scope };
  Object.assign(lessonbank, store);
  lessonbank.stored = open();
})();
