/* The list of a session's marks: `new lessonbank.MarkList(list)`. Only lines that changed are made again. */
(() => {
  "use strict";
  if (lessonbank.MarkList !== undefined) return;

  const { make, stamp, tagging } = lessonbank;

  const line = (session, mark) => {
    const label = tagging.tagOf(session, mark.tag)?.label ?? mark.tag;
    const button = make("button", { type: "button", className: "lb-tool" }, `${stamp(mark)} ${label}`);
    button.dataset.choose = mark.id;
    return make("li", {}, button, ` ${[mark.who, mark.note].filter(Boolean).join(": ")}`);
  };

  lessonbank.MarkList = class {
    /** The lines with the marks that they show, by id. */
    #lines = new Map();

    constructor(list) {
      this.list = list;
    }

    show(session) {
      const before = this.#lines;
      this.#lines = new Map(
        session.marks.map((mark) => {
          const known = before.get(mark.id);
          return [mark.id, known?.mark === mark ? known : { mark, line: line(session, mark) }];
        }),
      );
      const kept = new Set([...this.#lines.values()].map((each) => each.line));
      for (const each of before.values()) if (!kept.has(each.line)) each.line.remove();
      let here = this.list.firstElementChild;
      for (const each of kept) {
        if (each === here) here = here.nextElementSibling;
        else this.list.insertBefore(each, here);
      }
    }
  };
})();
