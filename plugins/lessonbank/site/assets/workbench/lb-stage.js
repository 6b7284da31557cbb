/* <lb-stage> plays the film of a session, or runs the clock of a lesson that is tagged as it happens. Its
   buttons are `data-do` with a name of `deeds`. It tells of a film's length with `lb-length`. */
(() => {
  "use strict";
  if (customElements.get("lb-stage")) return;

  const { clock, film, gettext: _, tagging, told } = lessonbank;
  const STEP = 1;

  class LbStage extends HTMLElement {
    /** @type {HTMLVideoElement} */
    video;
    /** The file that plays, if it is one of this device.
     * @type {File | null} */
    file = null;
    /** Seconds of a frame, as far as it is known. */
    frame = 1 / 25;
    session = tagging.begin({});
    address = "";

    connectedCallback() {
      if (this.video) return;
      this.video = /** @type {HTMLVideoElement} */ (this.querySelector("video"));
      this.video.addEventListener("loadedmetadata", () => this.#measured());
      this.video.addEventListener("error", () => this.#refused());
      film.watchFrames(this.video, (seconds) => {
        this.frame = seconds;
      });
    }

    #part(name) {
      return /** @type {HTMLElement} */ (this.querySelector(`[data-part="${name}"]`));
    }

    /** True if a film is open. */
    get isShown() {
      return this.video.hasAttribute("src");
    }

    /** Seconds of the film or of the lesson. */
    get time() {
      const { live } = this.session;
      return live ? tagging.millis((Date.now() - live) / 1000) : this.video.currentTime;
    }

    get length() {
      return this.session.length || (this.session.live ? this.time : 0);
    }

    /** The actions of its buttons, by name. */
    get deeds() {
      const { video } = this;
      return {
        play: () => (video.paused ? this.play() : video.pause()),
        back: () => this.seek(this.time - STEP),
        ahead: () => this.seek(this.time + STEP),
        "frame-back": () => this.seek(this.time - this.frame),
        "frame-ahead": () => this.seek(this.time + this.frame),
        slow: (isOn) => {
          video.playbackRate = isOn ? 0.5 : 1;
        },
      };
    }

    /** Play; a browser that refuses says so itself. */
    play() {
      this.video.play().catch((error) => console.debug(error));
    }

    seek(time) {
      if (!this.session.live) this.video.currentTime = Math.min(Math.max(time, 0), this.length || time);
    }

    /** Play a file of this device from where it lies, from a time on. */
    openFile(file, from = 0) {
      this.file = file;
      this.#load(URL.createObjectURL(file));
      this.video.currentTime = from;
    }

    /** Play a film of this site. */
    openFilm(address) {
      this.file = null;
      this.#load(address);
    }

    unload() {
      this.file = null;
      this.#load("");
    }

    #load(address) {
      if (this.address.startsWith("blob:")) URL.revokeObjectURL(this.address);
      this.address = address;
      if (address) Object.assign(this.video, { preload: "auto", src: address });
      else {
        this.video.removeAttribute("src");
        this.video.load();
      }
      this.show(this.session);
    }

    #measured() {
      const { duration } = this.video;
      if (Number.isFinite(duration) && duration > 0) told(this, "lb-length", tagging.millis(duration));
    }

    #refused() {
      if (this.isShown) told(this, "lb-say", _("This browser cannot play this film. Save it as MP4 (H.264) and choose it again."));
    }

    /** Show what a session needs: the film, the clock of a lesson, or a request for the film. */
    show(session) {
      this.session = session;
      const { film: wanted, live } = session;
      this.video.hidden = this.#part("player").hidden = !this.isShown || Boolean(live);
      this.#part("lesson").hidden = !live;
      const again = this.#part("again");
      again.hidden = this.isShown || Boolean(live);
      const words = wanted ? _("Choose or drop %(film)s to see it again. The marks are here.", { film: wanted.name }) : _("Choose or drop the film when you have it. The marks are here.");
      /** @type {HTMLElement} */ (again.firstElementChild).textContent = words;
      this.#part("length").textContent = session.length && !live ? `/ ${clock(session.length)}` : "";
    }

    /** Write the time, and stay within a stretch that is played again and again. */
    move(stretch) {
      const words = clock(this.time);
      if (this.#part("clock").textContent !== words) this.#part("clock").textContent = words;
      if (stretch && (this.time >= stretch.end || this.time < stretch.start - 0.1)) this.seek(stretch.start);
    }
  }

  customElements.define("lb-stage", LbStage);
})();
