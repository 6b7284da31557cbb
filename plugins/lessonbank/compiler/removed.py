"""Report HTML that sanitising removes, with what to write instead."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from posixpath import basename
from urllib.parse import urlsplit

from lessonbank.bank import ItemTypes, Overlay
from lessonbank.content import Loaded
from lessonbank.content.document import Document
from lessonbank.content.links import without_code
from lessonbank.content.load import ordered
from lessonbank.diagnostics import Code, Diagnostic
from lessonbank.markdown.losses import Removed, may_lose

_NO_SCRIPT = "Delete it. Pages of the bank cannot run scripts."
_NO_STYLE = "Delete it. Pages of the bank cannot have styles of their own."
_ELEMENTS = {
    """
    applet audio embed frame frameset iframe object param source track video
    """: "Put the film in media/, make a clip of it, and embed that: `![Title](clip:its-id)`."
    " For a page or film elsewhere, write a link: `[Title](https://...)`.",
    "noscript script slot template": _NO_SCRIPT,
    "link style": _NO_STYLE,
    """
    button datalist fieldset form input legend meter optgroup option output progress select textarea
    """: "Describe the form in `content/forms/`, or link to a form elsewhere.",
    """
    canvas circle defs ellipse g line math path polygon polyline rect svg use
    """: "Save it as a picture in `content/images/`, and show that:"
    " `![What it shows](images/name.svg)`.",
    "base body head html meta title": "Delete it. The site writes this part of each page.",
    """
    acronym address article aside bdi bdo big blink caption center col colgroup data dialog dir font
    footer header hgroup main map area marquee menu nav nobr noembed noframes picture plaintext rb
    rp rt rtc ruby search strike tbody td tfoot th thead tr tt xmp
    """: "Delete the tag, or write it in Markdown. The words in it stay.",
}
"""HTML elements, and what to write instead."""
_INSTEAD = {tag: fix for tags, fix in _ELEMENTS.items() for tag in tags.split()}
_ATTRIBUTES = {
    "align bgcolor border color face height size style valign width": _NO_STYLE,
    "class": "Use another class: the site keeps those of this kind for itself.",
    "for id name": "Choose another name: those that begin with `__` belong to the site.",
    "sizes srcset": "Name one picture of the bank in `src`.",
}
_ATTRIBUTE_FIXES = {name: fix for names, fix in _ATTRIBUTES.items() for name in names.split()}
_PICTURE = re.compile(r"\.(?:png|jpe?g|gif|webp|svg|avif)$", re.IGNORECASE)
_LONGEST = 60
_VERSIONS = f"content/{Overlay.folder}/"
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_LINKS = frozenset({Code.DEAD_LINK, Code.DEAD_ANCHOR, Code.LINK_NOT_PORTABLE})


def with_removed_html(loaded: Loaded) -> Loaded:
    """Add a finding for each element and attribute that sanitising removes."""
    documents = (*loaded.reading.documents.values(), *loaded.reading.prose)
    found = [each for document in documents for each in _findings(document, loaded.bank.types)]
    known = [each for each in loaded.diagnostics if each.code is Code.BROKEN_LINK]
    found = [each for each in found if not any(_holds(each, other) for other in known)]
    others = [
        each
        for each in loaded.diagnostics
        if each.code not in _LINKS or not any(_holds(own, each) for own in found)
    ]
    reported = map(loaded.names.withheld, found) if loaded.names else found
    return replace(loaded, diagnostics=ordered((*others, *reported)))


def _holds(whole: Diagnostic, part: Diagnostic) -> bool:
    """Return whether one finding's text contains the other's: they have one cause."""
    if whole.path != part.path or not whole.span or not part.span:
        return False
    end = whole.span.end_column or whole.span.column + 1
    return whole.span.line == part.span.line and whole.span.column <= part.span.column < end


def _findings(document: Document, types: ItemTypes) -> Iterator[Diagnostic]:
    if not may_lose(document.body, types):
        return
    from lessonbank.markdown.removed import removed  # noqa: PLC0415 - few pages need a converter

    places: _Places | None = None
    for lost in removed(document.body, types):
        if _is_place(lost, document):
            continue
        places = places or _Places(document.body)
        start, end = (document.body_start + at for at in places.of(lost))
        written = document.text[start:end]
        code, message, fix = _words(lost, written, document.path.count("/") - 1)
        yield document.diagnostic(code, message, fix, (start, end))


def _is_place(lost: Removed, document: Document) -> bool:
    """Return whether it is the `after` by which a heading of a school's version has its place."""
    is_version = document.path.startswith(_VERSIONS)
    return is_version and lost.attribute == "after" and lost.tag in _HEADINGS


