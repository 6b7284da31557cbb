/* <lb-filter> keeps a clip to the moments of the tags that are ticked, in the list and on the
   timeline, and says how much of the clip they are. None ticked is all of them. Needs
   lb-timeline.js and lb-statistics.js. */
(() => {
  "use strict";
  if (customElements.get("lb-filter")) return;

  const { ngettext } = lessonbank;
  /** Per cent to which a share is rounded: films are not tagged to the second. */
  const NEAREST = 5;

  class LbFilter extends HTMLElement {
    /** @type {HTMLInputElement[]} */
    boxes;

    connectedCallback() {
      this.clip = this.closest("lb-clip");
      this.boxes = [...this.querySelectorAll("input")];
      this.addEventListener("change", () => this.apply());
      this.querySelector("button").addEventListener("click", () => this.all());
      this.apply();
    }

    all() {
      for (const box of this.boxes) box.checked = false;
      this.apply();
      this.boxes[0].focus();
    }

    apply() {
      const chosen = new Set(this.boxes.filter((box) => box.checked).map((box) => box.value));
      for (const link of this.clip.querySelectorAll("a[data-tag]")) {
        link.closest("li").hidden = chosen.size > 0 && !chosen.has(link.dataset.tag);
      }
      this.querySelector("button").hidden = chosen.size === 0;
      this.querySelector("output").textContent = this.#words();
    }

    /** Statistics of all that is shown, taken as one tag: what overlaps counts once. */
    #words() {
      const links = [...this.clip.querySelectorAll("lb-timeline li:not([hidden]) a[data-tag]")];
      const intervals = links.map(({ dataset }) => ({
        tag: "shown",
        start: Number(dataset.start),
        end: Number(dataset.until),
      }));
      const [all] = lessonbank.statistics(intervals, Number(this.dataset.length));
      const { count = 0, share = 0 } = all ?? {};
      const near = Math.max(NEAREST, Math.round(share / NEAREST) * NEAREST);
      if (near === 100) return ngettext("%(num)d moment, nearly all of the clip", "%(num)d moments, nearly all of the clip", count);
      return ngettext(
        "%(num)d moment, about %(share)s %% of the clip",
        "%(num)d moments, about %(share)s %% of the clip",
        count,
        { share: near },
      );
    }
  }

  customElements.whenDefined("lb-timeline").then(() => customElements.define("lb-filter", LbFilter));
})();
