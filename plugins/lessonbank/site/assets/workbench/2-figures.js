/* Figures of a tagging: `lessonbank.figures(intervals, length)` and `lessonbank.agreement(one, other,
   length, within)`. They compute what the build computes (bank/figures.py), in whole milliseconds.
   Intervals are `{tag, start, end}` in seconds. */
(() => {
  "use strict";
  if (lessonbank.figures !== undefined) return;

  const [SECOND, MINUTE] = [1000, 60_000];
  const HALF = SECOND / 2;

  const millis = (seconds) => Math.trunc(seconds * SECOND + 0.5);
  const between = (least, value, most) => Math.min(Math.max(value, least), most);
  /** Return a quotient of whole numbers, rounded half up. */
  const rounded = (part, whole) => Math.floor((2 * part + whole) / (2 * whole));
  const first = (one, other) => one.start - other.start || one.end - other.end || (one.tag < other.tag ? -1 : Number(one.tag > other.tag));

  /** Return the intervals in milliseconds, cut to the film and in order. */
  const spans = (intervals, whole) =>
    intervals
      .map(({ tag, start, end }) => {
        const begins = between(0, millis(start), whole);
        return { tag, start: begins, end: between(begins, millis(end), whole) };
      })
      .sort(first);

  /** Return the milliseconds from `from` to `to` that spans cover, each once. */
  const covered = (all, from, to) => {
    let total = 0;
    let reached = from;
    for (const { start, end } of all) {
      const upto = Math.min(end, to);
      total += Math.max(0, upto - Math.max(start, reached));
      reached = Math.max(reached, upto);
    }
    return total;
  };

  const minutes = (all, whole) =>
    Array.from({ length: Math.ceil(whole / MINUTE) }, (_, index) => {
      const from = index * MINUTE;
      const to = Math.min(from + MINUTE, whole);
      const starts = all.filter(({ start }) => from <= start && (start < to || (to === whole && start === to)));
      return { count: starts.length, seconds: covered(all, from, to) / SECOND };
    });

  const line = (tag, all, whole) => {
    const lengths = all.reduce((sum, { start, end }) => sum + end - start, 0);
    return { mean: rounded(lengths, all.length) / SECOND, minutes: minutes(all, whole), tag };
  };

  const transitions = (all) => {
    const found = new Map();
    all.slice(1).forEach(({ tag }, index) => {
      const name = JSON.stringify([all[index].tag, tag]);
      found.set(name, (found.get(name) ?? 0) + 1);
    });
    const text = ({ before, after }) => [before, after];
    const order = (one, other) => {
      const [a, b] = [text(one), text(other)];
      const at = a[0] === b[0] ? 1 : 0;
      return other.count - one.count || (a[at] < b[at] ? -1 : 1);
    };
    return [...found]
      .map(([name, count]) => {
        const [before, after] = JSON.parse(name);
        return { before, after, count };
      })
      .sort(order);
  };

  /** Return `{tags, transitions}`; each tag has its statistics, its mean length and its minutes. */
  const figures = (intervals, length) => {
    const whole = millis(length);
    const all = spans(intervals, whole);
    const tags = lessonbank.statistics(intervals, length).map((statistics) => ({
      ...statistics,
      ...line(statistics.tag, all.filter(({ tag }) => tag === statistics.tag), whole),
    }));
    return { tags, transitions: transitions(all) };
  };

  /** Return the most pairs of starts that lie within `reach`. */
  const matches = (one, other, reach) => {
    let [mine, yours, found] = [0, 0, 0];
    while (mine < one.length && yours < other.length) {
      const apart = one[mine].start - other[yours].start;
      if (Math.abs(apart) <= reach) found += 1;
      if (apart <= reach) mine += 1;
      if (apart >= -reach) yours += 1;
    }
    return found;
  };

  /** Return the seconds whose middle is marked. */
  const marked = (all, seconds) => {
    const found = new Set();
    for (const { start, end } of all)
      for (let second = Math.max(0, Math.ceil((start - HALF) / SECOND)); second < Math.min(seconds, Math.ceil((end - HALF) / SECOND)); second += 1)
        found.add(second);
    return found;
  };

  const kappa = (one, other, whole) => {
    const seconds = Math.floor((whole + HALF) / SECOND);
    const [ours, theirs] = [marked(one, seconds), marked(other, seconds)];
    const both = [...ours].filter((second) => theirs.has(second)).length;
    const agreed = seconds - ours.size - theirs.size + 2 * both;
    const byChance = ours.size * theirs.size + (seconds - ours.size) * (seconds - theirs.size);
    const apart = seconds * seconds - byChance;
    return apart ? rounded(100 * (seconds * agreed - byChance), apart) / 100 : null;
  };

  /** Return how far two taggings of one film agree on each tag: see bank/figures.py. */
  const agreement = (one, other, length, within) => {
    const whole = millis(length);
    const [ours, theirs] = [spans(one, whole), spans(other, whole)];
    const tags = new Set([...ours, ...theirs].sort(first).map(({ tag }) => tag));
    return [...tags].map((tag) => {
      const [mine, yours] = [ours, theirs].map((all) => all.filter((span) => span.tag === tag));
      const found = matches(mine, yours, millis(within));
      return {
        tag,
        one: mine.length,
        other: yours.length,
        matches: found,
        share: rounded(2000 * found, mine.length + yours.length) / 10,
        kappa: kappa(mine, yours, whole),
      };
    });
  };

  Object.assign(lessonbank, { agreement, figures });
})();
