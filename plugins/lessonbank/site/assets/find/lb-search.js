/* <lb-search> is the Find page: type, filter, press, watch. What is asked stands in the address's
   hash, so that it can be shared. Needs the numbered scripts of this folder. */
(() => {
  "use strict";
  if (customElements.get("lb-search")) return;

  const { gettext: _, ngettext, make, refill } = lessonbank;
  const SHOWN = 10;
  const FIRST = 3;
  const TYPING = 90;
  const LIKELY = 4;
  const READING = 180;
  const QUICK = 300;
  const OPEN = ["subject", "phase"];
  const ASIDE = window.matchMedia("(min-width: 60em)");
  const TEXT = "q";
  const TAB = "show";
  const IN_PART = ["related", "some"];

  /** Return whether a page matches the whole query. */
  const isWhole = ({ fit }) => !IN_PART.includes(fit);

  /** A text with the first word that reads as `typed` replaced. */
  const instead = (text, typed, meant) => {
    const places = lessonbank.placed(text).flatMap(({ word, start, ends, whole }) => [{ word, start, end: ends[ends.length - 1] }, ...(whole ? [whole] : [])]);
    const place = places.find(({ word }) => word === typed);
    if (!place) return meant;
    const { start, end } = place;
    return text.slice(0, start) + meant + text.slice(end);
  };

  class LbSearch extends HTMLElement {
    /** @type {Map<string, Set<string>>} What is chosen of each facet: ids by its name. */
    chosen = new Map();
    /** The current tab; empty for all pages. */
    tab = "";
    turn = 0;
    /** @type {HTMLAnchorElement[]} */
    tabs = [];
    /** @type {any} */
    answer;
    /** @type {Load} */
    load;
    /** @type {any} */
    searcher;
    /** @type {Record<string, any>} */
    parts;
    /** @type {HTMLInputElement} */
    field;
    /** @type {HTMLOListElement} */
    list;

    connectedCallback() {
      this.load = lessonbank.indexLoader(this.dataset.index ?? "");
      this.searcher = lessonbank.searcher(this.load);
      this.results = lessonbank.results(this.dataset.base ?? "");
      this.field = this.querySelector("input[type=search]");
      this.list = this.querySelector("ol");
      this.tabs = [...this.querySelectorAll("[data-part=tablist] a")];
      this.status = this.querySelector("[role=status]");
      this.parts = Object.fromEntries([...this.querySelectorAll("[data-part]")].map((part) => [part.dataset.part, part]));
      this.querySelector("form").addEventListener("submit", (event) => this.#now(event));
      this.field.addEventListener("input", () => this.#typed());
      this.parts.filters.addEventListener("change", (event) => this.#choose(event.target));
      this.parts.more.addEventListener("click", () => this.#show(this.shown + SHOWN));
      this.parts.clear.addEventListener("click", () => this.#free());
      lessonbank.sheet(this.parts.sheet, this.parts.fold, this.parts.filters, ASIDE);
      window.addEventListener("hashchange", () => this.#arrive());
      this.#arrive();
    }

    #arrive() {
      const asked = new URLSearchParams(location.hash.slice(1));
      this.field.value = asked.get(TEXT) ?? "";
      this.tab = asked.get(TAB) ?? "";
      this.chosen = new Map();
      for (const [name, id] of asked) if (name !== TEXT && name !== TAB) this.#toggle(name, id);
      this.#find();
    }

    #now(event) {
      event.preventDefault();
      this.#typed(0);
    }

    #typed(wait = TYPING) {
      clearTimeout(this.timer);
      this.searcher.ahead(this.field.value, LIKELY).catch(() => {}); // Finding says what went wrong.
      this.timer = setTimeout(() => this.#ask(), wait);
      this.#busy(true);
    }

    #toggle(name, id) {
      const ids = this.chosen.get(name) ?? new Set();
      if (!ids.delete(id)) ids.add(id);
      if (ids.size) this.chosen.set(name, ids);
      else this.chosen.delete(name);
    }

    #choose({ name, value }) {
      this.#toggle(name, value);
      this.#ask();
    }

    #free() {
      this.chosen.clear();
      this.#ask();
    }

    #address(tab) {
      const asked = new URLSearchParams();
      if (this.field.value.trim()) asked.set(TEXT, this.field.value.trim());
      for (const [name, ids] of this.chosen) for (const id of ids) asked.append(name, id);
      if (tab) asked.set(TAB, tab);
      return `#${asked}`;
    }

    /** Puts what is asked into the address, and finds it. */
    #ask() {
      clearTimeout(this.timer);
      this.timer = 0;
      history.replaceState(null, "", this.#address(this.tab));
      this.#find();
    }

    /** Return the types of page in the current tab, or null for all. */
    #kinds() {
      const link = this.tab && this.tabs.find(({ dataset }) => dataset.show === this.tab);
      return link ? new Set((link.dataset.kinds ?? "").split(" ")) : null;
    }

    /** Says of the list that it is about to change, or that it is whole. */
    #busy(isBusy) {
      this.list.setAttribute("aria-busy", String(isBusy));
    }

    async #find() {
      const turn = ++this.turn;
      this.#busy(true);
      const text = this.field.value;
      this.parts.looking.hidden = true;
      this.parts.examples?.toggleAttribute("hidden", text.trim() !== "");
      try {
        const [{ count }, answer] = await Promise.all([this.load("m.js"), this.searcher.find(text, (found, terms) => this.#early(turn, found, terms))]);
        const browsing = !lessonbank.words(text).length;
        if (turn !== this.turn) return;
        this.answer = { ...answer, browsing };
        if (browsing) this.answer.found = Array.from({ length: count }, (_none, page) => ({ page, moments: [] }));
        if (answer.phrases.length) this.answer.found = await this.#quoted(turn, answer);
        if (turn !== this.turn) return;
        const isNarrowed = this.chosen.size > 0 || this.#kinds() !== null;
        if (!isNarrowed) await this.#settle(this.answer.found);
        await this.#narrow(turn, isNarrowed);
      } catch (error) {
        this.#say(_("Search does not work: %(error)s.", { error: /** @type {Error} */ (error).message }));
      }
      if (turn === this.turn && !this.timer) this.#busy(false);
    }

    /** Shows the pages that come first before it is known what else there is. */
    async #early(turn, found, terms) {
      if (turn !== this.turn || this.chosen.size || this.tab) return;
      this.answer = { found, terms };
      this.kept = found;
      this.first = turn;
      await this.#paint(FIRST, turn);
    }

    /** Looks for what is quoted until all pages are looked through or something else is asked. It
        says how far it is, and shows what is found meanwhile. */
    async #quoted(turn, { found, phrases }) {
      const [bar, told] = this.parts.looking.children;
      const began = performance.now();
      let painted = -1;
      const held = await this.searcher.quoting(found, phrases, async (looked, some) => {
        await new Promise((resume) => setTimeout(resume)); // What is typed meanwhile comes first.
        if (turn !== this.turn) return false;
        if (looked === found.length || performance.now() - began < QUICK) return true;
        if (this.parts.looking.hidden) this.#say(_("Searching for the phrase."));
        Object.assign(bar, { max: found.length, value: looked });
        told.textContent = ngettext("Searched %(looked)s of %(num)d page: %(some)s found so far.", "Searched %(looked)s of %(num)d pages: %(some)s found so far.", found.length, { looked, some: some.length });
        this.parts.looking.hidden = false;
        const shown = this.chosen.size || this.tab ? 0 : Math.min(some.length, SHOWN);
        if (shown !== painted) {
          this.kept = some.slice(0, SHOWN);
          this.parts.more.hidden = true;
          await this.#paint(SHOWN, turn);
          painted = shown;
        }
        return turn === this.turn;
      });
      if (turn === this.turn) this.parts.looking.hidden = true;
      return held;
    }

    async #settle(kept) {
      this.kept = kept;
      await this.#show(SHOWN);
    }

    /** Keeps to what is chosen, and counts what each choice would leave. */
    async #narrow(turn, isNarrowed) {
      const columns = await this.load("f.js");
      if (turn !== this.turn) return;
      const narrowed = lessonbank.narrowed(this.answer.found, columns, this.chosen, this.#kinds());
      if (isNarrowed) await this.#settle(narrowed.kept);
      if (turn !== this.turn) return;
      this.#sift(columns, narrowed);
      this.#count(narrowed);
      this.#tell();
      this.#lead(columns, narrowed);
    }

    /** Show the filters and the chips of those in use. */
    #sift(columns, { counts }) {
      const before = [...this.parts.filters.querySelectorAll("details")];
      const open = new Set(before.length ? before.filter((group) => group.open).map(({ dataset }) => dataset.name) : ASIDE.matches ? OPEN : []);
      refill(this.parts.filters, ...lessonbank.filters(columns, counts, this.chosen, open));
      const drop = (choice) => {
        this.#choose(choice);
        this.field.focus();
      };
      refill(this.parts.chips, ...lessonbank.chips(columns, this.chosen, drop));
      this.parts.fold.hidden = !this.parts.filters.firstChild;
      this.parts.chips.hidden = this.parts.clear.hidden = !this.chosen.size;
    }

    /** Write the counts on the tabs, and hide tabs without pages. */
    #count({ kinds, all }) {
      for (const link of this.tabs) {
        const { show = "", kinds: names = "" } = link.dataset;
        const count = show ? names.split(" ").reduce((sum, kind) => sum + (kinds.get(kind) ?? 0), 0) : all;
        link.href = this.#address(show);
        link.querySelector(".lb-count").textContent = String(count);
        link.closest("li").hidden = !count && show !== this.tab;
        if (show === this.tab) link.setAttribute("aria-current", "true");
        else link.removeAttribute("aria-current");
      }
      this.parts.tablist.hidden = !this.answer.found.length || this.tabs.length < 2;
    }

    /** Show the number of results and the corrected words. */
    #tell() {
      const { corrected } = this.answer;
      const also = this.#others();
      const count = this.kept.length;
      const whole = this.kept.filter(isWhole).length;
      const meant = corrected.length ? [_("Showing results for %(words)s.", { words: corrected.map(([, word]) => word).join(" ") })] : [];
      this.#say([...meant, ...this.#sum(whole, count - whole)].join(" "));
      this.parts.also.textContent = also.length ? _("Also searched for: %(names)s.", { names: lessonbank.listed(also) }) : "";
      this.parts.show.textContent = ngettext("Show %(num)d result", "Show %(num)d results", count);
      this.parts.sum.textContent = ngettext("%(num)d result.", "%(num)d results.", count);
    }

    /** Return the synonyms that were searched and not typed. */
    #others() {
      const typed = new Set(lessonbank.row(this.field.value));
      return (this.answer.also ?? []).filter((name) => lessonbank.row(name).some((word) => !typed.has(word)));
    }

    #sum(whole, others) {
      const more = others ? [ngettext("%(num)d more page may help.", "%(num)d more pages may help.", others)] : [];
      if (whole) return [ngettext("%(num)d result.", "%(num)d results.", whole), ...more];
      const none = lessonbank.words(this.field.value).length > 1 ? _("No page has all of these words.") : _("No page has this word.");
      return others ? [none, ngettext("%(num)d page may help.", "%(num)d pages may help.", others)] : [_("Nothing found.")];
    }

    /** Offer ways on after few or no results: suggestions, a filter to remove, colleagues. */
    #lead(columns, narrowed) {
      const { found, suggested = [], browsing } = this.answer;
      this.parts.nothing.hidden = browsing || found.some(isWhole);
      this.parts.meant.hidden = !suggested.length;
      refill(this.parts.meant.lastElementChild, ...suggested.map(([typed, other]) => this.#leading(other, () => this.#instead(typed, other))));
      if (!this.kept.length && found.length) refill(this.list, make("li", {}, this.#dropping(columns, narrowed)));
    }

    #instead(typed, other) {
      this.field.value = instead(this.field.value, typed, other);
    }

    /** Make a button that removes the filter with the most hidden results. */
    #dropping(columns, { freed, kept }) {
      const most = freed.reduce((best, count, at) => (count > freed[best] ? at : best), 0);
      const count = freed[most];
      if (!count) return this.#leading(ngettext("Remove all filters: %(num)d result", "Remove all filters: %(num)d results", this.answer.found.length), () => this.#drop());
      const column = columns[most];
      if (!column) return this.#leading(ngettext("Show all kinds: %(num)d result", "Show all kinds: %(num)d results", count), () => this.#leave());
      const words = ngettext("Remove the filter %(filter)s: %(num)d result", "Remove the filter %(filter)s: %(num)d results", count + kept.length, { filter: column.label });
      return this.#leading(words, () => this.chosen.delete(column.name));
    }

    #leave() {
      this.tab = "";
    }

    #drop() {
      this.chosen.clear();
      this.tab = "";
    }

    /** Make a button that changes the query and runs it. */
    #leading(words, change) {
      const button = make("button", { type: "button", className: "lb-drop" }, words);
      button.addEventListener("click", () => {
        change();
        this.field.focus();
        this.#ask();
      });
      return button;
    }

    #say(words) {
      if (this.status.textContent !== words) this.status.textContent = words;
    }

    /** Shows `count` results, the first few of a new list as soon as they are there. */
    async #show(count) {
      const { turn } = this;
      if (count === SHOWN && this.first !== turn) await this.#paint(FIRST, turn);
      const shown = await this.#paint(count, turn);
      if (turn !== this.turn) return;
      this.shown = count;
      this.parts.more.hidden = this.kept.length <= count;
      clearTimeout(this.reading);
      this.reading = setTimeout(() => {
        for (const { entry, card, item } of shown) this.#moments(entry, item, card, turn);
      }, READING);
    }

    async #paint(count, turn) {
      const { cards } = await this.load("m.js");
      const read = this.kept.slice(0, count).map(async (entry) => {
        const block = await this.load(`d/${Math.floor(entry.page / cards)}.js`);
        return { entry, card: block[entry.page % cards] };
      });
      const some = await Promise.all(read);
      if (turn !== this.turn) return [];
      const { terms } = this.answer;
      const shown = some.map(({ entry, card }) => ({ entry, card, item: this.results.item(entry, card, terms) }));
      refill(this.list, ...this.results.between(shown));
      // What is asked for next would hold up the frame that shows these.
      await new Promise((painted) => requestAnimationFrame(() => setTimeout(painted)));
      return shown;
    }

    /** Adds the seconds at which the words are said. */
    async #moments({ page, moments }, item, card, turn) {
      if (!moments.length || !card.passages) return;
      const [{ fields }, said] = await Promise.all([this.load("m.js"), this.load(`t/${page}.js`)]);
      if (turn === this.turn) item.lastElementChild.append(this.results.moments({ moments, said, fields }, card, this.answer.terms));
    }
  }

  customElements.define("lb-search", LbSearch);
})();
