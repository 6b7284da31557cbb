/* <lb-timeline> is a clip from left to right with its moments on it: a line stands where the film
   is, a press anywhere plays from there, and the storyboard shows the frame of the second that is
   pointed at or focused. Its marks are links, which lb-clip.js plays. */
(() => {
  "use strict";
  if (customElements.get("lb-timeline")) return;

  const { clock } = lessonbank;

  class LbTimeline extends HTMLElement {
    /** @type {HTMLVideoElement} */
    video;
    length = 0;

    connectedCallback() {
      this.video = this.closest("lb-clip").querySelector("video");
      this.length = Number(this.dataset.length);
      this.rail = this.querySelector(".lb-rail");
      this.preview = this.querySelector(".lb-preview");
      this.video.addEventListener("timeupdate", () => this.#place("--now", this.video.currentTime));
      this.rail.addEventListener("pointermove", (event) => this.#point(event));
      this.rail.addEventListener("pointerleave", () => this.hide());
      this.rail.addEventListener("click", (event) => this.#press(event));
      this.addEventListener("focusin", ({ target }) => this.#focus(target));
      this.addEventListener("focusout", () => this.hide());
      this.addEventListener("keydown", ({ key }) => key === "Escape" && this.hide());
    }

    /** Shows what there is to see at a second. */
    show(time, words = "") {
      this.#place("--at", time);
      this.preview.querySelector(".lb-preview__words").textContent = words;
      this.preview.querySelector(".lb-time").textContent = clock(time);
      this.#tile(time);
      this.preview.hidden = false;
    }

    hide() {
      this.preview.hidden = true;
    }

    #place(name, time) {
      this.style.setProperty(name, String((100 * time) / this.length));
    }

    /** The picture is loaded when it is first looked at. */
    get frame() {
      const there = this.preview.querySelector("img");
      if (there) return there;
      const made = document.createElement("img");
      Object.assign(made, { alt: "", src: this.preview.dataset.sprite });
      this.preview.prepend(made);
      return made;
    }

    #tile(time) {
      const { interval, columns, count, width, height } = this.preview.dataset;
      const tile = Math.min(Math.floor(time / interval), count - 1);
      this.preview.dataset.tile = String(tile);
      const [left, top] = [(tile % columns) * width, Math.floor(tile / columns) * height];
      this.frame.style.objectPosition = `${-left}px ${-top}px`;
    }

    #time({ clientX }) {
      const { left, width } = this.rail.getBoundingClientRect();
      return Math.min(Math.max((clientX - left) / width, 0), 1) * this.length;
    }

    #point(event) {
      const mark = event.target.closest("a");
      if (mark) this.#focus(mark);
      else this.show(this.#time(event));
    }

    #focus(target) {
      if (target.matches("a[data-start]")) this.show(Number(target.dataset.start), target.dataset.label);
    }

    #press(event) {
      if (!event.target.closest("a")) this.closest("lb-clip").player.play(this.#time(event));
    }
  }

  customElements.define("lb-timeline", LbTimeline);
})();
