"""Check pages, drawings and feeds of a finished site."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from xml.parsers import expat

from selectolax.lexbor import LexborHTMLParser, LexborNode

from lessonbank.site.imprint import Imprint
from lessonbank.site.policy import is_policy

_POLICY = "content-security-policy"
_FEEDS = frozenset({"urlset", "sitemapindex", "rss", "feed"})
_SVG = "http://www.w3.org/2000/svg"
_SHOWN = (f"{_SVG} ", "http://www.w3.org/1999/xhtml ", "http://www.w3.org/1998/Math/MathML ")
"""Elements that browsers show and run in any XML."""
_ALTERNATE = "http://www.w3.org/1999/xhtml link"
"""The element with which site maps name translations."""
_ACTING = frozenset({"script", "foreignObject", "handler", "listener"})
_SENT_ON = ("javascript:", "data:", "vbscript:")


@dataclass(frozen=True, slots=True)
class Duties:
    """What every page of an edition must have."""

    imprint: Imprint
    preview: bool = False
    films_at: str = ""
    """The address that films may come from."""

    def neglected(self, html: str) -> Iterator[str]:
        """Return what a page lacks, as the end of a sentence, or None."""
        parser = LexborHTMLParser(html)
        head = parser.css("head > meta")
        policy = next((meta for meta in head if _says(meta, "http-equiv", _POLICY)), None)
        if policy is None:
            yield "has no content security policy in its head"
        elif not self._allows(parser, policy.attributes.get("content") or ""):
            yield "has a content security policy that is not the site's"
        if any(_acts(node) for node in _before(parser, policy)):
            yield "has a script before its content security policy"
        if not _holds(parser, ".lb-imprint", self.imprint.controller):
            yield "has no imprint, which says who answers for it"
        if self.imprint.mark is None:
            return
        if not _holds(parser, ".lb-edition", " ".join(self.imprint.mark[0].split())):
            yield "does not say whom the edition is for"
        if not any(_says(meta, "name", "robots") and _hides(meta) for meta in head):
            yield "lets search engines list it"

    def _allows(self, parser: LexborHTMLParser, policy: str) -> bool:
        """A page of a preview may be as strict as one of a site."""
        own = parser.css_first("lb-workbench") is not None
        ways = (False, True) if self.preview else (False,)
        return any(
            is_policy(policy, preview=way, films_at=self.films_at, own_films=own) for way in ways
        )


def _says(meta: LexborNode, name: str, value: str) -> bool:
    return (meta.attributes.get(name) or "").strip().lower() == value


def _hides(meta: LexborNode) -> bool:
    return "noindex" in (meta.attributes.get("content") or "").lower()


def _before(parser: LexborHTMLParser, last: LexborNode | None) -> Iterator[LexborNode]:
    """Return the elements before `last`; none without `last`."""
    for node in parser.root.traverse() if parser.root and last else ():
        if last and node.mem_id == last.mem_id:
            return
        yield node


def _acts(node: LexborNode) -> bool:
    return node.tag == "script" or any(name.startswith("on") for name in node.attributes)


def _holds(parser: LexborHTMLParser, selector: str, words: str) -> bool:
    found = parser.css_first(f"body {selector}")
    return found is not None and words in " ".join(found.text().split())


def acts_as_drawing(data: bytes) -> str | None:
    """Return what an SVG does beyond drawing, or None."""
    found: list[str] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        namespace, _, tag = name.rpartition(" ")
        if namespace != _SVG or tag in _ACTING:
            found.append(f"holds `{tag}`")
        for attribute, value in attributes.items():
            plain = attribute.rpartition(" ")[2].lower()
            address = "".join(value.split()).lower()
            if plain.startswith("on"):
                found.append(f"holds `{plain}`")
            elif plain in {"href", "from", "to", "values", "by"} and _runs(address):
                found.append("holds an address that runs")

    return _read(data, start) or next(iter(found), None)


def _runs(address: str) -> bool:
    return any(scheme in address for scheme in _SENT_ON if not address.startswith("data:image/"))


def acts_as_feed(data: bytes) -> str | None:
    """Return why XML is not a site map or feed, or None."""
    names: list[str] = []

    def start(name: str, _: dict[str, str]) -> None:
        names.append(name)

    if wrong := _read(data, start):
        return wrong
    root = names[0].rpartition(" ")[2]
    if root not in _FEEDS:
        return f"is a document of `{root}`"
    return next((f"holds `{name.split()[-1]}`" for name in names if _is_shown(name)), None)


def _is_shown(name: str) -> bool:
    return name.startswith(_SHOWN) and name != _ALTERNATE


def _read(data: bytes, start: Callable[[str, dict[str, str]], None]) -> str | None:
    """Parse XML and call `start` for each element. Return why it fails, or None."""
    found: list[str] = []
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = start
    parser.ProcessingInstructionHandler = lambda name, _: found.append(f"holds `<?{name}`")
    parser.EntityDeclHandler = lambda *_: found.append("declares entities")
    try:
        parser.Parse(data, True)  # noqa: FBT003 - expat takes no keyword
    except expat.ExpatError as error:
        return f"is not XML: {expat.ErrorString(error.code)}"
    return next(iter(found), None)
