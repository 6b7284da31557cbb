/* <lb-keys> works the film of its <lb-clip> by the keys people know, while the focus is in it, and
   lists them. The reader can switch them off. Anywhere else no single letter does anything, the
   theme's own shortcuts included, since speech and slips of the hand press them too (WCAG 2.1.4).
   A button that names a key in `data-key` is pressed by it. */
(() => {
  "use strict";
  if (customElements.get("lb-keys")) return;

  const { gettext: _, keep, kept, stored } = lessonbank;
  const FIELDS = "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]";
  /** Elements that use Space themselves. On the film, our own key replaces it. */
  const PRESSED = "button, input, summary, video, [role=tab]";
  /** Seconds of a frame, roughly. */
  const FRAME = 1 / 25;

  const single = (event) => event.key.length === 1 && !(event.altKey || event.ctrlKey || event.metaKey);

  /** @type {Record<string, (keys: LbKeys) => void>} */
  const ACTS = {
    " ": (keys) => keys.toggle(),
    k: (keys) => keys.toggle(),
    m: (keys) => keys.mute(),
    c: (keys) => keys.captions(),
    f: (keys) => keys.fill(),
    ",": (keys) => keys.frame(-FRAME),
    ".": (keys) => keys.frame(FRAME),
  };

  class LbKeys extends HTMLElement {
    /** @type {HTMLVideoElement} */
    video;
    /** @type {HTMLInputElement} */
    box;
    /** @type {HTMLDialogElement} */
    dialog;

    connectedCallback() {
      this.clip = this.closest("lb-clip");
      this.video = this.clip.querySelector("video");
      this.box = this.querySelector("input");
      this.dialog = this.querySelector("dialog");
      this.box.checked = kept("keys") !== "off";
      this.box.addEventListener("change", () => keep("keys", this.box.checked ? "on" : "off"));
      this.querySelector("button").addEventListener("click", () => this.dialog.close());
    }

    list() {
      this.dialog.showModal();
    }

    /** Return whether the key had an effect. */
    press(key, target) {
      if (!this.box.checked || this.dialog.open || !this.clip.contains(target)) return false;
      if (key === " " && target.matches(PRESSED)) return false;
      const named = this.clip.querySelector(`[data-key="${CSS.escape(key)}"]`);
      if (named) named.click();
      else if (/\d/.test(key)) this.video.currentTime = (this.video.duration * Number(key)) / 10 || 0;
      else ACTS[key]?.(this);
      return Boolean(named || ACTS[key]);
    }

    toggle() {
      if (!this.video.paused) this.video.pause();
      else this.video.play().catch((error) => console.debug(error.message));
    }

    mute() {
      this.video.muted = !this.video.muted;
      this.#say(this.video.muted ? _("Sound off") : _("Sound on"));
    }

    captions() {
      const { shown, tracks, turn } = lessonbank.captions;
      if (!tracks(this.video).length) return;
      const on = !shown(this.video);
      turn(this.video, on);
      this.#say(on ? _("Captions on") : _("Captions off"));
    }

    fill() {
      const done = document.fullscreenElement ? document.exitFullscreen() : this.video.requestFullscreen();
      done.catch((error) => this.#say(error.message));
    }

    frame(by) {
      if (this.video.paused) this.video.currentTime += by;
    }

    #say(words) {
      this.clip.status.textContent = words;
    }
  }

  /** The theme listens at the window, which comes after the document. */
  document.addEventListener("keydown", (event) => {
    const target = /** @type {Element} */ (event.target);
    if (!single(event) || target.matches(FIELDS)) return;
    if (event.key !== " ") event.stopPropagation();
    const keys = /** @type {LbKeys | null} */ (target.closest("lb-clip")?.querySelector("lb-keys"));
    if (keys?.press?.(event.key.toLowerCase(), target)) event.preventDefault();
  });

  stored.then(() => customElements.define("lb-keys", LbKeys));
})();
