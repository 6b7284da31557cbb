/* <lb-reflection> holds what a session says beside its marks: a goal, answers to a form, a step, and the
   coaching cycle that it belongs to. It tells of changes with `lb-take`. Needs 1-names.js and
   2-questions.js of the forms. */
(() => {
  "use strict";
  if (customElements.get("lb-reflection")) return;

  const { cycle, gettext: _, make, questions, told } = lessonbank;

  class LbReflection extends HTMLElement {
    /** @type {HTMLElement[]} */
    forms;
    known = new Set();

    connectedCallback() {
      if (this.forms) return;
      this.forms = [...this.querySelectorAll("[data-form]")];
      this.addEventListener("input", (event) => this.#type(/** @type {Element} */ (event.target)));
      this.#part("form")?.addEventListener("change", () => this.#showForm());
    }

    #part(name) {
      return /** @type {any} */ (this.querySelector(`[data-part="${name}"]`));
    }

    #type(target) {
      const field = /** @type {HTMLElement | null} */ (target.closest(".lb-field"));
      if (field) this.#answer(field);
      else if (target.matches("[data-field]")) this.#part("names").textContent = lessonbank.nameWarning(/** @type {any} */ (target).value, this.known);
    }

    #answer(field) {
      questions.grow(field);
      const [form, question] = [field.closest("[data-form]").dataset.form, field.dataset.field ?? ""];
      const value = questions.read(field);
      const place = field.querySelector(".lb-field__warning");
      if (place) place.textContent = lessonbank.nameWarning(value, this.known);
      told(this, "lb-take", (session) => {
        const { [question]: _before, ...rest } = session.answers[form] ?? {};
        const given = value.length === 0 ? rest : { ...rest, [question]: value };
        return { ...session, answers: { ...session.answers, [form]: given } };
      });
    }

    /** Show a session from the beginning. */
    open(session) {
      const [answered] = Object.entries(session.answers).find(([form, given]) => this.#form(form) && Object.keys(given).length) ?? [""];
      for (const form of this.forms) this.#write(form, session.answers[form.dataset.form ?? ""] ?? {});
      if (this.#part("form")) this.#part("form").value = answered;
      this.#showForm();
    }

    #form(id) {
      return this.forms.find((form) => form.dataset.form === id);
    }

    #fields(form) {
      return /** @type {HTMLElement[]} */ ([...form.querySelectorAll(".lb-field")]);
    }

    #write(form, given) {
      for (const field of this.#fields(form)) questions.write(field, given[field.dataset.field ?? ""]);
    }

    #showForm() {
      const chosen = this.#part("form")?.value;
      for (const form of this.forms) form.hidden = form.dataset.form !== chosen;
    }

    /** Return the answers in words, by form: `[{title, answers: [[question, answer]]}]`. */
    answers(session) {
      return this.forms.flatMap((form) => {
        const given = session.answers[form.dataset.form ?? ""] ?? {};
        const told_ = this.#fields(form).flatMap((field) => {
          const value = given[field.dataset.field ?? ""];
          const label = field.querySelector(".lb-field__label").textContent;
          return value?.length === 0 || value === undefined ? [] : [[label, questions.tell(field, value)]];
        });
        const title = this.#part("form").querySelector(`option[value="${form.dataset.form}"]`).textContent;
        return told_.length ? [{ title, answers: told_ }] : [];
      });
    }

    /** Show the cycle of a session among those on this device. */
    showCycle(sessions, session) {
      const all = cycle([...sessions.filter(({ id }) => id !== session.id), session], session.id);
      this.#part("cycle").replaceChildren(
        ...all.map((each) => {
          const title = [each.on, each.by, each.title || _("Without a title")].filter(Boolean).join(" · ");
          const open = make("button", { type: "button", className: "lb-tool", disabled: each.id === session.id }, title);
          open.dataset.open = each.id;
          const said = [each.goal && _("Goal: %(words)s", { words: each.goal }), each.step && _("Step: %(words)s", { words: each.step })].filter(Boolean);
          return make("li", {}, open, ...(said.length ? [make("p", {}, said.join(" "))] : []));
        }),
      );
    }
  }

  customElements.define("lb-reflection", LbReflection);
})();
