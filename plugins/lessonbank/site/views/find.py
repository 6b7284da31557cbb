"""The Find page: words to clips and seconds, in the reader's own browser."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lessonbank.bank import Clip, Item, Lesson, Technique
from lessonbank.search import Choice, Document, clip_document, folder
from lessonbank.site.library import Library
from lessonbank.site.page import SitePage
from lessonbank.site.pictures import thumbnail
from lessonbank.site.views.browse import BROWSE
from lessonbank.site.views.common import INDEX

FIND = "find.html"
_INDEXES = "assets/find/"
_KINDS = {
    "technique": Choice("technique", "Techniques", 1),
    "lesson": Choice("lesson", "Lessons", 2),
    "watchlist": Choice("watchlist", "Watch lists", 3),
}
_OTHER = Choice("page", "Other pages", 4)


@dataclass(frozen=True, slots=True)
class FindView:
    """`documents` are what is searched, `index` is the folder of the index made of them."""

    documents: tuple[Document, ...]
    language: str
    index: str
    clips: int
    browse_url: str


def page(library: Library, pages: Iterable[SitePage]) -> SitePage:
    """The page that searches `pages`."""
    language = library.bank.trust.language
    documents = tuple(_documents(library, pages))
    return SitePage(
        path=FIND,
        title="Find",
        description="Find the second at which something was said.",
        template="find.html",
        view=FindView(
            documents,
            language,
            f"{_INDEXES}{folder(documents, language)}/",
            len(library.clips),
            BROWSE,
        ),
        parent=INDEX,
    )


def _documents(library: Library, pages: Iterable[SitePage]) -> Iterator[Document]:
    """Pages that may be found, clips first, as all that is said in them."""
    listed = [each for each in pages if each.listed and each.moved_to is None]
    clips = {each.item.id: each.path for each in listed if isinstance(each.item, Clip)}
    yield from (_clip(library, clip, clips[clip.id]) for clip in library.clips if clip.id in clips)
    yield from (_document(each) for each in listed if not isinstance(each.item, Clip))


def _clip(library: Library, clip: Clip, path: str) -> Document:
    return clip_document(
        library.bank,
        clip,
        library.transcript_of(clip),
        url=path,
        picture=thumbnail(library, clip).url,
        described=clip.id in library.described,
    )


def _document(each: SitePage) -> Document:
    kind = _KINDS.get(each.item.kind, _OTHER) if each.item else _OTHER
    return Document(
        url=each.path,
        title=each.title,
        note=each.description,
        text="\n".join([each.prose or "", *_words(each.item)]),
        choices={"kind": (kind,)},
    )


def _words(item: Item | None) -> Iterator[str]:
    """What a page shows of its item beside the title, the description and the prose."""
    if isinstance(item, Technique):
        yield item.why
        yield from (*item.looks_like, *item.not_this, *item.steps)
    elif isinstance(item, Lesson):
        yield item.outcome
        yield from (*item.key_points, *item.tasks)
        yield from (f"{word.keyword}: {word.description}" for word in item.keywords)
