/* `lessonbank.make(name, properties, ...children)` makes an element. */
(() => {
  "use strict";
  if (lessonbank.make !== undefined) return;

  lessonbank.make = (name, properties = {}, ...children) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  };
})();
