/* <lb-form> keeps what is written into a form in this browser, puts it into files and reads them
   again. Nothing is sent. Needs 1-names.js and 2-questions.js. */
(() => {
  "use strict";
  if (customElements.get("lb-form")) return;

  const { gettext: _, ngettext, questions } = lessonbank;
  const FORMAT = "lessonbank-form";
  const VERSION = 1;
  const LARGEST = 1_000_000;
  const STATES = {
    kept: _("Saved only on this device. Nothing is sent. On a shared computer, save it as a file, then clear the form."),
    lost: _("This browser cannot save your answers. Print them or save them as a file before you leave. Nothing is sent."),
  };

  const text = (value) => (typeof value === "string" ? value : "");

  class LbForm extends HTMLElement {
    /** @type {HTMLElement[]} */
    fields;
    /** @type {Set<string>} */
    known;
    /** The name that the answers are kept under. */
    place = "";
    /** The name that an older version kept them under. */
    older = "";
    /** Whether this browser keeps answers. */
    keeps = false;

    connectedCallback() {
      if (this.fields) return;
      this.fields = [...this.querySelectorAll("[data-field]")];
      this.known = new Set(this.dataset.known?.split(" "));
      const { form, owner } = this.dataset;
      this.place = `form:${form}`;
      this.older = `form:${owner}/${form}`;
      this.keeps = lessonbank.keep(`${this.place}?`, "") && lessonbank.forget(`${this.place}?`);
      this.querySelector(".lb-form__tools").hidden = false;
      this.addEventListener("input", (event) => this.#typed(event));
      this.addEventListener("change", (event) => this.#warn(/** @type {Element} */ (event.target).closest("[data-field]")));
      this.addEventListener("click", (event) => this.#pressed(event));
      this.querySelector(".lb-form__file").addEventListener("change", (event) => this.#chosen(event));
      if (this.keeps) this.#show(this.#kept());
      this.#say();
    }

    /** The answers by the ids of their questions, without those that are empty. */
    get values() {
      const all = this.fields.map((field) => [field.dataset.field, this.#read(field)]);
      return Object.fromEntries(all.filter(([, value]) => value.length !== 0));
    }

    #read(field) {
      return questions.read(field);
    }

    /** Puts answers in their places, and empties the others; says how many have no place. */
    #show(values) {
      for (const field of this.fields) {
        questions.write(field, values[field.dataset.field ?? ""]);
        this.#warn(field);
      }
      const shown = this.values;
      const same = ([id, value]) => JSON.stringify(shown[id]) === JSON.stringify(value);
      return Object.entries(values).filter((entry) => !same(entry)).length;
    }

    #kept() {
      try {
        const values = JSON.parse(lessonbank.kept(this.place, this.older) ?? "{}");
        return values instanceof Object ? values : {};
      } catch (error) {
        console.debug(error);
        return {};
      }
    }

    #keep() {
      const { values } = this;
      this.keeps = Object.keys(values).length
        ? lessonbank.keep(this.place, JSON.stringify(values))
        : lessonbank.forget(this.place, this.older);
    }

    #say(words = "") {
      const state = STATES[this.keeps ? "kept" : "lost"];
      const told = words ? `${words} ${state}` : state;
      const place = this.querySelector(".lb-form__state");
      if (place.textContent !== told) place.textContent = told;
    }

    #typed({ target }) {
      const field = target.closest("[data-field]");
      if (!field) return;
      questions.grow(field);
      this.#keep();
      this.#say();
    }

    #warn(field) {
      const place = field?.querySelector(".lb-field__warning");
      if (!place) return;
      place.textContent = lessonbank.nameWarning(this.#read(field), this.known);
    }

    #pressed(event) {
      const { do: what } = event.target.closest("[data-do]")?.dataset ?? {};
      if (what === "print") window.print();
      if (what === "save") this.#offer("json", "application/json", this.#file());
      if (what === "tell") this.#offer("txt", "text/plain", this.#words());
      if (what === "choose") this.querySelector(".lb-form__file").click();
      if (what === "clear") this.#clear();
    }

    #file() {
      const { form, title, owner } = this.dataset;
      const all = { format: FORMAT, version: VERSION, form, title, owner, values: this.values };
      return `${JSON.stringify(all, null, 2)}\n`;
    }

    /** The whole form as a text that any program shows. */
    #words() {
      const { values } = this;
      const lines = [this.dataset.title, this.dataset.owner];
      for (const section of this.querySelectorAll(".lb-form__section")) {
        const heading = section.querySelector("h2").firstChild.textContent;
        lines.push("", heading, "-".repeat(heading.length));
        for (const field of section.querySelectorAll("[data-field]")) {
          const value = values[field.dataset.field];
          const label = field.querySelector(".lb-field__label").textContent;
          lines.push("", label, value ? questions.tell(field, value) : _("(empty)"));
        }
      }
      return `${lines.join("\n").replace(/\r?\n/g, "\r\n")}\r\n`;
    }

    #offer(ending, type, words) {
      const file = `${this.dataset.form}.${ending}`;
      lessonbank.offer(file, type, words);
      this.#say(_("Saved as %(file)s in your downloads.", { file }));
    }

    async #chosen({ target }) {
      const [file] = target.files;
      target.value = "";
      if (!file) return;
      const read = file.size > LARGEST ? null : this.#understood(await file.text());
      if (!read) this.#say(_("%(file)s is not a saved form. Nothing has changed.", { file: file.name }));
      else if (read.form !== this.dataset.form)
        this.#say(_("%(file)s belongs to another form, “%(form)s”. Nothing has changed.", { file: file.name, form: text(read.title) }));
      else if (await this.#agreed(_("Replace your answers with those in the file?"), _("Replace")))
        this.#take(read.values);
    }

    #understood(words) {
      try {
        const read = JSON.parse(words);
        return read?.format === FORMAT && read.values instanceof Object ? read : null;
      } catch (error) {
        console.debug(error);
        return null;
      }
    }

    #take(values) {
      const left = this.#show(values);
      this.#keep();
      const lost = ngettext("%(num)d answer in it has no question here.", "%(num)d answers in it have no question here.", left);
      this.#say([_("The file was opened."), ...(left ? [lost] : [])].join(" "));
    }

    async #clear() {
      if (!(await this.#agreed(_("Clear all answers? You cannot undo this."), _("Clear")))) return;
      this.#show({});
      this.#keep();
      this.#say(_("The form is empty. Nothing is left in this browser."));
    }

    /** Asks, unless there is nothing to lose. */
    #agreed(question, yes) {
      if (Object.keys(this.values).length === 0) return true;
      const dialog = this.querySelector("dialog");
      const [agree, leave] = dialog.querySelectorAll("button");
      dialog.querySelector("p").textContent = question;
      agree.textContent = yes;
      return new Promise((answer) => {
        const close = (agreed) => () => {
          answer(agreed);
          dialog.close();
        };
        agree.onclick = close(true);
        leave.onclick = close(false);
        // The event comes late: by then the dialog may ask the next question.
        dialog.onclose = () => dialog.open || answer(false);
        dialog.showModal();
        leave.focus(); // An early press of Enter deletes nothing.
      });
    }
  }

  lessonbank.stored.then(() => customElements.define("lb-form", LbForm));
})();
