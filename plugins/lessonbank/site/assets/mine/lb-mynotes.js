/* <lb-mynotes> shows every note, clip by clip, and saves them as text, as a table and as Markdown. */
(() => {
  "use strict";
  if (customElements.get("lb-mynotes")) return;

  const { clipOf, gettext: _, heard, mine, offer, root, stored, tables, where } = lessonbank;
  const FILES = { text: ["txt", "text/plain"], table: ["csv", "text/csv"], markdown: ["md", "text/markdown"] };

  const byClip = (notes) => {
    const found = new Map();
    for (const note of notes) found.set(note.clip, [...(found.get(note.clip) ?? []), note]);
    return [...found];
  };

  class LbMynotes extends HTMLElement {
    /** Number of the latest call of `show`; older calls stop. */
    turn = 0;

    connectedCallback() {
      if (this.state) return;
      this.state = this.querySelector("[data-part=state]");
      this.querySelector("[role=group]").addEventListener("click", (event) => this.#press(event));
      heard(() => this.querySelector("[data-state=write]") || this.show());
      this.show();
    }

    async show() {
      this.turn += 1;
      const { turn } = this;
      const groups = await this.#groups();
      if (turn !== this.turn) return;
      const place = this.querySelector("[data-part=groups]");
      lessonbank.refill(place, ...groups.map((group) => this.#section(group)));
      this.querySelector("[role=group]").hidden = !groups.length;
      this.querySelector("[data-part=empty]").hidden = groups.length > 0 || where() === "nowhere";
      this.state.textContent = this.#words(groups);
    }

    #words(groups) {
      if (where() === "nowhere") return _("Your browser keeps nothing for this site, so there are no notes.");
      if (where() === "page") return _("Your browser keeps notes for each page by itself, so none can be shown here.");
      return groups.length ? _("Saved only on this device.") : _("You have no notes yet.");
    }

    async #groups() {
      const found = byClip(mine.notes());
      const clips = await Promise.all(found.map(([clip]) => clipOf(clip)));
      const groups = found.map(([, notes], index) => ({ ...this.#clip(clips[index]), notes }));
      return groups.sort((one, other) => Number(!one.url) - Number(!other.url) || one.title.localeCompare(other.title));
    }

    #clip(clip) {
      if (!clip) return { title: _("A clip that is no longer here"), code: "", url: "" };
      return { title: clip.title, code: clip.code, url: new URL(clip.url, root).href };
    }

    #section({ title, url, notes }) {
      const section = document.importNode(this.querySelector("[data-part=group]").content, true);
      const link = section.querySelector("h2 a");
      link.textContent = title;
      if (url) link.href = url;
      else link.replaceWith(title);
      section.querySelector("ol").append(...notes.map((note) => this.#item(note, url || null)));
      return section;
    }

    #item(note, address) {
      const item = document.importNode(this.querySelector("[data-part=note]").content, true);
      item.querySelector("lb-note").set(note, address);
      return item;
    }

    async #press(event) {
      const what = event.target.closest("[data-do]")?.dataset.do;
      if (what === "print") window.print();
      if (!Object.hasOwn(FILES, what)) return;
      const [ending, type] = FILES[what];
      const name = `${_("my-notes")}.${ending}`;
      offer(name, type, tables[what](await this.#groups()));
      this.state.textContent = _("Saved as %(file)s in your downloads.", { file: name });
    }
  }

  stored.then(() => customElements.define("lb-mynotes", LbMynotes));
})();
