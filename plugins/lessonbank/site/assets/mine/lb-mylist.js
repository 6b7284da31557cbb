/* <lb-mylist> shows the reader's list as a reel: in their order, to be changed, shared and printed.
   An address with `#list=one,two` shows that list to anybody, who can save it as their own. */
(() => {
  "use strict";
  if (customElements.get("lb-mylist")) return;

  const { address, clipOf, clock, copy, gettext: _, heard, mine, ngettext, root, stored, where } = lessonbank;
  /** Most clips in an address. */
  const MOST = 200;

  /** Return the ids in the page's address, or null without any. */
  const asked = () => {
    const named = new URLSearchParams(location.hash.slice(1)).get("list");
    return named === null ? null : [...new Set(named.split(",").filter(mine.isId))].slice(0, MOST);
  };

  class LbMylist extends HTMLElement {
    /** The items of the list by their clips.
     * @type {Map<string, HTMLElement>} */
    items = new Map();
    /** @type {string[]} The clips that are shown, and how many are no longer here. */
    ids = [];
    gone = 0;
    /** Number of the latest call of `show`; older calls stop. */
    turn = 0;

    connectedCallback() {
      if (this.state) return;
      this.state = this.querySelector("[data-part=state]");
      this.own = document.querySelector(".lb-masthead h1").textContent;
      this.reel = this.querySelector("lb-reel");
      this.list = this.reel.querySelector("ol");
      this.addEventListener("click", (event) => this.#press(event));
      this.addEventListener("keydown", (event) => this.#key(event));
      window.addEventListener("hashchange", () => this.show());
      heard((name) => (name === null || /^(?:saved|watched):/.test(name)) && this.show());
      this.show();
    }

    /** Return whether the list comes from the address. */
    get isShared() {
      return asked() !== null;
    }

    async show(words = "") {
      this.turn += 1;
      const { turn } = this;
      const wanted = asked() ?? mine.saved();
      const clips = await Promise.all(wanted.map(clipOf));
      if (turn !== this.turn) return;
      this.ids = wanted.filter((_id, index) => clips[index]);
      this.gone = wanted.length - this.ids.length;
      this.#fill(wanted, clips);
      this.#title();
      this.#parts();
      this.state.textContent = words || this.#words();
      if (this.ids.length) await customElements.whenDefined("lb-reel").then(() => this.reel.renew());
    }

    /** Name the page after the list that it shows. */
    #title() {
      const [title, lead] = document.querySelector(".lb-masthead").children;
      title.textContent = this.isShared ? _("List of clips") : this.own;
      lead.hidden = this.isShared;
    }

    #fill(wanted, clips) {
      wanted.forEach((id, index) => {
        if (clips[index] && !this.items.has(id)) this.items.set(id, this.#item(id, clips[index]));
      });
      const items = this.ids.map((id) => this.items.get(id));
      const same = items.length === this.list.children.length && items.every((item, index) => item === this.list.children[index]);
      if (!same) this.list.replaceChildren(...items);
      for (const [index, item] of items.entries()) this.#mark(item, index);
    }

    #item(id, clip) {
      const item = document.importNode(this.querySelector("[data-part=stretch]").content, true).firstElementChild;
      const address = (path) => new URL(path, root).href;
      const data = { id, start: 0, end: clip.length, src: address(clip.film), small: address(clip.small), clip: clip.title };
      Object.assign(item.dataset, data);
      if (clip.captions) Object.assign(item.dataset, { captions: clip.captions, language: clip.language });
      if (clip.translations) Object.assign(item.dataset, { name: clip.name, translations: JSON.stringify(clip.translations) });
      item.querySelector("a").href = address(clip.url);
      item.querySelector("img").src = address(clip.picture);
      const words = { ".lb-stop__title": clip.title, "[data-part=about]": lessonbank.listed(clip.about), ".lb-code": clip.code, ".lb-time": clock(clip.length) };
      for (const [part, text] of Object.entries(words)) item.querySelector(part).textContent = text;
      const names = { "-1": _("Move up: %(title)s", clip), 1: _("Move down: %(title)s", clip), 0: _("Remove: %(title)s", clip) };
      for (const button of item.querySelectorAll("[data-move]")) button.setAttribute("aria-label", names[button.dataset.move]);
      return item;
    }

    #mark(item, index) {
      item.querySelector(".lb-mylist__seen").hidden = mine.place(item.dataset.id)?.done !== true;
      item.querySelector(".lb-mylist__tools").hidden = this.isShared;
      item.querySelector("[data-move='-1']").disabled = index === 0;
      item.querySelector("[data-move='1']").disabled = index === this.ids.length - 1;
    }

    #parts() {
      const { length } = this.ids;
      const can = where() === "bank";
      const shown = {
        "[role=group]": length > 0 || this.isShared,
        "[data-do=keep]": this.isShared && can && length > 0 && !this.ids.every(mine.isSaved),
        "[data-part=own]": this.isShared,
        "[data-do=copy]": length > 0,
        "[data-do=print]": length > 0,
        "[data-do=tidy]": !this.isShared && this.gone > 0,
        "[data-part=reel]": length > 0,
        "[data-part=gone]": this.gone > 0,
        "[data-part=empty]": !this.isShared && length + this.gone === 0 && can,
      };
      for (const [part, visible] of Object.entries(shown)) this.querySelector(part).hidden = !visible;
      this.querySelector("[data-part=gone] span").textContent = ngettext("%(num)d clip is no longer here.", "%(num)d clips are no longer here.", this.gone);
    }

    #words() {
      const num = this.ids.length;
      if (this.isShared) return ngettext("A list of %(num)d clip, not saved on this device.", "A list of %(num)d clips, not saved on this device.", num);
      if (where() === "nowhere") return _("Your browser keeps nothing for this site, so you have no list here.");
      if (where() === "page") return _("Your browser keeps things for each page by itself, so your list cannot be shown here.");
      return num + this.gone ? ngettext("%(num)d clip, saved only on this device.", "%(num)d clips, saved only on this device.", num) : _("Your list is empty.");
    }

    #press(event) {
      const move = event.target.closest("[data-move]");
      if (move) this.#move(move.closest("li").dataset.id, Number(move.dataset.move), move);
      const what = event.target.closest("[data-do]")?.dataset.do;
      if (what === "keep") this.#keep();
      if (what === "copy") this.#copy();
      if (what === "print") window.print();
      if (what === "tidy") this.#tidy();
    }

    /** Move the focused clip with Alt and an arrow key. */
    #key(event) {
      const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
      const item = event.target.closest("li");
      if (!event.altKey || !by || !item || this.isShared) return;
      event.preventDefault();
      this.#move(item.dataset.id, by, event.target);
    }

    /** Move a clip up (`by` -1) or down (1), or remove it (0). The focus follows. */
    async #move(id, by, from) {
      const at = this.ids.indexOf(id);
      const title = (await clipOf(id))?.title;
      if (by === 0) return this.#remove(id, at, title);
      const ids = [...this.ids];
      const [other] = ids.splice(at + by, 1, id);
      if (other === undefined) return undefined;
      ids[at] = other;
      mine.order(ids);
      await this.show(_("%(title)s is now %(place)s of %(all)s.", { title, place: at + by + 1, all: ids.length }));
      const place = from.disabled ? from.parentElement.querySelector("[data-move]:not(:disabled)") : from;
      return place?.focus();
    }

    async #remove(id, at, title) {
      mine.unsave(id);
      await this.show(_("%(title)s was removed.", { title }));
      const next = this.items.get(this.ids[Math.min(at, this.ids.length - 1)] ?? "");
      next?.querySelector("a").focus();
    }

    #keep() {
      const done = mine.save(...this.ids);
      this.show(done ? _("Saved to My list.") : _("Your browser has no room to save it."));
    }

    async #copy() {
      const link = `${address() ?? location.href.split("#")[0]}#list=${this.ids.join(",")}`;
      if (await copy(link, this.querySelector(".lb-copy"))) this.state.textContent = address() === null ? _("Link copied. It works on this device only.") : _("Link copied");
    }

    async #tidy() {
      const ids = mine.saved();
      const clips = await Promise.all(ids.map(clipOf));
      for (const id of ids.filter((_id, index) => !clips[index])) mine.unsave(id);
      this.show();
    }
  }

  stored.then(() => customElements.define("lb-mylist", LbMylist));
})();
