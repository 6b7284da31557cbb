"""Search documents: a page with fields, passages and facet choices."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from lessonbank.search.tokens import continued
from lessonbank.texts import mark

FIELDS = ("title", "labels", "people", "text")
"""Fields about a page as a whole, in the order of their places in hits."""

FACETS = (
    ("kind", mark("Type")),
    ("subject", mark("Subject")),
    ("phase", mark("Phase")),
    ("key-stage", mark("Key stage")),
    ("year", mark("Year")),
    ("technique", mark("Technique")),
    ("tag", mark("Tag")),
    ("statement", mark("Framework statement")),
    ("school", mark("School")),
    ("length", mark("Length")),
    ("purpose", mark("Purpose")),
    ("described", mark("Audio description")),
)
"""The facets and their labels, to be translated."""

PassageKind = Literal["said", "chapter", "moment"]


@dataclass(frozen=True, slots=True)
class Passage:
    """A part of a page that a result can link to.

    `at` is in seconds from the start of a clip, or the id of the heading above. `language` is a tag
    if the text is a translation.
    """

    text: str
    at: float | str | None = None
    kind: PassageKind = "said"
    language: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a facet. Choices are shown in the order of `rank`, then of their labels."""

    id: str
    label: str
    rank: int = 0


@dataclass(frozen=True, slots=True)
class Document:
    """A page of the site. `url`, `picture` and `play` are relative to the site's root.

    `passages` are chapters and moments, then speech in order, then its translations.
    `seconds` is the length of a clip.
    `names` are those under which a page stands first, such as a technique's. `noun` says what the
    page is. `clips` is their number on the page, and `play` the address of their reel.
    `language` is that of title, note and passages if the page has one of its own.
    """

    url: str
    title: str
    note: str = ""
    labels: str = ""
    people: str = ""
    text: str = ""
    passages: tuple[Passage, ...] = ()
    choices: Mapping[str, tuple[Choice, ...]] = field(default_factory=dict)
    seconds: float | None = None
    picture: str = ""
    names: tuple[str, ...] = ()
    noun: str = ""
    clips: int = 0
    play: str = ""
    language: str = ""

    @property
    def kind(self) -> Choice | None:
        """The type of the page."""
        return next(iter(self.choices.get("kind", ())), None)

    @property
    def places(self) -> tuple[str, ...]:
        """The searched texts: the fields, then the passages."""
        passages = [passage.text for passage in self.passages]
        marks, said = passages[: self.marks], passages[self.marks :]
        whole = map(continued, said, (*said[1:], ""))
        title = "\n".join(dict.fromkeys((self.title, *self.names)))
        return (title, self.labels, self.people, f"{self.note}\n{self.text}", *marks, *whole)

    @property
    def unshown(self) -> tuple[str, ...]:
        """Searched lines that are neither passages nor shown on a result card."""
        names = "\n".join(name for name in self.names if name != self.title)
        lines = f"{names}\n{self.labels}\n{self.people}\n{self.text}".splitlines()
        return tuple(line for line in lines if line.strip())

    @property
    def translated(self) -> tuple[tuple[int, str], ...]:
        """The languages of translated passages, each with the number of its first passage."""
        if not self.passages or not self.passages[-1].language:
            return ()
        before = ("", *(each.language for each in self.passages))
        return tuple(
            (number, each.language)
            for number, each in enumerate(self.passages)
            if each.language != before[number]
        )

    @property
    def marks(self) -> int:
        """The number of chapters and moments among the passages."""
        said = (n for n, passage in enumerate(self.passages) if passage.kind == "said")
        return next(said, len(self.passages))


def as_data(document: Document) -> list[Any]:
    """Convert the document to JSON data; see `from_data`."""
    passages = [_passage(each) for each in document.passages]
    choices = {
        facet: [[each.id, each.label, each.rank] for each in choices]
        for facet, choices in document.choices.items()
    }
    texts = [getattr(document, name) for name in _TEXTS]
    own = [document.language] if document.language else []
    names = list(document.names)
    return [*texts, passages, choices, document.seconds, document.clips, names, *own]


def _passage(passage: Passage) -> list[Any]:
    further = [passage.language] if passage.language else []
    return [passage.text, passage.at, passage.kind, *further]


def from_data(data: Sequence[Any]) -> Document:
    """Rebuild a document from `as_data`. Raises ValueError for other data."""
    try:
        texts, (passages, choices, seconds, clips, names, *own) = data[:_FIRST], data[_FIRST:]
        return Document(
            **dict(zip(_TEXTS, texts, strict=True)),
            passages=tuple(Passage(*passage) for passage in passages),
            choices={
                facet: tuple(Choice(*choice) for choice in chosen)
                for facet, chosen in choices.items()
            },
            seconds=seconds,
            clips=clips,
            names=tuple(names),
            language=own[0] if own else "",
        )
    except (TypeError, AttributeError) as error:
        raise ValueError("not a document") from error


_TEXTS = ("url", "title", "note", "labels", "people", "text", "picture", "noun", "play")
_FIRST = len(_TEXTS)
