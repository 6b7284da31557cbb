"""Views -> HTML, with Jinja."""

from __future__ import annotations

import re

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from lessonbank.bank import Address, format_seconds, format_timecode
from lessonbank.site.imprint import Imprint
from lessonbank.site.page import SitePage
from lessonbank.site.player import Player
from lessonbank.site.views.common import Link


class Renderer:
    """Renders the fragment that stands in a page's main part."""

    def __init__(self) -> None:
        self._env = Environment(
            loader=PackageLoader("lessonbank.site"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._env.filters["clock"] = format_timecode
        self._env.filters["seconds"] = format_seconds

    def page(self, page: SitePage, body: str) -> str:
        """The page's fragment. `body` is its prose as HTML that is safe to show as it is."""
        template = self._env.get_template(page.template)
        safe = Markup(body)  # noqa: S704 - converted by the generator from the page's Markdown
        return template.render(view=page.view, base=root_of(page.path), body=safe)

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


_ID = re.compile(r'\sid="([^"{]+)"')


def root_of(path: str) -> str:
    """The way from a page to the site's root: `""`, `"../"` ..."""
    return "../" * path.count("/")
