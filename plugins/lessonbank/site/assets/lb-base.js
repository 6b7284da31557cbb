/* What several elements share, as one global: times as people and addresses write them, and
   choices that are kept from page to page. */
(() => {
  "use strict";
  if (Object.hasOwn(window, "lessonbank")) return; // A heading of that name is not ours.

  const FRAGMENT = /^#t=(?:npt:)?([\d:.]*)(?:,([\d:.]+))?$/;
  const CLOCK = /^(?:(?:(\d+):)?(\d+):)?(\d+(?:\.\d*)?)$/;
  const META = /** @type {HTMLMetaElement | null} */ (document.head.querySelector("meta[name=lessonbank]"));
  const KEPT = `${META?.content ?? ""}.lessonbank:`;
  const BEFORE = "lessonbank:"; // Of versions whose keys named no trust.

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

  /** What was chosen before, null where nothing was or the browser keeps nothing. `before` is the
      name under which an older version kept it. */
  const kept = (name, before = name) => {
    try {
      return localStorage.getItem(KEPT + name) ?? moved(name, before);
    } catch (error) {
      console.debug(error);
      return null;
    }
  };

  /** Moves what an older version kept to the key of today, and gives it back; null for nothing. */
  const moved = (name, before) => {
    const value = localStorage.getItem(BEFORE + before);
    if (value !== null && keep(name, value)) localStorage.removeItem(BEFORE + before);
    return value;
  };

  /** Whether the browser keeps it. */
  const keep = (name, value) => {
    try {
      localStorage.setItem(KEPT + name, value);
      return true;
    } catch (error) {
      console.debug(error);
      return false;
    }
  };

  /** Whether the browser could keep anything, and has it no longer. `before` as for `kept`. */
  const forget = (name, before = name) => {
    try {
      localStorage.removeItem(KEPT + name);
      localStorage.removeItem(BEFORE + before);
      return true;
    } catch (error) {
      console.debug(error);
      return false;
    }
  };

  /** Whether a press on a link asks for no more than to follow it here. */
  const plain = (event) =>
    !(event.defaultPrevented || event.button || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey);

  const filled = (message, values) =>
    message.replace(/%(?:\((\w+)\)[sd]|%)/g, (_whole, name) => (name ? String(values[name]) : "%"));

  /** A message of the interface, with `values` in place of `%(name)s`. `make texts` lists them. */
  const gettext = (message, values = {}) => filled(message, values);

  /** A message by the number in it, `%(num)d`. */
  const ngettext = (singular, plural, num, values = {}) => filled(num === 1 ? singular : plural, { num, ...values });

  /** @type {LessonbankBase} */
  const base = { clock, forget, gettext, keep, kept, ngettext, plain, seconds, stretch };
  window.lessonbank = /** @type {Lessonbank} */ (base);
})();
