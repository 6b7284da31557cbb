"""Build the search document of a clip."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lessonbank.bank import Bank, Clip, Person, School, Technique
from lessonbank.captions import Transcript
from lessonbank.search.document import Choice, Document, Passage
from lessonbank.texts import gettext as _
from lessonbank.texts import mark

_LENGTHS = (
    (60, "under-1", mark("Under 1 minute")),
    (180, "1-to-3", mark("1 to 3 minutes")),
    (600, "3-to-10", mark("3 to 10 minutes")),
)
_LONGEST = ("over-10", mark("10 minutes and more"))


def clip_document(
    bank: Bank,
    clip: Clip,
    transcript: Transcript | None,
    *,
    url: str,
    prose: str = "",
    picture: str = "",
    described: bool = False,
    statements: tuple[Choice, ...] = (),
    translations: Mapping[str, Transcript] | None = None,
) -> Document:
    """Build the document of a clip from the edition's `bank` and `transcript`.

    `translations` are the transcripts in further languages, by language. `prose` is
    the plain text of the Markdown on the clip's page.
    """
    choices = {**_choices(bank, clip, described=described), "statement": statements}
    labels = (*_labels(choices), *_also(bank, clip), clip.code or "", *_setting(clip))
    return Document(
        url=url,
        title=clip.title,
        note=clip.summary,
        labels=" \n".join(labels),
        people="\n".join(dict.fromkeys(_people(bank, clip))),
        text="\n".join([*_text(clip), prose]),
        passages=(
            *(*_chapters(clip), *_moments(bank, clip), *_said(transcript)),
            *(said for tag, each in (translations or {}).items() for said in _said(each, tag)),
        ),
        choices=choices,
        seconds=clip.duration,
        picture=picture,
        noun=_("Clip"),
    )


def _choices(bank: Bank, clip: Clip, *, described: bool) -> Mapping[str, tuple[Choice, ...]]:
    years = [bank.terms["year"][year] for year in clip.years]
    stages = dict.fromkeys(year.parent for year in years if year.parent)
    school = bank.of(School)[bank.recording_of(clip).school]
    techniques = (bank.of(Technique)[technique] for technique in clip.techniques)
    tags = dict.fromkeys(moment.tag for moment in clip.moments)
    return {
        "kind": (Choice("clip", _("Clips"), -1),),
        "subject": (_term(bank, "subject", clip.subject, ranked=False),),
        "phase": (_term(bank, "phase", clip.phase),),
        "key-stage": tuple(_term(bank, "key-stage", stage) for stage in stages),
        "year": tuple(_term(bank, "year", year.id) for year in years),
        "technique": tuple(Choice(each.id, each.title) for each in techniques),
        "tag": tuple(Choice(tag, bank.tags[tag].label) for tag in tags),
        "school": (Choice(school.id, school.name),),
        "length": (_length(clip.duration),),
        "purpose": (Choice(clip.purpose, clip.purpose.replace("-", " ").capitalize()),),
        "described": (Choice("yes", _("Has audio description")),) if described else (),
    }


def _term(bank: Bank, kind: str, id_: str, *, ranked: bool = True) -> Choice:
    """Make a choice of a term, in the vocabulary's order if `ranked`."""
    rank = list(bank.terms[kind]).index(id_) if ranked else 0
    return Choice(id_, bank.label(kind, id_), rank)


def _length(seconds: float) -> Choice:
    for rank, (limit, id_, label) in enumerate(_LENGTHS):
        if seconds < limit:
            return Choice(id_, _(label), rank)
    id_, label = _LONGEST
    return Choice(id_, _(label), len(_LENGTHS))


def _labels(choices: Mapping[str, tuple[Choice, ...]]) -> Iterator[str]:
    """Yield the labels of choices that people search for by text."""
    for facet in ("subject", "phase", "key-stage", "year", "technique", "tag", "school"):
        yield from (choice.label for choice in choices[facet])


def _also(bank: Bank, clip: Clip) -> Iterator[str]:
    """Yield other names of the clip's subject, phase, years, techniques and tags."""
    terms = bank.terms
    yield from terms["subject"][clip.subject].also
    yield from terms["phase"][clip.phase].also
    for year in clip.years:
        yield from terms["year"][year].also
    for technique in clip.techniques:
        yield from bank.of(Technique)[technique].also
    for tag in dict.fromkeys(moment.tag for moment in clip.moments):
        yield from bank.tags[tag].also


def _setting(clip: Clip) -> Iterator[str]:
    """Yield the kind of setting; it is an abbreviation or words with hyphens."""
    yield clip.setting.upper() if clip.setting == "send" else clip.setting


def _people(bank: Bank, clip: Clip) -> Iterator[str]:
    """Yield credited names, in the form each person agreed to."""
    for credit in bank.credits_of(clip):
        if credit.person is not None:
            yield bank.of(Person)[credit.person].credited
        elif credit.name:
            yield credit.name


def _text(clip: Clip) -> Iterator[str]:
    prompts = clip.watch_for
    if clip.context:
        yield clip.context
    yield from (*prompts.before, *prompts.during, *prompts.after)
    yield from (each.question for each in prompts.timed)


def _chapters(clip: Clip) -> Iterator[Passage]:
    for chapter in clip.chapters:
        yield Passage(chapter.title, clip.relative(chapter.at), "chapter")


def _moments(bank: Bank, clip: Clip) -> Iterator[Passage]:
    for moment in clip.moments:
        label = bank.tags[moment.tag].label
        words = f"{label}: {moment.note}" if moment.note else label
        yield Passage(words, clip.relative(moment.at), "moment")


def _said(transcript: Transcript | None, language: str = "") -> Iterator[Passage]:
    for turn in transcript.turns if transcript else ():
        yield from (Passage(line.text, line.start, language=language) for line in turn.lines)
