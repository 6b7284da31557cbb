/* <lb-seek> takes what is typed in any page's bar to the Find page; a code (`WM-0003 @ 01:15`) to
   the page of all clips, if there is one. That leads on to the clip: see <lb-goto>. */
(() => {
  "use strict";
  if (customElements.get("lb-seek")) return;

  const CODE = /^(?:[^@]+@\s*[\d:.]+|\p{L}+-?\d{3,})$/u;

  class LbSeek extends HTMLElement {
    connectedCallback() {
      const form = this.querySelector("form");
      form.addEventListener("submit", (event) => {
        event.preventDefault();
        const asked = this.querySelector("input").value.trim();
        if (this.dataset.clips && CODE.test(asked)) location.href = `${this.dataset.clips}#${new URLSearchParams({ go: asked })}`;
        else location.href = form.action + (asked ? `#${new URLSearchParams({ q: asked })}` : "");
      });
    }
  }

  customElements.define("lb-seek", LbSeek);
})();
