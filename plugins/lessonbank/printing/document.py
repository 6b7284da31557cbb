"""Make the document to print from the page of the whole handbook."""

from __future__ import annotations

from dataclasses import dataclass
from posixpath import dirname, join, normpath
from urllib.parse import urlsplit

from markupsafe import Markup
from selectolax.lexbor import LexborHTMLParser, LexborNode

from lessonbank.site.urls import WHOLE

_NOT_PRINTED = "lb-print, script, link, style"


@dataclass(frozen=True, slots=True)
class Sheet:
    """The title, the author and the language of a document, and the published site's address."""

    title: str
    author: str
    language: str
    published: str = ""


def document(page: str, sheet: Sheet, styles: str) -> str:
    """Return the HTML to print, or an empty text if `page` holds no handbook."""
    tree = LexborHTMLParser(page)
    whole = tree.css_first(".lb-whole")
    if whole is None:
        return ""
    for node in whole.css(_NOT_PRINTED):
        node.decompose()
    for node in whole.css("img"):
        if not node.attributes.get("alt"):
            node.decompose()  # It says nothing, and PDF/UA asks for words.
    for node in whole.css("a[href]"):
        _link(node, sheet.published)
    head = Markup('<!doctype html><html lang="{}"><head><meta charset="utf-8"><title>{}</title>')
    meta = Markup('<meta name="author" content="{}">')
    start = head.format(sheet.language, sheet.title) + meta.format(sheet.author)
    return f"{start}<style>{styles}</style></head><body>{whole.html}</body></html>"


def _link(node: LexborNode, published: str) -> None:
    """Let a link lead to the published site; keep only its words if that is nowhere."""
    value = node.attributes.get("href") or ""
    parts = urlsplit(value)
    if value.startswith("#") or parts.scheme in {"http", "https", "mailto", "tel"}:
        return
    if not published or parts.scheme or parts.netloc:
        node.unwrap()
        return
    address = normpath(join(dirname(WHOLE), parts.path))
    fragment = f"#{parts.fragment}" if parts.fragment else ""
    node.attrs["href"] = f"{published}{address}{fragment}"
