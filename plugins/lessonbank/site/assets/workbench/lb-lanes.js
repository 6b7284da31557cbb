/* <lb-lanes> shows a session from left to right: a lane for each tag with its marks, a line where the
   film is, and above them what the film looks and sounds like. Marks are buttons; a press on a lane
   seeks. It tells of what is done with events `lb-seek` and `lb-choose`. */
(() => {
  "use strict";
  if (customElements.get("lb-lanes")) return;

  const { clock, gettext: _, make, tagging } = lessonbank;
  /** The narrowest width of a mark, in per cent of the film. */
  const THIN = 0.25;
  const ZOOMS = [1, 2, 4, 8, 16];

  class LbLanes extends HTMLElement {
    /** @type {HTMLElement} */
    inner;
    /** @type {HTMLElement} */
    body;
    length = 0;
    zoom = 1;
    /** @type {any} */
    session = null;
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
    show(session, length) {
      const whole = Math.max(length, ...session.marks.map((mark) => mark.to ?? mark.at), 1);
      if (this.session?.tags !== session.tags) this.#layLanes(session.tags);
      if (whole !== this.length) {
        this.length = whole;
        this.#marks.clear();
        for (const lane of this.#lanes.values()) lane.replaceChildren();
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
    }

    #layLanes(tags) {
      this.#marks.clear();
      this.#lanes.clear();
      this.body.replaceChildren(
        ...tags.map((tag) => {
          const lane = make("div", { className: "lb-lane__rail" });
          lane.dataset.tag = tag.id;
          this.#lanes.set(tag.id, lane);
          const row = make("div", { className: "lb-lane" }, make("span", { className: "lb-lane__name" }, tag.label), lane);
          if (tag.colour) row.style.setProperty("--tag", tag.colour);
          return row;
        }),
      );
    }

    #place(mark, known) {
      const lane = this.#lanes.get(mark.tag);
      if (!lane) return;
      const button = known ?? make("button", { type: "button", className: "lb-mark" });
      const end = tagging.isOpen(mark) ? this.now : (mark.to ?? mark.at);
      button.dataset.id = mark.id;
      button.classList.toggle("lb-mark--point", mark.to === null);
      button.classList.toggle("lb-mark--open", tagging.isOpen(mark));
      button.style.setProperty("--start", `${(100 * mark.at) / this.length}%`);
      button.style.setProperty("--width", `${Math.max((100 * (end - mark.at)) / this.length, mark.to === null ? 0 : THIN)}%`);
      button.setAttribute("aria-label", this.#told(mark));
      button.setAttribute("aria-pressed", String(mark.id === this.chosen));
      if (!known) lane.append(button);
      this.#marks.set(mark.id, { mark, button });
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
      return this.dispatchEvent(new CustomEvent(type, { bubbles: true, detail }));
    }
  }

  customElements.define("lb-lanes", LbLanes);
})();
