/* <lb-seek> takes what is typed in any page's bar to the Find page. */
(() => {
  "use strict";
  if (customElements.get("lb-seek")) return;

  class LbSeek extends HTMLElement {
    connectedCallback() {
      const form = this.querySelector("form");
      form.addEventListener("submit", (event) => {
        event.preventDefault();
        const asked = this.querySelector("input").value.trim();
        location.href = form.action + (asked ? `#${new URLSearchParams({ q: asked })}` : "");
      });
    }
  }

  customElements.define("lb-seek", LbSeek);
})();
