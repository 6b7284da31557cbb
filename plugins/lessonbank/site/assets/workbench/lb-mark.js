/* <lb-mark> shows the chosen mark, and changes it: who acts, a note, where it starts and ends. It tells of
   changes with `lb-take`. Needs 1-names.js of the forms. */
(() => {
  "use strict";
  if (customElements.get("lb-mark")) return;

  const { gettext: _, make, stamp, tagging, told } = lessonbank;

  class LbMark extends HTMLElement {
    /** @type {HTMLTextAreaElement} */
    note;
    known = new Set();
    id_ = "";

    connectedCallback() {
      if (this.note) return;
      this.note = this.#part("note");
      this.note.addEventListener("input", () => this.#write());
      this.note.addEventListener("keydown", (event) => {
        if (event.key === "Escape") this.note.blur();
      });
      this.#part("who").addEventListener("change", (event) => this.#take({ who: event.target.value }));
    }

    #part(name) {
      return /** @type {any} */ (this.querySelector(`[data-part="${name}"]`));
    }

    #take(fields) {
      const id = this.id_;
      told(this, "lb-take", (session) => tagging.change(session, id, fields));
    }

    #write() {
      this.#take({ note: this.note.value });
      this.#part("names").textContent = lessonbank.nameWarning(this.note.value, this.known);
    }

    /** Move the chosen edge by seconds. */
    nudge(by) {
      const [id, edge] = [this.id_, this.#part("edge").value];
      told(this, "lb-take", (session) => tagging.nudge(session, id, edge, by));
    }

    /** Show a mark of a session, or nothing. */
    show(session, mark) {
      this.hidden = !mark;
      if (!mark) return;
      const tag = tagging.tagOf(session, mark.tag);
      this.#part("tag").textContent = tag?.label ?? mark.tag;
      this.#part("times").textContent = stamp(mark);
      this.#part("edge").closest(".lb-tools").hidden = tagging.isOpen(mark);
      this.#showWho(tag?.who ?? [], mark);
      if (this.id_ !== mark.id) this.#part("names").textContent = "";
      this.id_ = mark.id;
      if (this.note.value !== mark.note) this.note.value = mark.note;
    }

    #showWho(who, mark) {
      const choices = [...new Set([...who, mark.who].filter(Boolean))];
      const fields = this.#part("who");
      fields.hidden = !choices.length;
      const wanted = JSON.stringify([...choices, mark.who]);
      if (fields.dataset.shown === wanted) return;
      fields.dataset.shown = wanted;
      const labels = ["", ...choices].map((value) => {
        const box = make("input", { type: "radio", name: "lb-who", value, checked: value === mark.who });
        return make("label", {}, box, ` ${value || _("Not said")}`);
      });
      const focused = /** @type {any} */ (fields.contains(document.activeElement) ? document.activeElement : null)?.value;
      fields.replaceChildren(fields.firstElementChild, ...labels);
      if (focused !== undefined) fields.querySelector("input:checked")?.focus();
    }
  }

  customElements.define("lb-mark", LbMark);
})();
