/* <lb-wide> is a frame in which something wide is moved sideways. `data-more` says on which sides
   there is more; it can be focused, to be moved by keyboard, only while there is. */
(() => {
  "use strict";
  if (customElements.get("lb-wide")) return;

  class LbWide extends HTMLElement {
    connectedCallback() {
      if (!this.hasAttribute("role")) {
        this.setAttribute("role", "group");
        this.setAttribute("aria-label", lessonbank.gettext("Table"));
      }
      this.addEventListener("scroll", () => this.#tell(), { passive: true });
      const watch = new ResizeObserver(() => this.#tell());
      for (const each of [this, ...this.children]) watch.observe(each);
    }

    #tell() {
      const at = Math.abs(this.scrollLeft);
      const left = this.scrollWidth - this.clientWidth;
      const sides = { start: at > 1, end: at < left - 1 };
      this.dataset.more = Object.entries(sides).flatMap(([side, more]) => (more ? [side] : [])).join(" ");
      if (left > 1) this.setAttribute("tabindex", "0");
      else this.removeAttribute("tabindex");
    }
  }

  customElements.define("lb-wide", LbWide);
})();
