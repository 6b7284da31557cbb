/* `lessonbank.narrowed(...)` keeps to what is chosen, and counts what each choice would leave. */
(() => {
  "use strict";
  if (lessonbank.narrowed !== undefined) return;

  const NEVER = new Set();

  /** Return the codes of the chosen ids of a facet, or null if none is chosen. */
  const codes = ({ choices }, ids) => ids && new Set(choices.flatMap(([id], code) => (ids.has(id) ? [code] : [])));

  /** Make a filter for each facet, and a last one for the tab. `passes` is null if all pages pass. */
  const sieves = (columns, chosen, tab) => {
    const kinds = columns.find(({ name }) => name === "kind");
    const every = columns.map((column) => ({ column, codes: codes(column, chosen.get(column.name)) }));
    return [...every, { column: kinds, codes: tab && (kinds ? codes(kinds, tab) : NEVER) }].map(({ column, codes: some }) => ({
      passes: some && (({ page }) => column?.rows[page].some((code) => some.has(code))),
    }));
  };

  const tally = ({ choices, rows }, entries) => {
    const counts = new Array(choices.length).fill(0);
    for (const { page } of entries) for (const code of rows[page]) counts[code] += 1;
    return counts;
  };

  /** `chosen` are ids by the name of their facet, `tab` the kinds of page on show, null for all. Gives
      what is `kept`; `counts`, by facet and choice; `kinds`, how many pages of each kind the tabs
      would show; and what each facet, and last the tab, holds back alone. A facet's counts ignore
      what is chosen of it, as those of the tabs ignore the tab. */
  lessonbank.narrowed = (found, columns, chosen, tab) => {
    const all = sieves(columns, chosen, tab);
    const asked = all.flatMap(({ passes }, at) => (passes ? [{ passes, at }] : []));
    const misses = asked.length ? found.map((entry) => asked.flatMap(({ passes, at }) => (passes(entry) ? [] : [at]))) : [];
    const kept = asked.length ? found.filter((_entry, place) => !misses[place].length) : found;
    const without = all.map(({ passes }, at) => (passes ? found.filter((_entry, place) => misses[place].every((miss) => miss === at)) : kept));
    const kinds = columns.find(({ name }) => name === "kind");
    const counted = kinds ? tally(kinds, without[columns.length]) : [];
    return {
      kept,
      counts: columns.map((column, at) => tally(column, without[at])),
      kinds: new Map(counted.map((count, code) => [kinds.choices[code][0], count])),
      all: without[columns.length].length,
      freed: without.map((entries) => entries.length - kept.length),
    };
  };
})();
