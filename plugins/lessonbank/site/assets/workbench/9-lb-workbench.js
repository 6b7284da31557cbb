/* <lb-workbench> tags a film that stays where it is: with the tags of the bank, by buttons and keys, and
   keeps the session on this device after each change. */
(() => {
  "use strict";
  if (customElements.get("lb-workbench")) return;

  const { agreementTable, clipOf, clock, figureTables, film, formats, gettext: _, make, namesIn, ngettext, openSessions, tagging } = lessonbank;
  const SIGNS = [..."123456789qwertyuopasdfghzxcvbnm"];
  /** Seconds of a frame, and of a step. */
  const [FRAME, STEP] = [1 / 25, 1];
  const LARGEST = 20_000_000;
  const PICTURES = 24;

  class LbWorkbench extends HTMLElement {
    /** @type {HTMLVideoElement} */
    video;
    history = new tagging.History(tagging.begin({}));
    chosen = "";
    /** The tags by their keys.
     * @type {Map<string, string>} */
    keys = new Map();
    /** @type {Tagging | null} */
    other = null;
    file = null;
    /** When a lesson that is tagged live began, in milliseconds; 0 with a film. */
    began = 0;

    async connectedCallback() {
      if (this.video) return;
      this.video = this.querySelector("video");
      this.lanes = this.querySelector("lb-lanes");
      this.data = JSON.parse(this.piece("data").textContent);
      this.known = new Set(this.data.known);
      this.#listen();
      this.store = await openSessions();
      this.#tellKept();
      this.#listSessions(await this.store.all());
      this.#listTagsets();
      this.hidden = false;
      document.querySelector("[data-part=state]")?.remove();
      this.#arrive();
    }

    piece(name) {
      return this.querySelector(`[data-part="${name}"]`);
    }

    get session() {
      return this.history.now;
    }

    get length() {
      return this.session.length || (this.began ? this.time : 0);
    }

    /** Seconds of the film or of the lesson. */
    get time() {
      return this.began ? tagging.millis((Date.now() - this.began) / 1000) : this.video.currentTime;
    }

    #listen() {
      this.addEventListener("click", (event) => this.#press(event));
      this.addEventListener("change", (event) => this.#change(event));
      this.addEventListener("input", (event) => this.#type(event));
      this.addEventListener("dragover", (event) => event.preventDefault());
      this.addEventListener("drop", (event) => this.#drop(event));
      this.addEventListener("lb-seek", (event) => this.seek(/** @type {CustomEvent} */ (event).detail));
      this.addEventListener("lb-choose", (event) => this.#choose(/** @type {CustomEvent} */ (event).detail));
      this.piece("clip").addEventListener("submit", (event) => this.#openClip(event));
      document.addEventListener("keydown", (event) => this.#key(event));
      this.video.addEventListener("loadedmetadata", () => this.#measured());
      const tick = () => {
        if (!this.hidden && !this.piece("session").hidden) this.#move();
        requestAnimationFrame(tick);
      };
      requestAnimationFrame(tick);
    }

    // Sessions

    #begin(fields) {
      const tagset = this.data.tagsets[0];
      const quick = { id: "moment", label: _("Moment"), kind: "instant", group: "", exclusive: false, lead: 3, lag: 7, who: [] };
      const tags = tagset?.tags ?? [quick];
      this.#open(tagging.begin({ on: new Date().toLocaleDateString("sv"), tagset: tagset?.id ?? "", tags, ...fields }));
    }

    #open(session) {
      this.history = new tagging.History(session);
      this.chosen = "";
      this.other = null;
      this.piece("begin").hidden = true;
      this.piece("session").hidden = false;
      this.#layTags();
      this.#show();
      this.#fields();
      this.store.put(session);
    }

    /** Take a new state, show it and keep it. */
    take(session) {
      if (!this.history.take(session)) return;
      this.#show();
      this.#keep();
    }

    async #keep() {
      const kept = await this.store.put(this.session);
      if (!kept) this.#tellKept();
    }

    #tellKept() {
      this.piece("kept").textContent = this.store.keeps
        ? _("Each change is kept on this device only. On a shared computer, save the session as a file, then forget everything here.")
        : _("This browser keeps nothing. Save the session as a file before you leave.");
    }

    #listSessions(sessions) {
      this.piece("sessions").hidden = !sessions.length;
      this.piece("sessions").querySelector("ul").replaceChildren(
        ...sessions.map((session) => {
          const title = session.title || session.film?.name || _("Without a title");
          const open = make("button", { type: "button", className: "lb-tool" }, title);
          open.addEventListener("click", () => this.#open(session));
          return make("li", {}, open, ` ${session.on} · ${ngettext("%(num)d mark", "%(num)d marks", session.marks.length)}`);
        }),
      );
    }

    // Films

    async #openFilm(file) {
      if (!/^(?:video|audio)\//.test(file.type) && !/\.(?:mp4|m4v|mov|webm|mkv|ogv|mp3|m4a|wav|ogg|opus)$/i.test(file.name)) {
        this.#say(_("%(file)s is no film and no sound file.", { file: file.name }));
        return;
      }
      const known = await film.known(file);
      this.began = 0;
      this.file = file;
      if (this.piece("session").hidden) this.#begin({ title: file.name.replace(/\.[^.]+$/, ""), film: known });
      else {
        const isOther = this.session.film && !film.isSame(this.session.film, known);
        if (isOther) this.#say(_("This is another film than the one before. The marks stay where they are."));
        this.take({ ...this.session, film: known });
      }
      this.#play(URL.createObjectURL(file));
    }

    #play(address) {
      if (this.address) URL.revokeObjectURL(this.address);
      this.address = address.startsWith("blob:") ? address : "";
      this.video.src = address;
      this.piece("again").hidden = true;
    }

    #measured() {
      const { duration } = this.video;
      if (Number.isFinite(duration) && duration > 0) this.take({ ...this.session, length: tagging.millis(duration) });
    }

    async #openClip(event) {
      event.preventDefault();
      const written = event.target.querySelector("input").value.trim();
      const id = /(?:^|\/)([a-z0-9-]+)(?:\.html)?(?:[?#].*)?$/.exec(written)?.[1] ?? "";
      const clip = await clipOf(id);
      if (!clip) {
        this.#say(_("There is no clip “%(clip)s” here.", { clip: written }));
        return;
      }
      this.began = 0;
      this.#begin({ title: clip.title, film: { name: `clips/${id}.html`, size: 0, digest: "" }, length: clip.length });
      this.#play(new URL(clip.film, lessonbank.root).href);
    }

    #arrive() {
      const clip = new URLSearchParams(location.hash.slice(1)).get("clip");
      if (!clip) return;
      this.piece("clip").querySelector("input").value = clip;
      this.piece("clip").requestSubmit();
    }

    async #look() {
      const strip = this.piece("strip");
      strip.replaceChildren();
      if (!this.video.src) return;
      for await (const canvas of film.pictures(this.video.src, PICTURES, 48)) strip.append(canvas);
      const loud = this.file ? await film.loudness(this.file, this.length, 600) : null;
      if (loud) strip.append(wave(loud));
      else this.#say(_("The sound of this film cannot be drawn here."));
    }

    seek(time) {
      if (!this.began) this.video.currentTime = Math.min(Math.max(time, 0), this.length || time);
      this.#move();
    }

    // Tags

    #listTagsets() {
      const options = this.data.tagsets.map(({ id, title }) => make("option", { value: id }, title));
      this.piece("tagset").replaceChildren(...options);
      this.querySelector("datalist").replaceChildren(...this.data.goals.map((value) => make("option", { value })));
    }

    #layTags() {
      const { tags } = this.session;
      const groups = this.data.tagsets.find(({ id }) => id === this.session.tagset)?.groups ?? {};
      this.keys = new Map(tags.slice(0, SIGNS.length).map((tag, index) => [SIGNS[index], tag.id]));
      const sign = new Map([...this.keys].map(([key, id]) => [id, key]));
      const byGroup = Map.groupBy(tags, ({ group }) => group ?? "");
      this.piece("tags").replaceChildren(
        ...[...byGroup].map(([group, members]) =>
          make(
            "fieldset",
            { className: "lb-work__group" },
            make("legend", {}, groups[group] ?? _("Tags")),
            ...members.map((tag) => this.#tagButton(tag, sign.get(tag.id))),
          ),
        ),
      );
    }

    #tagButton(tag, key) {
      const button = make("button", { type: "button", className: "lb-tag", title: tag.about ?? "" }, ...(key ? [make("kbd", {}, key), " "] : []), tag.label);
      button.dataset.tag = tag.id;
      if (key) button.setAttribute("aria-keyshortcuts", key);
      if (tag.kind === "span") button.setAttribute("aria-pressed", "false");
      return button;
    }

    tag(id) {
      const before = this.session.marks;
      this.take(tagging.press(this.session, id, this.time));
      const made = this.session.marks.find((mark) => !before.includes(mark) && mark.tag === id);
      if (made) this.#choose(made.id);
      const tag = tagging.tagOf(this.session, id);
      const isOpen = this.session.marks.some((mark) => mark.tag === id && tagging.isOpen(mark));
      const time = clock(this.time);
      if (tag.kind !== "span") this.#say(_("%(tag)s at %(time)s", { tag: tag.label, time }));
      else this.#say(isOpen ? _("%(tag)s starts at %(time)s", { tag: tag.label, time }) : _("%(tag)s ends at %(time)s", { tag: tag.label, time }));
    }

    // Showing

    #say(words) {
      this.piece("said").textContent = words;
    }

    #move() {
      const { time } = this;
      this.piece("clock").textContent = clock(time);
      this.lanes.move(time);
      const mark = this.#chosenMark();
      const end = mark && !tagging.isOpen(mark) ? (mark.to ?? mark.at + 7) : 0;
      if (this.looping && mark && (time >= end || time < mark.at - 0.1)) this.video.currentTime = mark.at;
    }

    #chosenMark() {
      return this.session.marks.find(({ id }) => id === this.chosen);
    }

    #show() {
      this.lanes.show(this.session, this.length);
      this.#showMarks();
      this.#showMark();
      for (const button of this.querySelectorAll(".lb-tag[aria-pressed]")) {
        const isOpen = this.session.marks.some((mark) => mark.tag === button.dataset.tag && tagging.isOpen(mark));
        button.setAttribute("aria-pressed", String(isOpen));
      }
      this.querySelector("[data-do=undo]").disabled = !this.history.canUndo;
      this.querySelector("[data-do=redo]").disabled = !this.history.canRedo;
      clearTimeout(this.figuring);
      this.figuring = setTimeout(() => this.#showFigures(), 200);
    }

    #showFigures() {
      this.piece("figures").replaceChildren(...figureTables(this.session, this.length));
      const within = Number(this.piece("within").value) || 0;
      this.piece("compared").replaceChildren(...(this.other ? [agreementTable(this.session, this.other, this.length, within)] : []));
    }

    /** The lines of marks with the marks that they show, by id. */
    #lines = new Map();

    #showMarks() {
      const list = this.piece("marks");
      const left = new Map(this.#lines);
      this.#lines = new Map(
        this.session.marks.map((mark) => {
          const known = left.get(mark.id);
          left.delete(mark.id);
          return [mark.id, known?.mark === mark ? known : { mark, line: this.#line(mark) }];
        }),
      );
      for (const { line } of left.values()) line.remove();
      let here = list.firstElementChild;
      for (const { line } of this.#lines.values()) {
        if (line === here) here = here.nextElementSibling;
        else list.insertBefore(line, here);
      }
      while (here) {
        const next = here.nextElementSibling;
        here.remove();
        here = next;
      }
    }

    #line(mark) {
      const tag = tagging.tagOf(this.session, mark.tag);
      const times = mark.to === null || tagging.isOpen(mark) ? clock(mark.at) : `${clock(mark.at)}–${clock(mark.to)}`;
      const button = make("button", { type: "button", className: "lb-tool" }, `${times} ${tag?.label ?? mark.tag}`);
      button.dataset.choose = mark.id;
      return make("li", {}, button, ` ${[mark.who, mark.note].filter(Boolean).join(": ")}`);
    }

    #choose(id) {
      this.chosen = id;
      this.lanes.choose(id);
      this.#showMark();
      const mark = this.#chosenMark();
      if (mark) this.piece("mark-tag").textContent = tagging.tagOf(this.session, mark.tag)?.label ?? mark.tag;
    }

    #showMark() {
      const mark = this.#chosenMark();
      this.piece("mark").hidden = !mark;
      if (!mark) return;
      const [who, note] = [this.querySelector("[data-mark=who]"), this.querySelector("[data-mark=note]")];
      const choices = ["", ...new Set([...(tagging.tagOf(this.session, mark.tag)?.who ?? []), mark.who].filter(Boolean))];
      who.closest("label").hidden = choices.length < 2;
      who.replaceChildren(...choices.map((value) => make("option", { value }, value || "–")));
      who.value = mark.who;
      if (document.activeElement !== note) note.value = mark.note;
      this.piece("mark-times").textContent = mark.to === null || tagging.isOpen(mark) ? clock(mark.at) : `${clock(mark.at)}–${clock(mark.to)}`;
    }

    #fields() {
      for (const field of this.querySelectorAll("[data-field]")) field.value = this.session[field.dataset.field] ?? "";
      this.piece("tagset").value = this.session.tagset;
      const { film: wanted } = this.session;
      const isMissing = Boolean(wanted) && !this.video.src;
      this.piece("again").hidden = !isMissing;
      if (isMissing) this.piece("again").textContent = _("Choose or drop %(film)s again to see it.", { film: wanted.name });
    }

    // What people do

    #press(event) {
      const { target } = event;
      const tag = target.closest(".lb-tag")?.dataset.tag;
      const { do: what, save, choose } = target.closest("[data-do], [data-save], [data-choose]")?.dataset ?? {};
      if (tag) this.tag(tag);
      else if (save) this.#save(save);
      else if (choose) {
        this.#choose(choose);
        this.seek(this.#chosenMark()?.at ?? 0);
      } else if (what) this.#do(what, target.closest("button"));
    }

    #do(what, button) {
      const { video } = this;
      const nudge = (which, by) => this.take(tagging.nudge(this.session, this.chosen, which, by));
      const toggle = () => {
        const on = button.getAttribute("aria-pressed") !== "true";
        button.setAttribute("aria-pressed", String(on));
        return on;
      };
      const deeds = {
        play: () => (video.paused ? video.play() : video.pause()),
        back: () => this.seek(this.time - STEP),
        ahead: () => this.seek(this.time + STEP),
        "frame-back": () => this.seek(this.time - FRAME),
        "frame-ahead": () => this.seek(this.time + FRAME),
        slow: () => {
          video.playbackRate = toggle() ? 0.5 : 1;
        },
        loop: () => {
          this.looping = toggle();
        },
        undo: () => this.#go("undo"),
        redo: () => this.#go("redo"),
        closer: () => this.lanes.scale(1),
        wider: () => this.lanes.scale(-1),
        look: () => this.#look(),
        "start-back": () => nudge("start", -FRAME),
        "start-ahead": () => nudge("start", FRAME),
        "end-back": () => nudge("end", -FRAME),
        "end-ahead": () => nudge("end", FRAME),
        here: () => {
          this.seek(this.#chosenMark()?.at ?? 0);
          video.play();
        },
        delete: () => this.take(tagging.remove(this.session, this.chosen)),
        live: () => {
          this.began = Date.now();
          this.#begin({ title: "" });
        },
        print: () => window.print(),
        close: () => location.reload(),
        forget: () => this.#forget(),
      };
      deeds[what]?.();
    }

    #go(way) {
      this.history[way]();
      this.#show();
      this.#fields();
      this.#keep();
    }

    async #forget() {
      await this.store.forget();
      location.reload();
    }

    #change({ target }) {
      const { part } = target.dataset;
      const [file] = target.files ?? [];
      if (file) {
        target.value = "";
        if (part === "film") this.#openFilm(file);
        if (part === "file") this.#openFile(file);
        if (part === "other") this.#compare(file);
      } else if (part === "within") this.#showFigures();
      else if (part === "tagset") this.#useTagset(target.value);
      else if (target.dataset.mark === "who") this.take(tagging.change(this.session, this.chosen, { who: target.value }));
    }

    #useTagset(id) {
      const tagset = this.data.tagsets.find((each) => each.id === id);
      const used = this.session.tags.filter((tag) => this.session.marks.some((mark) => mark.tag === tag.id));
      const tags = [...tagset.tags, ...used.filter((tag) => !tagset.tags.some((each) => each.id === tag.id))];
      this.take({ ...this.session, tagset: id, tags });
      this.#layTags();
      this.#show();
    }

    #type({ target }) {
      const { field, mark } = target.dataset;
      if (field) this.take({ ...this.session, [field]: target.value });
      if (mark !== "note") return;
      this.take(tagging.change(this.session, this.chosen, { note: target.value }));
      const names = namesIn(target.value, this.known).map((name) => `“${name}”`);
      this.piece("names").textContent = names.length
        ? ngettext("%(names)s looks like a name. If it is a pupil’s, write “a pupil”, or where they sat.", "%(names)s look like names. If one is a pupil’s, write “a pupil”, or where they sat.", names.length, { names: names.join(", ") })
        : "";
    }

    #drop(event) {
      event.preventDefault();
      const [file] = event.dataTransfer?.files ?? [];
      if (!file) return;
      if (/\.(?:json|jsonld|csv|tsv|eaf|boris|vtt)$/i.test(file.name)) this.#openFile(file);
      else this.#openFilm(file);
    }

    #key(event) {
      const { key, target } = event;
      if (this.piece("session").hidden || event.altKey || target.closest("input, textarea, select, [contenteditable]")) return;
      const isUndo = (event.ctrlKey || event.metaKey) && key.toLowerCase() === "z";
      if (isUndo) this.#go(event.shiftKey ? "redo" : "undo");
      else if (event.ctrlKey || event.metaKey) return;
      else if (this.keys.has(key)) this.tag(this.keys.get(key));
      else {
        const what = { k: "play", ArrowLeft: "back", ArrowRight: "ahead", ",": "frame-back", ".": "frame-ahead", "[": "start-back", "]": "start-ahead", "{": "end-back", "}": "end-ahead", "+": "closer", "-": "wider", Delete: "delete" }[key];
        if (!what || (key.startsWith("Arrow") && target.closest(".lb-mark, video"))) return;
        this.#do(what, this.querySelector(`[data-do="${what}"]`));
      }
      event.preventDefault();
    }

    // Files

    #save(name) {
      const { ending, type, write } = formats[name];
      const plain = (this.session.title || "session").replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "") || "session";
      const file = `${plain}.${ending}`;
      lessonbank.offer(file, type, write?.(this.session) ?? "");
      this.#say(_("Saved as %(file)s in your downloads.", { file }));
    }

    async #read(file) {
      if (file.size > LARGEST) return { tagging: null, faults: [{ line: 1, words: _("This file is too large.") }] };
      const text = await file.text();
      const known = this.data.tagsets.flatMap(({ tags }) => tags);
      return /** @type {Format} */ (reader(file.name, text)).read(text, known);
    }

    async #openFile(file) {
      const { tagging: read, faults } = await this.#read(file);
      this.#tellFaults(file, faults);
      if (!read || (!read.marks.length && faults.length)) return;
      const title = read.title || file.name.replace(/\.[^.]+$/, "");
      const last = Math.max(read.length ?? 0, ...read.marks.map((mark) => mark.to ?? mark.at));
      this.#begin({ ...read, title, length: last, tags: read.tags.length ? read.tags : this.data.tagsets[0]?.tags });
      this.#tellFaults(file, faults);
    }

    async #compare(file) {
      const { tagging: read, faults } = await this.#read(file);
      this.#tellFaults(file, faults);
      this.other = read;
      this.#showFigures();
    }

    #tellFaults(file, faults) {
      const list = this.piece("faults");
      list.hidden = !faults.length;
      list.replaceChildren(...faults.map(({ line, words }) => make("li", {}, _("%(file)s, line %(line)s: %(words)s", { file: file.name, line, words }))));
      if (faults.length) this.#say(ngettext("%(file)s has %(num)d mistake.", "%(file)s has %(num)d mistakes.", faults.length, { file: file.name }));
    }
  }

  /** Return the format of a file by its ending and by what is in it. */
  const reader = (name, text) => {
    const ending = name.toLowerCase().split(".").pop();
    if (ending === "eaf") return formats.elan;
    if (ending === "vtt") return formats.chapters;
    if (ending === "boris") return formats.boris;
    if (ending === "jsonld") return formats.annotation;
    if (["csv", "tsv", "txt"].includes(ending ?? "")) return formats.csv;
    if (text.includes('"lessonbank-session"')) return formats.session;
    if (text.includes('"observations"')) return formats.boris;
    if (text.includes("anno.jsonld") || text.includes('"Annotation"')) return formats.annotation;
    return text.includes('"metadata"') ? formats.via : formats.session;
  };

  const wave = (loud) => {
    const canvas = make("canvas", { className: "lb-wave", width: loud.length, height: 40 });
    const context = canvas.getContext("2d");
    context.fillStyle = getComputedStyle(document.body).color;
    for (const [at, each] of loud.entries()) context.fillRect(at, 20 - 19 * each, 1, Math.max(1, 38 * each));
    return canvas;
  };

  customElements.define("lb-workbench", LbWorkbench);
})();
