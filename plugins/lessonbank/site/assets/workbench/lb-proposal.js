/* <lb-proposal> writes a session as files of a bank, for a pull request. Needs 5-proposal.js. */
(() => {
  "use strict";
  if (customElements.get("lb-proposal")) return;

  const { gettext: _, make, proposal, reading, stamp, tagging, told } = lessonbank;

  class LbProposal extends HTMLElement {
    /** @type {HTMLFormElement} */
    form;
    known = new Set();
    /** The tags that the bank has. */
    tags = new Set();
    /** @type {any} */
    session = null;

    connectedCallback() {
      if (this.form) return;
      this.form = this.querySelector("form");
      this.form.addEventListener("submit", (event) => this.#write(event));
      this.querySelector("details").addEventListener("toggle", () => this.#fill());
    }

    /** Show a session. */
    show(session) {
      const isOther = this.session?.id !== session.id;
      this.session = session;
      if (isOther) this.querySelector("[data-part=files]").replaceChildren();
      if (this.querySelector("details").open) this.#fill();
    }

    #field(name) {
      return /** @type {HTMLInputElement & HTMLSelectElement} */ (this.form.elements.namedItem(name));
    }

    /** Propose what the session says, and leave what somebody wrote. */
    #fill() {
      const { session } = this;
      const id = reading.slug(session.title);
      const proposed = { title: session.title, month: session.on.slice(0, 7), reference: `REQUEST-${id}`.slice(0, 60).replace(/-$/, ""), credit: session.by || _("A teacher") };
      for (const [name, value] of Object.entries(proposed)) if (!this.#field(name).value) this.#field(name).value = value;
      const spans = session.marks.filter((mark) => mark.to !== null && !tagging.isOpen(mark));
      const label = (mark) => `${stamp(mark)} ${tagging.tagOf(session, mark.tag)?.label ?? mark.tag}`;
      this.#options("stretch", [["", _("All of it")], ...spans.map((mark) => [mark.id, label(mark)])]);
      this.#options("chapters", [["", _("None")], ...session.tags.filter(({ id: tag }) => session.marks.some((mark) => mark.tag === tag)).map((tag) => [tag.id, tag.label])]);
    }

    #options(name, options) {
      const field = this.#field(name);
      const before = field.value;
      field.replaceChildren(...options.map(([value, words]) => make("option", { value }, words)));
      field.value = options.some(([value]) => value === before) ? before : "";
    }

    #write(event) {
      event.preventDefault();
      const { session } = this;
      const given = Object.fromEntries(["title", "summary", "subject", "phase", "school", "month", "reference", "credit", "chapters"].map((name) => [name, this.#field(name).value]));
      const stretch = session.marks.find(({ id }) => id === this.#field("stretch").value);
      const end = Math.max(session.length, ...session.marks.map((mark) => Math.max(mark.at, mark.to ?? mark.at)));
      const [from, to] = stretch ? [stretch.at, stretch.to] : [0, end];
      const today = new Date().toLocaleDateString("sv");
      const files = proposal(session, { ...given, id: reading.slug(given.title), from, to, known: this.tags, today });
      this.querySelector("[data-part=files]").replaceChildren(...files.map((file) => this.#file(file)));
      this.#warn(files);
      told(this, "lb-say", _("The files are below. Save each in the folder that its name says."));
    }

    #file({ path, text }) {
      const name = path.split("/").at(-1);
      const save = make("button", { type: "button", className: "lb-tool" }, _("Save %(file)s", { file: path }));
      save.addEventListener("click", () => lessonbank.offer(name, "text/plain", text));
      return make("li", {}, save, make("pre", { tabIndex: 0 }, text));
    }

    /** Tell of names in what will be public, and of tags that the bank does not have. */
    #warn(files) {
      const words = [this.session.marks.map(({ note }) => note).join("\n"), this.#field("title").value, this.#field("summary").value];
      const unknown = this.session.tags.filter(({ id }) => !this.tags.has(id) && this.session.marks.some((mark) => mark.tag === id));
      const left = unknown.length ? _("The bank does not have these tags, so their marks are left out: %(tags)s.", { tags: lessonbank.listed(unknown.map(({ label }) => label)) }) : "";
      this.querySelector("[data-part=names]").textContent = [files.length && lessonbank.nameWarning(words.join("\n"), this.known), left].filter(Boolean).join(" ");
    }
  }

  customElements.define("lb-proposal", LbProposal);
})();
