"""Render views as HTML with Jinja."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, MutableMapping
from functools import partial
from typing import Any

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PackageLoader, StrictUndefined
from markupsafe import Markup

from lessonbank.bank import Address, direction, format_seconds, format_timecode
from lessonbank.site.codes import qr
from lessonbank.site.imprint import Imprint
from lessonbank.site.layers import Layers
from lessonbank.site.notes import Note, noted
from lessonbank.site.own_templates import OwnTemplates, no_templates
from lessonbank.site.page import SitePage
from lessonbank.site.player.player import Player, Track
from lessonbank.site.prose import Prose, distinct
from lessonbank.site.types import ContentTypes, Foreign
from lessonbank.site.urls import Link
from lessonbank.texts import SOURCE, spoken_in
from lessonbank.texts.templates import translate
from lessonbank.theme.lean import make_lean

_OWN = PackageLoader("lessonbank.site")


class _Environment(Environment):
    """Gives templates their globals as one dictionary: Jinja would chain two.

    A page imports many templates, and each import copies the globals.
    """

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        return {**self.globals, **d} if d else self.globals


class Renderer:
    """Renders the main part of pages.

    `language` is the trust's. If the interface does not speak it, the interface is marked as
    English and the trust's prose, titles and summaries as theirs. `templates` are the trust's own
    and come first; templates of packages' `types` come last. `published` is the address of the
    published site, which codes to scan lead to.
    """

    def __init__(
        self,
        language: str = SOURCE,
        types: ContentTypes | None = None,
        templates: OwnTemplates = no_templates,
        published: str = "",
    ) -> None:
        self._outside = types.outside_folders if types else {}
        folders = (each.templates for each in self._outside.values() if each.templates)
        below = ChoiceLoader((_OWN, *map(FileSystemLoader, folders)))
        self._env = _Environment(
            loader=Layers(templates, below),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        translate(self._env)
        make_lean(self._env)
        self._env.filters["clock"] = format_timecode
        self._env.filters["seconds"] = format_seconds
        self._env.filters["direction"] = direction
        self._env.filters["tracks"] = _tracks
        self._language, (self._own, self._ours) = language, _marks(language)
        self._env.globals |= {"own": self._own, "ours": self._ours, "paper": False}
        self._env.globals["qr"] = partial(qr, published)

    def page(self, page: SitePage, body: str, language: str = "") -> str:
        """Return the main part of a page. `body` is its prose as safe HTML, in the `language`.

        Raise TypeFaultError if a package's template fails.
        """
        prose = Prose(body, self.apart(language) or self._own)
        if type_ := self._outside.get(page.path.partition("/")[0]):
            with Foreign(type_, f"the template `{page.template}`"):
                return self._fragment(page, prose)
        return self._fragment(page, prose)

    def on_paper(self, page: SitePage, body: str) -> str:
        """Return the main part of a page for paper: nothing to play, codes to scan instead."""
        return self._fragment(page, Prose(body, self._own), paper=True)

    @property
    def site(self) -> Markup:
        """The language of the site as attributes."""
        return _attributes(self._language)

    def apart(self, language: str) -> Markup:
        """Return the attributes of a language; nothing for the site's, and for none."""
        is_apart = language and language.lower() != self._language.lower()
        return _attributes(language) if is_apart else Markup()

    def _fragment(self, page: SitePage, prose: Prose, *, paper: bool = False) -> str:
        template = self._env.get_template(page.template)
        base = root_of(page.path)
        html = template.render(view=page.view, base=base, body=prose, paper=paper)
        html = distinct(html, prose.shown) if prose.shown else html
        return f"<div{self._ours}>\n{html}\n</div>" if self._ours else html

    def alone(self, template: str, view: object, path: str) -> str:
        """Return a whole page that needs no theme."""
        return self._env.get_template(template).render(view=view, base=root_of(path))

    def ids_of(self, template: str) -> frozenset[str]:
        """Return the literal ids of a template."""
        source, *_ = self._env.loader.get_source(self._env, template) if self._env.loader else ("",)
        return frozenset(_ID.findall(source))

    def embed(self, player: Player, url: str, address: Address, words: str, base: str) -> str:
        """Return a player for prose. `words` name it; `url` is from the site's root."""
        template = self._env.get_template("embed.html")
        return template.render(player=player, address=address, words=words, url=url, base=base)

    def noted(self, html: str, notes: Iterable[Note], path: str) -> str:
        """Return the prose of the page at `path` with its notes."""
        template = self._env.get_template("note.html")
        return noted(html, notes, lambda note: template.render(note=note, base=root_of(path)))

    def imprint(self, imprint: Imprint, concern: Link, mending: tuple[Link, ...] = ()) -> str:
        """Return the foot of a page.

        `concern` is the link to report a concern; `mending` are links to report a mistake and to
        edit the page.
        """
        template = self._env.get_template("imprint.html")
        return template.render(imprint=imprint, concern=concern, mending=mending)

    def mark(self, imprint: Imprint) -> str:
        """Return the edition's mark; empty for the public edition."""
        if imprint.is_open:
            return ""
        return self._env.get_template("mark.html").render(imprint=imprint)


def _marks(language: str) -> tuple[Markup, Markup]:
    """Return the language attributes of the trust's words and of ours; empty for one language."""
    ours = spoken_in(language)
    if language.lower().partition("-")[0] == ours:
        return Markup(), Markup()
    return _attributes(language), Markup(' lang="{}" dir="ltr"').format(ours)


def _attributes(language: str) -> Markup:
    way = Markup(' dir="rtl"') if direction(language) == "rtl" else Markup()
    return Markup(' lang="{}"').format(language) + way


_ID = re.compile(r'\sid="([^"{]+)"')


def root_of(path: str) -> str:
    """Return the relative path from a page to the site's root: `""`, `"../"` ..."""
    return "../" * path.count("/")


def _tracks(tracks: Iterable[Track]) -> str:
    """Return captions in further languages as JSON, for an attribute."""
    return json.dumps([[each.language, each.name, each.src] for each in tracks], ensure_ascii=False)
