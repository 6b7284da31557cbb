/* Words in notes that look like somebody's name: `lessonbank.namesIn(text, known)`. A guess, made
   where the words are typed: the list of pupils' names never leaves the school's office.

   How people are spoken to is found as in content/checks/privacy/spoken.py; how they are written
   about is found here alone. tests/content/spoken.json proves both. */
(() => {
  "use strict";
  if (lessonbank.namesIn !== undefined) return;

  const { ngettext } = lessonbank;
  // Python's \w, \b and \s* as it has them, for letters of every language.
  const WORD = "[\\p{L}\\p{N}_]";
  const BEFORE = `(?<!${WORD})`;
  const AFTER = `(?!${WORD})`;
  const NAME = "((?![a-z])\\p{L}(?![A-Z])\\p{L}[\\p{L}\\p{N}_'’-]*)";
  const pattern = (...parts) => new RegExp(parts.join(""), "dgmu");

  const SPOKEN = [
    pattern(
      BEFORE,
      "(?:[Ww]ell (?:done|said)|[Tt]hank you|[Tt]hanks|[Gg]ood (?:boy|girl|job|try|work)",
      "|[Nn]ice (?:one|work)|[Oo]ver to you|[Gg]o on),?\\s+",
      NAME,
      "(?=[.,!?;:]|\\s*$)",
    ),
    pattern(
      "(?:^-?|[.!?>…])\\s*",
      NAME,
      ",\\s+(?:and |so )?(?:can|come|could|did|do|explain|go|have|how|if|is|please|read|show|tell",
      "|what|when|where|which|who|why|will|would|you|your)",
      AFTER,
    ),
    pattern("(?<=[a-z]),\\s", NAME, "(?=[?!])"),
  ];
  const WRITTEN = [
    // A capital in the middle of a sentence.
    pattern("(?<=[\\p{Ll}\\p{N},;:)] )", NAME),
    // Somebody who does something at its beginning.
    pattern(
      "(?:^|[.!?…]\\s)\\s*",
      NAME,
      "(?:[’']s)?\\s+(?:and\\s+\\p{Lu}\\p{Ll}+\\s+)?(?:answered|asked|began|can|could|couldn|did|does|drew",
      "|explained|finished|found|gave|got|had|has|is|knew|looked|made|needs|offered|put|read|repeated",
      "|said|sat|says|seemed|seems|shouted|spoke|started|stopped|struggled|talked|thinks|thought|told",
      "|took|tried|turned|used|waited|was|went|whispered|worked|wrote)",
      AFTER,
    ),
  ];
  const ORDINARY = new Set(
    `absolutely actually additionally after afternoon again alright also amazing and anybody
    anyone anyway apparently april august basically because before besides boys brilliant
    but bye certainly children class clearly congratulations cool correct december
    definitely english equally essentially even eventually everybody everyone exactly
    excellent fantastic february finally first firstly folks fortunately french friday
    friends generally german girls good goodbye great guys hello hence here hey hi honestly
    hooray hopefully how however ideally if importantly indeed instead interestingly january
    july june ladies lastly later latin listen look lovely luckily march maths may maybe
    meanwhile miss monday morning mum next nice no nope normally november now obviously
    october oh ok okay once one otherwise pardon perfect personally please quiet really
    remember right saturday second secondly september silence similarly since sir so
    somebody someone sometimes sorry spanish still stop sunday super sure team thanks then
    there therefore third thirdly though thursday thus today tomorrow tuesday two typically
    unfortunately until usually wait wednesday well welsh what when where which while who
    why with wonderful wow yeah year yep yes yesterday yet you`.split(/\s+/),
  );
  // Ordinary at the beginning of a sentence, as a note has it.
  const SUBJECTS = new Set(
    `all another answer any both each either every group half he her his homework i it its lesson
    lessons many mine most much my neither nobody none nothing others our ours pair partner people
    practice pupil pupils question questions she some something starter student task teacher that
    the their them these they this those time us we work your`.split(/\s+/),
  );
  const SMALL = pattern(BEFORE, "[a-z][\\p{L}\\p{N}_'’-]*");

  /** As it is looked up: `Amira's` is `amira`. */
  const folded = (name) => name.split(/['’]/, 1)[0].toLowerCase();

  /** `[start, end]` of each word that looks like a name, in order; `known` are none, in small letters. */
  const find = (text, patterns, ordinary) => {
    const found = new Map();
    for (const each of patterns) {
      for (const match of text.matchAll(each)) {
        if (!ordinary(folded(match[1]))) found.set(match.indices[1][0], match.indices[1]);
      }
    }
    return [...found.values()].sort(([one], [other]) => one - other);
  };

  /** Return the places where somebody is addressed by a likely name. */
  const spokenIn = (text) => {
    const small = new Set([...text.matchAll(SMALL)].map(([word]) => word));
    return find(text, SPOKEN, (word) => ORDINARY.has(word) || small.has(word));
  };

  /** The words that look like a name, each once, apart from those that are `known`. */
  const namesIn = (text, known = new Set()) => {
    const small = new Set([...text.matchAll(SMALL)].map(([word]) => folded(word)));
    const ordinary = (word) =>
      [ORDINARY, SUBJECTS, known, small].some((words) => words.has(word));
    const spans = find(text, [...SPOKEN, ...WRITTEN], ordinary);
    return [...new Set(spans.map(([start, end]) => text.slice(start, end).split(/['’]s?$/, 1)[0]))];
  };

  /** A warning about words that look like a name; empty if there are none. */
  const nameWarning = (text, known) => {
    const names = namesIn(text, known).map((name) => `“${name}”`);
    if (!names.length) return "";
    return ngettext(
      "%(names)s looks like a name. If it is a pupil’s, write “a pupil”, or where they sat.",
      "%(names)s look like names. If one is a pupil’s, write “a pupil”, or where they sat.",
      names.length,
      { names: lessonbank.listed(names) },
    );
  };

  Object.assign(lessonbank, { nameWarning, namesIn, spokenIn });
})();
