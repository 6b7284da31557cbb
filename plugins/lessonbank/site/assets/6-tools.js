/* `lessonbank.tool({...})` makes a button: a drawing over a short word. `name` says the word in full.
   Buttons that need script are made by it, so that pages do not carry them. */
(() => {
  "use strict";
  if (lessonbank.tool !== undefined) return;

  /** Our own drawings, 24 by 24 pixels, as in `_icons.html`. */
  const DRAWINGS = {
    back: "M11 6 5 12l6 6M19 6l-6 6 6 6",
    ahead: "M13 6l6 6-6 6M5 6l6 6-6 6",
    previous: "M6 5v14M19 6l-9 6 9 6z",
    next: "M18 5v14M5 6l9 6-9 6z",
    "previous-chapter": "M4 6h9M4 12h5M4 18h9M20 7l-5 5 5 5",
    "next-chapter": "M20 6h-9M20 12h-5M20 18h-9M4 7l5 5-5 5",
    wide: "M3 6h18v12H3zM10 9l-3 3 3 3M14 9l3 3-3 3",
    float: "M3 5h18v14H3zM12 12h6v4h-6z",
    code: "M9 4 7 20M17 4l-2 16M4 9h16M4 15h16",
    share: "M12 15V4M8 8l4-4 4 4M5 12v8h14v-8",
    embed: "M8 7l-5 5 5 5M16 7l5 5-5 5",
    keys: "M3 6h18v12H3zM7 10h1M12 10h1M17 10h1M8 14h8",
    more: "M5 12h.01M12 12h.01M19 12h.01",
    print: "M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7z",
  };

  const attribute = (element, name, value) => {
    if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== "") element.setAttribute(name, value);
  };

  /** An element with attributes; those that are `false` or empty are left out. */
  const element = (name, attributes = {}, ...children) => {
    const made = document.createElement(name);
    for (const [each, value] of Object.entries(attributes)) attribute(made, each, value);
    made.append(...children);
    return made;
  };

  /** A drawing. Pages have some of their own, which name the language of drawings. */
  const icon = (name) => {
    const { namespaceURI } = document.querySelector("svg");
    const [made, path] = ["svg", "path"].map((part) => document.createElementNS(namespaceURI, part));
    attribute(path, "d", DRAWINGS[name]);
    for (const [each, value] of Object.entries({ class: `lb-icon lb-icon--${name}`, viewBox: "0 0 24 24", "aria-hidden": "true", focusable: "false" })) attribute(made, each, value);
    made.append(path);
    return made;
  };

  lessonbank.element = element;
  lessonbank.tool = ({ drawing, word = "", name = "", kind = "", ...attributes }) => {
    const shown = [...(drawing ? [icon(drawing)] : []), ...(word ? [element("span", {}, word)] : [])];
    return element("button", { class: kind ? `lb-tool lb-tool--${kind}` : "lb-tool", type: "button", "aria-label": name, title: name, ...attributes }, ...shown);
  };
})();
