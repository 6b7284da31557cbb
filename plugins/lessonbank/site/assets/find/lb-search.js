/* <lb-search> is the Find page: type, filter, press, watch. What is asked stands in the address's
   hash, so that it can be shared. Needs the numbered scripts of this folder. */
(() => {
  "use strict";
  if (customElements.get("lb-search")) return;

  const { gettext: _, ngettext } = lessonbank;
  const SHOWN = 10;
  const FIRST = 3;
  const TYPING = 90;
  const READING = 180;
  const QUICK = 300;
  const AROUND = 90;
  const NEARBY = 20;
  const OPEN = ["subject", "phase"];
  const ASIDE = window.matchMedia("(min-width: 60em)");
  const SPACE = /\s/;

  const make = (name, properties = {}, ...children) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  };

  /** The nearest place to `at` at which a text may be cut: at a space, if there is one about. */
  const cut = (text, at, by) => {
    for (let place = at, far = 0; far < NEARBY; place += by, far++) if (SPACE.test(text.charAt(place))) return place;
    return text.codePointAt(at - 1) > 0xffff ? at + 1 : at;
  };

  /** Text with the words that were looked for marked, cut to what is around the first. */
  const marked = (text, terms) => {
    const found = lessonbank.hits(text, terms);
    const first = found[0]?.[0] ?? 0;
    const from = first > AROUND ? cut(text, first - AROUND, 1) : 0;
    const to = text.length - first > 2 * AROUND ? cut(text, first + 2 * AROUND, -1) : text.length;
    const parts = from ? ["… "] : [];
    let at = from;
    for (const [start, end] of found) {
      if (start < from || end > to) continue;
      parts.push(text.slice(at, start), make("mark", {}, text.slice(start, end)));
      at = end;
    }
    return [...parts, text.slice(at, to), ...(to < text.length ? [" …"] : [])];
  };

  const near = (one, other) => typeof one === "number" && Math.abs(one - other) < 1;

  class LbSearch extends HTMLElement {
    /** @type {Map<string, Set<string>>} What is chosen of each facet: ids by its name. */
    chosen = new Map();
    turn = 0;
    /** @type {any} */
    answer;
    /** @type {Load} */
    load;
    /** @type {any} */
    searcher;
    /** @type {HTMLInputElement} */
    field;
    /** @type {HTMLOListElement} */
    list;

    connectedCallback() {
      this.load = lessonbank.indexLoader(this.dataset.index ?? "");
      this.searcher = lessonbank.searcher(this.load);
      this.field = this.querySelector("input[type=search]");
      this.list = this.querySelector("ol");
      this.filters = this.querySelector("[data-part=filters]");
      this.chips = this.querySelector("[data-part=chips]");
      this.status = this.querySelector("[role=status]");
      this.more = this.querySelector("[data-part=more]");
      this.fold = this.querySelector("[data-part=fold]");
      this.looking = this.querySelector("[data-part=looking]");
      this.querySelector("form").addEventListener("submit", (event) => this.#now(event));
      this.field.addEventListener("input", () => this.#typed());
      this.filters.addEventListener("change", (event) => this.#choose(event.target));
      this.more.addEventListener("click", () => this.#show(this.shown + SHOWN));
      this.fold.addEventListener("click", () => {
        this.fold.setAttribute("aria-expanded", this.fold.getAttribute("aria-expanded") === "false");
      });
      window.addEventListener("hashchange", () => this.#arrive());
      this.#arrive();
    }

    #arrive() {
      const asked = new URLSearchParams(location.hash.slice(1));
      this.field.value = asked.get("q") ?? "";
      this.chosen = new Map();
      for (const [name, id] of asked) if (name !== "q") this.#toggle(name, id);
      this.#find();
    }

    #now(event) {
      event.preventDefault();
      this.#typed(0);
    }

    #typed(wait = TYPING) {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.#ask(), wait);
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

    /** Puts what is asked into the address, and finds it. */
    #ask() {
      const asked = new URLSearchParams();
      if (this.field.value.trim()) asked.set("q", this.field.value.trim());
      for (const [name, ids] of this.chosen) for (const id of ids) asked.append(name, id);
      history.replaceState(null, "", `#${asked}`);
      this.#find();
    }

    async #find() {
      const turn = ++this.turn;
      const text = this.field.value;
      this.looking.hidden = true;
      try {
        const [{ count }, answer] = await Promise.all([this.load("m.js"), this.searcher.find(text)]);
        const browsing = !lessonbank.words(text).length;
        if (turn !== this.turn) return;
        this.answer = { ...answer, browsing };
        if (browsing) this.answer.found = Array.from({ length: count }, (_none, page) => ({ page, moments: [] }));
        if (answer.phrases.length) this.answer.found = await this.#quoted(turn, answer);
        if (turn !== this.turn) return;
        if (this.chosen.size === 0) await this.#settle(turn, this.answer.found);
        await this.#facets(turn);
      } catch (error) {
        this.#say(_("Search does not work: %(error)s.", { error: /** @type {Error} */ (error).message }));
      }
    }

    /** Looks for what is quoted until all pages are looked through or something else is asked. It
        says how far it is, and shows what is found meanwhile. */
    async #quoted(turn, { found, phrases }) {
      const [bar, told] = this.looking.children;
      const began = performance.now();
      let painted = -1;
      const held = await this.searcher.quoting(found, phrases, async (looked, some) => {
        await new Promise((resume) => setTimeout(resume)); // What is typed meanwhile comes first.
        if (turn !== this.turn) return false;
        if (looked === found.length || performance.now() - began < QUICK) return true;
        if (this.looking.hidden) this.#say(_("Searching for the phrase."));
        Object.assign(bar, { max: found.length, value: looked });
        told.textContent = ngettext("Searched %(looked)s of %(num)d page: %(some)s found so far.", "Searched %(looked)s of %(num)d pages: %(some)s found so far.", found.length, { looked, some: some.length });
        this.looking.hidden = false;
        const shown = this.chosen.size ? 0 : Math.min(some.length, SHOWN);
        if (shown !== painted) {
          this.kept = some.slice(0, SHOWN);
          this.more.hidden = true;
          await this.#paint(SHOWN, turn);
          painted = shown;
        }
        return turn === this.turn;
      });
      if (turn === this.turn) this.looking.hidden = true;
      return held;
    }

    async #settle(turn, kept) {
      this.kept = kept;
      await this.#show(SHOWN);
      this.dataset.turn = turn;
    }

    /** Keeps to what is chosen, and counts what each choice would leave. */
    async #facets(turn) {
      const columns = await this.load("f.js");
      if (turn !== this.turn) return;
      const { found } = this.answer;
      const asked = columns.map(({ name, choices }) => this.#codes(name, choices));
      const misses = found.map(({ page }) => columns.flatMap(({ rows }, at) => (asked[at] && !rows[page].some((code) => asked[at].has(code)) ? [at] : [])));
      if (this.chosen.size) await this.#settle(turn, found.filter((_found, place) => !misses[place].length));
      if (turn !== this.turn) return;
      this.#count(columns, found, misses);
      this.#tell(columns, misses);
    }

    #codes(name, choices) {
      const ids = this.chosen.get(name);
      return ids && new Set(choices.flatMap(([id], code) => (ids.has(id) ? [code] : [])));
    }

    #count(columns, found, misses) {
      const held = document.activeElement?.id;
      const before = [...this.filters.querySelectorAll("details")];
      const open = new Set(before.length ? before.filter((group) => group.open).map(({ dataset }) => dataset.name) : ASIDE.matches ? OPEN : []);
      const groups = columns.map(({ name, label, choices, rows }, at) => {
        const counts = new Array(choices.length).fill(0);
        found.forEach(({ page }, place) => {
          if (misses[place].every((miss) => miss === at)) for (const code of rows[page]) counts[code] += 1;
        });
        return this.#group(name, label, choices, counts, open.has(name));
      });
      this.filters.replaceChildren(...groups.filter(Boolean));
      if (held) document.getElementById(held)?.focus();
      this.#chips(columns);
    }

    #group(name, label, choices, counts, open) {
      const ids = this.chosen.get(name) ?? new Set();
      const lines = choices.flatMap(([id, words], code) => (counts[code] || ids.has(id) ? [this.#line(name, id, words, counts[code], ids.has(id))] : []));
      if (!lines.length) return null;
      const group = make("details", { className: "lb-facet", open: open || ids.size > 0 }, make("summary", {}, label), make("ul", { className: "lb-list" }, ...lines));
      group.dataset.name = name;
      return group;
    }

    #line(name, id, words, count, checked) {
      const box = make("input", { type: "checkbox", name, value: id, checked, id: `lb-${name}-${id}` });
      return make("li", {}, make("label", {}, box, ` ${words} `, make("span", { className: "lb-count" }, String(count))));
    }

    #chips(columns) {
      const chips = [...this.chosen].flatMap(([name, ids]) => {
        const { label = name, choices = [] } = columns.find((column) => column.name === name) ?? {};
        const words = new Map(choices);
        return [...ids].map((id) => this.#chip(name, id, `${label}: ${words.get(id) ?? id}`));
      });
      this.chips.replaceChildren(...chips);
      this.chips.hidden = !chips.length;
    }

    #chip(name, id, words) {
      const button = make("button", { type: "button" }, words, make("span", { ariaHidden: "true" }, " ×"));
      button.setAttribute("aria-label", _("Remove the filter %(filter)s", { filter: words }));
      button.addEventListener("click", () => {
        this.#choose({ name, value: id });
        this.field.focus();
      });
      return make("li", {}, button);
    }

    /** Says how much was found, what was taken to be meant, and what filter to drop. */
    #tell(columns, misses) {
      const meant = this.answer.corrected.map(([, word]) => word);
      const found = this.kept.length ? ngettext("%(num)d result.", "%(num)d results.", this.kept.length) : _("Nothing found.");
      this.#say([...(meant.length ? [_("Showing results for %(words)s.", { words: meant.join(" ") })] : []), found].join(" "));
      if (this.kept.length || !this.chosen.size) return;
      const freed = columns.map(({ name, label }, at) => ({ name, label, count: misses.filter((miss) => miss.length === 1 && miss[0] === at).length }));
      const best = freed.sort((one, other) => other.count - one.count)[0];
      const all = {
        words: ngettext("Remove all filters: %(num)d result", "Remove all filters: %(num)d results", this.answer.found.length),
        drop: () => this.chosen.clear(),
      };
      const one = {
        words: ngettext("Remove the filter %(filter)s: %(num)d result", "Remove the filter %(filter)s: %(num)d results", best.count, { filter: best.label }),
        drop: () => this.chosen.delete(best.name),
      };
      const { words, drop } = best.count ? one : all;
      const button = make("button", { type: "button", className: "lb-drop" }, words);
      button.addEventListener("click", () => {
        drop();
        this.field.focus();
        this.#ask();
      });
      this.list.replaceChildren(make("li", {}, button));
    }

    #say(words) {
      if (this.status.textContent !== words) this.status.textContent = words;
    }

    /** Shows `count` results, the first few of a new list as soon as they are there. */
    async #show(count) {
      const { turn } = this;
      if (count === SHOWN) await this.#paint(FIRST, turn);
      const shown = await this.#paint(count, turn);
      if (turn !== this.turn) return;
      this.shown = count;
      this.more.hidden = this.kept.length <= count;
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
      const shown = some.map(({ entry, card }) => ({ entry, card, item: this.#result(card) }));
      this.list.replaceChildren(...shown.map(({ item }) => item));
      // What is asked for next would hold up the frame that shows these.
      await new Promise((painted) => requestAnimationFrame(() => setTimeout(painted)));
      return shown;
    }

    #result([url, title, note, seconds, picture]) {
      const link = make("a", { href: this.dataset.base + url }, ...marked(title, this.answer.terms));
      const heading = make("h2", {}, link, ...(seconds === null ? [] : [make("span", { className: "lb-length" }, ` ${lessonbank.clock(seconds)}`)]));
      const words = make("div", {}, heading, make("p", {}, ...marked(note, this.answer.terms)));
      const still = picture ? [make("img", { src: this.dataset.base + picture, alt: "", loading: "lazy", width: 160, height: 90 })] : [];
      return make("li", { className: "lb-result" }, ...still, words);
    }

    /** Adds the seconds at which the words are said. */
    async #moments({ page, moments }, item, [url, , , , , passages], turn) {
      if (!moments.length || !passages) return;
      const [{ fields }, said] = await Promise.all([this.load("m.js"), this.load(`t/${page}.js`)]);
      if (turn !== this.turn) return;
      // What is said as a chapter begins bears its time, and often its name.
      const once = moments.filter((place, at) => !moments.slice(0, at).some((other) => near(said.times[place - fields], said.times[other - fields])));
      const lines = once.map((place) => this.#moment(said, place - fields, this.dataset.base + url));
      item.lastElementChild.append(make("ul", { className: "lb-list lb-moments" }, ...lines));
    }

    #moment({ kinds, times, texts }, place, url) {
      const time = times[place];
      const words = marked(texts[place], this.answer.terms);
      if (time === null) return make("li", {}, ...words);
      if (typeof time === "string") return make("li", {}, make("a", { href: `${url}#${encodeURIComponent(time)}` }, ...words));
      const chapter = kinds.reduce((best, kind, at) => (kind === "chapter" && times[at] <= time && (best < 0 || times[at] >= times[best]) ? at : best), -1);
      const link = make("a", { href: `${url}#t=${time}` }, make("span", { className: "lb-time" }, lessonbank.clock(time)), " ", ...words);
      const within = chapter < 0 || chapter === place ? [] : [make("span", { className: "lb-chapter" }, ` ${texts[chapter]}`)];
      return make("li", {}, link, ...within);
    }
  }

  customElements.define("lb-search", LbSearch);
})();
