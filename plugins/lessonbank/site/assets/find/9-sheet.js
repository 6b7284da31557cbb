/* `lessonbank.sheet(dialog, opener, part)` opens a dialog with a part of the page in it, and puts the
   part back as it closes. It closes by itself where the page `widens`, since it shows the part then. */
(() => {
  "use strict";
  if (lessonbank.sheet !== undefined) return;

  lessonbank.sheet = (dialog, opener, part, widens) => {
    const home = /** @type {HTMLElement} */ (part.parentElement);
    const close = () => dialog.close();
    opener.addEventListener("click", () => {
      dialog.querySelector("[data-part=held]").append(part);
      dialog.showModal();
    });
    dialog.addEventListener("close", () => {
      if (!dialog.open) home.prepend(part); // It may have been opened again at once.
    });
    dialog.addEventListener("click", (event) => {
      const pressed = /** @type {HTMLElement} */ (event.target);
      if (pressed === dialog || pressed.closest("[data-part=close], [data-part=show]")) close();
    });
    widens.addEventListener("change", () => widens.matches && dialog.open && close());
  };
})();
