/* <lb-tabs> shows one of its sections at a time, by tabs made of their headings. A closed section
   can still be found by the browser's own search, which opens it. */
(() => {
  "use strict";
  if (customElements.get("lb-tabs")) return;

  const MOVES = {
    ArrowRight: (at, count) => (at + 1) % count,
    ArrowLeft: (at, count) => (at - 1 + count) % count,
    Home: () => 0,
    End: (_, count) => count - 1,
  };

  class LbTabs extends HTMLElement {
    /** @type {HTMLElement[]} */
    panels;
    /** @type {HTMLButtonElement[]} */
    tabs;

    connectedCallback() {
      this.panels = [...this.querySelectorAll(":scope > section")];
      if (this.panels.length < 2 || this.tabs) return;
      this.tabs = this.panels.map((panel) => this.#tab(panel));
      this.prepend(this.#list());
      this.dataset.ready = "";
      window.addEventListener("hashchange", this);
      this.select(this.#named() ?? 0);
    }

    disconnectedCallback() {
      window.removeEventListener("hashchange", this);
    }

    handleEvent() {
      const named = this.#named();
      if (named !== undefined) this.select(named);
    }

    select(chosen) {
      this.tabs.forEach((tab, index) => {
        tab.setAttribute("aria-selected", String(index === chosen));
        tab.tabIndex = index === chosen ? 0 : -1;
        if (index === chosen) this.panels[index].removeAttribute("hidden");
        else this.panels[index].setAttribute("hidden", "until-found");
      });
    }

    /** Takes one of the sections out. */
    drop(panel) {
      const index = this.panels.indexOf(panel);
      panel.remove();
      this.panels.splice(index, 1);
      const [tab] = this.tabs?.splice(index, 1) ?? [];
      tab?.remove();
      if (tab?.getAttribute("aria-selected") === "true") this.select(0);
    }

    #list() {
      const list = document.createElement("div");
      list.className = "lb-tablist";
      list.setAttribute("role", "tablist");
      list.setAttribute("aria-label", this.dataset.label ?? "");
      list.append(...this.tabs);
      return list;
    }

    #tab(panel) {
      const tab = document.createElement("button");
      tab.type = "button";
      tab.id = `${panel.id}-tab`;
      tab.textContent = panel.querySelector("h2").textContent;
      tab.setAttribute("role", "tab");
      tab.setAttribute("aria-controls", panel.id);
      tab.addEventListener("click", () => this.select(this.tabs.indexOf(tab)));
      tab.addEventListener("keydown", (event) => this.#move(event));
      panel.setAttribute("role", "tabpanel");
      panel.setAttribute("aria-labelledby", tab.id);
      panel.addEventListener("beforematch", () => this.select(this.panels.indexOf(panel)));
      return tab;
    }

    #move(event) {
      const move = MOVES[event.key];
      if (!move) return;
      event.preventDefault();
      const next = move(this.tabs.indexOf(event.currentTarget), this.tabs.length);
      this.select(next);
      this.tabs[next].focus();
    }

    /** The section that the page's address names, if it is one of these. */
    #named() {
      const index = this.panels.findIndex((panel) => `#${panel.id}` === location.hash);
      return index < 0 ? undefined : index;
    }
  }

  customElements.define("lb-tabs", LbTabs);
})();
