"""Find links in Markdown, with their positions in the source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lessonbank.bank import ITEM_TYPES, ItemTypes
from lessonbank.bank.written import WrittenKey, written_keys

_ADDRESS = r"(?P<address>[A-Za-z][A-Za-z-]*:[^\s()<>]*)"
_INLINE = re.compile(rf"\]\(\s*<?{_ADDRESS}")
_DEFINITION = re.compile(rf"^ {{0,3}}\[[^\]\n]+\]:[ \t]*<?{_ADDRESS}", re.MULTILINE)
_TAG = re.compile(
    r"""\b(?:href|src|srcset|data|poster|cite|action)\s*=\s*["']?\s*"""
    r"""(?P<address>[A-Za-z][A-Za-z-]*:[^\s<>"']*)""",
    re.IGNORECASE,
)
_AUTOLINK = re.compile(r"<(?P<address>[A-Za-z][A-Za-z-]*:[^\s<>]+)>")
_DESTINATIONS = (
    re.compile(r"\]\([^)\n]*"),
    re.compile(r"^[ >]*\[[^\]\n]+\]:.*", re.MULTILINE),
    re.compile(r"<[a-zA-Z][^>]*>"),
)
"""Patterns of links in Markdown and HTML."""
_FENCE = re.compile(
    r"^(?P<indent>[ \t>]*)(?P<fence>`{3,}+|~{3,}+)[^\n`]*+\n"
    r".*?(?:^[ \t>]*(?P=fence)[`~]*[ \t]*$|\Z)",
    re.MULTILINE | re.DOTALL,
)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_SPAN = re.compile(
    r"(?<![`\\])(?P<ticks>`+)(?!`)(?:(?!\n[ \t]*\n).){1,2000}?(?<!`)(?P=ticks)(?!`)", re.DOTALL
)
_INDENTED = re.compile(r"(?: {4}|\t)")
_CONTAINER = re.compile(r"\s*(?:[-*+] |\d+[.)] |!!! |\?\?\?|=== |\[\^|: )")


@dataclass(frozen=True, slots=True)
class WrittenLink:
    """A link's address as written, and its offset in the text."""

    address: str
    start: int


def written_links(markdown: str) -> Iterator[WrittenLink]:
    """Yield each link and image whose address has a scheme; skip code and comments."""
    if not any(sign in markdown for sign in ("](", "]:", "<")):
        return
    prose = without_code(markdown)
    found: dict[int, str] = {}
    for pattern in (_INLINE, _DEFINITION, _TAG, _AUTOLINK):
        for match in pattern.finditer(prose):
            found.setdefault(match.start("address"), match["address"])
    for start, address in found.items():
        yield WrittenLink(address, start)


def written_addresses(markdown: str, types: ItemTypes = ITEM_TYPES) -> Iterator[WrittenKey]:
    """Yield addresses of items that appear in text or code, outside links."""
    if not any(written_keys(markdown, types, spaced=True)):
        return
    prose = without_code(markdown)
    shown = _COMMENT.sub(_dots, markdown)
    links = [match.span() for pattern in _DESTINATIONS for match in pattern.finditer(prose)]
    close = frozenset(written_keys(shown, types))
    for written in written_keys(shown, types, spaced=True):
        is_code = prose[written.start] != shown[written.start]
        is_text = written in close
        in_link = any(start <= written.start < end for start, end in links)
        if is_code or (is_text and not in_link):
            yield written


_TARGET = r"(?:<(?P<wide>[^<>\n]+)>|(?P<address>[^\s()<>\"']+))"
_TORN = r"(?P<torn>[^()<>\"'\n]*[^\s()<>\"'\n])"
"""An address with spaces, which Markdown does not treat as a link."""
_FILE_INLINE = re.compile(rf"\]\([ \t]*(?:{_TARGET}(?=[ \t]*(?:\)|[\"']))|{_TORN}(?=[ \t]*\)))")
_FILE_DEFINITION = re.compile(rf"^ {{0,3}}\[(?!\^)[^\]\n]+\]:[ \t]*{_TARGET}", re.MULTILINE)
_FILE_HTML = re.compile(
    r"<[a-zA-Z][^<>]*?\s(?:href|src)\s*=\s*(?P<quote>[\"'])(?P<address>.*?)(?P=quote)", re.DOTALL
)
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:(?!\\)")


def file_links(markdown: str) -> Iterator[WrittenLink]:
    """Yield each link, image and HTML address without a scheme; skip code."""
    if not any(sign in markdown for sign in ("](", "]:", "=")):
        return
    prose = without_code(markdown)
    for pattern in (_FILE_INLINE, _FILE_DEFINITION, _FILE_HTML):
        for match in pattern.finditer(prose):
            group = next(name for name in _GROUPS if match.groupdict().get(name))
            if not _SCHEME.match(match[group]):
                yield WrittenLink(match[group], match.start(group))


_GROUPS = ("address", "wide", "torn")


def without_code(markdown: str) -> str:
    """Replace code and comments with dots; offsets stay the same."""
    for pattern in (_FENCE, _COMMENT, _SPAN):
        markdown = pattern.sub(_dots, markdown)
    return _without_indented(markdown)


def _dots(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", ".", match[0])


def _without_indented(markdown: str) -> str:
    """Replace indented code (four spaces after a blank line, outside lists) with dots."""
    lines = markdown.split("\n")
    container = code = False
    after_blank = True
    for number, line in enumerate(lines):
        if not line.strip():
            after_blank = True
            continue
        if not _INDENTED.match(line):
            container = bool(_CONTAINER.match(line)) or (container and not after_blank)
            code = False
        elif not container and (after_blank or code):
            code = True
            lines[number] = "." * len(line)
        after_blank = False
    return "\n".join(lines)
