/* <lb-clip> ties a film to what is said about it: links to its times play it, and the line, chapter
   and moment being shown are marked. Times in addresses are W3C Media Fragments: `#t=75`,
   `#t=75,92`, `#t=1:15`, `#t=npt:75`. Needs lb-player.js. */
(() => {
  "use strict";
  if (customElements.get("lb-clip")) return;

  const FRAGMENT = /^#t=(?:npt:)?([\d:.]*)(?:,([\d:.]+))?$/;
  const CLOCK = /^(?:(?:(\d+):)?(\d+):)?(\d+(?:\.\d*)?)$/;

  const seconds = (written) => {
    const [, hours = 0, minutes = 0, rest] = CLOCK.exec(written) ?? [];
    return Number(hours) * 3600 + Number(minutes) * 60 + Number(rest);
  };

  /** `{start, end}` in seconds; null where the fragment names no time. */
  const stretch = (hash) => {
    const match = FRAGMENT.exec(hash.replace(/%2c/gi, ",").replace(/%3a/gi, ":"));
    if (!match || !(match[1] || match[2])) return null;
    const start = match[1] ? seconds(match[1]) : 0;
    const end = match[2] ? seconds(match[2]) : Infinity;
    return end > start ? { start, end } : null;
  };

  const clock = (time) => {
    const whole = Math.floor(time);
    const parts = [Math.floor(whole / 60) % 60, whole % 60].map((n) => String(n).padStart(2, "0"));
    return (whole >= 3600 ? [Math.floor(whole / 3600), ...parts] : parts).join(":");
  };

  const page = (address) => address.split("#")[0];
  const plain = (event) =>
    !(event.defaultPrevented || event.button || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey);

  class LbClip extends HTMLElement {
    connectedCallback() {
      this.player = this.querySelector("lb-player");
      this.video = this.player.querySelector("video");
      this.status = this.querySelector("[role=status]");
      this.stops = [...this.querySelectorAll("a[data-until]")].map((link) => this.#stop(link));
      this.chapters = this.stops.filter(({ link }) => link.closest("#chapters"));
      this.#follow();
      this.video.addEventListener("timeupdate", this);
      document.addEventListener("click", this);
      window.addEventListener("hashchange", this);
      window.addEventListener("beforeprint", this);
      this.onhashchange();
    }

    disconnectedCallback() {
      document.removeEventListener("click", this);
      window.removeEventListener("hashchange", this);
      window.removeEventListener("beforeprint", this);
    }

    handleEvent(event) {
      this[`on${event.type}`](event);
    }

    /** A press on any link of the page that leads to a time of this page. */
    onclick(event) {
      const link = plain(event) && event.target.closest("a[href*='#t=']");
      if (!link || page(link.href) !== page(location.href)) return;
      const wanted = stretch(link.hash);
      if (!wanted) return;
      event.preventDefault();
      history.replaceState(history.state, "", link.hash);
      this.player.play(wanted.start, wanted.end);
      this.video.scrollIntoView({ block: "nearest" });
      this.status.textContent = this.#announcement(wanted);
    }

    /** Shows what the address names. Nothing plays that nobody pressed. */
    onhashchange() {
      const wanted = stretch(location.hash);
      if (wanted) this.player.cue(wanted.start, wanted.end);
    }

    ontimeupdate() {
      const at = this.video.currentTime;
      for (const { link, start, until } of this.stops) {
        this.#mark(link, start <= at && at < until);
      }
    }

    /** Paper shows where the film is, if others can go there too. */
    onbeforeprint() {
      if (location.protocol === "file:") return;
      this.querySelector(".lb-address").textContent = page(location.href);
    }

    #stop(link) {
      const { start } = stretch(link.hash);
      link.setAttribute("href", link.hash);
      return { link, start, until: Number(link.dataset.until) };
    }

    #mark(link, now) {
      if (now === link.hasAttribute("aria-current")) return;
      if (now) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
      if (now && link.matches(".lb-line")) this.#show(link);
    }

    #follow() {
      this.button = this.querySelector(".lb-follow");
      if (!this.button || !this.querySelector(".lb-line")) return;
      this.button.hidden = false;
      this.button.addEventListener("click", () => {
        this.button.setAttribute("aria-pressed", String(!this.#following));
      });
    }

    get #following() {
      return this.button.getAttribute("aria-pressed") === "true";
    }

    /** Brings a line into view inside the transcript; the page itself stays where it is. */
    #show(line) {
      if (!this.#following) return;
      const box = line.closest(".lb-transcript");
      const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
      const top = line.offsetTop - box.clientHeight / 3;
      box.scrollTo({ top, behavior: still ? "instant" : "smooth" });
    }

    #announcement({ start, end }) {
      const until = end === Infinity ? "" : ` to ${clock(end)}`;
      const index = this.chapters.findIndex((each) => each.start <= start && start < each.until);
      if (index < 0) return `Playing from ${clock(start)}${until}`;
      const title = this.chapters[index].link.querySelector(".lb-stop__title").textContent;
      return `Playing from ${clock(start)}${until}, chapter ${index + 1}: ${title}`;
    }
  }

  customElements.whenDefined("lb-player").then(() => customElements.define("lb-clip", LbClip));
})();
