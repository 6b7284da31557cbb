"""Tell authors what cleaning takes away from their pages."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from lessonbank.content import Loaded
from lessonbank.content.document import Document
from lessonbank.content.links import without_code
from lessonbank.content.load import ordered
from lessonbank.diagnostics import Code, Diagnostic
from lessonbank.markdown import Removed, removed

_FILM = (
    "Put the film into `media/` and show a clip of it with `![words](clip:its-id)`, or link to it."
)
_PICTURE = "Save the picture in `content/images/` and name it here: `![words](images/name.jpg)`."
_DRAWING = "Save it as a file in `content/images/` and name it here: `![words](images/name.svg)`."
_SCRIPT = "Delete it. No script of a page's own can run."
_LOOK = "Delete it. The theme and `trust.yml` decide how pages look."
_FORM = "Delete it. Add a form to `content/forms/`, or link to one."
_PLAIN = "Delete it. The words inside it stay."
_NAME = "Write it in `backticks`, or with `&lt;` in place of `<`."
_ATTRIBUTE = "Delete it."
_ADDRESS = (
    "Write an address that starts with `https://`, `mailto:` or `tel:`, or the way to a page."
)
_CLASS = "Choose a class that does not start with `lb-` or `md-`. Those are the site's own."
_ID = "Choose one that does not start with `__`. Those are the theme's own."

_ELEMENTS: Mapping[str, str] = {
    **dict.fromkeys(("iframe", "video", "audio", "object", "embed", "source", "track"), _FILM),
    **dict.fromkeys(("svg", "math", "canvas", "map", "area", "picture"), _DRAWING),
    **dict.fromkeys(("script", "noscript", "template", "slot"), _SCRIPT),
    **dict.fromkeys(("style", "link", "meta", "base", "title", "head"), _LOOK),
    **dict.fromkeys(("form", "button", "select", "textarea", "option", "fieldset"), _FORM),
    **dict.fromkeys(("legend", "datalist", "meter", "progress", "output", "dialog"), _FORM),
}
_WORDS_STAY = """
acronym address applet article aside bdi bdo big blink body center data dir font footer frame
frameset header hgroup html main marquee menu nav nobr noframes param rp rt ruby search strike tt
xmp
"""
_KNOWN = frozenset(_WORDS_STAY.split())
"""Other elements of HTML, of today and of old, whose words stay."""
_SHOWN = 40
"""Letters of a value that a message shows."""


def with_removals(loaded: Loaded) -> Loaded:
    """Add a warning for what cleaning takes away: one for each sort and address in a file."""
    documents = (*loaded.reading.documents.values(), *loaded.reading.prose)
    kinds = frozenset(loaded.bank.items)
    known = {_start(each) for each in loaded.diagnostics}
    found = [
        each
        for document in documents
        for each in _warnings(document, kinds)
        if _start(each) not in known
    ]
    names = loaded.names
    told = map(names.withheld, found) if names else found
    return replace(loaded, diagnostics=ordered((*loaded.diagnostics, *told)))


def _start(finding: Diagnostic) -> tuple[str, int, int]:
    """Return where a finding starts: one cause is told once."""
    span = finding.span
    return finding.path, span.line if span else 0, span.column if span else 0


def _warnings(document: Document, kinds: Collection[str]) -> Iterator[Diagnostic]:
    sorts: dict[tuple[str, str | None, str], list[Removed]] = {}
    for each in removed(without_code(document.body), kinds):
        address = each.value if each.attribute in {"src", "href"} else ""
        sorts.setdefault((each.element, each.attribute, address), []).append(each)
    for same in sorts.values():
        yield _warning(document, same[0], len(same))


def _warning(document: Document, first: Removed, times: int) -> Diagnostic:
    message, fix = _told(first)
    if times > 1:
        message += f" ({times} times in this file)"
    offsets = document.body_start + first.start, document.body_start + first.end
    return document.diagnostic(Code.REMOVED_HTML, message, fix, offsets)


def _told(first: Removed) -> tuple[str, str]:
    """Return what is taken away and what to do."""
    element, attribute = first.element, first.attribute
    if attribute is None:
        is_html = element in _ELEMENTS or element in _KNOWN or ":" in element
        what = f"`<{element}>` is taken away"
        return (what if is_html else f"{what}, because it is read as HTML"), (
            _ELEMENTS.get(element, _PLAIN) if is_html else _NAME
        )
    value = first.value if len(first.value) <= _SHOWN else f"{first.value[:_SHOWN]}…"
    if element == "img" and attribute == "src":
        return f"the picture `{value}` is not shown, because it is on another site", _PICTURE
    if attribute in {"href", "src", "cite"}:
        return f"the address `{value}` is taken away, so the words lead nowhere", _ADDRESS
    where = f" of `<{element}>`" if element else ""
    return f"`{attribute}`{where} is taken away", _for_attribute(attribute)


def _for_attribute(attribute: str) -> str:
    if attribute.startswith("on"):
        return _SCRIPT
    return {
        "style": _LOOK,
        "class": _CLASS,
        **dict.fromkeys(("id", "name", "for"), _ID),
        **dict.fromkeys(("color", "bgcolor", "face", "size", "border"), _LOOK),
    }.get(attribute, _ATTRIBUTE)
