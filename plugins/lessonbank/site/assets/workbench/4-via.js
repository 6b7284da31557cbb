/* Projects of VIA 3, the VGG annotator, which mark time: `lessonbank.formats.via`. They are read only. */
(() => {
  "use strict";
  lessonbank.formats ??= {};
  if (lessonbank.formats.via !== undefined) return;

  const { gettext: _, reading } = lessonbank;

  const object = (value) => (value instanceof Object ? value : {});

  /** Return the label and the note of a mark. A choice of a list is a label; other values are notes. */
  const told = (values, attributes) => {
    let [label, notes] = ["", /** @type {string[]} */ ([])];
    for (const [id, value] of Object.entries(object(values))) {
      const { aname, options } = object(attributes[id]);
      const choice = Object.hasOwn(object(options), value) ? object(options)[value] : undefined;
      if (choice) label ||= String(choice);
      else if (!label && !Object.keys(object(options)).length) label = String(value);
      else notes = [...notes, aname ? `${aname}: ${value}` : String(value)];
    }
    return { label, note: notes.join("; ") };
  };

  const read = (words, known) => {
    const gathered = new reading.Gathered(known);
    const { value, fault } = reading.json(words);
    const { metadata, attribute, file, project } = object(value);
    if (fault) gathered.fault(fault.line, fault.words);
    else if (!metadata || !attribute) gathered.fault(1, _("This is no project of VIA 3."));
    for (const [id, each] of Object.entries(object(metadata))) {
      const line = reading.lineOf(words, JSON.stringify(id));
      const { z, av, xy } = object(each);
      const { label, note } = told(av, object(attribute));
      if (!Array.isArray(z) || z.length < 1 || z.length > 2) {
        if (!Array.isArray(xy) || !xy.length) gathered.fault(line, _("This mark has no time. It may be one of a picture."));
      } else if (!label.trim()) gathered.fault(line, _("There is no tag here."));
      else gathered.mark(line, { tag: gathered.tag(label), at: z[0], to: z[1] ?? null, note });
    }
    const name = Object.values(object(file)).map((each) => object(each).fname).find((each) => typeof each === "string");
    return gathered.done({ title: String(object(project).pname ?? "").slice(0, reading.LABEL), film: name ? { name, size: 0, digest: "" } : null });
  };

  lessonbank.formats.via = { ending: "json", type: "application/json", read };
})();
