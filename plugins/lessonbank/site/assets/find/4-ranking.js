/* `lessonbank.ranked(manifest, tokens, pairs)` are the pages that hold the words asked for, best
   first, each with the places where the words stand closest together. */
(() => {
  "use strict";
  if (lessonbank.ranked) return;

  const FIELD_WEIGHTS = [8, 5, 5, 2];
  const MARK_WEIGHT = 3;
  const TOGETHER = [1, 0.6, 1, 0.5];
  const MARK_TOGETHER = 1.2;
  const MOST_COUNTED = 8;
  const SATURATION = 1.2;
  const BY_LENGTH = 0.75;
  const CLOSENESS = 3;
  const RANKED = 1000;
  const MOMENTS = 3;
  const NEAR = [1, 0.6, 0.35];

  /** By page how much a token weighs there, and its places with the weight of the term there. */
  const hits = ({ marks, fields }, terms) => {
    const pages = new Map();
    for (const { term, weight } of terms) {
      lessonbank.walk(term, (page, count, places) => {
        const hit = pages.get(page) ?? { weight: 0, lists: [] };
        const first = fields + marks[page];
        let held = term.frequent ? Math.min(count, MOST_COUNTED) : 0;
        for (const place of places) held += place < fields ? FIELD_WEIGHTS[place] : place < first ? MARK_WEIGHT : 1;
        hit.weight += weight * held;
        hit.lists.push({ term, weight, places });
        pages.set(page, hit);
      });
    }
    return pages;
  };

  const rarity = (count, pages) => Math.log(1 + (count - pages.size + 0.5) / (pages.size + 0.5));

  const order = (one, other) => other.score - one.score || one.page - other.page;

  /** Pages that hold as many tokens as any does, by how often they do (BM25). */
  const weighed = ({ count, lengths }, tokens) => {
    const mean = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, count);
    const scored = new Map();
    for (const { pages, worth } of tokens) {
      for (const [page, { weight }] of pages) {
        const entry = scored.get(page) ?? { page, score: 0, held: 0, moments: [] };
        const length = 1 - BY_LENGTH + (BY_LENGTH * lengths[page]) / mean;
        entry.score += (worth * weight * (SATURATION + 1)) / (weight + SATURATION * length);
        entry.held += 1;
        scored.set(page, entry);
      }
    }
    let most = 0;
    for (const { held } of scored.values()) most = Math.max(most, held);
    return { most, best: [...scored.values()].filter(({ held }) => held === most).sort(order) };
  };

  /** Adds to a page's score how close together the words stand, and where they do. */
  const closer = ({ fields, marks }, entry, tokens, words) => {
    const windows = new Map();
    tokens.forEach(({ pages, worth }, token) => {
      for (const { weight, places } of pages.get(entry.page)?.lists ?? []) {
        for (const place of places) {
          for (let back = 0; back < NEAR.length && (!back || place - back >= fields); back++) {
            const near = windows.get(place - back) ?? { own: false, by: new Float64Array(tokens.length) };
            near.own ||= back === 0;
            near.by[token] = Math.max(near.by[token], worth * weight * NEAR[back]);
            windows.set(place - back, near);
          }
        }
      }
    });
    const known = tokens.slice(0, words).filter(({ pages }) => pages.get(entry.page)?.lists.some(({ places }) => places.length)).length;
    const valued = [];
    for (const [place, { own, by }] of windows) {
      if (!own) continue;
      let [sum, held] = [0, 0];
      by.forEach((value, token) => {
        sum += value;
        if (value && token < words) held += 1;
      });
      const within = place < fields ? TOGETHER[place] : place < fields + marks[entry.page] ? MARK_TOGETHER : 1;
      valued.push([place, sum * within * (held / Math.max(1, known))]);
    }
    valued.sort((one, other) => other[1] - one[1] || one[0] - other[0]);
    entry.score += CLOSENESS * (valued[0]?.[1] ?? 0);
    const said = valued.filter(([place]) => place >= fields);
    for (const [place, value] of said) {
      if (entry.moments.length === MOMENTS || value < said[0][1] / 2) break;
      if (entry.moments.every((other) => Math.abs(other - place) > 2)) entry.moments.push(place);
    }
  };

  lessonbank.ranked = (manifest, tokens, pairs, all) => {
    const read = tokens.map(({ terms }) => {
      const pages = hits(manifest, terms);
      return { pages, exact: terms.find(({ weight }) => weight === 1)?.term, worth: rarity(manifest.count, pages) };
    });
    const paired = pairs.map((term) => ({ pages: hits(manifest, [{ term, weight: 1 }]), worth: Math.log(1 + manifest.count / term.spread) + 0.5 }));
    const { most, best } = weighed(manifest, read);
    const close = all ? best : best.slice(0, RANKED);
    for (const entry of close) closer(manifest, entry, [...read, ...paired], read.length);
    return { most, read, paired, found: [...close.sort(order), ...best.slice(close.length)] };
  };
})();
