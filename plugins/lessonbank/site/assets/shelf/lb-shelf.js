/* <lb-shelf> shows a few clips of the reader's own: those to go on with (`data-kind="continue"`), or
   the first of their list ("saved"). Where there are none it stays out of sight. */
(() => {
  "use strict";
  if (customElements.get("lb-shelf")) return;

  const { clipOf, clock, gettext: _, heard, mine, root, stored } = lessonbank;
  const SHOWN = 3;
  /** Clips to try, since some may be gone. */
  const LOOKED = 12;

  const KINDS = {
    continue: () => mine.places().filter(({ done, at }) => !done && at > 0).map(({ clip }) => clip),
    saved: () => mine.saved(),
  };

  class LbShelf extends HTMLElement {
    /** @type {HTMLElement} */
    list;
    /** Number of the latest call of `show`; older calls stop. */
    turn = 0;

    connectedCallback() {
      if (this.list) return;
      this.list = this.querySelector("ul");
      heard(() => this.show());
      this.show();
    }

    async show() {
      this.turn += 1;
      const { turn } = this;
      const ids = KINDS[this.dataset.kind ?? ""]().slice(0, LOOKED);
      const clips = await Promise.all(ids.map(async (id) => ({ id, clip: await clipOf(id) })));
      if (turn !== this.turn) return;
      const here = clips.filter(({ clip }) => clip).slice(0, SHOWN);
      lessonbank.refill(this.list, ...here.map((each) => this.#card(each)));
      this.hidden = !here.length;
    }

    #card({ id, clip }) {
      const card = document.importNode(this.querySelector("template").content, true);
      const link = card.querySelector("a");
      link.textContent = clip.title;
      link.href = new URL(clip.url, root).href;
      card.querySelector("img").src = new URL(clip.picture, root).href;
      card.querySelector("[data-part=about]").textContent = lessonbank.listed(clip.about);
      this.#place(card, mine.place(id), clip.length);
      return card;
    }

    #place(card, place, length) {
      const goingOn = this.dataset.kind === "continue" && place;
      const times = { at: clock(place?.at ?? 0), length: clock(length) };
      card.querySelector(".lb-badge").textContent = goingOn ? _("%(at)s of %(length)s", times) : times.length;
      const bar = card.querySelector("progress");
      bar.hidden = !goingOn;
      bar.value = goingOn ? Math.min(1, place.at / length) : 0;
      bar.setAttribute("aria-label", _("Watched so far"));
    }
  }

  stored.then(() => customElements.define("lb-shelf", LbShelf));
})();
