/* <lb-ending> is shown when the film of its <lb-clip> has ended, and goes when it plays again. It
   leads to the next clip of the list that the reader came from, which `?from=` in the address names;
   so does the end of the part of the clip that the list shows. Without one it is the first way on. */
(() => {
  "use strict";
  if (customElements.get("lb-ending")) return;

  const { root, stretch } = lessonbank;

  class LbEnding extends HTMLElement {
    /** @type {HTMLVideoElement} */
    video;
    /** @type {HTMLElement | undefined} The way on. */
    next;
    /** The stretch of the clip that the list shows. */
    cut = "";

    connectedCallback() {
      if (this.video) return;
      const clip = this.closest("lb-clip");
      this.player = clip.querySelector("lb-player");
      this.video = clip.querySelector("video");
      this.status = this.querySelector("[role=status]");
      this.#lead(new URLSearchParams(location.search).get("from"));
      this.video.addEventListener("ended", () => this.show());
      this.player.addEventListener("cutend", () => this.#cut());
      for (const type of ["play", "seeking"]) this.video.addEventListener(type, () => this.#hide());
      this.addEventListener("click", ({ target }) => this.#do(/** @type {Element} */ (target).closest("button[data-do]")));
    }

    /** Close without moving the film. */
    close() {
      this.#hide();
      this.video.focus({ preventScroll: true });
    }

    again() {
      const { start, end } = stretch(this.cut) ?? { start: 0, end: Infinity };
      this.player.play(start, end);
      this.video.focus({ preventScroll: true });
    }

    show() {
      this.hidden = false;
      this.status.textContent = this.status.dataset.said;
    }

    #hide() {
      this.hidden = true;
      this.status.textContent = "";
    }

    #do(button) {
      if (button) this[button.dataset.do]();
    }

    #cut() {
      if (this.cut && location.hash === this.cut) this.show();
    }

    #lead(from) {
      const ways = [...this.querySelectorAll("[data-from]")];
      const came = ways.find((way) => way.dataset.from === from);
      this.next = came ?? ways[0];
      if (this.next) this.next.hidden = false;
      if (!came) return;
      this.cut = location.hash;
      const link = came.querySelector("a");
      if (link.href.split(/[?#]/)[0] !== root + from) link.search = `?from=${encodeURIComponent(from)}`;
    }
  }

  customElements.whenDefined("lb-player").then(() => customElements.define("lb-ending", LbEnding));
})();
