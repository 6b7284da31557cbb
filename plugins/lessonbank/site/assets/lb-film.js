/* <lb-film> keeps a film that plays in view: scrolled past, it goes on below the site's bar, small,
   until it pauses or its own place is in view again. It stays while the pointer or the focus is in it. */
(() => {
  "use strict";
  if (customElements.get("lb-film")) return;

  /** The share of the film that must be in view where it belongs. */
  const SEEN = 0.3;

  class LbFilm extends HTMLElement {
    /** @type {HTMLVideoElement} */
    video;
    /** @type {IntersectionObserver} */
    observer;
    passed = false;

    connectedCallback() {
      this.video = this.querySelector("video");
      this.observer = new IntersectionObserver((seen) => this.#see(seen[seen.length - 1]), { threshold: SEEN });
      this.observer.observe(this);
      for (const type of ["play", "pause"]) this.video.addEventListener(type, () => this.#settle());
      for (const type of ["pointerleave", "focusout"]) this.addEventListener(type, () => this.#settle());
    }

    disconnectedCallback() {
      this.observer.disconnect();
    }

    get away() {
      return this.hasAttribute("data-away");
    }

    #see({ intersectionRatio, boundingClientRect }) {
      this.passed = intersectionRatio < SEEN && boundingClientRect.top < 0;
      this.#settle();
    }

    #settle() {
      const used = this.away && this.matches(":hover, :focus-within");
      this.toggleAttribute("data-away", this.passed && (used || !this.video.paused));
    }
  }

  customElements.define("lb-film", LbFilm);
})();
