/* Files of sessions: `lessonbank.openFile(file, known)` resolves to each session that a file holds with its
   faults, whichever program wrote it. `lessonbank.saveFile(name, session, sessions)` offers one. */
(() => {
  "use strict";
  if (lessonbank.openFile !== undefined) return;

  const { formats, gettext: _, reading } = lessonbank;
  /** Bytes of the largest file. */
  const LARGEST = 20_000_000;
  const BY_ENDING = { eaf: "elan", vtt: "chapters", boris: "boris", jsonld: "annotation", csv: "csv", tsv: "csv", txt: "csv" };

  /** Return the format of a file by its ending and by what is in it. */
  const formatOf = (name, text) => {
    const known = BY_ENDING[name.toLowerCase().split(".").pop()];
    if (known) return formats[known];
    if (text.includes('"lessonbank-session"')) return formats.session;
    if (text.includes('"observations"')) return formats.boris;
    if (text.includes("anno.jsonld") || text.includes('"Annotation"')) return formats.annotation;
    return text.includes('"metadata"') ? formats.via : formats.session;
  };

  /** Read UTF-8, or UTF-16 where the file begins with its mark. */
  const textOf = async (file) => {
    const bytes = new Uint8Array(await file.arrayBuffer());
    const marks = { "255,254": "utf-16le", "254,255": "utf-16be" };
    return new TextDecoder(marks[bytes.slice(0, 2).join()] ?? "utf-8").decode(bytes);
  };

  const title = (name) => name.replace(/(?:\.lessonbank)?\.[^.]+$/, "");

  lessonbank.openFile = async (file, known) => {
    const refused = (words) => [{ tagging: null, faults: [{ line: 1, words }] }];
    if (file.size > LARGEST) return refused(_("This file is too large."));
    const text = await textOf(file);
    const format = formatOf(file.name, text);
    const found = format.readAll?.(text, known) ?? [format.read(text, known)];
    return found.map(({ tagging, faults }) => ({ tagging: { ...tagging, title: tagging.title || title(file.name) }, faults }));
  };

  lessonbank.saveFile = (name, session, sessions) => {
    const { ending, type, write, writeAll } = formats[name === "cycle" ? "session" : name];
    const plain = reading.squeezed(session.title).replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "").slice(0, 80);
    const file = `${plain || "session"}.${ending}`;
    lessonbank.offer(file, type, name === "cycle" ? writeAll(sessions) : write?.(session));
    return file;
  };
})();
