"""Remove items from the documents and the index of the Find page."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import replace

from lessonbank.bank import Trust
from lessonbank.search import Choice, Document
from lessonbank.search.index import files, folder
from lessonbank.takedown.marks import Marks

_INDEXES = "assets/find/"


def reduced_document(document: Document, gone: Container[str], marks: Marks) -> Document | None:
    """Return the document without everything that `marks` match; None for a removed page."""
    if document.url in gone:
        return None

    def lines(text: str) -> str:
        return "\n".join(line for line in text.split("\n") if not marks.is_told_by(line))

    def choices(chosen: tuple[Choice, ...]) -> tuple[Choice, ...]:
        return tuple(c for c in chosen if not marks.is_told_by(f"{c.id} \n{c.label}"))

    return replace(
        document,
        note=lines(document.note),
        labels=lines(document.labels),
        people=lines(document.people),
        text=lines(document.text),
        passages=tuple(each for each in document.passages if not marks.is_told_by(each.text)),
        choices={facet: choices(chosen) for facet, chosen in document.choices.items()},
        picture="" if marks.leads(document.picture, "") else document.picture,
        names=tuple(name for name in document.names if not marks.is_told_by(name)),
        play="" if marks.leads(document.play, "") else document.play,
        clips=0,  # It may count removed clips; the next build counts again.
    )


def index_folder(documents: tuple[Document, ...], trust: Trust) -> str:
    """Return the address of the index folder, with a slash at the end."""
    return f"{_INDEXES}{folder(documents, trust.language, trust.thesaurus)}/"


def index_files(documents: tuple[Document, ...], trust: Trust) -> Iterator[tuple[str, bytes]]:
    """Yield every file of the index, with its address from the site's root."""
    root = index_folder(documents, trust)
    made = files(documents, trust.language, thesaurus=trust.thesaurus)
    return ((root + path, data) for path, data in made)


def is_index(path: str) -> bool:
    return path.startswith(_INDEXES)
