/* Taggings as W3C Web Annotations: `lessonbank.formats.annotation`, a page of annotations. */
(() => {
  "use strict";
  lessonbank.formats ??= {};
  if (lessonbank.formats.annotation !== undefined) return;

  const { gettext: _, reading, tagging } = lessonbank;
  const CONTEXT = "http://www.w3.org/ns/anno.jsonld";
  const MEDIA = "http://www.w3.org/TR/media-frags/";
  const [MARK, TAG, FILM] = ["urn:uuid:", "urn:lessonbank:tag:", "urn:lessonbank:film:"];
  const TIME = /(?:^|[#&])t=(?:npt:)?([\d.:]*)(?:,([\d.:]+))?/;

  const list = (value) => (Array.isArray(value) ? value : value === undefined || value === null ? [] : [value]);
  const text = (value) => (typeof value === "string" ? value : "");
  const own = (value, start) => (text(value).startsWith(start) ? value.slice(start.length) : undefined);

  const body = (purpose, value, id) => (value ? [{ type: "TextualBody", purpose, value, ...(id ? { id } : {}) }] : []);

  const item = (session, mark) => ({
    id: MARK + mark.id,
    type: "Annotation",
    motivation: "tagging",
    body: [
      ...body("tagging", tagging.tagOf(session, mark.tag)?.label ?? mark.tag, TAG + mark.tag),
      ...body("identifying", mark.who),
      ...body("commenting", mark.note),
    ],
    target: {
      source: FILM + encodeURIComponent(session.film?.name ?? ""),
      selector: { type: "FragmentSelector", conformsTo: MEDIA, value: `t=${mark.at}${mark.to === null ? "" : `,${mark.to}`}` },
    },
  });

  const write = (session) => {
    const items = session.marks.filter((mark) => !tagging.isOpen(mark)).map((mark) => item(session, mark));
    return `${JSON.stringify({ "@context": CONTEXT, type: "AnnotationPage", ...(session.title ? { label: session.title } : {}), items }, null, 1)}\n`;
  };

  /** Return the annotations of a page, a collection, a list or one alone; null for anything else. */
  const annotations = (value) => {
    if (Array.isArray(value)) return value;
    if (value?.items) return list(value.items);
    if (value?.first) return list(value.first.items);
    return value?.type === "Annotation" ? [value] : null;
  };

  /** Return the fragment that a target names: in its selector or its address. */
  const fragment = (target) => {
    if (typeof target === "string") return target;
    const selector = list(target?.selector).find((each) => TIME.test(text(each?.value)));
    return selector ? selector.value : text(target?.id ?? target?.source);
  };

  const purpose = (annotation, wanted) =>
    list(annotation.body).find((each) => each?.purpose === wanted || (!each?.purpose && annotation.motivation === wanted));

  const mark = (gathered, annotation, line) => {
    const [, start, end] = TIME.exec(fragment(list(annotation.target)[0])) ?? [];
    const [tagged, said, who] = ["tagging", "commenting", "identifying"].map((each) => purpose(annotation, each));
    const label = text(tagged?.value ?? tagged) || text(said?.value);
    if (start === undefined && end === undefined) gathered.fault(line, _("This annotation names no time of a film."));
    else if (!label) gathered.fault(line, _("This annotation has no words."));
    else {
      const id = own(annotation.id, MARK);
      const known = own(tagged?.id, TAG);
      gathered.mark(line, {
        ...(id && /^[A-Za-z0-9-]{1,60}$/.test(id) ? { id } : {}),
        tag: gathered.tag(label, known ? { id: known } : {}),
        at: start ? reading.seconds(start) : 0,
        to: end ? reading.seconds(end) : null,
        who: text(who?.value),
        note: tagged ? text(said?.value) : "",
      });
    }
  };

  const read = (words, known) => {
    const gathered = new reading.Gathered(known);
    const { value, fault } = reading.json(words);
    if (fault) gathered.fault(fault.line, fault.words);
    const found = annotations(value);
    const all = found ?? [];
    if (!fault && !found) gathered.fault(1, _("There are no annotations in this file."));
    for (const each of all) {
      mark(gathered, each ?? {}, reading.lineOf(words, JSON.stringify(each?.id ?? "")));
    }
    const source = own(list(all[0]?.target)[0]?.source, FILM);
    const film = source ? { name: reading.decoded(source), size: 0, digest: "" } : null;
    return gathered.done({ title: text(value?.label).slice(0, reading.LABEL), film });
  };

  lessonbank.formats.annotation = { ending: "jsonld", type: "application/ld+json", read, write };
})();
