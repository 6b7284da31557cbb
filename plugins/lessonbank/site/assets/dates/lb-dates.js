/* <lb-dates> narrows the dates in it down to a school, a role and a programme. School and role are
   chosen once: this browser keeps them. The address's hash says them too, so that an address can be
   kept or sent where the browser keeps nothing. With data-limit it shows the next ones only. With
   data-leads it stands right behind that element, if a school or role was chosen before. With
   data-opens the page opens at the part with the next date. */
(() => {
  "use strict";
  if (customElements.get("lb-dates")) return;

  const { gettext: _, ngettext } = lessonbank;
  const KEPT = new Set(["school", "role"]);

  /** Whether a date is for those of this choice: an empty list names nobody and is for all. */
  const names = (date, name, value) => {
    const ids = date.dataset[`${name}s`].split(" ").filter(Boolean);
    return !value || ids.includes(value) || (KEPT.has(name) && ids.length === 0);
  };

  const today = () => {
    const now = new Date();
    const parts = [now.getFullYear(), now.getMonth() + 1, now.getDate()];
    return parts.map((part) => String(part).padStart(2, "0")).join("-");
  };

  class LbDates extends HTMLElement {
    /** @type {HTMLSelectElement[]} */
    selects;
    limit = Infinity;
    /** @type {HTMLFormElement} */
    form;

    connectedCallback() {
      if (this.form) return; // It has been moved.
      this.form = this.querySelector("form");
      this.selects = [...this.form.querySelectorAll("select")];
      this.limit = Number(this.dataset.limit ?? Infinity);
      this.form.hidden = false;
      this.form.addEventListener("submit", (event) => event.preventDefault());
      this.form.addEventListener("change", ({ target }) => this.#choose([target]));
      this.form.querySelector("button").addEventListener("click", () => this.#all());
      this.querySelector(`[data-day="${today()}"]`)?.setAttribute("aria-current", "date");
      window.addEventListener("hashchange", () => this.#arrive());
      this.#arrive();
      if (this.dataset.leads && this.#hash()) document.querySelector(this.dataset.leads)?.after(this);
      if (this.hasAttribute("data-opens") && !document.getElementById(location.hash.slice(1))) this.#open();
    }

    #open() {
      const shown = [...this.querySelectorAll("[data-over]:not([hidden])")];
      const next = shown.findIndex(({ dataset }) => Date.parse(dataset.over ?? "") > Date.now());
      if (next > 0) shown[next].closest("[data-part=dates]")?.scrollIntoView();
    }

    #arrive() {
      const asked = new URLSearchParams(location.hash.slice(1));
      for (const select of this.selects) {
        const wanted = asked.get(select.name) ?? (KEPT.has(select.name) ? lessonbank.kept(select.name) : null) ?? "";
        select.value = [...select.options].some(({ value }) => value === wanted) ? wanted : "";
      }
      this.#apply();
    }

    #all() {
      for (const select of this.selects) select.value = "";
      this.#choose(this.selects);
      this.selects[0].focus();
    }

    #choose(selects) {
      const theirs = selects.filter(({ name }) => KEPT.has(name));
      for (const { name, value } of theirs) lessonbank.keep(name, value);
      const unkept = theirs.some(({ name, value }) => lessonbank.kept(name) !== value);
      this.form.querySelector("[data-part=unkept]").hidden = !unkept;
      history.replaceState(null, "", this.#hash() || location.pathname + location.search);
      this.#apply();
    }

    #hash() {
      const chosen = this.selects.filter(({ value }) => value).map(({ name, value }) => [name, value]);
      return chosen.length ? `#${new URLSearchParams(chosen)}` : "";
    }

    #apply() {
      const target = location.hash.slice(1);
      let shown = 0;
      for (const date of this.querySelectorAll("[data-over]")) {
        const theirs = this.selects.every(({ name, value }) => names(date, name, value));
        const late = this.limit < Infinity && Date.parse(date.dataset.over) <= Date.now();
        const fits = theirs && !late && shown < this.limit;
        date.hidden = !fits && !(target && date.id === target);
        shown += Number(fits);
      }
      for (const part of this.querySelectorAll("[data-part=dates]")) {
        part.hidden = !part.querySelector("[data-over]:not([hidden])");
      }
      this.#tell();
    }

    #tell() {
      const all = this.#count("[data-over]");
      const left = this.#count("[data-over]:not([hidden])");
      const hash = this.#hash();
      this.form.querySelector("button").hidden = !hash;
      this.form.querySelector("[role=status]").textContent = this.#words(left, all);
      for (const link of this.querySelectorAll("a[data-mine]")) link.hash = hash;
    }

    /** How many sessions there are: one may stand on several days, and below them. */
    #count(dates) {
      return new Set([...this.querySelectorAll(dates)].map(({ dataset }) => dataset.session)).size;
    }

    #words(left, all) {
      if (left === 0) return _("No dates yet for this choice.");
      if (this.limit < Infinity) return this.#hash() ? "" : _("We’ll remember your choice on this device.");
      return left === all ? ngettext("All %(num)d date", "All %(num)d dates", all) : ngettext("%(left)s of %(num)d date", "%(left)s of %(num)d dates", all, { left });
    }
  }

  lessonbank.stored.then(() => customElements.define("lb-dates", LbDates));
})();
