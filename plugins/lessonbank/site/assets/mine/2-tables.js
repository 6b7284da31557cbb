/* Notes as files: `lessonbank.tables`. Each takes groups `{title, code, url, notes}`, and gives text. */
(() => {
  "use strict";
  if (lessonbank.tables !== undefined) return;

  const { clock, gettext: _ } = lessonbank;
  /** Signs that start a formula in a spreadsheet. */
  const FORMULA = /^[\s]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/;
  const MARKUP = /[\\`*_{}[\]()<>#+\-.!|~&]/g;

  const lines = (text) => text.split(/\r\n|[\r\n]/);
  const file = (all) => `${all.join("\r\n")}\r\n`;

  const text = (groups) =>
    file(
      groups.flatMap(({ title, code, url, notes }) => [
        ...[code ? `${title} (${code})` : title, url].filter(Boolean),
        "",
        ...notes.flatMap((note) => [`${clock(note.at)}  ${lines(note.text).join("\r\n       ")}`, ""]),
      ]),
    );

  const cell = (value) => `"${(FORMULA.test(value) ? `'${value}` : value).replaceAll('"', '""')}"`;

  /** Return CSV with a byte order mark, so that Excel reads accents. */
  const table = (groups) => {
    const head = [_("Clip"), _("Code"), _("Time"), _("Note"), _("Address")];
    const rows = groups.flatMap(({ title, code, url, notes }) =>
      notes.map((note) => [title, code, clock(note.at), note.text, url && `${url}#t=${note.at}`]),
    );
    return `\ufeff${file([head, ...rows].map((row) => row.map(cell).join(",")))}`;
  };

  const plain = (words) => words.replace(MARKUP, "\\$&");

  const markdown = (groups) =>
    file([
      `# ${_("My notes")}`,
      "",
      ...groups.flatMap(({ title, url, notes }) => [
        `## ${url ? `[${plain(title)}](<${url}>)` : plain(title)}`,
        "",
        ...notes.map((note) => `- **${clock(note.at)}** ${lines(note.text).map(plain).join("\\\r\n  ")}`),
        "",
      ]),
    ]);

  lessonbank.tables = { markdown, table, text };
})();
