/* Taggings as documents of ELAN: `lessonbank.formats.elan`, a tier for each tag and person. ELAN's
   annotations last and do not overlap in a tier, so a point is as long as a frame, and what overlaps
   stands in a further tier. Properties of the header say what each tier is. */
(() => {
  "use strict";
  lessonbank.formats ??= {};
  if (lessonbank.formats.elan !== undefined) return;

  const { gettext: _, reading, tagging } = lessonbank;
  const OWN = "lessonbank.tier.";
  /** Milliseconds of a point. */
  const POINT = 40;
  const NOT_XML = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;
  const ESCAPES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": "&#10;", "\t": "&#9;", "\r": "&#13;" };

  const escaped = (text) => String(text).replace(NOT_XML, "").replace(/[&<>"\n\t\r]/g, (sign) => ESCAPES[sign]);
  const millis = (time) => Math.round(time * 1000);

  /** Return the tiers `{name, tag, who, spans}`. */
  const tiersOf = ({ tags, marks }) => {
    const labels = new Map(tags.map((tag) => [tag.id, tag.label]));
    const tiers = new Map();
    const names = new Set();
    const named = ({ tag, who }, lane) => {
      const plain = [labels.get(tag) ?? tag, who, lane ? `#${lane + 1}` : ""].filter(Boolean).join(" – ");
      let name = plain;
      for (let number = 2; names.has(name); number += 1) name = `${plain} (${number})`;
      names.add(name);
      return name;
    };
    for (const { mark, lane } of reading.lanes(marks, ({ tag, who }) => JSON.stringify([tag, who]), POINT / 1000)) {
      const key = JSON.stringify([mark.tag, mark.who, lane]);
      if (!tiers.has(key)) tiers.set(key, { name: named(mark, lane), tag: mark.tag, who: mark.who, spans: [] });
      const end = mark.to === null ? millis(mark.at) + POINT : millis(mark.to);
      tiers.get(key).spans.push({ start: millis(mark.at), end, mark });
    }
    return [...tiers.values()];
  };

  const write = (session) => {
    const marks = session.marks.filter((mark) => !tagging.isOpen(mark));
    const tiers = tiersOf({ ...session, marks });
    const spans = tiers.flatMap((tier) => tier.spans);
    const slots = [...new Set(spans.flatMap(({ start, end }) => [start, end]))].sort((one, other) => one - other);
    const slot = new Map(slots.map((time, index) => [time, `ts${index + 1}`]));
    let number = 0;
    const annotation = ({ start, end, mark }) => {
      number += 1;
      return `<ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="a${number}" TIME_SLOT_REF1="${slot.get(start)}" TIME_SLOT_REF2="${slot.get(end)}"><ANNOTATION_VALUE>${escaped(mark.note)}</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION>`;
    };
    const own = (tier) => JSON.stringify({ tag: tier.tag, label: tagging.tagOf(session, tier.tag)?.label ?? tier.tag, points: tier.spans.map(({ mark }) => (mark.to === null ? 1 : 0)).join("") });
    return [
      '<?xml version="1.0" encoding="UTF-8"?>',
      `<ANNOTATION_DOCUMENT AUTHOR="" DATE="${session.on || "2000-01-01"}T00:00:00Z" FORMAT="3.0" VERSION="3.0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="http://www.mpi.nl/tools/elan/EAFv3.0.xsd">`,
      `<HEADER MEDIA_FILE="" TIME_UNITS="milliseconds">`,
      ...(session.film?.name ? [`<MEDIA_DESCRIPTOR MEDIA_URL="file:///${escaped(encodeURIComponent(session.film.name))}" MIME_TYPE="video/mp4"/>`] : []),
      ...tiers.map((tier) => `<PROPERTY NAME="${escaped(OWN + tier.name)}">${escaped(own(tier))}</PROPERTY>`),
      `<PROPERTY NAME="lastUsedAnnotationId">${spans.length}</PROPERTY>`,
      "</HEADER>",
      "<TIME_ORDER>",
      ...slots.map((time) => `<TIME_SLOT TIME_SLOT_ID="${slot.get(time)}" TIME_VALUE="${time}"/>`),
      "</TIME_ORDER>",
      ...tiers.map(
        (tier) =>
          `<TIER LINGUISTIC_TYPE_REF="tag" TIER_ID="${escaped(tier.name)}"${tier.who ? ` PARTICIPANT="${escaped(tier.who)}"` : ""}>\n${tier.spans.map(annotation).join("\n")}\n</TIER>`,
      ),
      '<LINGUISTIC_TYPE GRAPHIC_REFERENCES="false" LINGUISTIC_TYPE_ID="tag" TIME_ALIGNABLE="true"/>',
      "</ANNOTATION_DOCUMENT>",
      "",
    ].join("\n");
  };

  /** Return the slots' times in milliseconds. Those without one stand evenly between their neighbours. */
  const times = (xml) => {
    const slots = [...xml.querySelectorAll("TIME_ORDER > TIME_SLOT")].map((slot) => {
      const value = slot.getAttribute("TIME_VALUE");
      return { id: slot.getAttribute("TIME_SLOT_ID"), time: value === null ? NaN : Number(value) };
    });
    let last = -1;
    slots.forEach((slot, index) => {
      if (Number.isNaN(slot.time)) return;
      for (let at = last + 1; last >= 0 && at < index; at += 1)
        slots[at].time = slots[last].time + ((slot.time - slots[last].time) * (at - last)) / (index - last);
      last = index;
    });
    return new Map(slots.map(({ id, time }) => [id, time]));
  };

  const properties = (xml) => {
    const found = new Map();
    for (const each of xml.querySelectorAll("HEADER > PROPERTY")) {
      const name = each.getAttribute("NAME") ?? "";
      const { value } = name.startsWith(OWN) ? reading.json(each.textContent ?? "") : {};
      if (value instanceof Object) found.set(name.slice(OWN.length), value);
    }
    return found;
  };

  /** Return the annotation with times that one refers to; null where there is none. */
  const aligned = (annotation, byId) => {
    const seen = new Set();
    let here = annotation;
    while (here && here.localName !== "ALIGNABLE_ANNOTATION") {
      if (seen.has(here)) return null;
      seen.add(here);
      here = byId.get(here.getAttribute("ANNOTATION_REF"));
    }
    return here ?? null;
  };

  const parsed = (words) => {
    const xml = new DOMParser().parseFromString(words.replace(/^\ufeff/, ""), "application/xml");
    const error = xml.querySelector("parsererror");
    const line = Number(/line(?: number)?[^\d]*(\d+)/i.exec(error?.textContent ?? "")?.[1] ?? 1);
    return { xml, error, line };
  };

  const read = (words, known) => {
    const gathered = new reading.Gathered(known);
    const { xml, error, line } = parsed(words);
    if (error) gathered.fault(line, _("This is no XML: an element or an attribute is not closed."));
    else if (xml.documentElement.localName !== "ANNOTATION_DOCUMENT") gathered.fault(1, _("This is no document of ELAN."));
    if (gathered.faults.length) return gathered.done();
    const [slots, own] = [times(xml), properties(xml)];
    const byId = new Map([...xml.querySelectorAll("[ANNOTATION_ID]")].map((each) => [each.getAttribute("ANNOTATION_ID"), each]));
    for (const tier of xml.querySelectorAll("TIER")) tierOf(gathered, words, tier, { slots, byId, own });
    const media = xml.querySelector("MEDIA_DESCRIPTOR")?.getAttribute("MEDIA_URL")?.split("/").pop();
    return gathered.done({ film: media ? { name: reading.decoded(media), size: 0, digest: "" } : null });
  };

  const tierOf = (gathered, words, tier, { slots, byId, own }) => {
    const name = tier.getAttribute("TIER_ID") ?? "";
    const ours = own.get(name);
    const annotations = [...tier.querySelectorAll("ALIGNABLE_ANNOTATION, REF_ANNOTATION")];
    if (!annotations.length || !name) return;
    const points = typeof ours?.points === "string" ? ours.points : "";
    const tag = typeof ours?.label === "string" && typeof ours.tag === "string" ? gathered.tag(ours.label, { id: ours.tag }) : gathered.tag(name);
    annotations.forEach((annotation, index) => {
      const place = aligned(annotation, byId);
      const time = (which) => slots.get(place?.getAttribute(which)) / 1000;
      const id = annotation.getAttribute("ANNOTATION_ID") ?? "";
      const line = reading.lineOf(words, `ANNOTATION_ID="${id}"`);
      const [at, end] = [time("TIME_SLOT_REF1"), time("TIME_SLOT_REF2")];
      const note = annotation.querySelector("ANNOTATION_VALUE")?.textContent ?? "";
      const to = points[index] === "1" || Number.isNaN(end) ? null : end;
      gathered.mark(line, { tag, at, to, who: tier.getAttribute("PARTICIPANT") ?? "", note });
    });
  };

  lessonbank.formats.elan = { ending: "eaf", type: "application/xml", read, write };
})();
