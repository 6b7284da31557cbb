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

/** lb-base.js */
interface LessonbankBase {
  clock(time: Seconds): string;
  forget(name: string, before?: string): boolean;
  gettext(message: string, values?: Values): string;
  keep(name: string, value: string): boolean;
  kept(name: string, before?: string): string | null;
  ngettext(singular: string, plural: string, num: number, values?: Values): string;
  plain(event: MouseEvent): boolean;
  seconds(written: string): Seconds;
  stretch(hash: string): Interval | null;
}

/** What the other scripts add. Each adds its own once, so it may not be there yet. */
interface Lessonbank extends LessonbankBase {
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
    how: { count: number; least?: number; open?: boolean },
  ): { word: string; slips: number; score: number }[];
  ranked(manifest: any, tokens: any[], pairs: any[], all: boolean): any;
  within(postings: Postings, page: number): Int32Array | null;
  searcher(load: Load): any;
  hits(text: string, terms: Set<string>): [start: number, end: number][];
}

declare var lessonbank: Lessonbank;

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
