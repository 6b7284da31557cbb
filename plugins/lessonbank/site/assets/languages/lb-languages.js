/* <lb-languages> shows the transcript in one language at a time: the one that the reader chose, or
   that of the captions. Choosing one here changes the captions too. */
(() => {
  "use strict";
  if (customElements.get("lb-languages")) return;

  const { captions, stored } = lessonbank;

  class LbLanguages extends HTMLElement {
    /** @type {HTMLElement[]} */
    boxes = [];
    /** @type {HTMLSelectElement} */
    select;
    /** @type {any} */
    clip;

    connectedCallback() {
      if (this.boxes.length) return;
      this.section = this.closest("section");
      this.clip = this.closest("lb-clip");
      this.select = this.querySelector("select");
      this.boxes = [...this.section.querySelectorAll(".lb-language > .lb-transcript")];
      for (const box of this.boxes) box.closest("details")?.replaceWith(box);
      this.hidden = false;
      const { video } = this;
      this.select.addEventListener("change", () => this.#choose(this.select.value));
      video.textTracks.addEventListener("change", () => this.show(captions.shown(video)?.language));
      this.show(captions.wanted(this.languages));
    }

    get video() {
      return this.clip.querySelector("video");
    }

    get languages() {
      return this.boxes.map((box) => box.lang);
    }

    /** Show the transcript in a language that it has. */
    show(language = this.select.value) {
      if (!this.languages.includes(language)) return;
      const before = this.boxes.find((box) => !box.hidden);
      this.select.value = language;
      for (const box of this.boxes) box.hidden = box.lang !== language;
      if (before?.lang === language) return;
      this.clip.reveal?.();
      this.section.querySelector("lb-find")?.again?.();
    }

    #choose(language) {
      captions.choose(language);
      captions.show(this.video);
      this.show(language);
    }
  }

  stored.then(() => customElements.define("lb-languages", LbLanguages));
})();
