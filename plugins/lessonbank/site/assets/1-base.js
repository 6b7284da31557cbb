/* What several elements share, as one global: times as people and addresses write them, and the
   words of the interface. */
(() => {
  "use strict";
  if (Object.hasOwn(window, "lessonbank")) return; // A heading of that name is not ours.

  const FRAGMENT = /^#t=(?:npt:)?([\d:.]*)(?:,([\d:.]+))?$/;
  const CLOCK = /^(?:(?:(\d+):)?(\d+):)?(\d+(?:\.\d*)?)$/;
  const SCRIPT = /** @type {HTMLScriptElement} */ (document.currentScript);
  /** The address of the site, with a slash at its end. */
  const root = new URL("../../", SCRIPT.src).href;

  /** Seconds of a time such as `75`, `1:15` or `1:02:03.5`; NaN where it is none. */
  const seconds = (written) => {
    const [, hours = 0, minutes = 0, rest] = CLOCK.exec(written) ?? [];
    return Number(hours) * 3600 + Number(minutes) * 60 + Number(rest);
  };

  /** `{start, end}` in seconds of a media fragment; null where it names no time. */
  const stretch = (hash) => {
    const match = FRAGMENT.exec(hash.replace(/%2c/gi, ",").replace(/%3a/gi, ":"));
    if (!match || !(match[1] || match[2])) return null;
    const start = match[1] ? seconds(match[1]) : 0;
    const end = match[2] ? seconds(match[2]) : Infinity;
    return end > start ? { start, end } : null;
  };

  const clock = (time) => {
    const whole = Math.floor(time);
    const parts = [Math.floor(whole / 60) % 60, whole % 60].map((n) => String(n).padStart(2, "0"));
    return (whole >= 3600 ? [Math.floor(whole / 3600), ...parts] : parts).join(":");
  };

  /** Whether a press on a link asks for no more than to follow it here. */
  const plain = (event) =>
    !(event.defaultPrevented || event.button || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey);

  /** Copies words. Where the clipboard is refused, they stand in `field`, ready to be copied by hand. */
  const copy = async (words, field) => {
    try {
      await navigator.clipboard.writeText(words);
      field.hidden = true;
      return true;
    } catch (error) {
      console.debug(error);
      field.hidden = false;
      const box = field.querySelector("input, textarea");
      box.value = words;
      box.select();
      return false;
    }
  };

  /** The page's address for other devices, without query and fragment; null in a folder with no published address. */
  const address = () => {
    if (location.protocol !== "file:") return location.href.split(/[?#]/)[0];
    const published = /** @type {HTMLLinkElement | null} */ (document.querySelector("link[rel=canonical]"));
    return published && /^https?:/.test(published.href) ? published.href : null;
  };

  /** Offers a file of text to be saved. */
  const offer = (name, type, words) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([words], { type: `${type};charset=utf-8` }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  };

  const mark = (element) => [element.localName, element.id, element.href, element.textContent].join("\n");

  /** Replaces the children of `parent`. Where the focus was on one that comes again, it stays there. */
  const refill = (parent, ...children) => {
    const held = parent.contains(document.activeElement) && document.activeElement;
    parent.replaceChildren(...children);
    if (!held || document.activeElement === held) return;
    const again = [...parent.querySelectorAll(held.localName)].find((each) => mark(each) === mark(held));
    /** @type {HTMLElement | undefined} */ (again)?.focus();
  };

  const filled = (message, values) =>
    message.replace(/%(?:\((\w+)\)[sd]|%)/g, (_whole, name) => (name ? String(values[name]) : "%"));

  /** Translations by the message in English; plural forms by their category. */
  const said = new Map();
  /** @type {(num: number) => string} */
  let category = (num) => (num === 1 ? "one" : "other");

  /** Takes translations into a language. A script begins with those that it says; in English it has none. */
  const speak = (language, messages) => {
    const rules = new Intl.PluralRules(language);
    category = (num) => rules.select(num);
    for (const [message, translation] of Object.entries(messages)) said.set(message, translation);
  };

  /** A message of the interface, with `values` in place of `%(name)s`. `make texts` lists them. */
  const gettext = (message, values = {}) => filled(said.get(message) ?? message, values);

  /** A message by the number in it, `%(num)d`. */
  const ngettext = (singular, plural, num, values = {}) => {
    const forms = said.get(singular) ?? { one: singular, other: plural };
    return filled(forms[category(num)] ?? forms.other, { num, ...values });
  };

  /** Names as a list. */
  const listed = (names) => names.join(gettext(", "));

  /** @type {LessonbankBase} */
  const base = { address, clock, copy, gettext, listed, ngettext, offer, plain, refill, root, seconds, speak, stretch };
  window.lessonbank = /** @type {Lessonbank} */ (base);
})();
