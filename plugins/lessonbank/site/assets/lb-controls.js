/* <lb-controls> works the film of its <lb-clip>: steps, speed, width, picture in picture, the
   described version, and the address and code of the second being shown. It is one row of buttons;
   those at its end that do not fit are in a menu. */
(() => {
  "use strict";
  if (customElements.get("lb-controls")) return;

  const { address, clock, copy, element, gettext: _, keep, kept, stored, tool } = lessonbank;
  const SKIP = 5;
  const SPEEDS = [0.5, 0.75, 1, 1.25, 1.5, 2];

  const speeds = () => {
    const choices = SPEEDS.map((speed) => element("option", { value: String(speed) }, `${speed} ×`));
    return element("label", { class: "lb-speed" }, element("select", { autocomplete: "off" }, ...choices), element("span", {}, _("Speed")));
  };

  const more = () => {
    const button = tool({ "data-do": "menu", "aria-expanded": "false", "aria-controls": "lb-menu", drawing: "more", word: _("More") });
    return element("div", { class: "lb-menu", hidden: true }, button, element("div", { id: "lb-menu", class: "lb-menu__list", hidden: true }));
  };

  /** Buttons to the parts of a clip, if it has such parts. */
  const steps = (there, before, after) => (there ? [tool(before), tool(after)] : []);
  const moments = (there) =>
    steps(
      there,
      { "data-do": "previousMoment", drawing: "previous", word: _("Moment"), name: _("Previous moment"), "data-key": "p" },
      { "data-do": "nextMoment", drawing: "next", word: _("Moment"), name: _("Next moment"), "data-key": "n" },
    );
  const chapters = (there) =>
    steps(
      there,
      { "data-do": "previousChapter", drawing: "previous-chapter", word: _("Chapter"), name: _("Previous chapter"), "data-key": "[" },
      { "data-do": "nextChapter", drawing: "next-chapter", word: _("Chapter"), name: _("Next chapter"), "data-key": "]" },
    );

  const pressed = (button) => button.getAttribute("aria-pressed") === "true";
  const press = (button, on) => button.setAttribute("aria-pressed", String(on));

  class LbControls extends HTMLElement {
    /** @type {HTMLVideoElement} */
    video;
    /** @type {string | undefined} The film without its description. */
    plain;
    /** @type {HTMLElement[]} Every tool, in the order of the row. */
    tools = [];

    connectedCallback() {
      if (this.clip) return;
      this.clip = this.closest("lb-clip");
      this.#furnish(this.querySelector(".lb-tools__row"));
      this.video = this.clip.querySelector("video");
      this.code = this.clip.querySelector(".lb-code");
      this.addEventListener("click", (event) => this.#do(event));
      this.video.addEventListener("timeupdate", () => this.#tell());
      this.#speed(this.querySelector(".lb-speed:not(.lb-captions) select"));
      this.#captions(this.querySelector(".lb-captions select"));
      this.#picture();
      this.wide(this.querySelector("[data-do=wide]"), kept("wide") === "yes");
      this.#tell();
      this.#menu();
    }

    /** Puts the tools of every clip into the row, before, between and after its own. */
    #furnish(row) {
      const own = (selector) => [...row.querySelectorAll(`:scope > ${selector}`)];
      row.replaceChildren(
        tool({ "data-do": "back", drawing: "back", word: _("5 s"), name: _("Back 5 s"), "data-key": "j" }),
        tool({ "data-do": "ahead", drawing: "ahead", word: _("5 s"), name: _("Forward 5 s"), "data-key": "l" }),
        ...moments(this.clip.querySelector("#moments")),
        ...own(".lb-captions"),
        speeds(),
        ...own("lb-save"),
        ...own("[data-do-note]"),
        tool({ "data-do": "share", drawing: "share", word: _("Share"), name: _("Share this second") }),
        ...(this.querySelector("lb-snippet") ? [tool({ "data-do": "embed", drawing: "embed", word: _("Embed"), name: _("Embed: show this clip on another site") })] : []),
        ...own("[data-pauses]"),
        ...chapters(this.clip.querySelector("#chapters")),
        ...own("[data-do=described]"),
        tool({ "data-do": "wide", drawing: "wide", word: _("Wide"), name: _("Wide view"), "data-key": "t", "aria-pressed": "false", kind: "wide" }),
        tool({ "data-do": "float", drawing: "float", word: _("Pop out"), name: _("Pop out: picture in picture") }),
        tool({ "data-do": "copyCode", drawing: "code", word: _("Code"), name: _("Copy code") }),
        tool({ "data-do": "shortcuts", drawing: "keys", word: _("Shortcuts"), name: _("Keyboard shortcuts"), "data-key": "?" }),
        more(),
      );
      const field = element("input", { type: "text", readonly: true });
      row.after(element("label", { class: "lb-copy", hidden: true }, _("Copy this text"), " ", field));
    }

    #do({ target }) {
      const button = target.closest("button[data-do]");
      if (button) this[button.dataset.do](button);
    }

    previousChapter() {
      this.clip.step("chapters", -1);
    }

    nextChapter() {
      this.clip.step("chapters", 1);
    }

    previousMoment() {
      this.clip.step("moments", -1);
    }

    nextMoment() {
      this.clip.step("moments", 1);
    }

    back() {
      this.video.currentTime = Math.max(0, this.video.currentTime - SKIP);
    }

    ahead() {
      this.video.currentTime = Math.min(this.video.duration, this.video.currentTime + SKIP);
    }

    wide(button, on = !pressed(button)) {
      press(button, on);
      this.clip.toggleAttribute("data-wide", on);
      keep("wide", on ? "yes" : "no");
    }

    float() {
      const leaving = document.pictureInPictureElement === this.video;
      const done = leaving ? document.exitPictureInPicture() : this.video.requestPictureInPicture();
      done.catch((error) => this.#say(error.message));
    }

    /** The other version goes on at the same second, playing if this one was. */
    described(button) {
      const { currentTime, paused } = this.video;
      this.plain ??= this.video.currentSrc;
      press(button, !pressed(button));
      this.video.addEventListener("loadedmetadata", () => this.#resume(currentTime, paused), { once: true });
      this.video.src = pressed(button) ? this.#version(button.dataset) : this.plain;
      this.#say(pressed(button) ? _("Audio description on") : _("Audio description off"));
    }

    /** Share the current second with the system's sheet, or copy its link. In a folder without a
        published address, copy the code. */
    async share() {
      const page = address();
      if (!page) return this.#copy(this.code.textContent, _("Code copied. This folder has no address on the web."));
      const url = `${page}#t=${Math.floor(this.video.currentTime)}`;
      if (!(await this.#offered({ title: this.video.getAttribute("aria-label"), url }))) this.#copy(url, _("Link copied"));
    }

    copyCode() {
      this.#copy(this.code.textContent, _("Code copied"));
    }

    embed() {
      const snippet = /** @type {any} */ (this.querySelector("lb-snippet"));
      snippet.open();
    }

    shortcuts() {
      const keys = /** @type {any} */ (this.querySelector("lb-keys"));
      keys.list();
    }

    menu(button, open = this.list.hidden) {
      this.list.hidden = !open;
      button.setAttribute("aria-expanded", String(open));
    }

    /** Return whether the system's share sheet opened, even if the reader closed it. */
    async #offered(shared) {
      if (!navigator.canShare?.(shared)) return false;
      try {
        await navigator.share(shared);
        return true;
      } catch (error) {
        return error instanceof DOMException && error.code === DOMException.ABORT_ERR;
      }
    }

    #version({ src, small }) {
      return matchMedia("(max-width: 40em)").matches ? small : src;
    }

    #resume(time, paused) {
      this.video.currentTime = time;
      if (!paused) this.video.play().catch((error) => console.debug(error.message));
    }

    /** Copy the words. If the clipboard is blocked, show them to copy by hand. */
    async #copy(words, done) {
      if (await copy(words, this.querySelector(".lb-copy"))) this.#say(done);
    }

    #speed(select) {
      select.addEventListener("change", () => {
        this.video.playbackRate = Number(select.value);
      });
      const show = () => {
        select.value = String(this.video.playbackRate);
      };
      this.video.addEventListener("ratechange", show);
      show();
    }

    /** Choose the language of the captions, or none. */
    #captions(select) {
      if (!select) return;
      const { choose, show, shown, turn } = lessonbank.captions;
      const tell = () => {
        select.value = shown(this.video)?.language ?? "";
      };
      select.addEventListener("change", () => {
        if (select.value) choose(select.value);
        turn(this.video, select.value !== "");
      });
      this.video.textTracks.addEventListener("change", tell);
      show(this.video);
      tell();
    }

    #picture() {
      this.querySelector("[data-do=float]").hidden = !document.pictureInPictureEnabled;
    }

    /** The menu opens by its button; Escape and the focus or a press elsewhere close it. */
    #menu() {
      this.row = this.querySelector(".lb-tools__row");
      this.box = this.querySelector(".lb-menu");
      this.list = this.querySelector(".lb-menu__list");
      this.tools = /** @type {HTMLElement[]} */ ([...this.row.children]).filter((tool) => tool !== this.box);
      const button = this.box.querySelector("button");
      const outside = ({ target }) => this.box.contains(target) || this.menu(button, false);
      this.box.addEventListener("keydown", (event) => {
        if (event.key !== "Escape" || this.list.hidden) return;
        this.menu(button, false);
        button.focus();
      });
      for (const type of ["focusin", "click"]) document.addEventListener(type, outside);
      new ResizeObserver(() => this.#fit()).observe(this.row);
      const shown = (records) => records.some(({ target }) => this.tools.includes(target)) && this.#fit();
      new MutationObserver(shown).observe(this.row, { subtree: true, attributeFilter: ["hidden"] });
    }

    /** Put as many tools as fit into the row, in their order, and the rest into the menu. */
    #fit() {
      const focused = /** @type {HTMLElement | null} */ (document.activeElement);
      this.box.hidden = true;
      this.box.before(...this.tools);
      const over = () => this.row.scrollWidth > this.row.clientWidth + 1;
      this.box.hidden = !over();
      for (const tool of [...this.tools].reverse()) {
        if (!over()) break;
        this.list.prepend(tool);
      }
      if (this.contains(focused)) focused?.focus();
    }

    #tell() {
      this.code.textContent = `${this.dataset.code} @ ${clock(this.video.currentTime)}`;
    }

    #say(words) {
      this.clip.status.textContent = words;
    }
  }

  stored.then(() => customElements.define("lb-controls", LbControls));
})();