class _Places:
    """Finds removed HTML in its Markdown."""

    def __init__(self, markdown: str) -> None:
        self._prose = without_code(markdown)
        self._whole = markdown
        self._ends: dict[str, int] = {}

    def of(self, lost: Removed) -> tuple[int, int]:
        """Return the offsets of the value or tag; the start of the text if it is not found."""
        for text in (self._prose, self._whole):
            for pattern in _patterns(lost):
                key = pattern.pattern
                if found := pattern.search(text, self._ends.get(key, 0)) or pattern.search(text):
                    self._ends[key] = found.end()
                    return found.span()
        return 0, 0


def _patterns(lost: Removed) -> Iterator[re.Pattern[str]]:
    """Yield patterns for it, the most exact first."""
    tag, name = re.escape(lost.tag), re.escape(lost.attribute)
    if not lost.attribute:
        yield re.compile(rf"<{tag}(?=[\s/>])[^<>]*>?", re.IGNORECASE)
        return
    value = r"\s+".join(map(re.escape, lost.value.split()))
    if value:
        yield re.compile(rf"(?<![\w-]){name}\s*=\s*[\"']?{value}", re.IGNORECASE)
        yield re.compile(value)
    yield re.compile(rf"(?<![\w-]){name}\s*=[^\s>]*|(?<=[\s\"']){name}(?=[\s/>])", re.IGNORECASE)
    yield re.compile(rf"<{tag}(?=[\s/>])[^<>]*>?", re.IGNORECASE)
    if lost.tag == "img":
        yield re.compile(r"!\[[^\]\n]*\][(\[][^)\]\n]*[)\]]")
    if lost.tag == "a":
        yield re.compile(r"(?<!!)\[[^\]\n]*\]\([^)\n]*\)")


def _words(lost: Removed, written: str, depth: int) -> tuple[Code, str, str]:
    """Return code, message and fix. `depth` counts folders below content/."""
    if lost.attribute:
        return Code.REMOVED_HTML, *_attribute(lost, depth)
    shown = f"`<{lost.tag}>`"
    if fix := _INSTEAD.get(lost.tag.removeprefix("/")):
        return Code.REMOVED_HTML, f"{shown} is removed from the page", fix
    if not written.startswith("<") or len(written) > _LONGEST:
        written = f"<{lost.tag}>"
    message = f"`{' '.join(written.split())}` looks like HTML, so readers would not see it"
    inner = " ".join(written.strip("<>").split())
    fix = f"Write `&lt;{inner}&gt;` if readers should see it, or put it in `backticks`."
    return Code.UNKNOWN_ELEMENT, message, fix


def _attribute(lost: Removed, depth: int) -> tuple[str, str]:
    name, value = lost.attribute, lost.value
    if (lost.tag, name) == ("img", "src"):
        return "the picture is removed: it is not a file of the bank", _save(value, depth)
    shown = f"`{name}`" if not value or len(value) > _LONGEST else f'`{name}="{value}"`'
    if name in {"cite", "href"}:
        message = f"{shown} is no address that a page may link to, so the link is removed"
        return message, _KEEP if _LOCAL.match(value) else _LINK
    other = _NO_SCRIPT if name.startswith("on") else "Delete it. The page works without it."
    return f"{shown} is removed from `<{lost.tag}>`", _ATTRIBUTE_FIXES.get(name, other)


_LINK = "Link to a page of the bank, or to an address with https:, mailto: or tel:."
_KEEP = (
    "Readers cannot open a file of your computer. Copy it into `content/resources/` and link to it."
)
_LOCAL = re.compile(r"file:|[a-z]:[\\/]|\\\\", re.IGNORECASE)
"""How the path of a file on a computer or a school's network starts."""


def _save(address: str, depth: int) -> str:
    """Say how to bring a picture into the bank."""
    try:
        name = basename(urlsplit(address).path)
    except ValueError:
        name = ""
    name = name if _PICTURE.search(name) and re.fullmatch(r"[\w.-]+", name) else "name.png"
    way = f"{'../' * depth}images/{name}"
    return (
        f"Save the picture as `content/images/{name}`, if you may publish it,"
        f" and write `![What it shows]({way})`."
    )
