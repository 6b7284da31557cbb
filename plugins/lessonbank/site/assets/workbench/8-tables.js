/* Figures and comparisons as tables: `lessonbank.figureTables(session, length)` and
   `lessonbank.agreementTable(one, other, length, within)`. They describe lessons and grade nobody. */
(() => {
  "use strict";
  if (lessonbank.figureTables !== undefined) return;

  const { agreement, clock, figures, gettext: _, make, ngettext, tagging } = lessonbank;

  const spoken = (time) => (time < 60 ? _("%(seconds)s s", { seconds: Math.round(time * 10) / 10 }) : clock(time));
  const cells = (name, values) => values.map((value) => make(name, name === "th" ? { scope: "col" } : {}, String(value)));

  const table = (caption, head, rows) =>
    make(
      "table",
      { className: "lb-figures" },
      make("caption", {}, caption),
      make("thead", {}, make("tr", {}, ...cells("th", head))),
      make("tbody", {}, ...rows.map(([first, ...rest]) => make("tr", {}, make("th", { scope: "row" }, first), ...cells("td", rest)))),
    );

  const label = (session, id) => tagging.tagOf(session, id)?.label ?? id;

  const counts = (session, { tags }) =>
    table(
      _("How often and how long"),
      [_("Tag"), _("Times"), _("Share of the time"), _("Mean length"), _("Longest"), _("First")],
      tags.map((tag) => [label(session, tag.tag), tag.count, _("%(share)s %%", { share: tag.share }), spoken(tag.mean), spoken(tag.longest), clock(tag.first)]),
    );

  const minutes = (session, { tags }) =>
    table(
      _("Marks in each minute"),
      [_("Tag"), ...tags[0].minutes.map((_each, minute) => minute + 1)],
      tags.map((tag) => [label(session, tag.tag), ...tag.minutes.map(({ count }) => count || "")]),
    );

  const followed = (session, { transitions }) =>
    table(
      _("What follows what"),
      [_("After"), _("comes"), _("Times")],
      transitions.slice(0, 20).map(({ before, after, count }) => [label(session, before), label(session, after), count]),
    );

  /** Return the tables of a session; none before something is marked. */
  const figureTables = (session, length) => {
    const found = figures(tagging.intervals(session), length);
    if (!found.tags.length) return [];
    return [counts(session, found), ...(found.transitions.length ? [followed(session, found)] : []), ...(found.tags[0].minutes.length ? [minutes(session, found)] : [])];
  };

  const inWords = ({ one, other, matches }) =>
    ngettext("%(num)d of %(all)s marks has a match", "%(num)d of %(all)s marks have a match", 2 * matches, { all: one + other });

  /** Return a table of how far two people's marks of one film agree. */
  const agreementTable = (mine, theirs, length, within) => {
    const both = { ...mine, tags: [...mine.tags, ...theirs.tags.filter(({ id }) => !tagging.tagOf(mine, id))] };
    const rows = agreement(tagging.intervals(mine), tagging.intervals(theirs), length, within);
    return table(
      ngettext("Marks that start within %(num)d second of each other", "Marks that start within %(num)d seconds of each other", within),
      [_("Tag"), _("Here"), _("In the other file"), _("Agreement"), _("Share"), _("Kappa")],
      rows.map((row) => [label(both, row.tag), row.one, row.other, inWords(row), _("%(share)s %%", { share: row.share }), row.kappa ?? "–"]),
    );
  };

  Object.assign(lessonbank, { agreementTable, figureTables });
})();
