/* <lb-goto> takes people to a clip by what they read out: `WM-0003 @ 01:15`, `wm-0003@1:15`, or a
   clip's id. Cards know the codes, so it stands where they do, and takes one from the address too
   (`#go=WM-0003@1:15`). */
(() => {
  "use strict";
  if (customElements.get("lb-goto")) return;

  const WRITTEN = /^([^@#]+?)(?:(?:@|#t=)([\d:.]+))?$/;
  const bare = (code) => code.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");

  class LbGoto extends HTMLElement {
    /** @type {HTMLFormElement} */
    form;
    /** @type {HTMLInputElement} */
    field;
    /** @type {HTMLElement[]} */
    cards;

    connectedCallback() {
      this.form = this.querySelector("form");
      this.field = this.querySelector("input");
      this.cards = [...document.querySelectorAll("[data-code]")];
      this.form.addEventListener("submit", (event) => this.#submit(event));
      window.addEventListener("hashchange", () => this.#arrive());
      this.#arrive();
    }

    #submit(event) {
      event.preventDefault();
      const written = this.field.value.replace(/\s+/g, "");
      if (written) this.go(written);
    }

    #arrive() {
      const written = new URLSearchParams(location.hash.slice(1)).get("go");
      if (!written) return;
      this.field.value = written;
      this.go(written.replace(/\s+/g, ""));
    }

    /** Leads to the clip, or says that there is none of that code. */
    go(written) {
      const [, code = "", time] = WRITTEN.exec(written) ?? [];
      const card = this.cards.find(({ dataset }) => [dataset.code, dataset.id].some((each) => bare(each) === bare(code)));
      if (card) location.href = card.querySelector("a").href + (time ? `#t=${time}` : "");
      else this.#miss(written);
    }

    #miss(written) {
      this.querySelector("[role=status]").textContent = lessonbank.gettext("No clip has the code %(code)s.", { code: written });
      this.field.setAttribute("aria-invalid", "true");
      this.field.focus();
    }
  }

  customElements.define("lb-goto", LbGoto);
})();
