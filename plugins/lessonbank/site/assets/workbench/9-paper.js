/* A session on one side of A4: `lessonbank.paper(session, length, about)` returns an article, and
   `lessonbank.fit(paper)` makes it small enough. `about` has the answers to forms as `{title, answers}`
   and a session to set beside it. */
(() => {
  "use strict";
  if (lessonbank.paper !== undefined) return;

  const { besideTable, countTable, gettext: _, make, ngettext, stamp, tagging } = lessonbank;
  /** Sizes of the words in points, and the height of a side in CSS pixels: A4 without its margins. */
  const [LARGEST, SMALLEST, STEP, SIDE] = [10, 6, 0.5, 980];

  const part = (title, ...children) => (children.length ? [make("section", {}, make("h2", {}, title), ...children)] : []);
  const words = (text) => (text.trim() ? [make("p", {}, text)] : []);

  /** Marks with words come first, so that they stay when there is no room for all. */
  const marks = (session) => {
    const told = (mark) => [mark.who, mark.note].filter(Boolean).join(": ");
    const shown = session.marks.filter((mark) => !tagging.isOpen(mark));
    const line = (mark) => {
      const label = tagging.tagOf(session, mark.tag)?.label ?? mark.tag;
      const item = make("li", {}, make("b", {}, `${stamp(mark)} ${label}`), told(mark) ? ` ${told(mark)}` : "");
      item.toggleAttribute("data-told", Boolean(told(mark)));
      return item;
    };
    return shown.length ? [make("ul", { className: "lb-sheet__marks" }, ...shown.map(line)), make("p", { className: "lb-sheet__more", hidden: true })] : [];
  };

  const answers = ({ title, answers: given }) =>
    part(title, make("dl", {}, ...given.flatMap(([question, answer]) => [make("dt", {}, question), make("dd", {}, answer)])));

  lessonbank.paper = (session, length, { forms = [], other = null } = {}) => {
    const about = [session.on, session.by, session.film?.name].filter(Boolean).join(" · ");
    return make(
      "article",
      { className: "lb-sheet" },
      make("h1", {}, session.title || _("Without a title")),
      ...words(about),
      ...part(_("Goal"), ...words(session.goal)),
      ...part(_("Figures"), ...countTable(session, length, length)),
      ...(other ? part(_("Before and after"), besideTable(session, other)) : []),
      ...forms.flatMap(answers),
      ...part(_("One step to try next"), ...words(session.step)),
      ...part(_("Marks"), ...marks(session)),
    );
  };

  const tell = (paper, left) => {
    const place = paper.querySelector(".lb-sheet__more");
    place.hidden = !left;
    place.textContent = ngettext("%(num)d more mark is in the saved session.", "%(num)d more marks are in the saved session.", left);
  };

  /** Make the words smaller until the sheet fits on one side; then leave out marks, those without a note first. */
  lessonbank.fit = (paper) => {
    const fits = () => paper.scrollHeight <= SIDE;
    for (let size = LARGEST; size >= SMALLEST; size -= STEP) {
      paper.style.setProperty("--size", `${size}pt`);
      if (fits()) return;
    }
    const lines = [...paper.querySelectorAll(".lb-sheet__marks > li")];
    const order = [...lines.filter((line) => line.hasAttribute("data-told")), ...lines.filter((line) => !line.hasAttribute("data-told"))];
    let [least, most] = [0, order.length];
    const show = (count) => {
      order.forEach((line, index) => {
        line.hidden = index >= count;
      });
      tell(paper, order.length - count);
    };
    if (!order.length) return;
    while (least < most) {
      const count = Math.ceil((least + most) / 2);
      show(count);
      if (fits()) least = count;
      else most = count - 1;
    }
    show(least);
  };
})();
