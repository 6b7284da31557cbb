/* Coaching cycles: `lessonbank.cycle(sessions, id)` returns the sessions that follow one another, with the
   one that has this id, in the order of their dates. */
(() => {
  "use strict";
  if (lessonbank.cycle !== undefined) return;

  /** Return the ids that are linked with `id`, in either direction. */
  const linked = (sessions, id) => {
    const found = new Set([id]);
    for (let before = 0; before < found.size; ) {
      before = found.size;
      for (const each of sessions) {
        if (!each.follows) continue;
        if (found.has(each.id)) found.add(each.follows);
        else if (found.has(each.follows)) found.add(each.id);
      }
    }
    return found;
  };

  const inOrder = (one, other) => {
    if (one.on !== other.on) return one.on < other.on ? -1 : 1;
    if (other.follows === one.id) return -1;
    return one.follows === other.id ? 1 : 0;
  };

  lessonbank.cycle = (sessions, id) => {
    const ids = linked(sessions, id);
    return sessions.filter((each) => ids.has(each.id)).sort(inOrder);
  };
})();
