/* <lb-keys> switches single-key shortcuts on: until then no single letter does anything on any
   page, the theme's own shortcuts included, since speech and slips of the hand press them too
   (WCAG 2.1.4). A key presses the button that names it in `data-key`. */
(() => {
  "use strict";
  if (customElements.get("lb-keys")) return;

  const { keep, kept } = lessonbank;
  const FIELDS = "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]";

  const single = (event) =>
    event.key.length === 1 && event.key !== " " && !(event.altKey || event.ctrlKey || event.metaKey);

  class LbKeys extends HTMLElement {
    /** @type {HTMLInputElement} */
    box;

    connectedCallback() {
      this.box = this.querySelector("input");
      this.box.checked = kept("keys") === "on";
      this.box.addEventListener("change", () => keep("keys", this.box.checked ? "on" : "off"));
    }

    press(key) {
      if (!this.box.checked) return;
      const named = document.querySelectorAll(`[data-key="${CSS.escape(key.toLowerCase())}"]`);
      [...named].find((button) => !button.closest("[hidden]"))?.click();
    }
  }

  /** The theme listens at the window, which comes after the document. */
  document.addEventListener("keydown", (event) => {
    if (!single(event) || /** @type {Element} */ (event.target).matches(FIELDS)) return;
    event.stopPropagation();
    document.querySelector("lb-keys")?.press(event.key);
  });

  customElements.define("lb-keys", LbKeys);
})();
