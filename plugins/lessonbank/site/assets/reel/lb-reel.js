/* <lb-reel> plays the stretches of its list one after the other, across films: two <video>s take
   turns, and the one out of sight is made ready for what comes next. What it is kept to and where
   it is stand in the page's address: `#phase=primary&subject=maths&play=3`. */
(() => {
  "use strict";
  if (customElements.get("lb-reel")) return;

  const { clock, gettext: _, ngettext, plain, root } = lessonbank;
  const NEAR = 0.5;
  const REACHED = 0.03;

  /** A <video> that is set to the start of a stretch. */
  class Screen {
    constructor() {
      this.video = document.createElement("video");
      Object.assign(this.video, { controls: true, playsInline: true, preload: "metadata" });
      this.video.controlsList?.add("nodownload");
      this.video.addEventListener("loadedmetadata", () => this.#seek());
    }

    /** Makes ready; a film that is there already is only moved. */
    cue(part) {
      if (this.part === part && this.video.currentTime < part.end - NEAR) return;
      this.part = part;
      lessonbank.giveCaptions(this.video, part);
      if (this.video.getAttribute("src") === part.src) this.#seek();
      else this.video.src = part.src;
    }

    rewind() {
      this.#seek();
    }

    /** A film that nobody asked for stays unread at its start: seeking would load a minute of it. */
    #seek() {
      if (this.video.readyState && this.video.preload === "auto") this.video.currentTime = this.part.start;
    }
  }

  /** A stretch of a film, as an item of the list says it.
   * @typedef {{
   *   item: HTMLElement, link: HTMLAnchorElement, src: string, still: string, start: Seconds,
   *   end: Seconds, title: string, clip: string, captions?: string, language?: string,
   *   name?: string, translations?: [string, string, string][],
   *   phase?: string, subject?: string,
   * }} Part */

  class LbReel extends HTMLElement {
    #timer = 0;
    /** @type {Part[]} */
    parts;
    /** @type {HTMLSelectElement[]} */
    selects;
    /** @type {Screen[]} The one in sight comes first. */
    screens;
    /** @type {Part} */
    now;
    started = false;

    connectedCallback() {
      if (this.screens) return;
      this.parts = [...this.querySelectorAll(".lb-stretch")].map((item) => this.#part(item));
      this.selects = [...this.querySelectorAll("select[name]")];
      this.screens = [new Screen(), new Screen()];
      this.#build();
      this.#listen();
      this.#read();
    }

    get live() {
      return this.screens[0];
    }

    /** Return the path of this page. The end of a clip uses it to continue in its list. */
    get #page() {
      return encodeURIComponent(location.href.slice(root.length).split(/[?#]/)[0]);
    }

    get shown() {
      return this.parts.filter(({ item }) => !item.hidden);
    }

    /** Shows the part without playing it. */
    show(part) {
      this.now = part;
      if (this.screens[1].part === part) this.screens.reverse();
      this.live.cue(part);
      this.#swap();
      this.#mark();
    }

    play(part) {
      const again = this.live.part === part;
      for (const { video } of this.screens) video.preload = "auto";
      this.show(part);
      if (again) this.live.rewind();
      this.started = true;
      this.#write();
      this.live.video.play().then(
        () => this.#ready(),
        (error) => console.debug(error.message),
      );
      this.#say();
    }

    /** Read the changed list again without interrupting the film. */
    renew() {
      const known = new Map(this.parts.map((part) => [part.item, part]));
      this.parts = [...this.querySelectorAll(".lb-stretch")].map((item) => known.get(item) ?? this.#part(item));
      this.#filter();
      this.#keepTo();
    }

    toggle() {
      if (!this.started) this.play(this.now ?? this.shown[0]);
      else if (this.live.video.paused) this.live.video.play().catch((error) => console.debug(error.message));
      else this.live.video.pause();
    }

    step(by) {
      const { shown } = this;
      const part = shown[shown.indexOf(this.now) + by];
      if (part) this.play(part);
      else if (by > 0) this.#end();
    }

    #part(item) {
      const { src, small, start, end, language, name, phase, subject, translations } = item.dataset;
      const link = item.querySelector("a");
      const words = (name) => item.querySelector(name).textContent.trim();
      return {
        item, link, phase, subject, language, name,
        captions: item.dataset.captions,
        translations: JSON.parse(translations ?? "[]"),
        src: matchMedia("(max-width: 40em)").matches ? small : src,
        start: Number(start),
        end: Number(end),
        title: words(".lb-stop__title"),
        clip: item.dataset.clip,
        still: item.querySelector("img").src,
      };
    }

    #build() {
      for (const { video } of this.screens) {
        this.querySelector(".lb-reel__screen").append(video);
        for (const type of ["timeupdate", "seeked", "pause", "play", "ratechange", "ended"]) {
          video.addEventListener(type, () => this.#watch(video));
        }
        // The film's own button starts the reel too.
        video.addEventListener("play", () => {
          if (!this.started) this.play(this.now);
        });
      }
    }

    #listen() {
      this.addEventListener("click", (event) => this.#click(event));
      for (const select of this.selects) select.addEventListener("change", () => this.#choose());
      window.addEventListener("hashchange", () => this.#read());
    }

    #click(event) {
      const button = event.target.closest("button[data-do]");
      if (button) this.#do(button.dataset.do);
      const link = plain(event) && event.target.closest(".lb-stretch a");
      const part = link && this.parts.find((each) => each.link === link);
      if (!part) return;
      event.preventDefault();
      this.play(part);
      this.live.video.scrollIntoView({ block: "nearest" });
    }

    #do(what) {
      if (what === "toggle") this.toggle();
      else this.step(what === "next" ? 1 : -1);
    }

    /** Goes on when the part is over; near its end on a timer, for timeupdate is coarse. */
    #watch(video) {
      if (video !== this.live.video || !this.now) return;
      clearTimeout(this.#timer);
      this.#button();
      const left = this.now.end - video.currentTime;
      if (video.ended) this.step(1);
      else if (video.paused || video.seeking || left > NEAR) return;
      else if (left <= REACHED) this.step(1);
      else this.#timer = setTimeout(() => this.#watch(video), (left / video.playbackRate) * 1000);
    }

    /** The film out of sight is set to what comes next. */
    #ready() {
      const { shown } = this;
      const next = shown[shown.indexOf(this.now) + 1];
      if (next) this.screens[1].cue(next);
    }

    #swap() {
      const [live, other] = this.screens.map(({ video }) => video);
      live.hidden = false;
      live.poster = this.now.still;
      live.setAttribute("aria-label", this.now.title);
      live.muted = live.muted || (this.started && other.muted);
      other.hidden = true;
      other.pause();
    }

    #mark() {
      for (const { link } of this.parts) link.removeAttribute("aria-current");
      this.now.link.setAttribute("aria-current", "true");
      const open = this.querySelector(".lb-reel__open");
      open.href = this.now.link.href;
      open.search = `?from=${this.#page}`;
      open.textContent = this.now.clip === this.now.title ? _("Open the clip") : _("From: %(clip)s", { clip: this.now.clip });
      this.querySelector(".lb-reel__title").textContent = this.now.title;
      const list = this.querySelector(".lb-stops");
      if (list.scrollHeight > list.clientHeight) list.scrollTop = this.now.item.offsetTop - list.offsetTop;
      this.#button();
    }

    #button() {
      const going = this.started && !this.live.video.paused;
      const word = going ? _("Pause") : this.started ? _("Play") : _("Play all");
      this.querySelector("[data-do=toggle] .lb-word").textContent = word;
    }

    #say() {
      const { shown, now } = this;
      this.querySelector("[role=status]").textContent = _("Playing %(number)s of %(all)s: %(title)s, %(clip)s %(time)s", {
        number: shown.indexOf(now) + 1,
        all: shown.length,
        title: now.title,
        clip: now.clip,
        time: clock(now.start),
      });
    }

    #end() {
      this.live.video.pause();
      this.started = false;
      this.now = this.shown[0];
      this.querySelector("[role=status]").textContent = _("This was the last part");
      this.dispatchEvent(new Event("reelend"));
      this.#button();
    }

    /** What the address asks for. Nothing plays that nobody pressed. */
    #read() {
      const wanted = new URLSearchParams(location.hash.slice(1));
      for (const select of this.selects) {
        const value = wanted.get(select.name) ?? "";
        if ([...select.options].some((option) => option.value === value)) select.value = value;
      }
      this.#filter();
      const part = this.shown[Number(wanted.get("play") ?? 1) - 1] ?? this.shown[0];
      if (part && part !== this.now) this.show(part);
    }

    #choose() {
      this.#filter();
      this.#keepTo();
      this.#write();
    }

    /** Replace a film that is no longer in the list. */
    #keepTo() {
      this.started = this.started && this.shown.includes(this.now);
      if (!this.shown.includes(this.now) && this.shown.length) this.show(this.shown[0]);
      this.#button();
    }

    #filter() {
      for (const part of this.parts) {
        part.item.hidden = this.selects.some(({ name, value }) => value && part[name] !== value);
      }
      const output = this.querySelector("output");
      if (output) output.textContent = ngettext("%(num)d moment", "%(num)d moments", this.shown.length);
      this.querySelector("[data-do=toggle]").disabled = !this.shown.length;
    }

    #write() {
      const others = [...new URLSearchParams(location.hash.slice(1))].filter(([name, value]) => value && name !== "play");
      const state = new URLSearchParams(others);
      for (const { name, value } of this.selects) {
        if (value) state.set(name, value);
        else state.delete(name);
      }
      const place = this.shown.indexOf(this.now) + 1;
      if (place > 0 && this.started) state.set("play", String(place));
      history.replaceState(history.state, "", `#${state}`);
    }
  }

  customElements.define("lb-reel", LbReel);
})();
