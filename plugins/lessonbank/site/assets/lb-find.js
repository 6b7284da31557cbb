/* <lb-find> finds words in the transcript it belongs to, marks them, goes from one to the next, and
   prints the transcript by itself. */
(() => {
  "use strict";
  if (customElements.get("lb-find")) return;

  const pattern = (words) =>
    new RegExp(words.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&").replace(/\s+/g, "\\s+"), "giu");

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

  class LbFind extends HTMLElement {
    connectedCallback() {
      this.box = this.closest("section").querySelector(".lb-transcript");
      this.field = this.querySelector("input");
      this.field.addEventListener("input", () => this.find(this.field.value.trim()));
      this.field.addEventListener("keydown", (event) => this.#key(event));
      this.querySelector("[data-to=next]").addEventListener("click", () => this.go(1));
      this.querySelector("[data-to=previous]").addEventListener("click", () => this.go(-1));
      this.querySelector("[data-to=print]").addEventListener("click", () => this.print());
      window.addEventListener("afterprint", () => delete document.documentElement.dataset.lbPrint);
      this.hits = [];
      this.at = -1;
    }

    /** Whoever seeks a place in the words no longer follows the film. */
    find(words) {
      const follow = this.closest("section").querySelector(".lb-follow");
      if (words && follow.getAttribute("aria-pressed") === "true") follow.click();
      for (const mark of this.box.querySelectorAll("mark")) mark.replaceWith(mark.textContent);
      this.box.normalize();
      const sought = words && pattern(words);
      this.hits = sought ? texts(this.box).flatMap((text) => this.#mark(text, sought)) : [];
      this.at = -1;
      if (this.hits.length) this.go(1);
      else this.#say(words ? "Not found" : "");
    }

    /** To the next hit, or the previous one with -1; after the last comes the first. */
    go(by) {
      const { length } = this.hits;
      if (!length) return;
      this.hits[this.at]?.classList.remove("lb-hit");
      this.at = (this.at + by + length) % length;
      const hit = this.hits[this.at];
      hit.classList.add("lb-hit");
      hit.scrollIntoView({ block: "nearest" });
      this.#say(`${this.at + 1} of ${length}`);
    }

    print() {
      document.documentElement.dataset.lbPrint = "transcript";
      window.print();
    }

    #key(event) {
      if (event.key === "Enter") this.go(event.shiftKey ? -1 : 1);
      else if (event.key === "Escape") this.find((this.field.value = ""));
    }

    #mark(text, sought) {
      const parts = [];
      let from = 0;
      for (const { index, 0: words } of text.data.matchAll(sought)) {
        parts.push(text.data.slice(from, index), marked(words));
        from = index + words.length;
      }
      if (!from) return [];
      text.replaceWith(...parts, text.data.slice(from));
      return parts.filter((part) => part instanceof Element);
    }

    #say(words) {
      this.querySelector("output").textContent = words;
    }
  }

  customElements.define("lb-find", LbFind);
})();
