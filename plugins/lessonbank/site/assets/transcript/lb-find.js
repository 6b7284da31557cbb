/* <lb-find> finds words in the transcript it belongs to, as the Find page reads them, marks them,
   goes from one to the next, and prints the transcript by itself. Needs `lessonbank.placed`
   and 6-tools.js. */
(() => {
  "use strict";
  if (customElements.get("lb-find")) return;

  const { element, gettext: _, tool } = lessonbank;
  const QUOTES = /["“”„‟«»＂「」『』]/g;
  const BEGUN = /[\p{L}\p{N}\p{M}]$/u;

  const texts = (box) => {
    const walker = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) found.push(walker.currentNode);
    return found;
  };

  const marked = (words) => {
    const mark = document.createElement("mark");
    mark.textContent = words;
    return mark;
  };

  /** What is asked: words, each with its pieces, as those of well-being. */
  const asked = (words) => {
    const found = [];
    /** @type {Placed["whole"]} */
    let before = null;
    for (const { word, whole } of lessonbank.placed(words)) {
      if (whole && whole === before) found.at(-1).pieces.push(word);
      else found.push({ word: whole?.word ?? word, pieces: [word] });
      before = whole;
    }
    return found;
  };

  /** Texts that are read on from one to the next. */
  class Row {
    constructor(nodes) {
      this.words = nodes.flatMap((text) => lessonbank.placed(text.data).map((word) => ({ ...word, text })));
    }

    /** All places that hold what is asked, each as stretches of texts: `{text, start, end}`. The
        last word is `open` where it may go on. */
    find(sought, open) {
      const found = [];
      for (let at = 0; at < this.words.length; at++) {
        const taken = this.#taken(at, sought, open);
        if (!taken) continue;
        found.push(this.#stretches(taken));
        at += taken.length - 1;
      }
      return found;
    }

    /** The words in a row from `at` on, each with how much of it is asked; null where they are others. */
    #taken(at, sought, open) {
      const taken = [];
      for (const [place, word] of sought.entries()) {
        const more = this.#step(at + taken.length, word, open && place === sought.length - 1);
        if (!more) return null;
        taken.push(...more);
      }
      return taken;
    }

    /** One word of those asked, with hyphens or without in either. */
    #step(at, { word, pieces }, open) {
      const own = this.words.slice(at, at + pieces.length);
      const is = (one, other, last) => (last ? one.startsWith(other) : one === other);
      if (own.length < pieces.length) return null;
      if (pieces.every((piece, place) => is(own[place].word, piece, open && place === pieces.length - 1))) {
        return own.map((each, place) => [each, pieces[place].length]);
      }
      const [{ whole }] = own;
      if (!whole || this.words[at - 1]?.whole === whole || !is(whole.word, word, open)) return null;
      const taken = [];
      for (let left = word.length; left > 0; left -= taken.at(-1)[1]) {
        const each = this.words[at + taken.length];
        taken.push([each, Math.min(left, each.word.length)]);
      }
      return taken;
    }

    #stretches(taken) {
      const found = [];
      for (const [{ text, start, ends }, units] of taken) {
        const end = ends[units - 1];
        if (found.at(-1)?.text === text) found.at(-1).end = end;
        else found.push({ text, start, end });
      }
      return found;
    }
  }

  /** All places of signs that are no word, such as a question mark. */
  const signs = (nodes, sought) =>
    nodes.flatMap((text) => {
      const found = [];
      for (let at = text.data.indexOf(sought); at >= 0; at = text.data.indexOf(sought, at + sought.length)) {
        found.push([{ text, start: at, end: at + sought.length }]);
      }
      return found;
    });

  class LbFind extends HTMLElement {
    /** @type {HTMLInputElement} */
    field;
    /** @type {HTMLElement[][]} The marks of each hit. */
    hits = [];
    at = -1;

    connectedCallback() {
      if (this.section) return;
      this.section = this.closest("section");
      this.#furnish();
      this.field = this.querySelector("input");
      this.field.addEventListener("input", () => this.find(this.field.value));
      this.field.addEventListener("keydown", (event) => this.#key(event));
      this.querySelector("[data-to=next]").addEventListener("click", () => this.go(1));
      this.querySelector("[data-to=previous]").addEventListener("click", () => this.go(-1));
      this.querySelector("[data-to=print]").addEventListener("click", () => this.print());
      window.addEventListener("afterprint", () => delete document.documentElement.dataset.lbPrint);
    }

    #furnish() {
      const words = _("Find in the transcript");
      const go = (to, name, sign) => {
        const button = tool({ kind: "bare", "data-to": to, name });
        button.append(element("span", { "aria-hidden": "true" }, sign));
        return button;
      };
      this.append(
        element("label", { for: "lb-find", class: "lb-unseen" }, words),
        element("input", { id: "lb-find", type: "search", placeholder: words, autocomplete: "off" }),
        element("output", { for: "lb-find" }),
        go("previous", _("Previous match"), "‹"),
        go("next", _("Next match"), "›"),
        tool({ kind: "bare", "data-to": "print", name: _("Print the transcript"), drawing: "print" }),
      );
    }

    /** The transcript that is shown: a clip has one for each language. */
    get box() {
      return this.section.querySelector(".lb-transcript:not([hidden])");
    }

    /** Search the transcript that is shown now for the same words. */
    again() {
      this.find(this.field.value);
    }

    /** A reader who looks for a place in the words no longer follows the film. */
    find(words) {
      const given = words.trim();
      const follow = this.closest("section").querySelector(".lb-follow");
      if (given && follow.getAttribute("aria-pressed") === "true") follow.click();
      for (const mark of this.section.querySelectorAll(".lb-transcript mark")) mark.replaceWith(mark.textContent);
      for (const box of this.section.querySelectorAll(".lb-transcript")) box.normalize();
      this.hits = given ? this.#mark(this.#places(words.replace(QUOTES, " "), BEGUN.test(words)) ?? signs(texts(this.box), given)) : [];
      this.at = -1;
      if (this.hits.length) this.go(1);
      else this.#say(given ? _("Not found") : "");
    }

    /** Where `words` stand, null where they are none. What is said is read on from turn to turn. */
    #places(words, open) {
      const sought = asked(words);
      if (!sought.length) return null;
      /** @type {Text[]} */
      const said = [];
      /** @type {Text[]} */
      const told = [];
      for (const text of texts(this.box)) (text.parentElement.closest(".lb-turn__words") ? said : told).push(text);
      const rows = [said, ...told.map((text) => [text])].map((nodes) => new Row(nodes));
      return rows.flatMap((row) => row.find(sought, open));
    }

    /** To the next hit, or the previous one with -1; after the last comes the first. */
    go(by) {
      const { length } = this.hits;
      if (!length) return;
      for (const mark of this.hits[this.at] ?? []) mark.classList.remove("lb-hit");
      this.at = (this.at + by + length) % length;
      const hit = this.hits[this.at];
      for (const mark of hit) mark.classList.add("lb-hit");
      hit[0].scrollIntoView({ block: "nearest" });
      this.#say(_("%(number)s of %(all)s", { number: this.at + 1, all: length }));
    }

    print() {
      document.documentElement.dataset.lbPrint = "transcript";
      window.print();
    }

    #key(event) {
      if (event.key === "Enter") this.go(event.shiftKey ? -1 : 1);
      if (event.key !== "Escape") return;
      this.field.value = "";
      this.find("");
    }

    /** The marks of each hit, in the order of the page. */
    #mark(hits) {
      const stretches = new Map();
      const marks = hits.map(() => []);
      hits.forEach((hit, which) => {
        for (const { text, start, end } of hit) stretches.set(text, [...(stretches.get(text) ?? []), { which, start, end }]);
      });
      for (const [text, own] of stretches) {
        const parts = [];
        let from = 0;
        for (const { which, start, end } of own) {
          const mark = marked(text.data.slice(start, end));
          parts.push(text.data.slice(from, start), mark);
          marks[which].push(mark);
          from = end;
        }
        text.replaceWith(...parts, text.data.slice(from));
      }
      const place = (one, other) => (one[0].compareDocumentPosition(other[0]) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1);
      return marks.sort(place);
    }

    #say(words) {
      this.querySelector("output").textContent = words;
    }
  }

  customElements.define("lb-find", LbFind);
})();
