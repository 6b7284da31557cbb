/* A tagging of a film as a value: `lessonbank.tagging`. Each function takes a session and returns a
   new one, so that every change can be undone.

   A session is `{id, title, on, by, follows, film, length, live, tagset, tags, marks, goal, step,
   answers}`. A mark is `{id, tag, at, to, who, note}`: seconds of the film, `to` null for a point and
   -1 while a span is open. `follows` is the session before it in a coaching cycle. `live` is when a
   lesson began that is tagged as it happens, in milliseconds; 0 with a film. */
(() => {
  "use strict";
  if (lessonbank.tagging !== undefined) return;

  const OPEN = -1;
  /** Seconds of the longest film, and most marks of a session. */
  const [DAY, MOST] = [86_400, 20_000];

  const millis = (time) => Math.round(time * 1000) / 1000;
  // `randomUUID` is missing on pages of plain http.
  const newId = () => [...crypto.getRandomValues(new Uint8Array(12))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const isOpen = (mark) => mark.to === OPEN;
  const inOrder = (one, other) => one.at - other.at || (one.id < other.id ? -1 : 1);

  /** Return a time within the film. */
  const within = ({ length }, time) => millis(Math.min(Math.max(time, 0), length || DAY));

  const tagOf = ({ tags }, id) => tags.find((tag) => tag.id === id);

  /** Return an empty session. `tags` are `{id, label, kind, group, exclusive, lead, lag, who}`. */
  const begin = (fields) => ({
    ...{ id: newId(), title: "", on: "", by: "", follows: "", film: null, length: 0, live: 0, tagset: "", tags: [], marks: [] },
    ...{ goal: "", step: "", answers: {} },
    ...fields,
  });

  const withMarks = (session, marks) => ({ ...session, marks: marks.slice(0, MOST).sort(inOrder) });

  /** Close a span. One that was opened later in the film is turned round; one of no length is none. */
  const shut = (mark, at) => {
    if (at === mark.at) return [];
    return [{ ...mark, at: Math.min(at, mark.at), to: Math.max(at, mark.at) }];
  };

  /** Close the open spans that `wanted` chooses. */
  const closed = (session, at, wanted) =>
    session.marks.flatMap((mark) => (isOpen(mark) && wanted(mark) ? shut(mark, at) : [mark]));

  /** Choose the open span of a tag, and those of its exclusive group that began before. */
  const rivals = (session, tag, at) => (mark) => {
    if (mark.tag === tag.id) return true;
    const other = tagOf(session, mark.tag);
    return Boolean(tag.exclusive && tag.group && other?.group === tag.group && mark.at <= at);
  };

  /** Press a tag's button at a time: mark a point, open a span, or close the open one. */
  const press = (session, id, time, who = "") => {
    const tag = tagOf(session, id);
    if (!tag || session.marks.length >= MOST) return session;
    const at = within(session, time);
    const mark = { id: newId(), tag: id, at, to: tag.kind === "span" ? OPEN : null, who, note: "" };
    if (tag.kind !== "span") return withMarks(session, [...session.marks, mark]);
    const wasOpen = session.marks.some((each) => isOpen(each) && each.tag === id);
    const rest = closed(session, at, rivals(session, tag, at));
    return withMarks(session, wasOpen ? rest : [...rest, mark]);
  };

  /** Close every open span. */
  const finish = (session, time) => withMarks(session, closed(session, within(session, time), () => true));

  /** Change fields of a mark. Its times stay in the film, and its end after its start. */
  const change = (session, id, fields) =>
    withMarks(
      session,
      session.marks.map((mark) => {
        if (mark.id !== id) return mark;
        const next = { ...mark, ...fields };
        const at = within(session, next.at);
        const to = next.to === null || isOpen(next) ? next.to : Math.max(within(session, next.to), millis(at + 0.001));
        return { ...next, at, to };
      }),
    );

  const remove = (session, id) => withMarks(session, session.marks.filter((mark) => mark.id !== id));

  /** Move a mark's start, its end, or both. */
  const nudge = (session, id, which, by) => {
    const mark = session.marks.find((each) => each.id === id);
    if (!mark) return session;
    const spanned = mark.to !== null && !isOpen(mark);
    const start = which === "end" ? mark.at : mark.at + by;
    const end = spanned && which !== "start" ? mark.to + by : mark.to;
    const at = spanned ? Math.min(start, (which === "both" ? start + 1 : mark.to) - 0.001) : start;
    return change(session, id, { at, to: end });
  };

  /** Move all marks, as after tagging live: what falls before the film's start stands at it. */
  const shift = (session, by) =>
    withMarks(
      session,
      session.marks.map((mark) => ({
        ...mark,
        at: within(session, mark.at + by),
        to: mark.to === null || isOpen(mark) ? mark.to : Math.max(within(session, mark.to + by), within(session, mark.at + by)),
      })),
    );

  /** Return how far a film has been tagged, in seconds. */
  const reached = (session) => session.marks.reduce((end, mark) => Math.max(end, mark.at, mark.to ?? 0), 0);

  /** Return the marks as intervals: points with their tag's lead and lag, as pages show them. */
  const intervals = (session, now = session.length) =>
    session.marks.map((mark) => {
      const { lead = 3, lag = 7 } = tagOf(session, mark.tag) ?? {};
      if (mark.to === null) return { tag: mark.tag, start: within(session, mark.at - lead), end: within(session, mark.at + lag) };
      return { tag: mark.tag, start: mark.at, end: isOpen(mark) ? Math.max(mark.at, now) : mark.to };
    });

  /** The states of a session, to go back and forth in. */
  class History {
    #before = [];
    #after = [];

    constructor(session) {
      this.now = session;
    }

    /** Take a new state. Return whether it differs. */
    take(session) {
      if (session === this.now) return false;
      this.#before = [...this.#before.slice(-999), this.now];
      this.#after = [];
      this.now = session;
      return true;
    }

    /** Set fields that are no change of somebody's, such as the length of the film, in every state. */
    amend(fields) {
      const amended = (session) => ({ ...session, ...fields });
      [this.#before, this.#after] = [this.#before.map(amended), this.#after.map(amended)];
      this.now = amended(this.now);
    }

    get canUndo() {
      return this.#before.length > 0;
    }

    get canRedo() {
      return this.#after.length > 0;
    }

    undo() {
      if (this.canUndo) [this.#after, this.now] = [[...this.#after, this.now], this.#before.pop()];
    }

    redo() {
      if (this.canRedo) [this.#before, this.now] = [[...this.#before, this.now], this.#after.pop()];
    }
  }

  lessonbank.tagging = { DAY, History, MOST, OPEN, begin, change, finish, intervals, isOpen, millis, newId, nudge, press, reached, remove, shift, tagOf };
})();
