/* <lb-device> saves everything that this device keeps as a file, opens such a file, and forgets. Sessions of
   the workbench are forgotten as well; the workbench saves them. */
(() => {
  "use strict";
  if (customElements.get("lb-device")) return;

  const { gettext: _, memory, ngettext, offer, stored, where } = lessonbank;

  class LbDevice extends HTMLElement {
    /** @type {HTMLInputElement} */
    file;

    connectedCallback() {
      if (where() !== "bank") return;
      this.file = this.querySelector("input");
      this.hidden = false;
      this.addEventListener("click", (event) => this.#press(event));
      this.file.addEventListener("change", () => this.#open());
    }

    #press(event) {
      const what = event.target.closest("[data-do]")?.dataset.do;
      if (what === "save") this.#save();
      if (what === "choose") this.file.click();
      if (what === "forget") this.#forget();
    }

    #save() {
      const name = `${memory.bank() || "lessonbank"}.json`;
      offer(name, "application/json", memory.exported());
      this.#say(_("Saved as %(file)s in your downloads.", { file: name }));
    }

    async #open() {
      const [file] = this.file.files ?? [];
      this.file.value = "";
      if (!file) return;
      const read = file.size > memory.LARGEST ? null : memory.understood(await file.text());
      const name = { file: file.name };
      if (!read) this.#say(_("%(file)s is not a file saved here. Nothing has changed.", name));
      else if (read.bank !== memory.bank()) this.#say(_("%(file)s belongs to another lesson bank. Nothing has changed.", name));
      else this.#tell(memory.merge(read.entries));
    }

    #tell({ added, unknown, full }) {
      const words = [ngettext("%(num)d entry was added.", "%(num)d entries were added.", added)];
      if (unknown) words.push(ngettext("%(num)d entry could not be read and was left out.", "%(num)d entries could not be read and were left out.", unknown));
      if (full) words.push(_("Your browser had no room for all of them."));
      this.#say(words.join(" "));
      this.#renew();
    }

    #forget() {
      const dialog = this.querySelector("dialog");
      const [agree, leave] = dialog.querySelectorAll("button");
      agree.onclick = () => dialog.close("yes");
      leave.onclick = () => dialog.close("");
      dialog.onclose = () => dialog.returnValue === "yes" && this.#forgotten();
      dialog.returnValue = "";
      dialog.showModal();
      leave.focus(); // An early press of Enter deletes nothing.
    }

    async #forgotten() {
      const isGone = [memory.forgetAll(), await lessonbank.forgetSessions()].every(Boolean);
      this.#say(isGone ? _("Everything on this device has been forgotten.") : _("Your browser did not delete everything."));
      this.#renew();
    }

    /** Update the rest of the page. */
    #renew() {
      for (const each of document.querySelectorAll("lb-mylist, lb-mynotes")) each.show();
    }

    #say(words) {
      this.querySelector("[role=status]").textContent = words;
    }
  }

  stored.then(() => customElements.define("lb-device", LbDevice));
})();
