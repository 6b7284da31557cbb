/* Events and times for all parts of the workbench: `lessonbank.told(element, type, detail)` sends an event that its
   parents hear. The events are `lb-take` with a function from a session to the next one, `lb-choose` with
   the id of a mark, `lb-seek` with seconds, and `lb-say` with words.
   `lessonbank.stamp(mark)` writes a mark's times with tenths of a second. */
(() => {
  "use strict";
  if (lessonbank.told !== undefined) return;

  const { clock, tagging } = lessonbank;

  const told = (element, type, detail) => element.dispatchEvent(new CustomEvent(type, { bubbles: true, detail }));

  const tenths = (time) => {
    const all = Math.round(time * 10);
    return `${clock(Math.floor(all / 10))}.${all % 10}`;
  };

  const stamp = (mark) => {
    if (mark.to === null) return tenths(mark.at);
    return tagging.isOpen(mark) ? `${tenths(mark.at)}–` : `${tenths(mark.at)}–${tenths(mark.to)}`;
  };

  Object.assign(lessonbank, { stamp, told });
})();
