/* The questions of a form: `lessonbank.questions` reads and writes the answer in an element with
   `data-kind`, and tells it in words. */
(() => {
  "use strict";
  if (lessonbank.questions !== undefined) return;

  const controls = (field) => [...field.querySelectorAll("input, textarea")];
  const text = (value) => (typeof value === "string" ? value : "");

  /** Read, write and tell an answer, by kind of question. */
  const WRITTEN = {
    read: ([control]) => control.value,
    write: ([control], value) => {
      control.value = text(value);
    },
    tell: (value) => value,
  };
  const KINDS = {
    text: WRITTEN,
    "long-text": WRITTEN,
    date: WRITTEN,
    choice: {
      read: (options) => options.find((option) => option.checked)?.value ?? "",
      write: (options, value) => {
        for (const option of options) option.checked = option.value === value;
      },
      tell: (value) => value,
    },
    checks: {
      read: (options) => options.filter((option) => option.checked).map((option) => option.value),
      write: (options, value) => {
        const ticked = Array.isArray(value) ? value : [];
        for (const option of options) option.checked = ticked.includes(option.value);
      },
      tell: (value) => value.join("; "),
    },
    moment: {
      read: ([clip, time]) => (clip.value || time.value ? { clip: clip.value, time: time.value } : ""),
      write: ([clip, time], value) => {
        clip.value = text(value?.clip);
        time.value = text(value?.time);
      },
      tell: ({ clip, time }) => [clip, time].filter(Boolean).join(" @ "),
    },
  };

  /** Give a long text the room that it needs, on paper too: its words stand behind it. */
  const grow = (field) => {
    field.toggleAttribute("data-filled", read(field).length !== 0);
    const around = field.querySelector(".lb-grow");
    if (around) around.dataset.text = `${around.firstElementChild.value}\n`;
  };

  const read = (field) => KINDS[field.dataset.kind].read(controls(field));

  const write = (field, value) => {
    KINDS[field.dataset.kind].write(controls(field), value);
    grow(field);
  };

  const tell = (field, value) => KINDS[field.dataset.kind].tell(value);

  lessonbank.questions = { grow, read, tell, write };
})();
