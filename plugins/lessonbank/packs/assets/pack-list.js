/* Reads the recall list in recall.js, which comes next in the head of each page. Hiding is the safe
   direction: a list is obeyed at once, and its signature decides if anything else is shown. */
(() => {
  "use strict";
  const own = lessonbankPack.recall;
  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  const base = new URL(".", script.src).href;
  const up = script.getAttribute("src")?.replace("pack.js", "");
  const LONGEST = 4_000_000;

  const bytes = (hex) => Uint8Array.from(hex.match(/../g) ?? [], (two) => Number.parseInt(two, 16));

  /** Return the list in a signed one, or null if it is none of this bank. */
  const read = ({ list, signature }) => {
    if (typeof list !== "string" || list.length > LONGEST || !/^[0-9a-f]{128}$/.test(signature)) return null;
    const { version, bank, serial, items } = JSON.parse(list);
    const isOurs = version === 1 && bank === own.key && Number.isSafeInteger(serial) && Array.isArray(items);
    return isOurs && items.every((item) => /^[0-9a-f]{32}$/.test(item)) ? { serial, items } : null;
  };

  /** Say if this bank signed the list. A browser that cannot check it takes it as signed. */
  const isGenuine = async ({ list, signature }) => {
    const subtle = globalThis.crypto?.subtle;
    const key = await subtle?.importKey("raw", bytes(own.key), "ed25519", false, ["verify"]).catch(() => null);
    if (!subtle || !key) return true;
    return subtle.verify("ed25519", key, bytes(signature), new TextEncoder().encode(list)).catch(() => false);
  };

  const found = {
    base,
    /** Unfit until the list is read: a damaged script calls nothing. */
    isFit: !own.key,
    /** The digests of a newer list; null without one. @type {string[] | null} */
    items: null,
    /** Whether the list is signed by this bank. */
    genuine: Promise.resolve(true),
  };

  const isKnown = ({ serial }, { signature }) => serial < own.serial || signature === own.signature;

  const take = (signed) => {
    const list = read(signed);
    if (!list) return;
    found.isFit = true;
    if (isKnown(list, signed)) return;
    found.items = list.items;
    found.genuine = isGenuine(signed);
    // Before the page, so that none of its scripts reads what is to be hidden.
    for (const name of ["pack-hide.js", "pack-items.js"]) {
      const next = document.createElement("script");
      next.setAttribute("src", `${up}${name}`);
      document.write(next.outerHTML);
    }
  };

  let calls = 0;
  Object.assign(globalThis, {
    lessonbankList: found,
    lessonbankRecall: (signed) => {
      calls += 1;
      found.isFit = false;
      if (calls > 1) return;
      try {
        take(Object(signed));
      } catch (error) {
        console.debug(error);
      }
    },
  });

  /* Without the file, the list of the pack's own day holds: it recalls nothing of the pack. */
  const missing = ({ target }) => {
    if (target instanceof HTMLScriptElement && target.src === `${base}recall.js` && calls === 0) found.isFit = true;
  };
  document.addEventListener("error", missing, true);
})();
