"""The result of compiling a bank, ready for a generator."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from lessonbank import __version__
from lessonbank.bank import Prose, School, Session, resources_of
from lessonbank.compiler.nav import SECTIONS
from lessonbank.content.layout import page_name
from lessonbank.diagnostics import Diagnostic, Severity
from lessonbank.editions import Admission
from lessonbank.files.kept import Kept
from lessonbank.markdown import Directory
from lessonbank.media import Rendition
from lessonbank.outputs import BUILT, Built
from lessonbank.schemas import written
from lessonbank.sheets import csv_bytes
from lessonbank.site import (
    CONTENT_TYPES,
    LOOK,
    MEDIA,
    NOBODY,
    RESOURCES,
    ROBOTS,
    ContentTypes,
    Imprint,
    Library,
    OwnTemplates,
    Schedule,
    SitePage,
    SocialCard,
    TitleCards,
    all_title_cards,
    assets,
    clip_scripts,
    files_of,
    films_of,
    imprint,
    no_templates,
    scripts_of,
    session_path,
    site_pages,
    social_cards,
    untold,
)
from lessonbank.site.catalogue.catalogue import catalogue_files
from lessonbank.site.dates.calendars import calendar_files
from lessonbank.site.embedding.pages import Embed, Framing, embeds, files_by_item
from lessonbank.site.link_targets import link_targets
from lessonbank.site.linked.data import structured_data
from lessonbank.site.news.channels import Channel, channels_by_page
from lessonbank.site.news.rss import news_files
from lessonbank.site.notes import Note
from lessonbank.site.pictures.brand import FAVICON, favicon
from lessonbank.site.render import Renderer
from lessonbank.site.versions import notes_by_page

_RESOURCES = "content/resources"
SCHEMAS = "schemas/"
"""The address of the schemas, which are the same in every edition."""


@dataclass(frozen=True)
class Compilation:
    """One edition of a bank: its items, pages and files."""

    admission: Admission
    library: Library
    diagnostics: tuple[Diagnostic, ...]
    """Warnings, and errors that only remove their own items."""
    checked: frozenset[str] = frozenset()
    """Files of `content/` that the checks read and the edition may use, by path from the root."""

    prose: Mapping[str, Prose] = field(default_factory=dict)
    """Pages without an item as the edition shows them, by path below `content/`."""

    types: ContentTypes = CONTENT_TYPES

    templates: OwnTemplates = no_templates
    """The trust's own templates of pages."""
    look: str = ""
    """The stylesheet of the trust's own look, if it has one."""
    kept: Kept = field(default_factory=Kept)
    """Pages that earlier builds rendered."""

    @property
    def faults(self) -> tuple[Diagnostic, ...]:
        """Errors whose items were left out."""
        return tuple(each for each in self.diagnostics if each.severity is Severity.ERROR)

    @cached_property
    def renderer(self) -> Renderer:
        library = self.library
        language = library.bank.trust.language
        keep = self.kept.text
        return Renderer(language, self.types, self.templates, library.published, keep)

    @cached_property
    def imprint(self) -> Imprint:
        return imprint(self.library.bank, self.admission.occasion.edition)

    @cached_property
    def pages(self) -> tuple[SitePage, ...]:
        return site_pages(self.library, self.types)

    @cached_property
    def directory(self) -> Directory:
        """Targets of links in Markdown, and items that the edition withholds."""
        targets = link_targets(self.pages, self.renderer)
        return Directory(targets, untold(self.admission), self.types.models, self._absent)

    @property
    def _absent(self) -> frozenset[str]:
        """Indexes that the edition lacks, by address without extension."""
        there = map(page_name, (*(page.path for page in self.pages), *self.prose))
        return frozenset(map(page_name, SECTIONS)).difference(there)

    @cached_property
    def notes(self) -> Mapping[str, tuple[Note, ...]]:
        """The notes on schools' versions, by the address of the page that they are on."""
        return notes_by_page(self.library)

    def trusts_own(self, source: str, markdown: str) -> str:
        """Return the trust's own words of a page in place of a school's version."""
        own = self.library.texts.get(source)
        return own.body if own and self.prose[source] is not own else markdown

    @cached_property
    def cards(self) -> Mapping[str, SocialCard]:
        """The social card of each page, by the page's path."""
        return social_cards(self.library, self.pages)

    @cached_property
    def structured(self) -> Mapping[str, str]:
        """The structured data of each page of an edition for everybody, by the page's path."""
        return structured_data(self.library, self.pages) if self.imprint.is_open else {}

    @cached_property
    def news(self) -> Mapping[str, tuple[Channel, ...]]:
        """The news feeds that each page names, by the page's path."""
        return channels_by_page(self.library)

    @cached_property
    def title_cards(self) -> Mapping[tuple[str, str], TitleCards]:
        """Title cards of clips and lessons, by kind and id."""
        return all_title_cards(self.library)

    @cached_property
    def media_files(self) -> tuple[tuple[str, Path], ...]:
        """Media files on pages: address from the site's root, and path."""
        return tuple(sorted(set(self._media_files())))

    @cached_property
    def distant_films(self) -> Mapping[str, tuple[str, Rendition]]:
        """Films that pages load from another host, by name: their clip and file."""
        library = self.library
        clips = library.clips if library.films_at else ()
        return {made.published: (c.id, made) for c in clips for made in films_of(library, c)}

    @cached_property
    def resource_files(self) -> tuple[tuple[str, str], ...]:
        """Downloads of the edition's items: address and path."""
        items = self.admission.bank
        offered = {resource.file for item in items for resource in resources_of(item)}
        return tuple((RESOURCES + file, f"{_RESOURCES}/{file}") for file in sorted(offered))

    @cached_property
    def files(self) -> Mapping[str, bytes]:
        """Files beside the pages, by address: calendars, feeds, tables, frames, the catalogue."""
        edition = str(self.admission.occasion.edition)
        calendars = calendar_files(Schedule(self.library.bank, self.library.today))
        tables = {url: table for page in self.pages for url, table in page.tables.items()}
        return {
            BUILT: self._built.written(),
            **calendars,
            **news_files(self.library),
            **catalogue_files(self.library, edition),
            **clip_scripts(self.library),
            **{logo.url: logo.data for logo in self.library.logos.values()},
            **self._framed,
            **{url: csv_bytes(table.header, table.rows) for url, table in tables.items()},
        }

    @cached_property
    def furniture(self) -> Mapping[str, bytes]:
        """All generated files beside the pages, by address: style sheets, scripts, schemas."""
        trust = self.library.bank.trust
        texts = {asset.url: asset.spoken_in(trust.language).encode() for asset in assets()}
        robots = {} if self.imprint.is_open else {ROBOTS: NOBODY.encode()}
        look = {LOOK: self.look.encode()} if self.look else {}
        icon = favicon(trust.look)
        schemas = {f"{SCHEMAS}{name}": data for name, data in written(self.types.models).items()}
        return {**texts, **look, **schemas, **self.files, FAVICON: icon, **robots}

    @cached_property
    def outputs(self) -> Mapping[tuple[str, str], tuple[str, ...]]:
        """Addresses of files that exist for one item only, by its kind and id."""
        made: dict[tuple[str, str], list[str]] = {}
        for page in self.pages:
            if page.item is not None:
                made.setdefault((page.item.kind, page.item.id), []).append(page.path)
        for clip in self.library.clips:
            files = (MEDIA + file.published for file in files_of(self.library, clip))
            made.setdefault((clip.kind, clip.id), []).extend(
                (*dict.fromkeys(files), *scripts_of(clip))
            )
        for school, logo in self.library.logos.items():
            made.setdefault((School.kind, school), []).append(logo.url)
        for item, framed in files_by_item(self.embeds):
            made.setdefault((item.kind, item.id), []).extend(framed)
        for session in self.library.bank.of(Session):
            if (path := session_path(session)) in self.files:
                made.setdefault((Session.kind, session), []).append(path)
        for key, cards in self.title_cards.items():
            made.setdefault(key, []).extend((cards.large.url, cards.small.url))
        return {key: tuple(addresses) for key, addresses in made.items()}

    @cached_property
    def embeds(self) -> tuple[Embed, ...]:
        """The small pages that other sites show in a frame."""
        return tuple(embeds(self.pages))

    @cached_property
    def oembed(self) -> Mapping[str, str]:
        """The address of the oEmbed file of each page that has one, by the page's path."""
        return {each.page.path: each.oembed for each in self.embeds if each.oembed}

    @property
    def _framed(self) -> Mapping[str, bytes]:
        framing = Framing(self.library, self.imprint, self.renderer, has_look=bool(self.look))
        return framing.files(self.embeds)

    @property
    def _built(self) -> Built:
        occasion = self.admission.occasion
        return Built(occasion.today, str(occasion.edition), __version__)

    def _media_files(self) -> Iterator[tuple[str, Path]]:
        for clip in self.library.clips:
            for file in files_of(self.library, clip):
                if file.published not in self.distant_films:
                    yield MEDIA + file.published, file.path
