/* <lb-present> shows the parts of the reel beside it to a room: for each its question, then its film,
   over the whole screen. The keys of a presenter's clicker, Page Down and Page Up, go on and back. */
(() => {
  "use strict";
  if (customElements.get("lb-present")) return;

  const { gettext: _ } = lessonbank;
  const NEXT = ["ArrowRight", "ArrowDown", "PageDown"];
  const BACK = ["ArrowLeft", "ArrowUp", "PageUp"];

  /** A question or a film to show.
   * @typedef {{part: any, question: string}} Slide */

  class LbPresent extends HTMLElement {
    /** @type {HTMLVideoElement} */
    video;
    /** @type {HTMLDialogElement} */
    dialog;
    /** @type {Slide[]} */
    slides = [];
    place = 0;

    connectedCallback() {
      if (this.dialog) return;
      this.reel = this.parentElement?.querySelector("lb-reel");
      this.dialog = this.querySelector("dialog");
      this.player = this.querySelector("lb-player");
      this.video = this.querySelector("video");
      for (const button of this.querySelectorAll("button")) button.addEventListener("click", () => this[button.dataset.do ?? ""]());
      this.dialog.addEventListener("keydown", (event) => this.#press(event));
      this.dialog.addEventListener("close", () => this.#leave());
      this.video.addEventListener("loadedmetadata", () => this.#play());
      this.hidden = !this.reel;
    }

    open() {
      for (const { video } of this.reel.screens) video.pause();
      this.slides = this.reel.parts.flatMap((part) => this.#slides(part));
      this.dialog.showModal();
      document.documentElement.requestFullscreen?.().catch((error) => console.debug(error.message));
      this.#show(0);
    }

    next() {
      this.#show(this.place + 1);
    }

    back() {
      this.#show(this.place - 1);
    }

    close() {
      this.dialog.close();
    }

    #slides(part) {
      const question = part.item.querySelector(".lb-moment__note")?.textContent.trim() ?? "";
      const film = { part, question: "" };
      return question ? [{ part, question }, film] : [film];
    }

    #show(place) {
      if (!this.slides[place]) return;
      this.place = place;
      const { part, question } = this.slides[place];
      this.querySelector(".lb-slides__clip").textContent = part.title;
      this.querySelector(".lb-slides__question").textContent = question;
      this.querySelector(".lb-slides__place").textContent = _("%(number)s of %(all)s", { number: place + 1, all: this.slides.length });
      this.querySelector("[data-do=back]").disabled = place === 0;
      this.querySelector("[data-do=next]").disabled = place === this.slides.length - 1;
      this.player.hidden = question !== "";
      if (question) this.#ask();
      else this.#film(part);
    }

    /** Show the question and move the focus: a hidden film loses it. */
    #ask() {
      this.video.pause();
      this.querySelector("[data-do=next]").focus();
    }

    #film(part) {
      this.video.setAttribute("aria-label", part.title);
      this.video.focus({ preventScroll: true });
      if (this.video.getAttribute("src") === part.src) this.#play();
      else this.#load(part);
    }

    #load(part) {
      lessonbank.giveCaptions(this.video, part);
      this.video.src = part.src;
    }

    #play() {
      const { part, question } = this.slides[this.place];
      if (this.dialog.open && !question) this.player.play(part.start, part.end);
    }

    #press(event) {
      event.stopPropagation();
      const { key, target } = event;
      const go = NEXT.includes(key) ? 1 : BACK.includes(key) ? -1 : 0;
      const space = key === " " && !target.closest("button, video");
      if (!go && !space) return;
      event.preventDefault();
      if (go) this.#show(this.place + go);
      else this.#toggle();
    }

    /** Play or pause the film, or continue from a question. */
    #toggle() {
      if (this.slides[this.place].question) this.next();
      else if (this.video.paused) this.video.play().catch((error) => console.debug(error.message));
      else this.video.pause();
    }

    #leave() {
      this.video.pause();
      if (document.fullscreenElement) document.exitFullscreen().catch((error) => console.debug(error.message));
    }
  }

  customElements.whenDefined("lb-reel").then(() => customElements.define("lb-present", LbPresent));
})();
