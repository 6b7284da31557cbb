/* <lb-save> puts the clip `data-clip` on the reader's list, and takes it off. */
(() => {
  "use strict";
  if (customElements.get("lb-save")) return;

  const { gettext: _, heard, mine, stored, where } = lessonbank;

  class LbSave extends HTMLElement {
    /** @type {HTMLButtonElement} */
    button;
    ready = false;

    connectedCallback() {
      if (where() === "nowhere") return;
      this.button = this.querySelector("button");
      this.hidden = false;
      this.#show();
      if (this.ready) return;
      this.ready = true;
      this.button.addEventListener("click", () => this.#toggle());
      heard(() => this.#show());
    }

    get clip() {
      return this.dataset.clip ?? "";
    }

    #toggle() {
      const saved = mine.isSaved(this.clip);
      const done = saved ? mine.unsave(this.clip) : mine.save(this.clip);
      this.#show();
      this.#say(done, !saved);
    }

    #show() {
      this.button.setAttribute("aria-pressed", String(mine.isSaved(this.clip)));
    }

    #say(done, saved) {
      const words = saved ? _("Saved to My list") : _("Removed from My list");
      const status = this.querySelector("[role=status]");
      if (status) status.textContent = done ? words : _("Your browser has no room to save it.");
    }
  }

  stored.then(() => customElements.define("lb-save", LbSave));
})();
