/* <lb-print> is a button that prints the page. */
(() => {
  "use strict";
  if (customElements.get("lb-print")) return;

  class LbPrint extends HTMLElement {
    connectedCallback() {
      this.querySelector("button").addEventListener("click", () => window.print());
    }
  }

  customElements.define("lb-print", LbPrint);
})();
