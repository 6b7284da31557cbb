/* `lessonbank.filters(columns, counts, chosen, open)` makes the groups of filters, and
   `lessonbank.chips(columns, chosen, drop)` a button to drop each one in use. */
(() => {
  "use strict";
  if (lessonbank.filters !== undefined) return;

  const { gettext: _, make } = lessonbank;

  const line = (name, [id, words], count, checked) => {
    const box = make("input", { type: "checkbox", name, value: id, checked, id: `lb-${name}-${id}` });
    return make("li", {}, make("label", {}, box, ` ${words} `, make("span", { className: "lb-count" }, String(count))));
  };

  /** Return whether some page has no or another choice: one choice for all pages narrows nothing. */
  const narrows = ({ choices, rows }) => choices.length > 1 || rows.some((row) => !row.length);

  const group = (column, counts, ids, open) => {
    const { name, label, choices } = column;
    const lines = choices.flatMap((choice, code) => (counts[code] || ids.has(choice[0]) ? [line(name, choice, counts[code], ids.has(choice[0]))] : []));
    if (!lines.length || !(narrows(column) || ids.size)) return [];
    const made = make("details", { className: "lb-facet", open: open || ids.size > 0 }, make("summary", {}, label), make("ul", { className: "lb-list" }, ...lines));
    made.dataset.name = name;
    return [made];
  };

  lessonbank.filters = (columns, counts, chosen, open) =>
    columns.flatMap((column, at) => group(column, counts[at], chosen.get(column.name) ?? new Set(), open.has(column.name)));

  const chip = (name, id, words, drop) => {
    const button = make("button", { type: "button" }, words, make("span", { ariaHidden: "true" }, " ×"));
    button.setAttribute("aria-label", _("Remove the filter %(filter)s", { filter: words }));
    button.addEventListener("click", () => drop({ name, value: id }));
    return make("li", {}, button);
  };

  lessonbank.chips = (columns, chosen, drop) =>
    [...chosen].flatMap(([name, ids]) => {
      const { label = name, choices = [] } = columns.find((column) => column.name === name) ?? {};
      const words = new Map(choices);
      return [...ids].map((id) => chip(name, id, `${label}: ${words.get(id) ?? id}`, drop));
    });
})();
