/* <lb-keys> works the film of its <lb-clip> by the keys people know, while the focus is in it, and
   lists them. The reader can switch them off. Anywhere else no single letter does anything, the
   theme's own shortcuts included, since speech and slips of the hand press them too (WCAG 2.1.4).
   A button that names a key in `data-key` is pressed by it. */
(() => {
  "use strict";
  if (customElements.get("lb-keys")) return;

  const { element, gettext: _, keep, kept, stored } = lessonbank;
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

  /** The keys and what they do, for a clip with moments and chapters or without. */
  const lines = (moments, chapters) => [
    [[_("Space"), " ", "k"], _("play or pause")],
    [["j", " ", "l"], _("back or forward 5 seconds")],
    [[",", " ", "."], _("back or forward one frame, while paused")],
    [["0", " – ", "9"], _("to that tenth of the film")],
    ...(moments ? [[["p", " ", "n"], _("previous or next moment")]] : []),
    ...(chapters ? [[["[", " ", "]"], _("previous or next chapter")]] : []),
    [["c"], _("captions on or off")],
    [["m"], _("sound on or off")],
    [["f"], _("full screen")],
    [["t"], _("wide view")],
    [["?"], _("this list")],
  ];

  /** @type {(of: any[]) => Element} */
  const line = ([keys, words]) => {
    const shown = keys.map((key, at) => (at % 2 ? key : element("kbd", {}, key)));
    return element("div", {}, element("dt", {}, ...shown), element("dd", {}, words));
  };

  /** The list, and the switch that WCAG 2.1.4 asks for. */
  const list = (moments, chapters) =>
    element(
      "dialog",
      { "aria-labelledby": "lb-keys-title" },
      element("p", { id: "lb-keys-title", class: "lb-keys__title" }, _("Keyboard shortcuts")),
      element("dl", { class: "lb-keys__list" }, ...lines(moments, chapters).map(line)),
      element("label", { class: "lb-tick-box" }, element("input", { type: "checkbox" }), " ", _("Use these keys while the film, its transcript or its buttons have the focus")),
      element("button", { class: "lb-tool lb-tool--main", type: "button", autofocus: true }, _("Close")),
    );

  class LbKeys extends HTMLElement {
    /** @type {HTMLVideoElement} */
    video;
    /** @type {HTMLInputElement} */
    box;
    /** @type {HTMLDialogElement} */
    dialog;

    connectedCallback() {
      if (this.dialog) return;
      this.clip = this.closest("lb-clip");
      this.append(list(this.clip.querySelector("#moments"), this.clip.querySelector("#chapters")));
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
