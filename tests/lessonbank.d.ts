/* What the type checker cannot read off the scripts of the pages. Nothing of it is shipped. */

type Seconds = number;
type Interval = { start: Seconds; end: Seconds };
type Values = Record<string, unknown>;
type Load = (path: string) => Promise<any>;

/** A word and where it stands in a text; `whole` is what hyphens or a × join it to. */
type Placed = {
  word: string;
  start: number;
  ends: number[];
  whole: { word: string; start: number; end: number } | null;
};
/** The index of a word, as a file of the index gives it. */
type Term = {
  word: string;
  relatives: string[];
  frequent: boolean;
  spread: number;
  total: number;
  text: string;
  start: number;
};
type Postings = { documents: Int32Array; ends: Int32Array; places: Int32Array };
type Statistic = {
  tag: string;
  count: number;
  seconds: Seconds;
  share: number;
  longest: Seconds;
  first: Seconds;
};

/** Names and texts that are kept. */
type Entry = [name: string, value: string];
type Keep = (name: string, value: string) => boolean;
/** Where the reader is in a clip, and a note on one. Times in `when` are milliseconds. */
type Place = { clip: string; at: Seconds; length: Seconds; done: boolean; when: number };
type Note = { clip: string; id: string; at: Seconds; text: string; when: number };
type ClipCard = {
  title: string;
  url: string;
  code: string;
  length: Seconds;
  about: string[];
  picture: string;
  film: string;
  small: string;
  captions: string;
  language: string;
  name?: string;
  translations?: [string, string, string][];
};
type NoteGroup = { title: string; code: string; url: string; notes: Note[] };

/** 1-base.js */
interface LessonbankBase {
  address(): string | null;
  clock(time: Seconds): string;
  copy(words: string, field: HTMLElement): Promise<boolean>;
  gettext(message: string, values?: Values): string;
  listed(names: string[]): string;
  ngettext(singular: string, plural: string, num: number, values?: Values): string;
  offer(name: string, type: string, words: string): void;
  plain(event: MouseEvent): boolean;
  refill(parent: Element, ...children: Node[]): void;
  root: string;
  seconds(written: string): Seconds;
  speak(language: string, messages: Record<string, string | Record<string, string>>): void;
  stretch(hash: string): Interval | null;
}

