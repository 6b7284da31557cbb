/* Figures and comparisons as tables: `lessonbank.figureTables(session, length, now)`,
   `lessonbank.agreementTables(one, other, length, within)` and `lessonbank.besideTable(one, other)`. They
   describe lessons and grade nobody. */
(() => {
  "use strict";
  if (lessonbank.figureTables !== undefined) return;

  const { agreement, clock, figures, gettext: _, make, ngettext, tagging } = lessonbank;
  /** Most rows of the table of what follows what. */
  const FOLLOWED = 20;

  const spoken = (time) => (time < 60 ? _("%(seconds)s s", { seconds: Math.round(time * 10) / 10 }) : clock(time));
  const share = (part) => _("%(share)s %%", { share: part });
  const heads = (names) => names.map((name) => make("th", { scope: "col" }, String(name)));
  const cells = (values) => values.map((value) => make("td", {}, String(value)));

  /** Make a table that scrolls within itself. */
  const table = (caption, head, rows) => {
    const row = ([first, ...rest]) => make("tr", {}, make("th", { scope: "row" }, first), ...cells(rest));
    const whole = make("table", {}, make("caption", {}, caption), make("thead", {}, make("tr", {}, ...heads(head))), make("tbody", {}, ...rows.map(row)));
    const around = make("div", { className: "lb-figures", tabIndex: 0 }, whole);
    around.setAttribute("role", "region");
    around.setAttribute("aria-label", caption);
    return around;
  };

  const label = (session, id) => tagging.tagOf(session, id)?.label ?? id;

  const counts = (session, { tags }) =>
    table(
      _("How often and how long"),
      [_("Tag"), _("Times"), _("Share of the time"), _("Mean length"), _("Longest"), _("First")],
      tags.map((tag) => [label(session, tag.tag), tag.count, share(tag.share), spoken(tag.mean), spoken(tag.longest), clock(tag.first)]),
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
      transitions.slice(0, FOLLOWED).map(({ before, after, count }) => [label(session, before), label(session, after), count]),
    );

  /** Return the table of counts of a session; none before something is marked. */
  const countTable = (session, length, now) => {
    const found = figures(tagging.intervals(session, now), length);
    return found.tags.length ? [counts(session, found)] : [];
  };

  /** Return the tables of a session; none before something is marked. Open spans end `now`. */
  const figureTables = (session, length, now = length) => {
    const found = figures(tagging.intervals(session, now), length);
    if (!found.tags.length) return [];
    return [counts(session, found), ...(found.transitions.length ? [followed(session, found)] : []), ...(found.tags[0].minutes.length ? [minutes(session, found)] : [])];
  };

  const inWords = ({ one, other, matches }) =>
    ngettext("%(num)d of %(all)s marks has a match", "%(num)d of %(all)s marks have a match", 2 * matches, { all: one + other });

  /** Return a session that knows the tags of both. */
  const both = (mine, theirs) => ({ ...mine, tags: [...mine.tags, ...theirs.tags.filter(({ id }) => !tagging.tagOf(mine, id))] });

  /** Make a table for those who know kappa, with a word on it. */
  const kappaTable = (named, rows) =>
    make(
      "details",
      {},
      make("summary", {}, _("Kappa")),
      make("p", {}, _("Kappa looks at each second: did both mark it? It compares that with chance. 1 means that all seconds agree, 0 that chance would do as well.")),
      table(_("Kappa"), [_("Tag"), _("Kappa")], rows.map((row) => [label(named, row.tag), row.kappa ?? "–"])),
    );

  /** Return how far two people's marks of one film agree, in words, and as kappa for those who ask. */
  const agreementTables = (mine, theirs, length, within) => {
    const rows = agreement(tagging.intervals(mine, length), tagging.intervals(theirs, length), length, within);
    const named = both(mine, theirs);
    const matched = table(
      ngettext("Marks that start within %(num)d second of each other", "Marks that start within %(num)d seconds of each other", within),
      [_("Tag"), _("Here"), _("In the other session"), _("Agreement"), _("Share")],
      rows.map((row) => [label(named, row.tag), row.one, row.other, inWords(row), share(row.share)]),
    );
    return [matched, kappaTable(named, rows)];
  };

  const lengthOf = (session) => session.length || Math.max(0, ...session.marks.map(({ at, to }) => Math.max(at, to ?? at)));
  const nameOf = (session) => [session.title || _("Without a title"), session.on, session.by].filter(Boolean).join(", ");

  /** Return a table of two sessions side by side, such as before and after; the earlier one first. */
  const besideTable = (one, other) => {
    const pair = one.on <= other.on ? [one, other] : [other, one];
    const found = pair.map((each) => new Map(figures(tagging.intervals(each, lengthOf(each)), lengthOf(each)).tags.map((tag) => [tag.tag, tag])));
    const named = both(...pair);
    const tags = named.tags.filter(({ id }) => found.some((tag) => tag.has(id)));
    const cellsOf = (id) => found.flatMap((tag) => [tag.get(id)?.count ?? 0, share(tag.get(id)?.share ?? 0)]);
    const titles = pair.flatMap((each) => [_("%(session)s: times", { session: nameOf(each) }), _("%(session)s: share of the time", { session: nameOf(each) })]);
    return table(_("Side by side"), [_("Tag"), ...titles], tags.map(({ id, label: name }) => [name, ...cellsOf(id)]));
  };

  Object.assign(lessonbank, { agreementTables, besideTable, countTable, figureTables });
})();
