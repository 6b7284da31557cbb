/* <lb-workbench> tags a film that stays where it is: with the tags of the bank, by buttons and keys. It holds
   the session, keeps it on this device after each change, and shows it in its parts. */
(() => {
  "use strict";
  if (customElements.get("lb-workbench")) return;

  const { agreementTables, besideTable, clipOf, clock, cycle, figureTables, film, gettext: _, make, ngettext, openSessions, saveFile, tagging } = lessonbank;
  /** Seconds of a step; milliseconds until figures follow a change, and that words stay. */
  const [STEP, FIGURING, SAYING] = [1, 200, 15_000];
  const KEYS = {
    ...{ k: "play", " ": "play", ArrowLeft: "back", ArrowRight: "ahead", ",": "frame-back", ".": "frame-ahead", j: "slow", l: "loop", i: "note" },
    ...{ "[": "earlier", "]": "later", "{": "second-earlier", "}": "second-later", "+": "closer", "-": "wider", Delete: "delete" },
  };
  const SESSION = /\.(?:json|jsonld|csv|tsv|txt|eaf|boris|vtt)$/i;
  const WRITTEN = "input:not([type=radio]), textarea, select, [contenteditable], dialog";

  /** Turn a button that stays pressed on or off; others stay as they are. */
  const turned = (button) => {
    if (!button?.hasAttribute("aria-pressed")) return true;
    const isOn = button.getAttribute("aria-pressed") !== "true";
    button.setAttribute("aria-pressed", String(isOn));
    return isOn;
  };

  const nameOf = (session) => [session.title || session.film?.name || _("Without a title"), session.on, session.by].filter(Boolean).join(" · ");

  class LbWorkbench extends HTMLElement {
    /** @type {any} */
    stage;
    history = new tagging.History(tagging.begin({}));
    chosen = "";
    /** The tags by their keys.
     * @type {Map<string, string>} */
    keys = new Map();
    areKeysOn = true;
    isLooping = false;
    /** A session to compare with.
     * @type {any} */
    other = null;

    async connectedCallback() {
      if (this.stage) return;
      const part = (name) => /** @type {any} */ (this.querySelector(name));
      this.stage = part("lb-stage");
      this.lanes = part("lb-lanes");
      this.mark = part("lb-mark");
      this.reflection = part("lb-reflection");
      this.proposal = part("lb-proposal");
      this.list = new lessonbank.MarkList(this.piece("marks"));
      this.sets = lessonbank.tagSets(this);
      const known = new Set(this.dataset.known?.split(" "));
      for (const each of [this.mark, this.reflection, this.proposal]) each.known = known;
      this.proposal.tags = new Set(this.#bankTags().map(({ id }) => id));
      this.store = await openSessions();
      this.#listen();
      this.#tellKept();
      await this.#listSessions();
      document.querySelector("[data-part=state]")?.remove();
      this.hidden = false;
      this.#arrive();
    }

    piece(name) {
      return /** @type {any} */ (this.querySelector(`[data-part="${name}"]`));
    }

    get session() {
      return this.history.now;
    }

    get isOpen() {
      return !this.piece("session").hidden;
    }

    #bankTags() {
      return this.sets?.flatMap(({ tags }) => tags) ?? [];
    }

    #listen() {
      const on = (type, take, target = /** @type {EventTarget} */ (this)) => target.addEventListener(type, take);
      on("click", (event) => this.#press(event));
      on("change", (event) => this.#change(event.target));
      on("input", (event) => this.#type(event.target));
      on("dragover", (event) => event.preventDefault());
      on("drop", (event) => this.#drop(event));
      on("submit", (event) => this.#askedClip(event), this.piece("clip"));
      on("keydown", (event) => this.#key(event), document);
      on("lb-seek", ({ detail }) => this.stage.seek(detail));
      on("lb-choose", ({ detail }) => this.choose(detail));
      on("lb-say", ({ detail }) => this.say(detail));
      on("lb-length", ({ detail }) => this.amend({ length: detail }));
      on("lb-take", ({ detail }) => this.take(detail(this.session)));
      on("hashchange", () => this.#arrive(), window);
      on("beforeprint", () => this.#layPaper(), window);
      on("afterprint", () => document.querySelector(".lb-sheet")?.remove(), window);
      const tick = () => {
        if (this.isOpen) this.#move();
        requestAnimationFrame(tick);
      };
      requestAnimationFrame(tick);
    }

    // Sessions

    /** Begin a session with the first tag set, unless the fields name other tags. */
    begin(fields) {
      const set = this.sets?.[0];
      const moment = { id: "moment", label: _("Moment"), kind: "instant", group: "", exclusive: false, lead: 3, lag: 7, who: [] };
      const on = new Date().toLocaleDateString("sv");
      this.open(tagging.begin({ on, tagset: set?.id ?? "", tags: set?.tags ?? [moment], ...fields }));
    }

    open(session) {
      this.history = new tagging.History(session);
      this.other = null;
      this.piece("begin").hidden = true;
      this.piece("session").hidden = false;
      this.#layTags();
      this.choose("");
      this.#show();
      this.#fields();
      this.reflection.open(session);
      this.#keep().then(() => this.#listSessions());
      history.replaceState(null, "", `#session=${session.id}`);
      this.piece("session").scrollIntoView();
    }

    /** Take a new state, show it and keep it. */
    take(session) {
      if (!this.history.take(session)) return;
      this.#show();
      this.#keep();
    }

    /** Set what the film or the clock says of the session. Undo leaves it. */
    amend(fields) {
      this.history.amend(fields);
      this.#show();
      this.#keep();
    }

    async #keep() {
      if (!(await this.store.put(this.session))) this.#tellKept();
    }

    #tellKept() {
      const shared = _("On a shared computer, save the session as a file, then press “Forget all sessions on this device”.");
      const local = location.protocol === "file:" ? [_("In a folder or on a stick, other pages that are opened on this device may share its store.")] : [];
      const words = this.store.keeps ? [_("Each change is kept on this device only."), shared, ...local] : [_("This browser keeps nothing. Save the session as a file before you leave.")];
      this.piece("kept").textContent = words.join(" ");
    }

    async #listSessions() {
      const sessions = await this.store.all();
      const button = (words, data, label = words) => {
        const made = make("button", { type: "button", className: "lb-tool", ariaLabel: label }, words);
        Object.assign(made.dataset, data);
        return made;
      };
      const count = ({ marks }) => ngettext("%(num)d mark", "%(num)d marks", marks.length);
      const line = (session) =>
        make("li", {}, button(nameOf(session), { open: session.id }), ` ${count(session)} `, button(_("Delete"), { drop: session.id }, _("Delete %(session)s", { session: nameOf(session) })));
      this.piece("sessions").hidden = !sessions.length;
      this.piece("sessions").querySelector("ul").replaceChildren(...sessions.map(line));
      const others = sessions.filter(({ id }) => id !== this.session.id).map((session) => make("option", { value: session.id }, nameOf(session)));
      this.piece("others").replaceChildren(make("option", { value: "" }, _("None")), ...others);
      this.reflection.showCycle(sessions, this.session);
    }

    async #kept(id) {
      return (await this.store.all()).find((session) => session.id === id) ?? null;
    }

    /** Open what the address names: a session of this device, or a clip. */
    async #arrive() {
      const given = new URLSearchParams(location.hash.slice(1));
      const session = await this.#kept(given.get("session"));
      if (session) this.open(session);
      else if (given.has("clip")) this.openClip(given.get("clip"));
    }

    async #openKept(id) {
      const session = await this.#kept(id);
      if (!session) return;
      if (!film.isSame(session.film, this.session.film)) this.stage.unload();
      this.open(session);
    }

    /** Ask before something is deleted for good. Resolve to the answer. */
    #agreed(question) {
      const dialog = /** @type {HTMLDialogElement} */ (this.querySelector("dialog"));
      const [agree, leave] = dialog.querySelectorAll("button");
      /** @type {HTMLElement} */ (dialog.firstElementChild).textContent = question;
      return new Promise((answer) => {
        agree.onclick = () => dialog.close("yes");
        leave.onclick = () => dialog.close("");
        dialog.onclose = () => answer(dialog.returnValue === "yes");
        dialog.returnValue = "";
        dialog.showModal();
        leave.focus(); // An early press of Enter deletes nothing.
      });
    }

    async #dropKept(id) {
      const session = await this.#kept(id);
      if (!session || !(await this.#agreed(_("Delete %(session)s? You cannot undo this.", { session: nameOf(session) })))) return;
      await this.store.drop(id);
      await this.#listSessions();
      this.say(_("The session is deleted."));
    }

    async #forget() {
      if (await this.#agreed(_("Delete all sessions on this device? You cannot undo this. Those that you saved as files stay."))) this.#leave(this.store.forget());
    }

    async #leave(deed) {
      await deed;
      history.replaceState(null, "", location.pathname);
      location.reload();
    }

    // Films

    async openFilm(file) {
      if (!film.isFilm(file)) {
        this.say(_("%(file)s is not a film and not a sound file.", { file: file.name }));
        return;
      }
      const known = await film.known(file);
      if (!this.isOpen) this.begin({ title: file.name.replace(/\.[^.]+$/, ""), film: known });
      else {
        const isOther = this.session.film && !film.isSame(this.session.film, known);
        this.say(isOther ? _("This is another film than the one before. The marks stay where they are.") : _("The film is open."));
        if (this.session.live) this.#endLesson();
        this.amend({ film: known });
      }
      this.stage.openFile(file, tagging.reached(this.session));
    }

    #askedClip(event) {
      event.preventDefault();
      this.openClip(event.target.querySelector("input").value.trim());
    }

    /** Open a clip of this site by its address or id. */
    async openClip(written) {
      const id = /(?:^|\/)([a-z0-9-]+)(?:\.html)?(?:[?#].*)?$/.exec(written)?.[1] ?? "";
      const clip = await clipOf(id);
      if (!clip) {
        this.say(_("There is no clip “%(clip)s” here.", { clip: written }));
        return;
      }
      this.begin({ title: clip.title, film: { name: `clips/${id}.html`, size: 0, digest: "" }, length: clip.length });
      this.stage.openFilm(new URL(clip.film, lessonbank.root).href);
    }

    #endLesson() {
      const { time } = this.stage;
      this.take(tagging.finish(this.session, time));
      this.amend({ live: 0, length: time });
      this.say(_("The lesson has ended. Its marks are kept."));
    }

    // Tags and marks

    #layTags() {
      const groups = Object.assign({}, ...(this.sets ?? []).map((set) => set.groups));
      const { keys, fields } = lessonbank.tagButtons(this.session.tags, groups);
      this.keys = keys;
      this.piece("tags").replaceChildren(...fields);
    }

    /** Press a tag where the film or the lesson is. */
    tag(id) {
      if (!this.session.live && !this.stage.isShown) {
        this.say(_("Choose the film first."));
        return;
      }
      const before = new Set(this.session.marks.map((mark) => mark.id));
      const now = this.stage.time;
      this.take(tagging.press(this.session, id, now));
      const made = this.session.marks.find((mark) => !before.has(mark.id));
      if (made) this.choose(made.id);
      const [tag, time] = [tagging.tagOf(this.session, id).label, clock(now)];
      if (made?.to === null) this.say(_("%(tag)s at %(time)s", { tag, time }));
      else this.say(made ? _("%(tag)s starts at %(time)s", { tag, time }) : _("%(tag)s ends at %(time)s", { tag, time }));
    }

    choose(id) {
      this.chosen = id;
      this.lanes?.choose(id);
      this.mark?.show(this.session, this.#chosenMark());
    }

    #chosenMark() {
      return this.session.marks.find(({ id }) => id === this.chosen);
    }

    #shift(by) {
      const { length, marks } = this.session;
      const lost = marks.filter((mark) => mark.at + by < 0 || (length && mark.at + by > length)).length;
      this.take(tagging.shift(this.session, by));
      const moved = _("All marks moved by %(seconds)s s.", { seconds: tagging.millis(by) });
      const edge = ngettext("%(num)d mark would be outside the film and stands at its edge. Undo brings it back.", "%(num)d marks would be outside the film and stand at its edge. Undo brings them back.", lost);
      this.say(lost ? `${moved} ${edge}` : moved);
    }

    // Showing

    /** Say what happened, for as long as it takes to read. */
    say(words) {
      this.piece("said").textContent = words;
      clearTimeout(this.saying);
      this.saying = setTimeout(() => this.piece("said").replaceChildren(), SAYING);
    }

    #move() {
      const mark = this.isLooping && this.#chosenMark();
      const [stretch] = mark && !tagging.isOpen(mark) ? tagging.intervals({ ...this.session, marks: [mark] }) : [];
      this.stage.move(stretch);
      this.lanes?.move(this.stage.time);
    }

    #show() {
      const { session } = this;
      this.stage.show(session);
      this.lanes?.show(session, this.stage.length, this.other);
      this.list?.show(session);
      this.mark?.show(session, this.#chosenMark());
      this.proposal?.show(session);
      this.piece("empty").hidden = session.marks.length > 0;
      this.piece("count").textContent = session.marks.length ? `(${session.marks.length})` : "";
      const open = new Set(session.marks.filter(tagging.isOpen).map(({ tag }) => tag));
      for (const button of this.querySelectorAll(".lb-tag[aria-pressed]")) button.setAttribute("aria-pressed", String(open.has(button.dataset.tag)));
      this.querySelector("[data-do=undo]").disabled = !this.history.canUndo;
      this.querySelector("[data-do=redo]").disabled = !this.history.canRedo;
      clearTimeout(this.figuring);
      this.figuring = setTimeout(() => this.#showFigures(), FIGURING);
    }

    #showFigures() {
      const { session, other } = this;
      const { length, time } = this.stage;
      this.piece("figures").replaceChildren(...figureTables(session, length, time));
      const within = Number(this.piece("within").value) || 0;
      const tables = () => [besideTable(session, other), ...agreementTables(session, other, Math.max(length, other.length), within)];
      this.piece("compared").replaceChildren(...(other ? tables() : []));
    }

    #compare(other) {
      this.other = other;
      this.#show();
    }

    /** Write the session's own words into their fields. */
    #fields() {
      for (const field of this.querySelectorAll("[data-field]:is(input, textarea)")) field.value = this.session[field.dataset.field] ?? "";
      this.piece("tagset").value = this.session.tagset;
    }

    #layPaper() {
      if (!this.isOpen) return;
      const answers = this.reflection.answers(this.session);
      const paper = lessonbank.paper(this.session, this.stage.length, { forms: answers, other: this.other });
      document.querySelector(".lb-sheet")?.remove();
      this.before(paper);
      lessonbank.fit(paper);
    }

    // Presses, fields and keys

    #press(event) {
      const button = event.target.closest("button");
      if (!button) return;
      const { tag, do: what, save, choose, open, drop } = button.dataset;
      if (tag) {
        this.tag(tag);
        if (event.detail) button.blur(); // After a press with the mouse, the space bar plays the film.
      } else if (save) this.#save(save);
      else if (choose) this.#goTo(choose);
      else if (open) this.#openKept(open);
      else if (drop) this.#dropKept(drop);
      else if (what) this.#do(what, button);
    }

    #goTo(id) {
      this.choose(id);
      this.stage.seek(this.#chosenMark()?.at ?? 0);
    }

    #do(what, button) {
      const offset = Number(this.piece("offset").value) || 0;
      const { session, stage } = this;
      const deeds = {
        ...stage.deeds,
        loop: (isOn) => {
          this.isLooping = isOn;
        },
        keys: (isOn) => {
          this.areKeysOn = isOn;
        },
        note: () => this.mark.note.focus(),
        undo: () => this.#go("undo"),
        redo: () => this.#go("redo"),
        closer: () => this.lanes.scale(1),
        wider: () => this.lanes.scale(-1),
        look: () => this.lanes.look(stage.address, stage.file, stage.length),
        earlier: () => this.mark.nudge(-stage.frame),
        later: () => this.mark.nudge(stage.frame),
        "second-earlier": () => this.mark.nudge(-STEP),
        "second-later": () => this.mark.nudge(STEP),
        here: () => {
          this.#goTo(this.chosen);
          stage.play();
        },
        delete: () => this.take(tagging.remove(session, this.chosen)),
        align: () => this.#shift(stage.time - (this.#chosenMark()?.at ?? stage.time)),
        "all-earlier": () => this.#shift(-offset),
        "all-later": () => this.#shift(offset),
        live: () => this.begin({ live: Date.now() }),
        end: () => this.#endLesson(),
        next: () => this.begin({ follows: session.id, title: session.title, goal: session.step, tagset: session.tagset, tags: session.tags }),
        print: () => window.print(),
        close: () => this.#leave(this.#keep()),
        forget: () => this.#forget(),
      };
      deeds[what]?.(turned(button));
    }

    #go(way) {
      this.history[way]();
      this.#show();
      this.#fields();
      this.#keep();
    }

    #change(target) {
      const { part } = target.dataset;
      const [file] = target.files ?? [];
      if (file) {
        target.value = "";
        if (part === "film") this.openFilm(file);
        if (part === "file") this.openFile(file);
        if (part === "other") this.#read(file).then((read) => this.#compare(read.at(-1) ?? null));
      } else if (part === "within") this.#showFigures();
      else if (part === "others") this.#kept(target.value).then((session) => this.#compare(session));
      else if (part === "tagset") this.#useTagset(target.value);
    }

    #useTagset(id) {
      const { marks, tags: before } = this.session;
      const tags = this.sets?.find((each) => each.id === id)?.tags ?? [];
      const used = before.filter((tag) => marks.some((mark) => mark.tag === tag.id) && !tags.some((each) => each.id === tag.id));
      this.take({ ...this.session, tagset: id, tags: [...tags, ...used] });
      this.#layTags();
      this.#show();
    }

    #type(target) {
      if (target.matches("[data-field]:is(input, textarea)")) this.take({ ...this.session, [target.dataset.field]: target.value });
    }

    #drop(event) {
      event.preventDefault();
      const [file] = event.dataTransfer?.files ?? [];
      if (!file) return;
      if (SESSION.test(file.name)) this.openFile(file);
      else this.openFilm(file);
    }

    #key(event) {
      const { key, target } = event;
      if (!this.isOpen || event.altKey || target.closest(WRITTEN)) return;
      if (!(event.ctrlKey || event.metaKey ? this.#command(event) : this.areKeysOn && this.#sign(key, target, event.repeat))) return;
      event.preventDefault();
    }

    #command({ key, shiftKey }) {
      const isUndo = key.toLowerCase() === "z";
      if (isUndo) this.#go(shiftKey ? "redo" : "undo");
      return isUndo;
    }

    #sign(key, target, isHeld) {
      const tag = this.keys.get(key);
      if (tag && !isHeld) this.tag(tag);
      const isMoving = key.startsWith("Arrow") && target.closest(".lb-mark, [type=radio], .lb-figures");
      const isPressing = key === " " && target.closest("button, summary, a, [type=radio]");
      if (!KEYS[key] || isMoving || isPressing) return Boolean(tag);
      this.#do(KEYS[key], this.querySelector(`[data-do="${KEYS[key]}"]`));
      return true;
    }

    // Files

    async #save(name) {
      await this.#keep();
      const all = name === "cycle" ? cycle(await this.store.all(), this.session.id) : [];
      const file = saveFile(name, this.#ended(this.session), all.map((session) => this.#ended(session)));
      this.say(_("Saved as %(file)s in your downloads.", { file }));
    }

    /** Return a session whose open spans end where the film is, or after its last mark. */
    #ended(session) {
      const now = session.id === this.session.id ? this.stage.time : 0;
      return tagging.finish(session, Math.max(now, tagging.reached(session)));
    }

    /** Resolve to the sessions of a file. What is not understood is listed. */
    async #read(file) {
      const read = await lessonbank.openFile(file, this.#bankTags());
      const faults = read.flatMap((each) => each.faults);
      const list = this.piece("faults");
      list.hidden = !faults.length;
      list.replaceChildren(...faults.map(({ line, words }) => make("li", {}, _("%(file)s, line %(line)s: %(words)s", { file: file.name, line, words }))));
      const mistakes = ngettext("%(file)s has %(num)d mistake.", "%(file)s has %(num)d mistakes.", faults.length, { file: file.name });
      this.say(faults.length ? mistakes : _("%(file)s is open.", { file: file.name }));
      return read.filter(({ tagging: each, faults: own }) => each && (each.marks.length || !own.length)).map(({ tagging: each }) => this.#whole(each));
    }

    /** Open the sessions of a file: all are kept, and the last is shown. */
    async openFile(file) {
      const read = await this.#read(file);
      const last = read.pop();
      if (!last) return;
      for (const session of read) await this.store.put(session);
      this.stage.unload();
      this.open(last);
    }

    /** Give a session that was read what it lacks. */
    #whole(read) {
      const length = Math.max(read.length ?? 0, tagging.reached(read));
      const tags = read.tags.length ? read.tags : (this.sets?.[0]?.tags ?? []);
      return tagging.begin({ ...read, length, tagset: read.tagset ?? "", tags });
    }
  }

  customElements.define("lb-workbench", LbWorkbench);
})();
