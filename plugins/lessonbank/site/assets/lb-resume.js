/* <lb-resume> remembers where the reader is in the clip `data-clip`, and goes on from there, unless
   the address names a time. Where the browser keeps nothing, it says so. */
(() => {
  "use strict";
  if (customElements.get("lb-resume")) return;

  const { clock, gettext: _, heard, mine, stored, stretch, where } = lessonbank;
  /** Seconds from the start that do not count as begun, and from the end that count as watched. */
  const [BEGUN, LEFT] = [5, 10];
  /** Largest share of a short clip for either. */
  const PART = 0.1;
  /** Seconds of playing between two saves of the position. */
  const EVERY = 5;

  class LbResume extends HTMLElement {
    /** @type {HTMLVideoElement} */
    video;
    /** @type {HTMLElement} */
    words;
    /** @type {HTMLButtonElement} */
    button;
    /** The second that was saved last. */
    noted = 0;

    connectedCallback() {
      if (this.video) return;
      this.video = this.closest("lb-clip").querySelector("video");
      this.words = this.querySelector("[role=status]");
      this.button = this.querySelector("button");
      if (where() === "nowhere") this.#tell(_("Your browser keeps nothing for this site, so your place, list and notes cannot be saved."));
      else this.#begin();
    }

    get clip() {
      return this.dataset.clip ?? "";
    }

    get length() {
      return Number(this.dataset.length);
    }

    get #end() {
      return this.length - Math.min(LEFT, this.length * PART);
    }

    #begin() {
      this.button.addEventListener("click", () => this.#again());
      this.video.addEventListener("timeupdate", () => this.#follow());
      for (const type of ["pause", "ended"]) this.video.addEventListener(type, () => this.#note());
      window.addEventListener("pagehide", () => this.#note());
      heard(() => this.#watched());
      this.#watched();
      this.#resume();
    }

    #resume() {
      const place = mine.place(this.clip);
      if (!place || stretch(location.hash) || this.video.currentTime > 0) return;
      if (place.at < Math.min(BEGUN, this.length * PART) || place.at >= this.#end) return;
      this.closest("lb-clip").player.cue(place.at);
      this.noted = place.at;
      this.button.hidden = false;
      this.#tell(_("Continues from %(time)s.", { time: clock(place.at) }));
    }

    #again() {
      this.closest("lb-clip").player.play(0, Infinity);
      this.hidden = true;
      this.video.focus();
    }

    /** Save positions only once the film plays. A deep link alone is not watching. */
    #follow() {
      if (!this.video.paused && Math.abs(this.video.currentTime - this.noted) >= EVERY) this.#note();
    }

    #note() {
      const at = this.video.currentTime;
      if (!this.video.played.length) return;
      this.noted = at;
      const done = at >= this.#end || mine.place(this.clip)?.done === true;
      mine.setPlace(this.clip, at, this.length, done);
      this.#watched();
    }

    #watched() {
      const mark = this.closest("lb-clip").querySelector("[data-part=watched]");
      if (mark) mark.hidden = mine.place(this.clip)?.done !== true;
    }

    #tell(words) {
      this.words.textContent = words;
      this.hidden = false;
    }
  }

  stored.then(() => customElements.whenDefined("lb-clip")).then(() => customElements.define("lb-resume", LbResume));
})();
