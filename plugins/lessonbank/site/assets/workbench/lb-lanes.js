/* <lb-lanes> shows a session from left to right: a lane for each tag that is used, a line where the film
   is, and above them what the film looks and sounds like. Marks are buttons; a press on a lane seeks.
   Below its marks a lane shows those of a session to compare with. It tells of what is done with events
   `lb-seek` and `lb-choose`. */
(() => {
  "use strict";
  if (customElements.get("lb-lanes")) return;

  const { clock, film, gettext: _, make, tagging, told } = lessonbank;
  /** The narrowest width of a mark, in per cent of the film. */
  const THIN = 0.25;
  const ZOOMS = [1, 2, 4, 8, 16];
  /** Pictures of a film, their height, and the points of its sound. */
  const [PICTURES, HEIGHT, PEAKS] = [24, 48, 600];

  class LbLanes extends HTMLElement {
    /** @type {HTMLElement} */
    inner;
    /** @type {HTMLElement} */
    body;
    length = 0;
    zoom = 1;
    /** @type {any} */
    session = null;
    /** @type {any} */
    other = null;
    chosen = "";
    /** The buttons of marks with the marks that they show, by id. */
    #marks = new Map();
    #lanes = new Map();

    connectedCallback() {
      if (this.inner) return;
      this.inner = this.querySelector(".lb-lanes__inner");
      this.body = this.querySelector("[data-part=lanes]");
      this.addEventListener("click", (event) => this.#press(event));
      this.addEventListener("keydown", (event) => this.#key(event));
    }

    /** Show a session. Only what changed is drawn again. */
    show(session, length, other = /** @type {any} */ (null)) {
      const whole = session.marks.reduce((end, mark) => Math.max(end, mark.at, mark.to ?? 0), Math.max(length, 1));
      if (this.session?.tags !== session.tags) this.#layLanes(session.tags);
      if (whole !== this.length || other !== this.other) {
        this.length = whole;
        this.other = other;
        this.#marks.clear();
        for (const { rail } of this.#lanes.values()) rail.replaceChildren();
        for (const mark of other?.marks ?? []) this.#placeOther(mark);
      }
      this.session = session;
      const left = new Map(this.#marks);
      for (const mark of session.marks) {
        const known = left.get(mark.id);
        left.delete(mark.id);
        if (known?.mark !== mark || tagging.isOpen(mark)) this.#place(mark, known?.button);
      }
      for (const [id, { button }] of left) {
        button.remove();
        this.#marks.delete(id);
      }
      for (const { row, rail } of this.#lanes.values()) row.hidden = !rail.firstChild;
    }

    #layLanes(tags) {
      this.#marks.clear();
      this.#lanes.clear();
      this.body.replaceChildren(
        ...tags.map((tag) => {
          const rail = make("div", { className: "lb-lane__rail" });
          rail.dataset.tag = tag.id;
          const row = make("div", { className: "lb-lane", hidden: true }, make("span", { className: "lb-lane__name" }, tag.label), rail);
          if (tag.colour) row.style.setProperty("--tag", tag.colour);
          this.#lanes.set(tag.id, { row, rail });
          return row;
        }),
      );
    }

    #place(mark, known) {
      const rail = this.#lanes.get(mark.tag)?.rail;
      if (!rail) return;
      const button = known ?? make("button", { type: "button", className: "lb-mark" });
      const end = tagging.isOpen(mark) ? this.now : (mark.to ?? mark.at);
      button.dataset.id = mark.id;
      button.classList.toggle("lb-mark--point", mark.to === null);
      button.classList.toggle("lb-mark--open", tagging.isOpen(mark));
      this.#span(button, mark.at, mark.to === null ? null : end);
      button.setAttribute("aria-label", this.#told(mark));
      button.setAttribute("aria-pressed", String(mark.id === this.chosen));
      if (!known) rail.append(button);
      this.#marks.set(mark.id, { mark, button });
    }

    /** Show a mark of the other session. It is no button: the figures tell of it. */
    #placeOther(mark) {
      const bar = make("span", { className: "lb-other" });
      bar.classList.toggle("lb-other--point", mark.to === null);
      this.#span(bar, mark.at, mark.to);
      this.#lanes.get(mark.tag)?.rail.append(bar);
    }

    #span(element, at, to) {
      element.style.setProperty("--start", `${(100 * at) / this.length}%`);
      element.style.setProperty("--width", `${to === null ? 0 : Math.max((100 * (to - at)) / this.length, THIN)}%`);
    }

    #told(mark) {
      const label = tagging.tagOf(this.session, mark.tag)?.label ?? mark.tag;
      const times = mark.to === null || tagging.isOpen(mark) ? clock(mark.at) : _("%(start)s to %(end)s", { start: clock(mark.at), end: clock(mark.to) });
      return [label, times, mark.who, mark.note].filter(Boolean).join(", ");
    }

    /** Mark one mark as chosen. */
    choose(id) {
      for (const each of [this.chosen, id]) this.#marks.get(each)?.button.setAttribute("aria-pressed", String(each === id));
      this.chosen = id;
    }

    /** Show what a film looks like, and what a file of this device sounds like. */
    async look(address, file, length) {
      const strip = /** @type {HTMLElement} */ (this.querySelector("[data-part=strip]"));
      strip.replaceChildren();
      if (!address) return;
      for await (const canvas of film.pictures(address, PICTURES, HEIGHT)) strip.append(canvas);
      const loud = file ? await film.loudness(file, length, PEAKS) : null;
      if (loud) strip.append(film.wave(loud));
      else this.#tell("lb-say", _("The sound of this film cannot be drawn here."));
    }

    now = 0;

    /** Move the line to where the film is. Open spans grow with it. */
    move(time) {
      this.now = time;
      this.inner.style.setProperty("--now", `${(100 * time) / (this.length || 1)}%`);
      for (const mark of this.session?.marks ?? []) if (tagging.isOpen(mark)) this.#place(mark, this.#marks.get(mark.id)?.button);
    }

    /** Show more or less of the film at once, with the line in view. */
    scale(by) {
      const at = ZOOMS.indexOf(this.zoom) + by;
      this.zoom = ZOOMS[Math.min(Math.max(at, 0), ZOOMS.length - 1)];
      this.inner.style.setProperty("--zoom", String(this.zoom));
      const wide = this.inner.scrollWidth;
      this.scrollLeft = (wide * this.now) / (this.length || 1) - this.clientWidth / 2;
      return this.zoom;
    }

    #press(event) {
      const id = event.target.closest(".lb-mark")?.dataset.id;
      if (id) return this.#tell("lb-choose", id);
      const rail = event.target.closest(".lb-lane__rail, .lb-lanes__film");
      if (!rail) return undefined;
      const { left, width } = rail.getBoundingClientRect();
      return this.#tell("lb-seek", (Math.min(Math.max((event.clientX - left) / width, 0), 1)) * this.length);
    }

    /** Arrows go from mark to mark in a lane. */
    #key(event) {
      const mark = event.target.closest(".lb-mark");
      const step = { ArrowRight: "nextElementSibling", ArrowLeft: "previousElementSibling" }[event.key];
      if (!mark || !step || event.altKey || event.ctrlKey || event.shiftKey) return;
      event.preventDefault();
      event.stopPropagation();
      mark[step]?.focus();
    }

    #tell(type, detail) {
      return told(this, type, detail);
    }
  }

  customElements.define("lb-lanes", LbLanes);
})();
