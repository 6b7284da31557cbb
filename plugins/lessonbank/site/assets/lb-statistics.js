/* How much of a clip each tag marks: `lessonbank.statistics(intervals, length)` computes what the
   build computes (bank/statistics.py), in whole milliseconds, so that both come to the same. */
(() => {
  "use strict";
  if (lessonbank.statistics !== undefined) return;

  /** Half a millisecond counts as one. */
  const millis = (seconds) => Math.trunc(seconds * 1000 + 0.5);
  const between = (least, value, most) => Math.min(Math.max(value, least), most);

  const within = ({ start, end }, whole) => {
    const first = between(0, millis(start), whole);
    return [first, between(first, millis(end), whole)];
  };

  /** Milliseconds that the spans cover; what two of them share counts once. */
  const covered = (spans) => {
    let total = 0;
    let reached = 0;
    for (const [start, end] of [...spans].sort(([a], [b]) => a - b)) {
      total += Math.max(0, end - Math.max(start, reached));
      reached = Math.max(reached, end);
    }
    return total;
  };

  const perMille = (part, whole) => (whole ? Math.floor((2000 * part + whole) / (2 * whole)) : 0);

  const line = (tag, spans, whole) => {
    const part = covered(spans);
    return {
      tag,
      count: spans.length,
      seconds: part / 1000,
      share: perMille(part, whole) / 10,
      longest: Math.max(...spans.map(([start, end]) => end - start)) / 1000,
      first: Math.min(...spans.map(([start]) => start)) / 1000,
    };
  };

  const order = (one, other) => one.first - other.first || (one.tag < other.tag ? -1 : 1);

  /** One line a tag, in the order of first appearance. Intervals are `{tag, start, end}`. */
  lessonbank.statistics = (intervals, length) => {
    const whole = millis(length);
    const byTag = new Map();
    for (const interval of intervals) {
      byTag.set(interval.tag, [...(byTag.get(interval.tag) ?? []), within(interval, whole)]);
    }
    return [...byTag].map(([tag, spans]) => line(tag, spans, whole)).sort(order);
  };
})();
