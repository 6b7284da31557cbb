"""Views -> HTML, with Jinja."""

from __future__ import annotations

import re

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PackageLoader, StrictUndefined
from markupsafe import Markup

from lessonbank.bank import Address, direction, format_seconds, format_timecode
from lessonbank.site.imprint import Imprint
from lessonbank.site.layers import Layers
from lessonbank.site.own_templates import OwnTemplates, no_templates
from lessonbank.site.page import SitePage
from lessonbank.site.player.player import Player
from lessonbank.site.prose import Prose, distinct
from lessonbank.site.types import ContentTypes, Foreign
from lessonbank.site.urls import Link
from lessonbank.texts.templates import translate

_OWN = PackageLoader("lessonbank.site")
_OURS = "en"
"""The language of the words that are not the trust's: labels, headings, buttons."""


class Renderer:
    """Renders the fragment that stands in a page's main part.

    `language` is that of what the trust writes. Where it is not English, our own words are marked
    as English and the trust's prose, titles and summaries as theirs. `templates` are the trust's
    own, and come first. `types` bring the templates of packages, which come last.
    """

    def __init__(
        self,
        language: str = _OURS,
        types: ContentTypes | None = None,
        templates: OwnTemplates = no_templates,
    ) -> None:
        self._outside = types.outside_folders if types else {}
        folders = (each.templates for each in self._outside.values() if each.templates)
        below = ChoiceLoader((_OWN, *map(FileSystemLoader, folders)))
        self._env = Environment(
            loader=Layers(templates, below),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        translate(self._env)
        self._env.filters["clock"] = format_timecode
        self._env.filters["seconds"] = format_seconds
        self._env.filters["direction"] = direction
        self._own, self._ours = _marks(language)
        self._env.globals |= {"own": self._own, "ours": self._ours}

    def page(self, page: SitePage, body: str) -> str:
        """The page's fragment. `body` is its prose as HTML that is safe to show as it is.

        Raises TypeFaultError where the template of a package fails.
        """
        if type_ := self._outside.get(page.path.partition("/")[0]):
            with Foreign(type_, f"the template `{page.template}`"):
                return self._fragment(page, body)
        return self._fragment(page, body)

    def _fragment(self, page: SitePage, body: str) -> str:
        template = self._env.get_template(page.template)
        prose = Prose(body, self._own)
        html = template.render(view=page.view, base=root_of(page.path), body=prose)
        html = distinct(html, prose.shown) if prose.shown else html
        return f"<div{self._ours}>\n{html}\n</div>" if self._ours else html

    def ids_of(self, template: str) -> frozenset[str]:
        """The ids that a template writes, apart from those it makes of values."""
        source, *_ = self._env.loader.get_source(self._env, template) if self._env.loader else ("",)
        return frozenset(_ID.findall(source))

    def embed(self, player: Player, url: str, address: Address, words: str, base: str) -> str:
        """A player in prose: `words` name it, `url` is the clip's page from the site's root."""
        template = self._env.get_template("embed.html")
        return template.render(player=player, address=address, words=words, url=url, base=base)

    def imprint(self, imprint: Imprint, concern: Link) -> str:
        """The foot of a page; `concern` is the way to report one about it."""
        return self._env.get_template("imprint.html").render(imprint=imprint, concern=concern)

    def mark(self, imprint: Imprint) -> str:
        """The edition's mark, empty where the edition is for everybody."""
        if imprint.is_open:
            return ""
        return self._env.get_template("mark.html").render(imprint=imprint)


def _marks(language: str) -> tuple[Markup, Markup]:
    """The attributes of the trust's words and of ours; none where both are English."""
    if language.lower().partition("-")[0] == _OURS:
        return Markup(), Markup()
    way = Markup(' dir="rtl"') if direction(language) == "rtl" else Markup()
    return Markup(' lang="{}"').format(language) + way, Markup(' lang="en" dir="ltr"')


_ID = re.compile(r'\sid="([^"{]+)"')


def root_of(path: str) -> str:
    """The way from a page to the site's root: `""`, `"../"` ..."""
    return "../" * path.count("/")