/** What the other scripts add. Each adds its own once, so it may not be there yet. */
interface Lessonbank extends LessonbankBase {
  drawer: {
    all(): Entry[];
    heard(listener: (name: string | null, value: string | null) => void): void;
    isUsed: boolean;
    moved(name: string, before: string, keep: Keep): string | null;
    put(name: string, value: string | null): boolean;
    works(): boolean;
  };
  forget(name: string, before?: string): boolean;
  heard(listener: (name: string | null) => unknown): void;
  keep: Keep;
  kept(name: string, before?: string): string | null;
  names(start?: string): string[];
  stored: Promise<void>;
  where(): "bank" | "page" | "nowhere";
  mine: {
    dropNote(note: { clip: string; id: string }): boolean;
    isId(id: unknown): id is string;
    isSaved(clip: string): boolean;
    notes(clip?: string): Note[];
    order(clips: string[]): void;
    place(clip: string | undefined): Place | null;
    places(): Place[];
    read(name: string, text: string | null): any;
    save(...clips: string[]): boolean;
    saved(): string[];
    setPlace(clip: string, at: Seconds, length: Seconds, done: boolean): boolean;
    unsave(clip: string): boolean;
    writeNote(note: { clip: string; id?: string; at: Seconds; text: string }): boolean;
  };
  habits(video: HTMLVideoElement): void;
  captions: {
    choose(language: string): void;
    chosen(video: HTMLVideoElement): TextTrack | null;
    isOn(): boolean;
    learn(video: HTMLVideoElement): void;
    show(video: HTMLVideoElement): void;
    shown(video: HTMLVideoElement): TextTrack | undefined;
    tracks(video: HTMLVideoElement): TextTrack[];
    turn(video: HTMLVideoElement, on: boolean): void;
    wanted(tags: string[]): string | undefined;
  };
  giveCaptions(video: HTMLVideoElement, part: any): void;
  tick(card: HTMLElement): void;
  clip(id: string, clip: ClipCard): void;
  clipOf(id: string): Promise<ClipCard | null>;
  memory: {
    LARGEST: number;
    bank(): string;
    exported(): string;
    forgetAll(): boolean;
    merge(entries: Record<string, unknown>): { added: number; unknown: number; full: boolean };
    understood(text: string): { bank: string; entries: Record<string, unknown> } | null;
  };
  element(name: string, attributes?: Record<string, string | boolean>, ...children: (string | Node)[]): any;
  tool(of: { drawing?: string; word?: string; name?: string; kind?: string; [attribute: string]: string | undefined }): any;
  tables: Record<"markdown" | "table" | "text", (groups: NoteGroup[]) => string>;
  statistics(intervals: (Interval & { tag: string })[], length: Seconds): Statistic[];
  namesIn(text: string, known?: Set<string>): string[];
  spokenIn(text: string): [number, number][];
  words(text: string): string[][];
  row(text: string): string[];
  placed(text: string): Placed[];
  index: Record<string, (...values: any[]) => void>;
  indexLoader(folder: string): Load;
  read(term: Term): Postings;
  near(
    word: string,
    lists: [word: string, rank: number][][],
    how: { count: number; least?: number; open?: boolean; far?: boolean },
  ): { word: string; slips: number; score: number }[];
  reach(word: string): number;
  meanings(names: any[], groups: any[], functionWords: string, whole: string, families: string): any;
  lookup(load: Load, manifest: any, meanings: any): any;
  ranked(manifest: any, tokens: any[], pairs: any[], all: boolean): any;
  within(postings: Postings, page: number): Int32Array | null;
  searcher(load: Load): any;
  hits(text: string, terms: Set<string>): [start: number, end: number][];
  make(name: string, properties?: Values, ...children: (string | Node)[]): any;
  marked(text: string, terms: Set<string>): (string | Node)[];
  results(base: string): any;
  narrowed(found: any[], columns: any[], chosen: Map<string, Set<string>>, tab: Set<string> | null): any;
  filters(columns: any[], counts: number[][], chosen: Map<string, Set<string>>, open: Set<string>): HTMLElement[];
  chips(columns: any[], chosen: Map<string, Set<string>>, drop: (choice: { name: string; value: string }) => void): HTMLElement[];
  sheet(dialog: HTMLDialogElement, opener: HTMLElement, part: HTMLElement, widens: MediaQueryList): void;
}

declare var lessonbank: Lessonbank;

/** What packs/guard.py writes before pack.js: days as 2026-11-21, and the lines of each notice. */
declare const lessonbankPack: {
  first: string;
  last: string;
  over: [title: string, ...lines: string[]];
  early: [title: string, ...lines: string[]];
  about: string[];
  recall: RecallFacts;
};

/** The list that a pack was made with (no key without one), and the lines of the notices about newer ones. */
interface RecallFacts {
  key: string;
  serial: number;
  signature: string;
  gone: string[];
  part: string[];
  unfit: string[];
}

/** What pack-items.js holds: see packs/items.py. */
interface RecallItems {
  items: string[][];
  files: [string, number[]][];
  words: [string, number[]][];
  phrases: [string, number[]][];
}
declare const lessonbankItems: RecallItems;
declare const lessonbankList: {
  base: string;
  isFit: boolean;
  items: string[] | null;
  genuine: Promise<boolean>;
};
declare const lessonbankHiding: (items: RecallItems, list: typeof lessonbankList) => {
  isGone(href: string): boolean;
  watch(close: () => void): void;
  stop(): void;
  finish(): void;
};

/* The templates give each element the parts that its script looks for. So a part is there, and
   where its selector names more than a tag, it is whatever the script takes it for. */
interface ParentNode {
  querySelector<K extends keyof HTMLElementTagNameMap>(tag: K): HTMLElementTagNameMap[K];
  querySelector(selectors: string): any;
  querySelectorAll<K extends keyof HTMLElementTagNameMap>(tag: K): NodeListOf<HTMLElementTagNameMap[K]>;
  querySelectorAll(selectors: string): NodeListOf<any>;
}
interface Element {
  closest(selectors: string): any;
}

/** Chromium alone has it. */
interface HTMLMediaElement {
  readonly controlsList?: DOMTokenList;
}
