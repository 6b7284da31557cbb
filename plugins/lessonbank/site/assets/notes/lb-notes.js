/* <lb-notes> takes notes on the clip `data-clip` while it is watched, and shows those that are there.
   A note is on the second at which its writing began. */
(() => {
  "use strict";
  if (customElements.get("lb-notes")) return;

  const { clock, gettext: _, heard, mine, stored, where } = lessonbank;

  class LbNotes extends HTMLElement {
    /** @type {HTMLVideoElement} */
    video;
    /** @type {HTMLTextAreaElement} */
    field;
    /** @type {HTMLElement} */
    time;
    /** @type {HTMLElement} */
    list;
    /** The second of the note that is being written; null before its first letter.
     * @type {Seconds | null} */
    at = null;

    connectedCallback() {
      if (this.video) return;
      if (where() === "nowhere") return this.closest("lb-tabs").drop(this.closest("section"));
      this.video = this.closest("lb-clip").querySelector("video");
      this.field = this.querySelector("#lb-note");
      this.time = this.querySelector("[data-part=time]");
      this.list = this.querySelector("ol");
      this.hidden = false;
      this.video.addEventListener("timeupdate", () => this.#tell());
      this.field.addEventListener("input", () => this.#begin());
      this.querySelector("[data-do=add]").addEventListener("click", () => this.#add());
      for (const button of document.querySelectorAll("[data-do-note]")) this.#opens(button);
      heard((name) => this.#hear(name));
      this.#tell();
      this.show();
    }

    get clip() {
      return this.dataset.clip ?? "";
    }

    show() {
      lessonbank.refill(this.list, ...mine.notes(this.clip).map((note) => this.#item(note)));
    }

    /** Scroll to the field and focus it. */
    write() {
      const tabs = this.closest("lb-tabs");
      tabs?.select?.(tabs.panels.indexOf(this.closest("section")));
      this.field.focus();
    }

    #opens(button) {
      button.hidden = false;
      button.addEventListener("click", () => this.write());
    }

    #item(note) {
      const item = document.importNode(this.querySelector("template").content, true);
      item.querySelector("lb-note").set(note, location.href.split("#")[0]);
      return item;
    }

    #begin() {
      if (!this.field.value.trim()) this.at = null;
      else this.at ??= this.video.currentTime;
      this.#tell();
    }

    #tell() {
      this.time.textContent = clock(this.at ?? this.video.currentTime);
    }

    #add() {
      const text = this.field.value.trim();
      if (!text) return this.field.focus();
      const done = mine.writeNote({ clip: this.clip, at: this.at ?? this.video.currentTime, text });
      this.#say(done ? _("Note saved.") : _("Your browser has no room to save it."));
      if (!done) return undefined;
      this.field.value = "";
      this.#begin();
      return this.show();
    }

    #say(words) {
      this.querySelector("[role=status]").textContent = words;
    }

    /** Show a note that another page has changed, unless it is being edited here. */
    #hear(name) {
      const ours = name === null || name.startsWith(`note:${this.clip}:`);
      if (ours && !this.querySelector("[data-state=write]")) this.show();
    }
  }

  stored.then(() => customElements.define("lb-notes", LbNotes));
})();
