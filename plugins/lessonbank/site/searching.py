"""The documents that the Find page searches, made of the pages as they are shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from lessonbank.bank import Bank, Clip, ItemTypes, Technique
from lessonbank.captions import Transcript
from lessonbank.handbook.standing import statements_by_item
from lessonbank.search import Choice, Document
from lessonbank.search.clips import clip_document
from lessonbank.search.index import folder
from lessonbank.search.pages import page_passages
from lessonbank.site.library import Library
from lessonbank.site.page import SitePage
from lessonbank.site.pictures.frames import thumbnail
from lessonbank.site.urls import index_above
from lessonbank.site.views.clip import ClipView
from lessonbank.site.views.find import FIND, FindView
from lessonbank.site.views.tag import TagView
from lessonbank.site.views.technique import TechniqueView
from lessonbank.site.views.watchlist import WatchListView
from lessonbank.texts import gettext as _
from lessonbank.texts import translated

_INDEXES = "assets/find/"


@dataclass(frozen=True, slots=True)
class Written:
    """The HTML of a page as the edition may show it.

    For an item's page, `html` is everything that its template shows. `language` is that of a page
    of prose if it is not the site's.
    """

    path: str
    title: str
    description: str
    html: str
    language: str = ""


def searching(
    find: SitePage, library: Library, pages: Iterable[SitePage], written: Iterable[Written]
) -> SitePage:
    """Return the Find page as it searches what has been `written` of all pages."""
    view, documents = find.view, documents_of(library, pages, written)
    if not isinstance(view, FindView):
        raise TypeError(find.path)
    index = f"{_INDEXES}{folder(documents, view.language, view.thesaurus)}/"
    return replace(find, view=replace(view, documents=documents, index=index))


def written_of(page: SitePage, prose: str, whole: str, redacted: Callable[[str], str]) -> Written:
    """Return what is searched of a page of the bank: its prose as HTML, and all that it shows.

    Of clips, and of pages without an item, only the prose is searched. `redacted` returns a text
    without the addresses of withheld items.
    """
    only_prose = isinstance(page.item, Clip) or (page.item is None and not _is_tag(page))
    html = prose if only_prose else whole
    return Written(page.path, redacted(page.title), redacted(page.description), html)


def _is_tag(page: SitePage) -> bool:
    return isinstance(page.view, TagView)


def documents_of(
    library: Library, pages: Iterable[SitePage], written: Iterable[Written]
) -> tuple[Document, ...]:
    """Yield the documents of listed pages, clips first, then by address."""
    of_bank = {page.path: page for page in pages}
    by_path = {each.path: each for each in written if _is_found(of_bank.get(each.path))}
    statements = _statements(library.bank)
    return (
        *_clips(library, of_bank, by_path, statements),
        *(
            _page(each, of_bank.get(each.path), of_bank, statements, library.bank)
            for _, each in sorted(by_path.items())
            if each.path not in of_bank or not isinstance(of_bank[each.path].item, Clip)
        ),
    )


def _is_found(page: SitePage | None) -> bool:
    return page is None or (page.listed and page.moved_to is None and page.path != FIND)


Statements = Mapping[tuple[str, str], tuple[Choice, ...]]
"""Statements that an item counts towards, by kind and id."""


def _statements(bank: Bank) -> Statements:
    choices = {
        each.id: Choice(each.id, " ".join(filter(None, (each.code, each.label))), rank)
        for rank, each in enumerate(bank.statements.values())
    }
    counted = statements_by_item(bank).items()
    return {key: tuple(choices[id_] for id_ in ids) for key, ids in counted}


def _clips(
    library: Library,
    of_bank: Mapping[str, SitePage],
    written: Mapping[str, Written],
    statements: Statements,
) -> Iterator[Document]:
    paths = {
        page.item.id: path
        for path, page in of_bank.items()
        if isinstance(page.item, Clip) and path in written
    }
    for clip in library.clips:
        if path := paths.get(clip.id):
            transcripts = _transcripts(library, of_bank[path], clip)
            yield clip_document(
                library.bank,
                clip,
                transcripts.pop(library.language_of(clip), None),
                url=path,
                prose="\n".join(each.text for each in page_passages(written[path].html)),
                picture=thumbnail(library, clip).url,
                described=clip.id in library.described,
                translations=transcripts,
                statements=statements.get((clip.kind, clip.id), ()),
            )


def _transcripts(library: Library, page: SitePage, clip: Clip) -> dict[str, Transcript]:
    """Return the transcripts on a page by language; none for a clip without media."""
    view = page.view
    found = view.transcripts if isinstance(view, ClipView) else library.transcripts_of(clip)
    return {each.language: each.transcript for each in found}


def _page(
    written: Written,
    page: SitePage | None,
    of_bank: Mapping[str, SitePage],
    statements: Statements,
    bank: Bank,
) -> Document:
    known = {written.title, written.description}
    item = page.item if page else None
    kind, noun = _kind(page, of_bank, bank.types)
    clips, play = _reel(page)
    return Document(
        url=written.path,
        title=written.title,
        note=written.description,
        labels="" if kind.id == "page" else noun,
        passages=tuple(each for each in page_passages(written.html) if each.text not in known),
        choices={
            "kind": (kind,),
            "statement": statements.get((item.kind, item.id), ()) if item else (),
        },
        names=_names(page),
        noun=noun,
        clips=clips,
        play=play,
        language=written.language,
    )


def _kind(
    page: SitePage | None, of_bank: Mapping[str, SitePage], types: ItemTypes
) -> tuple[Choice, str]:
    """Return the type of a page, and what one of them is called.

    The type is named by the title of its index, else by what its items are called.
    """
    index = of_bank.get(index_above(page.path)) if page else None
    if page and _is_tag(page):
        return Choice("tag", index.title if index else _("Tags")), _("Tag")
    if page is None or page.item is None:
        return Choice("page", _("Other pages"), 1), _("Page")
    noun = types.noun(page.item.kind)
    label = index.title if index else translated(noun.many)
    return Choice(page.item.kind, label), translated(noun.one)


def _names(page: SitePage | None) -> tuple[str, ...]:
    """Return the names of a technique or a tag, its title first."""
    if page and isinstance(page.item, Technique):
        return (page.title, *page.item.also)
    return (page.title, *page.view.also) if page and isinstance(page.view, TagView) else ()


def _reel(page: SitePage | None) -> tuple[int, str]:
    """Return the number of clips on a page, and the address at which they play; 0 without any."""
    match page.view if page else None:
        case TagView(reel=reel) if page:
            clips = len({each.url.partition("#")[0] for each in reel})
            return clips, f"{page.path}#moments" if reel else ""
        case TechniqueView(count=count, reel=reel):
            return count, reel
        case WatchListView(reel=reel) if page:
            return len(reel), f"{page.path}#watch" if reel else ""
        case _:
            return 0, ""
