/* <lb-note> shows one note, which can be changed, deleted, and brought back. */
(() => {
  "use strict";
  if (customElements.get("lb-note")) return;

  const { clock, gettext: _, mine } = lessonbank;

  class LbNote extends HTMLElement {
    /** @type {Note | null} */
    #note = null;

    /** @type {HTMLElement} */
    words;
    /** @type {HTMLTextAreaElement} */
    field;

    connectedCallback() {
      if (this.words) return;
      this.words = this.querySelector("p");
      this.field = this.querySelector("textarea");
      this.addEventListener("click", (event) => this.#press(event));
      this.#show();
    }

    /** Set the note and the address of its clip; no address if the clip is gone. */
    set(note, address) {
      this.#note = note;
      const time = this.querySelector("a");
      time.textContent = clock(note.at);
      if (address === null) time.removeAttribute("href");
      else time.href = `${address}#t=${note.at}`;
      this.#show();
    }

    #show(state = "read") {
      if (!this.#note || !this.words) return;
      const gone = state === "gone";
      this.dataset.state = state;
      this.words.textContent = gone ? _("Deleted.") : this.#note.text;
      this.words.hidden = state === "write";
      this.field.hidden = state !== "write";
      const shown = { read: ["edit", "discard"], write: ["save", "leave"], gone: ["undo"] }[state] ?? [];
      for (const button of this.querySelectorAll("[data-do]")) button.hidden = !shown.includes(button.dataset.do);
    }

    #press(event) {
      const what = event.target.closest("[data-do]")?.dataset.do;
      if (what) this[what]();
    }

    edit() {
      this.#show("write");
      this.field.value = this.#note?.text ?? "";
      this.field.focus();
    }

    save() {
      const text = this.field.value.trim();
      if (!text) return this.discard();
      this.#write(text);
      return this.leave();
    }

    leave() {
      this.#show();
      this.querySelector("[data-do=edit]").focus();
    }

    discard() {
      if (this.#note) mine.dropNote(this.#note);
      this.#show("gone");
      this.querySelector("[data-do=undo]").focus();
    }

    undo() {
      this.#write(this.#note?.text);
      this.leave();
    }

    #write(text = "") {
      if (!this.#note || !mine.writeNote({ ...this.#note, text })) return;
      this.#note = { ...this.#note, text };
    }
  }

  customElements.define("lb-note", LbNote);
})();
