/* `lessonbank.results(base)` makes the list of results. Each result names its type; a page whose
   name matches is a card with its clips. `base` leads to the site's root. */
(() => {
  "use strict";
  if (lessonbank.results !== undefined) return;

  const { gettext: _, ngettext, make, marked } = lessonbank;
  const CLIPS_OF = ["technique", "tag"];

  const near = (one, other) => typeof one === "number" && Math.abs(one - other) < 1;

  /** Return the heading above the results of a fit, if it has one. */
  const line = (fit) => ({ related: _("Related pages"), some: _("Pages with most of your words") })[fit];

  const clips = ({ kind, clips: count }) => (count && CLIPS_OF.includes(kind[0]) ? [ngettext("%(num)d clip", "%(num)d clips", count)] : []);

  /** Make the line with a page's type, its length and its number of clips. */
  const type = (card) => {
    const length = card.seconds === null ? [] : [lessonbank.clock(card.seconds)];
    return make("p", { className: "lb-result__kind" }, [card.kind[1], ...length, ...clips(card)].filter(Boolean).join(" · "));
  };

  /** Return the attributes of words in a language of their own. */
  const spoken = ({ language }) => (language ? { lang: language, dir: "auto" } : {});

  class Results {
    constructor(base) {
      this.base = base;
    }

    /** Return the items in order, with a heading where another fit begins. */
    between(shown) {
      return shown.flatMap(({ entry: { fit }, item }, at) => {
        const begins = line(fit) && fit !== shown[at - 1]?.entry.fit;
        return begins ? [make("li", { className: "lb-results__line" }, make("h2", {}, line(fit))), item] : [item];
      });
    }

    item({ fit }, card, terms) {
      const named = fit === "name";
      const link = make("a", { href: this.base + card.url, ...spoken(card) }, ...marked(card.title, terms));
      const note = named ? [card.note] : marked(card.note, terms);
      const words = make("div", {}, type(card), make("h2", {}, link), make("p", spoken(card), ...note), ...(named ? this.#reel(card) : []));
      const still = card.picture ? [make("img", { src: this.base + card.picture, alt: "", loading: "lazy", width: 160, height: 90 })] : [];
      return make("li", { className: named ? "lb-result lb-result--name" : "lb-result" }, ...still, words);
    }

    #reel({ title, clips: count, play }) {
      if (!play) return [];
      const words = ngettext("Play %(num)d clip", "Play all %(num)d clips", count);
      const link = make("a", { className: "lb-jump", href: this.base + play }, make("span", { ariaHidden: "true" }, "▶"), ` ${words}`);
      link.setAttribute("aria-label", `${words}: ${title}`);
      return [make("p", {}, link)];
    }

    /** The places of a page at which the words stand, as a list of links. */
    moments({ moments, said, fields }, card, terms) {
      // A chapter and its first spoken line share a time, and often their words.
      const once = moments.filter((place, at) => !moments.slice(0, at).some((other) => near(said.times[place - fields], said.times[other - fields])));
      return make("ul", { className: "lb-list lb-moments", ...spoken(card) }, ...once.map((place) => this.#moment(said, place - fields, this.base + card.url, terms)));
    }

    #moment({ kinds, times, texts, translated }, place, url, terms) {
      const time = times[place];
      const [, lang = ""] = translated.findLast(([first]) => first <= place) ?? [];
      const words = marked(texts[place], terms);
      if (time === null) return make("li", spoken({ language: lang }), ...words);
      if (typeof time === "string") return make("li", {}, make("a", { href: `${url}#${encodeURIComponent(time)}` }, ...words));
      const chapter = kinds.reduce((best, kind, at) => (kind === "chapter" && times[at] <= time && (best < 0 || times[at] >= times[best]) ? at : best), -1);
      const said = lang ? [make("span", { lang, dir: "auto" }, ...words)] : words;
      const address = lang ? `${url}?language=${lang}` : url;
      const link = make("a", { href: `${address}#t=${time}` }, make("span", { className: "lb-time" }, lessonbank.clock(time)), " ", ...said);
      const within = chapter < 0 || chapter === place ? [] : [make("span", { className: "lb-chapter" }, ` ${texts[chapter]}`)];
      return make("li", {}, link, ...within);
    }
  }

  lessonbank.results = (base) => new Results(base);
})();
