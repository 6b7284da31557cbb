/* A tick on the cards of clips that the reader has watched. */
(() => {
  "use strict";
  if (lessonbank.tick !== undefined) return;

  const { gettext: _, heard, mine, stored } = lessonbank;

  const made = () => {
    const mark = document.createElement("span");
    mark.className = "lb-watched";
    mark.textContent = _("Watched");
    return mark;
  };

  /** Add or remove the tick of a card. */
  const tick = (card) => {
    const done = mine.place(card.dataset.id)?.done === true;
    const mark = card.querySelector(".lb-watched");
    if (!done) mark?.remove();
    else if (!mark) card.querySelector(".lb-card__poster")?.append(made());
  };

  const tickAll = () => {
    for (const card of document.querySelectorAll(".lb-card[data-id]")) tick(card);
  };

  lessonbank.tick = tick;
  document.addEventListener("DOMContentLoaded", () => stored.then(tickAll));
  heard(tickAll);
})();
