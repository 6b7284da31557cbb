"""Complete the settings of mkdocs.yml for a bank."""

from __future__ import annotations

from urllib.parse import urlsplit

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.theme import Theme

from lessonbank import theme
from lessonbank.markdown.headings import slug
from lessonbank.site import Library, shared_asset
from lessonbank.site.pictures.brand import FAVICON

_IMAGES = "images"
_HOME = "index.html"
_IDS = "attr_list"
"""The extension of Markdown by which headings have ids of their own."""


def configure(config: MkDocsConfig, library: Library) -> None:
    """Change the checked settings in place. The edition of a school has its name and its logo."""
    trust = library.bank.trust
    config.use_directory_urls = False  # Only addresses that name a file work over file://.
    config.mdx_configs.setdefault("toc", {}).setdefault("slugify", slug)
    if config.theme.name != theme.NAME:
        config.theme = Theme(name=theme.NAME)
    theme.complete(config.theme, trust.language, FAVICON)
    for name, file in trust.look.pictures.items():
        config.theme[name] = f"{_IMAGES}/{file}"
    _lead(config, library)
    if _IDS not in config.markdown_extensions:
        config.markdown_extensions.append(_IDS)
    config.extra["homepage"] = _home(str(config.extra.get("homepage") or ""))
    # Before the trust's own, which have the last word.
    config.extra_css[:0] = [shared_asset(".css").url]
    config.extra_javascript[:0] = [shared_asset(".js").url]


def _lead(config: MkDocsConfig, library: Library) -> None:
    """Let the school of an edition lead it."""
    if school := library.leading:
        config.site_name = school.name
        if logo := library.logos.get(school.id):
            config.theme["logo"] = logo.url


def _home(written: str) -> str:
    """Return the logo's target: a file, because browsers list folders of a USB stick."""
    if urlsplit(written).netloc:
        return written
    path = written.lstrip("/")
    return path if path.endswith(".html") else f"{path.rstrip('/.')}/{_HOME}".lstrip("/")
