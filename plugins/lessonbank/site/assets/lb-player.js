/* <lb-player> wraps a <video>: it plays stretches of it, stops at their end once (`cutend`), and hushes the
   other films of the page. */
(() => {
  "use strict";
  if (customElements.get("lb-player")) return;

  /** Seconds before an end from which on a timer, not the coarse timeupdate, decides. */
  const NEAR = 0.5;
  const REACHED = 0.02;

  class LbPlayer extends HTMLElement {
    #start = 0;
    #end = Infinity;
    #timer = 0;
    /** @type {HTMLVideoElement} */
    video;

    connectedCallback() {
      this.video = this.querySelector("video");
      // Where browsers know it; no page may write it as an attribute, which HTML has not.
      if (!this.hasAttribute("data-downloads")) this.video.controlsList?.add("nodownload");
      for (const type of ["timeupdate", "seeking", "pause", "ratechange"]) {
        this.video.addEventListener(type, this);
      }
    }

    handleEvent(event) {
      if (event.type === "seeking") this.#forget();
      this.#watch();
    }

    /** Whether only a stretch is played. */
    get cut() {
      return this.#end < (this.video.duration || Infinity) - REACHED;
    }

    /** Shows the frame at `start`; playing, whenever it begins, stops once at `end`. */
    cue(start, end = Infinity) {
      this.#start = start;
      this.#end = end;
      this.video.currentTime = start;
    }

    /** Plays from `start` and stops once at `end`. */
    play(start, end) {
      this.cue(start, end);
      // A browser may refuse to start a film; its controls are still there to be pressed.
      this.video.play().catch((error) => console.debug(error.message));
    }

    /** Whoever moves out of the stretch no longer wants to be stopped at its end. */
    #forget() {
      const at = this.video.currentTime;
      if (at < this.#start - REACHED || at > this.#end) this.#end = Infinity;
    }

    #watch() {
      clearTimeout(this.#timer);
      const left = this.#end - this.video.currentTime;
      if (this.video.paused || left > NEAR) return;
      if (left <= REACHED) this.#stop();
      else this.#timer = setTimeout(() => this.#watch(), (left / this.video.playbackRate) * 1000);
    }

    #stop() {
      this.#end = Infinity;
      this.video.pause();
      this.dispatchEvent(new Event("cutend"));
    }
  }

  const hush = ({ target }) => {
    for (const video of document.querySelectorAll("lb-player video")) {
      if (video !== target) video.pause();
    }
  };

  document.addEventListener("play", hush, true);
  customElements.define("lb-player", LbPlayer);
})();
