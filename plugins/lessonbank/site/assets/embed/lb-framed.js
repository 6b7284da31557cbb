/* <lb-framed> shows a film in a frame of another site, at the second that the address names: `#t=75`.
   Needs lb-player.js. */
(() => {
  "use strict";
  if (customElements.get("lb-framed")) return;

  const { stretch } = lessonbank;

  class LbFramed extends HTMLElement {
    connectedCallback() {
      this.player = /** @type {any} */ (this.querySelector("lb-player"));
      window.addEventListener("hashchange", this);
      this.handleEvent();
    }

    disconnectedCallback() {
      window.removeEventListener("hashchange", this);
    }

    /** Shows what the address names. Nothing plays that nobody pressed. */
    handleEvent() {
      const wanted = stretch(location.hash);
      if (wanted) this.player.cue(wanted.start, wanted.end);
    }
  }

  customElements.define("lb-framed", LbFramed);
})();
