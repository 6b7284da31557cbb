/* <lb-clip> ties a film to what is said about it: links to its times play it, and the line, chapter
   and moment being shown are marked. Times in addresses are W3C Media Fragments: `#t=75`,
   `#t=75,92`, `#t=1:15`, `#t=npt:75`. A press on a moment begins `data-preroll` seconds before it.
   Needs lb-player.js. */
(() => {
  "use strict";
  if (customElements.get("lb-clip")) return;

  const { address, clock, gettext: _, plain, stretch } = lessonbank;
  /** Seconds that playing may be past a start for "the previous" to mean the one before it. */
  const GRACE = 1;

  /** A link to a chapter, moment or line, with when that begins and ends.
   * @typedef {{link: HTMLAnchorElement, start: Seconds, until: Seconds}} Stop */

  /** A line of the transcript. One that does not say when it ends lasts to the next. */
  const LINE = ".lb-turn__words a";

  const begin = (link) => stretch(link?.hash ?? "")?.start ?? NaN;

  const page = (address) => address.split(/[?#]/)[0];

  class LbClip extends HTMLElement {
    /** @type {HTMLVideoElement} */
    video;
    /** @type {Stop[]} */
    stops;
    /** @type {Stop[]} */
    chapters;
    /** @type {Stop[]} */
    moments;
    preroll = 5;
    /** @type {Stop | undefined} */
    gone;

    connectedCallback() {
      this.player = this.querySelector("lb-player");
      this.video = this.player.querySelector("video");
      this.status = this.querySelector(".lb-status");
      this.preroll = Number(this.dataset.preroll ?? 5);
      this.stops = [...this.querySelectorAll(`a[data-until], ${LINE}`)].map((link) => this.#stop(link));
      this.chapters = this.stops.filter(({ link }) => link.closest("#chapters"));
      this.moments = this.stops.filter(({ link }) => link.closest("#moments"));
      this.#follow();
      this.video.addEventListener("timeupdate", this);
      document.addEventListener("click", this);
      window.addEventListener("hashchange", this);
      window.addEventListener("beforeprint", this);
      this.on_hashchange();
    }

    disconnectedCallback() {
      document.removeEventListener("click", this);
      window.removeEventListener("hashchange", this);
      window.removeEventListener("beforeprint", this);
    }

    handleEvent(event) {
      this[`on_${event.type}`](event);
    }

    /** A press on any link of the page that leads to a time of this page. */
    on_click(event) {
      const link = plain(event) && event.target.closest("a[href*='#t=']");
      if (!link || page(link.href) !== page(location.href)) return;
      const wanted = stretch(link.hash);
      if (!wanted) return;
      event.preventDefault();
      this.#go(link, wanted);
      this.video.scrollIntoView({ block: "nearest" });
    }

    /** Shows what the address names. Nothing plays that nobody pressed. */
    on_hashchange() {
      const wanted = stretch(location.hash);
      if (wanted) this.player.cue(wanted.start, wanted.end);
    }

    on_timeupdate() {
      const at = this.video.currentTime;
      for (const { link, start, until } of this.stops) {
        this.#mark(link, start <= at && at < until);
      }
    }

    /** Paper shows where the film is, if others can go there too. */
    on_beforeprint() {
      const known = address();
      if (known) this.querySelector(".lb-address")?.replaceChildren(known);
    }

    /** Plays the next or the previous (`by` -1) of the chapters or moments that are shown. */
    step(kind, by) {
      const stops = this[kind].filter(({ link }) => !link.closest("li[hidden]"));
      const stop = stops[this.#beside(stops, by)];
      if (stop) this.#go(stop.link, stretch(stop.link.hash));
      else this.status.textContent = this.#none(kind, by);
    }

    #none(kind, by) {
      if (kind === "chapters") return by > 0 ? _("This is the last chapter") : _("This is the first chapter");
      return by > 0 ? _("This is the last moment") : _("This is the first moment");
    }

    /** The place of the stop next to where the film is; one just gone to counts as reached. */
    #beside(stops, by) {
      const at = this.video.currentTime;
      const gone = stops.indexOf(this.gone);
      const { start } = stops[gone] ?? {};
      if (gone >= 0 && at > start - this.preroll - GRACE && at < start + GRACE) return gone + by;
      if (by > 0) return stops.findIndex((stop) => stop.start > at);
      return stops.findLastIndex((stop) => stop.start < at - GRACE);
    }

    #go(link, wanted) {
      const early = "tag" in link.dataset ? this.preroll : 0;
      history.replaceState(history.state, "", link.hash);
      this.gone = this.stops.find((stop) => stop.link === link);
      this.player.play(Math.max(0, wanted.start - early), wanted.end);
      this.status.textContent = this.#announcement(wanted, link);
    }

    #stop(link) {
      const start = begin(link);
      link.setAttribute("href", link.hash);
      return { link, start, until: Number(link.dataset.until ?? begin(link.nextElementSibling)) };
    }

    #mark(link, now) {
      if (now === link.hasAttribute("aria-current")) return;
      if (now) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
      if (now && link.matches(LINE)) this.#show(link);
    }

    #follow() {
      this.button = this.querySelector(".lb-follow");
      if (!this.button || !this.querySelector(LINE)) return;
      this.button.hidden = false;
      this.button.addEventListener("click", () => {
        this.button.setAttribute("aria-pressed", String(!this.#following));
      });
      for (const box of this.querySelectorAll(".lb-transcript")) {
        for (const type of ["wheel", "touchmove"]) {
          box.addEventListener(type, () => this.button.setAttribute("aria-pressed", "false"), { passive: true });
        }
      }
    }

    get #following() {
      return this.button.getAttribute("aria-pressed") === "true";
    }

    /** Brings the line being spoken into view, in the transcript that is shown. */
    reveal() {
      const line = this.querySelector(`.lb-transcript:not([hidden]) ${LINE}[aria-current]`);
      if (line) this.#show(line);
    }

    /** Brings a line into view inside the transcript; the page itself stays where it is. */
    #show(line) {
      if (!this.#following) return;
      const box = line.closest(".lb-transcript");
      const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
      const top = line.offsetTop - box.clientHeight / 3;
      box.scrollTo({ top, behavior: still ? "instant" : "smooth" });
    }

    #announcement({ start, end }, link) {
      const part = end === Infinity ? clock(start) : _("%(start)s to %(end)s", { start: clock(start), end: clock(end) });
      const moment = this.moments.findIndex((each) => each.link.hash === link.hash);
      if (moment >= 0 && "tag" in link.dataset) {
        const title = link.dataset.label;
        return _("Playing from %(part)s, moment %(number)s: %(title)s", { part, number: moment + 1, title });
      }
      const index = this.chapters.findIndex((each) => each.start <= start && start < each.until);
      if (index < 0) return _("Playing from %(part)s", { part });
      const title = this.chapters[index].link.querySelector(".lb-stop__title").textContent;
      return _("Playing from %(part)s, chapter %(number)s: %(title)s", { part, number: index + 1, title });
    }
  }

  customElements.whenDefined("lb-player").then(() => customElements.define("lb-clip", LbClip));
})();
