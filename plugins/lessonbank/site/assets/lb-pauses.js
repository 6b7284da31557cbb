/* <lb-pauses> stops the film of its <lb-clip> at the seconds of its questions (`data-at`) and shows
   the question over the whole window; one key or button goes on. It stops only where playing reaches
   that second. A jump past it does not stop; after a jump back it stops again. A stretch that is
   played by itself is not stopped. The reader can switch it off. */
(() => {
  "use strict";
  if (customElements.get("lb-pauses")) return;

  const { keep, kept, stored } = lessonbank;
  /** Seconds before a question from which on a timer, not the coarse timeupdate, decides. */
  const NEAR = 0.5;
  const REACHED = 0.02;
  /** Keys that continue, including those of a presenter's clicker. */
  const ON = ["ArrowRight", "ArrowDown", "PageDown", "k"];

  class LbPauses extends HTMLElement {
    /** @type {HTMLVideoElement} */
    video;
    /** @type {HTMLDialogElement} */
    dialog;
    /** @type {HTMLElement[]} The questions, in the order of time. */
    questions;
    /** The latest second that playing has reached. */
    last = -1;
    timer = 0;

    connectedCallback() {
      if (this.video) return;
      const clip = this.closest("lb-clip");
      this.player = clip.querySelector("lb-player");
      this.video = clip.querySelector("video");
      this.dialog = this.querySelector("dialog");
      this.button = clip.querySelector("[data-pauses]");
      this.questions = [...this.querySelectorAll("[data-at]")];
      this.#listen();
      this.#show(kept("pauses") !== "off");
    }

    get on() {
      return this.button.getAttribute("aria-pressed") === "true";
    }

    turn(on) {
      keep("pauses", on ? "on" : "off");
      this.#show(on);
    }

    #show(on) {
      this.button.setAttribute("aria-pressed", String(on));
    }

    #listen() {
      for (const type of ["timeupdate", "play", "pause", "ratechange"]) this.video.addEventListener(type, () => this.#watch());
      this.video.addEventListener("seeking", () => this.#jump());
      this.button.addEventListener("click", () => this.turn(!this.on));
      for (const button of this.dialog.querySelectorAll("button")) button.addEventListener("click", () => this.#do(button.dataset.do));
      this.dialog.addEventListener("keydown", (event) => this.#press(event));
      this.dialog.addEventListener("close", () => this.#goOn());
    }

    #jump() {
      clearTimeout(this.timer);
      this.last = this.video.currentTime || -1;
    }

    /** Stop at the next question. Near it a timer decides, because timeupdate is coarse. */
    #watch() {
      clearTimeout(this.timer);
      const { currentTime, paused, seeking, playbackRate } = this.video;
      if (seeking || this.dialog.open) return;
      const at = paused || !this.on || this.player.cut ? Infinity : this.#next();
      const left = at - currentTime;
      if (left <= REACHED) this.#ask(at);
      else if (left <= NEAR) this.timer = setTimeout(() => this.#watch(), (left / playbackRate) * 1000);
      else this.last = Math.max(this.last, currentTime);
    }

    /** Return the second of the next question, or Infinity after the last. */
    #next() {
      return this.questions.map((each) => Number(each.dataset.at)).find((at) => at > this.last + REACHED) ?? Infinity;
    }

    #ask(at) {
      this.video.pause();
      this.last = at;
      const asked = this.questions.filter((each) => Number(each.dataset.at) === at);
      this.querySelector(".lb-asked__words").replaceChildren(...asked.map((each) => this.#line(each.textContent)));
      this.dialog.showModal();
    }

    #line(words) {
      const line = document.createElement("p");
      line.textContent = words;
      return line;
    }

    #do(what) {
      if (what === "off") this.turn(false);
      this.dialog.close();
    }

    /** Keep keys from the film while the question covers it. */
    #press(event) {
      event.stopPropagation();
      const idle = event.key === " " && !event.target.closest("button");
      if (!idle && !ON.includes(event.key)) return;
      event.preventDefault();
      this.dialog.close();
    }

    #goOn() {
      this.video.focus({ preventScroll: true });
      this.video.play().catch((error) => console.debug(error.message));
    }
  }

  stored.then(() => customElements.define("lb-pauses", LbPauses));
})();
