"""Complete the settings of mkdocs.yml for a bank."""

from __future__ import annotations

from urllib.parse import urlsplit

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.theme import Theme

from lessonbank import theme
from lessonbank.bank import Trust
from lessonbank.markdown.headings import slug
from lessonbank.site import shared_asset
from lessonbank.site.pictures.brand import FAVICON

_IMAGES = "images"
_HOME = "index.html"


def configure(config: MkDocsConfig, trust: Trust) -> None:
    """Change the checked settings in place."""
    config.use_directory_urls = False  # Only addresses that name a file work over file://.
    config.mdx_configs.setdefault("toc", {}).setdefault("slugify", slug)
    if config.theme.name != theme.NAME:
        config.theme = Theme(name=theme.NAME)
    theme.complete(config.theme, trust.language, FAVICON)
    for name, file in trust.look.pictures.items():
        config.theme[name] = f"{_IMAGES}/{file}"
    config.extra["homepage"] = _home(str(config.extra.get("homepage") or ""))
    # Before the trust's own, which have the last word.
    config.extra_css[:0] = [shared_asset(".css").url]
    config.extra_javascript[:0] = [shared_asset(".js").url]


def _home(written: str) -> str:
    """Return the logo's target: a file, because browsers list folders of a USB stick."""
    if urlsplit(written).netloc:
        return written
    path = written.lstrip("/")
    return path if path.endswith(".html") else f"{path.rstrip('/.')}/{_HOME}".lstrip("/")
