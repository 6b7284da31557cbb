"""Report addresses of online meetings outside the fields that are hidden from the public."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from lessonbank.bank import Bank, Scope, kept
from lessonbank.content.checks.context import Context
from lessonbank.content.checks.privacy.texts import texts
from lessonbank.diagnostics import Code, Diagnostic

_ADDRESS = re.compile(r"(?:https?://|\b(?=[\w-]+\.[\w.-]+/))[^\s<>\"'()\[\]{}|\\^`]+")
_SIGNS = ("://", "zoom", "meet", "webex", "whereby", "8x8.vc", "chime", "skype", "bluejeans")
_STOPS = ".,;:!?*_"
"""Punctuation after an address that is not part of it."""
_MEETING = re.compile(
    r"(?:https?://)?(?:[\w-]+\.)*(?:"
    r"zoom\.us/(?:j|my|s|w|wc)/|zoomgov\.com/j/"
    r"|teams\.(?:microsoft|live)\.com/(?:l/meetup-join|meet|dl/launcher)/"
    r"|meet\.google\.com/(?:[a-z]{3}-[a-z]{4}-[a-z]{3}|lookup/)"
    r"|webex\.com/(?:(?:meet|join)/|[\w./-]*(?:j\.php|joinservice))"
    r"|whereby\.com/[\w-]|meet\.jit\.si/[\w-]|gotomeet\.me/[\w-]|gotomeeting\.com/join/"
    r"|bluejeans\.com/\d|chime\.aws/\d|join\.skype\.com/\w|8x8\.vc/\w"
    r")",
    re.IGNORECASE,
)
_FIX = (
    "Delete it here. Write it in a session's `link` or `booking`, which public editions hide."
    " For an address that everyone may see, add `booking_for: public`."
)


def meetings(context: Context) -> Iterator[Diagnostic]:
    """Report addresses of meetings, and addresses that a hidden field also has."""
    fields = {context.document(item).path: item for item in context.bank if any(kept(item))}
    private = _private(context.bank)
    reading = context.reading
    left_out = {d.path for key, d in reading.documents.items() if key in reading.broken}
    for text in texts(context):
        if text.path in left_out:
            continue  # Its fields are not known; it is checked once its mistakes are mended.
        found = list(_for_staff(text.text, private))
        item = fields.get(text.path)
        if item is None or not found:
            meant = []
        elif len(found) == sum(each.value in private for each in kept(item)):
            continue  # Each stands in its own field, and nothing has to be located.
        else:
            span_of = context.document(item).span_of
            meant = [span_of(each.location) for each in kept(item)]
        for start, end in found:
            if not any(first <= start and end <= last for first, last in meant):
                message = "this address is for staff only, but everyone could read it here"
                yield text.report((start, end), Code.STAFF_ADDRESS, message, _FIX)


def _for_staff(text: str, private: Collection[str]) -> Iterator[tuple[int, int]]:
    """Yield start and end of addresses for staff."""
    if not any(sign in text for sign in _SIGNS):  # Most texts have none, and are long.
        return
    for found in _ADDRESS.finditer(text):
        address = found[0].rstrip(_STOPS)
        if address in private or _MEETING.match(address):
            yield found.start(), found.start() + len(address)


def _private(bank: Bank) -> frozenset[str]:
    """Return the web addresses in hidden fields, without those that a public field has too."""
    held = [each for item in bank for each in kept(item) if _is_address(each.value)]
    public = {each.value for each in held if each.scope is Scope.PUBLIC}
    return frozenset(str(each.value).rstrip(_STOPS) for each in held if each.value not in public)


def _is_address(value: object) -> bool:
    return isinstance(value, str) and value.startswith(("https://", "http://"))
