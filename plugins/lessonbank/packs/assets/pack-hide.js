/* Hides what a recall list names in the pages of a pack, as a takedown cuts it out of a site: whole
   entries about it, else links and texts. What it cannot cut hides the whole page. It watches the
   page for as long as it is open, so it also hides what scripts add. */
(() => {
  "use strict";
  const hiding = (items, list) => {
    const ENTRIES = "li, tr, dd, figure, option";
    const LISTS = "ul, ol, dl, table, tbody, select, datalist, lb-reel, section, .lb-facts__row";
    const HEADINGS = "h2, h3, h4, h5, h6";
    const CONTENT = "a, img, video, input, button, lb-player";
    const NAMES = "title, h1";
    const FRAMES = "html, head, body, main, article, div, nav, header, footer";
    const WHOLE = "html, head, body, main, article";
    const LONGEST = 500;
    const UNREAD = new Set(["class", "style", "d", "viewbox", "points", "transform", "integrity"]);
    const UNSPACED = "\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af";
    const WORD = new RegExp(`[${UNSPACED}]|(?:(?![${UNSPACED}])[\\p{L}\\p{N}])+`, "gu");
    const ROUNDS = 20;

    const recalled = new Set(list.items);
    const gone = new Set(items.items.flatMap((digests, at) => (digests.some((each) => recalled.has(each)) ? [at] : [])));
    const telling = (pairs) => new Set(pairs.filter(([, all]) => all.every((at) => gone.has(at))).map(([text]) => text));
    const files = telling(items.files);
    const words = telling(items.words);
    const phrases = [...telling(items.phrases)];

    /* The same words as `words_of` of takedown/words.py. */
    const wordsOf = (text) => text.normalize("NFKC").toUpperCase().toLowerCase().replaceAll("\u03c2", "\u03c3").match(WORD) ?? [];

    const tells = (text) => {
      const found = wordsOf(text);
      if (found.some((word) => words.has(word))) return true;
      const line = ` ${found.join(" ")} `;
      return phrases.some((phrase) => line.includes(phrase));
    };

    const decoded = (text) => {
      try {
        return decodeURIComponent(text);
      } catch {
        return text;
      }
    };

    const isGone = (href) => href.startsWith(list.base) && files.has(decoded(href.slice(list.base.length).split(/[?#]/)[0]));

    const leads = (value) =>
      !value.startsWith("data:") &&
      value.split(",").some((part) => {
        const address = part.trim().split(" ")[0];
        if (!address || !URL.canParse(address, location.href)) return false;
        return isGone(new URL(address, location.href).href);
      });

    const isOn = (element) =>
      [...element.attributes].some(({ name, value }) => value && !UNREAD.has(name) && (leads(value) || tells(decoded(value))));

    const textsOf = (element) => [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE);

    /** Words may be split between elements, as by <mark>: the innermost element around them counts. */
    const says = (element) => element.textContent.length <= LONGEST && tells(element.textContent);
    const isLine = (element) =>
      element.childElementCount > 0 && !element.matches(WHOLE) && says(element) && ![...element.children].some(says);

    /** Find what reveals an item: an element, and the part of it that says so. */
    const revealing = (element) => {
      if (isOn(element)) return [[element, null]];
      const texts = textsOf(element).filter((text) => tells(text.data));
      return texts.length ? texts.map((text) => [element, text]) : isLine(element) ? [[element, element]] : [];
    };

    const isAbout = (entry) => {
      for (const element of [entry, ...entry.querySelectorAll("*")]) {
        if (isOn(element)) return true;
        if (element.matches('a[href]:not([href^="#"])')) return tells(element.textContent);
        if (textsOf(element).some((text) => tells(text.data))) return true;
      }
      return false;
    };

    /** Choose what to remove: an entry, a section, a link, the text or the element; null for the page. */
    const partOf = (element, text) => {
      if (element.closest(NAMES)) return null;
      const entry = element.closest(ENTRIES);
      if (entry && isAbout(entry)) return entry;
      const section = element.closest(HEADINGS)?.parentElement;
      if (section?.localName === "section") return section;
      return element.closest("a") ?? (element.matches(FRAMES) ? text : element);
    };

    const isEmpty = (element) => {
      if (element.querySelector(CONTENT)) return false;
      const rest = element.cloneNode(true);
      for (const each of rest.querySelectorAll(`${HEADINGS}, dt, thead, caption, script`)) each.remove();
      return !rest.textContent.trim();
    };

    const remove = (part) => {
      let parent = part.parentElement;
      for (const film of part.querySelectorAll?.("video, audio") ?? []) film.pause();
      part.remove();
      if (document.readyState !== "loading") return; // Scripts fill their empty lists again.
      while (parent?.matches(LISTS) && isEmpty(parent)) {
        const empty = parent;
        parent = parent.parentElement;
        empty.remove();
      }
    };

    /** Remove all that reveals an item from some elements; return if nothing is left in these. */
    const cleaned = (elements) => {
      for (let round = 0; round < ROUNDS; round += 1) {
        const found = elements().flatMap(revealing);
        if (!found.length) return true;
        for (const [element, text] of found) {
          if (!(text ?? element).isConnected) continue;
          const part = partOf(element, text);
          if (!part) return false;
          remove(part);
        }
      }
      return false;
    };

    const whole = (root) => () => (root.isConnected ? [root, ...root.querySelectorAll("*")] : []);
    const alone = (element) => () => (element?.isConnected ? [element] : []);

    /** Return what changed: elements with all in them where these are new, else by themselves. */
    const changed = (records) => {
      const added = new Set(records.flatMap(({ addedNodes }) => [...addedNodes]).filter((node) => node.nodeType === Node.ELEMENT_NODE));
      const isInside = (element) => {
        for (let each = element.parentElement; each; each = each.parentElement) if (added.has(each)) return true;
        return false;
      };
      const targets = new Set(records.map(({ target }) => (target.nodeType === Node.ELEMENT_NODE ? target : target.parentElement)));
      return [...[...added].filter((element) => !isInside(element)).map(whole), ...[...targets].map(alone)];
    };

    let isOpen = gone.size > 0;
    let shut = () => {};
    const look = (groups) => {
      if (!isOpen || groups.every(cleaned)) return;
      isOpen = false;
      shut();
    };
    const observer = new MutationObserver((records) => look(changed(records)));
    const WATCHED = { childList: true, subtree: true, attributes: true, characterData: true };

    return {
      isGone,

      /** Clean the page now and after each change. Where that is not possible, call `close`. */
      watch(close) {
        shut = close;
        if (isOpen) observer.observe(document.documentElement, WATCHED);
        look([whole(document.documentElement)]);
      },

      stop() {
        isOpen = false;
        observer.disconnect();
      },

      /** Look a last time before the page is shown. */
      finish() {
        look([whole(document.documentElement)]);
      },
    };
  };

  Object.assign(globalThis, { lessonbankHiding: hiding });
})();
