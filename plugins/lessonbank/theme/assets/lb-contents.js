/* <lb-contents> is the list of a long page's sections. Where the theme shows the list at the side,
   it marks the section that is read; this says so to screen readers, too. */
(() => {
  "use strict";
  if (customElements.get("lb-contents")) return;

  class LbContents extends HTMLElement {
    connectedCallback() {
      const list = document.querySelector(".md-sidebar--secondary .md-nav--secondary");
      if (!list) return;
      new MutationObserver(() => this.#mark(list)).observe(list, { subtree: true, attributes: true, attributeFilter: ["class"] });
      this.#mark(list);
      this.addEventListener("click", ({ target }) => {
        if (/** @type {Element} */ (target).closest("a")) this.querySelector("details").open = false;
      });
    }

    #mark(list) {
      for (const link of list.querySelectorAll("a")) {
        if (link.classList.contains("md-nav__link--active")) link.setAttribute("aria-current", "true");
        else link.removeAttribute("aria-current");
      }
    }
  }

  customElements.define("lb-contents", LbContents);
})();
