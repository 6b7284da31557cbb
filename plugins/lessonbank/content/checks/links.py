"""Check that links in Markdown lead to existing items, and to times within their clips."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lessonbank.bank import Address, Bank, Clip, ItemTypes, Person
from lessonbank.bank.governing import governing
from lessonbank.bank.written import Key, WrittenKey
from lessonbank.content.checks.context import Context
from lessonbank.content.document import Document
from lessonbank.content.links import written_addresses, written_links
from lessonbank.content.suggest import closest_of
from lessonbank.diagnostics import Code, Diagnostic

_PARTS = re.compile(r"(?P<kind>[^:]+):(?P<id>[^#]*)(?P<fragment>#.*)?")


def links(context: Context) -> Iterator[Diagnostic]:
    for document in (*context.reading.documents.values(), *context.reading.prose):
        for written in written_links(document.body):
            if match := _PARTS.fullmatch(written.address):
                link = _Link(context, document, written.start, match)
                yield from _spaced(link) or _mistakes(link)


def addresses_of_restricted(context: Context) -> Iterator[Diagnostic]:
    """Report addresses in text of items that some editions must not mention."""
    for document in (*context.reading.documents.values(), *context.reading.prose):
        for written in written_addresses(document.body, context.bank.types):
            if _is_restricted(context.bank, written.key):
                yield _restricted_address(document, written)


def _is_restricted(bank: Bank, key: Key) -> bool:
    """Return whether some edition may not mention the item."""
    kind, id_ = key
    item = bank.items.get(kind, {}).get(id_)
    if item is None:
        return False
    if isinstance(item, Person):
        return item.credit != "name"
    return not all(permission.is_open for permission in governing(bank, item))


def _restricted_address(document: Document, written: WrittenKey) -> Diagnostic:
    start, end = (document.body_start + at for at in (written.start, written.end))
    address = document.text[start:end]
    message = f"`{address}` is written as text, but some editions must not mention it"
    fix = f"Make it a link: `[its words]({':'.join(written.key)})`; or use another example."
    return document.diagnostic(Code.TOLD_ADDRESS, message, fix, (start, end))


@dataclass(frozen=True)
class _Link:
    """A link and the parts of its address."""

    context: Context
    document: Document
    start: int
    parts: re.Match[str]

    @property
    def types(self) -> ItemTypes:
        return self.context.bank.types

    @property
    def kind(self) -> str:
        return self.parts["kind"]

    @property
    def id(self) -> str:
        return self.parts["id"]

    @property
    def fragment(self) -> str:
        return self.parts["fragment"] or ""

    def report(
        self, part: str, code: Code, message: str, fix: str, suggestion: str | None = None
    ) -> Diagnostic:
        start, end = (self.document.body_start + self.start + at for at in self.parts.span(part))
        return self.document.diagnostic(code, message, fix, (start, end), suggestion)


_REST = re.compile(r"[ \t]+(?![\"'])(?P<rest>[^()<>\"'\n]*[^()<>\"'\s])[ \t]*\)")
"""What follows an address with spaces, up to the bracket that closes the link."""


def _spaced(link: _Link) -> tuple[Diagnostic, ...]:
    """Report the address of an item that has spaces, which ends the link."""
    end = link.start + len(link.parts[0])
    rest = _REST.match(link.document.body, end)
    if rest is None or link.kind not in link.types.by_kind:
        return ()
    address = link.document.body[link.start : rest.end("rest")]
    near = link.context.closest(link.kind, address.partition(":")[2].partition("#")[0])
    message = f"`{address}` has a space, so it would be no link at all"
    fix = f"Write `{link.kind}:{near}`." if near else "Write an id, which has no spaces."
    offsets = link.document.body_start + link.start, link.document.body_start + rest.end("rest")
    return (link.document.diagnostic(Code.BROKEN_LINK, message, fix, offsets, near),)


def _mistakes(link: _Link) -> Iterator[Diagnostic]:
    if link.kind not in link.types.by_kind:
        yield from _scheme(link)
    elif link.id not in link.context.known[link.kind]:
        yield from _target(link)
    elif link.fragment:
        yield from _time(link)


def _scheme(link: _Link) -> Iterator[Diagnostic]:
    """Report a scheme that is nearly a kind of item; others are ordinary web links."""
    near = closest_of(link.kind, link.types.by_kind)
    if near is not None:
        message = f"there is no kind of item `{link.kind}`"
        fix = f"Write `{near}:{link.id}{link.fragment}`."
        yield link.report("kind", Code.BROKEN_LINK, message, fix, near)


def _target(link: _Link) -> Iterator[Diagnostic]:
    if link.context.is_broken(link.kind, link.id):
        return
    near = link.context.closest(link.kind, link.id)
    fix = f"Write an id from `content/{link.types.by_kind[link.kind].folder}/`."
    if near:
        fix = f"Write `{link.kind}:{near}{link.fragment}`."
    message = f"there is no {link.kind} `{link.id}`"
    yield link.report("id", Code.BROKEN_LINK, message, fix, near)


def _time(link: _Link) -> Iterator[Diagnostic]:
    clip = link.context.bank.of(Clip).get(link.id) if link.kind == Clip.kind else None
    if clip is None:
        message, fix = f"a {link.kind} has no times", f"Delete `{link.fragment}`."
        yield link.report("fragment", Code.MALFORMED_LINK, message, fix)
        return
    try:
        address = Address.parse(link.parts[0])
    except ValueError:
        message = f"`{link.fragment}` is not a time in a clip"
        fix = "Write seconds from the start of the clip: `#t=80`, or `#t=80,95` for a span."
        yield link.report("fragment", Code.MALFORMED_LINK, message, fix)
        return
    yield from _outside(link, clip, address)


def _outside(link: _Link, clip: Clip, address: Address) -> Iterator[Diagnostic]:
    latest = max(address.start or 0.0, address.end or 0.0)
    if latest <= clip.duration or clip.duration <= 0:
        return
    message = (
        f"{latest:g} seconds is after the end of the clip, which lasts {clip.duration:g} seconds"
    )
    fix = f"Write at most {clip.duration:g}: links count from the start of the clip."
    near = _in_clip(clip, address)
    yield link.report("fragment", Code.LINK_OUTSIDE_CLIP, message, fix, near)


def _in_clip(clip: Clip, address: Address) -> str | None:
    """Return a corrected fragment if the times fit the recording's clock, or None."""
    start, end = (None if t is None else clip.relative(t) for t in (address.start, address.end))
    fits = all(t is None or 0 <= t <= clip.duration for t in (start, end))
    return Address(address.kind, address.id, start, end).fragment if fits else None
