/* <lb-snippet> shows the text by which another site shows the film or reel of this page in a frame. The
   frame can start where the film is now, or with the part that the reel is at. */
(() => {
  "use strict";
  if (customElements.get("lb-snippet")) return;

  const { clock, copy, gettext: _ } = lessonbank;

  class LbSnippet extends HTMLElement {
    /** @type {HTMLDialogElement} */
    dialog;
    /** @type {HTMLTextAreaElement} */
    field;
    /** @type {HTMLInputElement} */
    box;
    /** @type {HTMLElement} */
    status;
    /** The fragment of the place that the reader is at; empty for the start. */
    place = "";
    /** The text that starts the frame at its beginning. */
    words = "";

    connectedCallback() {
      if (this.dialog) return;
      this.dialog = this.querySelector("dialog");
      this.field = this.querySelector("textarea");
      this.box = this.querySelector("input");
      this.status = /** @type {HTMLElement} */ (this.querySelector("[role=status]"));
      this.words = this.field.value;
      this.box.addEventListener("change", () => this.#fill());
      for (const button of this.querySelectorAll("button")) {
        button.hidden = false;
        button.addEventListener("click", (event) => this.#do(event, button.dataset.do));
      }
      // The keys of the film and of the room's clicker are not for this text.
      this.dialog.addEventListener("keydown", (event) => event.stopPropagation());
    }

    open() {
      const [fragment, words] = this.#place();
      this.place = fragment;
      this.box.checked = false;
      const label = /** @type {HTMLElement} */ (this.box.closest("label"));
      label.hidden = !fragment;
      label.querySelector("span").textContent = words;
      this.status.textContent = "";
      this.#fill();
      this.dialog.showModal();
    }

    /** The buttons of a clip's row listen for presses, too, and these are none of theirs. */
    #do(event, what) {
      event.stopPropagation();
      if (what === "embed") this.open();
      else if (what === "copy") this.#copy();
      else this.dialog.close();
    }

    async #copy() {
      const done = await copy(this.field.value, /** @type {HTMLElement} */ (this.field.closest("label")));
      this.status.textContent = done ? _("Copied") : _("Press Ctrl+C to copy");
    }

    /** Both addresses lead to the place: that of the frame, and that of the link below it. */
    #fill() {
      this.field.value = this.box.checked ? this.words.replaceAll('.html"', `.html${this.place}"`) : this.words;
    }

    /** Return the fragment of the place and the words that name it; empty ones for the start. */
    #place() {
      const clip = this.closest("lb-clip");
      if (clip) return this.#second(clip.querySelector("video"));
      return this.#part(/** @type {any} */ (this.parentElement?.querySelector("lb-reel")));
    }

    #second(video) {
      const time = Math.floor(video.currentTime);
      return time > 0 ? [`#t=${time}`, _("Start at %(time)s", { time: clock(time) })] : ["", ""];
    }

    #part(reel) {
      const number = reel?.parts.indexOf(reel.now) + 1;
      return number > 1 ? [`#play=${number}`, _("Start with part %(number)s", { number })] : ["", ""];
    }
  }

  customElements.define("lb-snippet", LbSnippet);
})();
