"""Report e-mail addresses and telephone numbers outside the fields meant for them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, partial

from lessonbank.bank import Bank, Person, School, Scope, Value, contacts_in, seen_by
from lessonbank.content.checks.context import Context
from lessonbank.content.checks.privacy.texts import is_spoken, said, texts
from lessonbank.content.layout import CONTENT, TRUST
from lessonbank.content.read import STAND_IN
from lessonbank.diagnostics import Code, Diagnostic

_PEOPLE = f"{CONTENT}/{Person.folder}/"
# Each part has a length limit: an unbounded search takes hours on a megabyte of `a`.
_EMAIL = re.compile(
    r"[\w.%+-]{1,64}@(?:[\w-]{1,63}\.){1,20}"
    r"(?!(?:avif|gif|jpe?g|png|svg|webp)\b)[a-zA-Z]{2,63}\b"
)
# Numbers with 03, 08 or 09 belong to services such as helplines, not to people.
_PHONE = re.compile(
    r"(?<![\w.:/=&#+-])(?:\+44|0044|\(?0)(?:[ .\u00a0-]?\(0\))?[ .\u00a0-]?"
    r"[127](?:[ ().\u00a0\u2011\u2013-]{0,2}\d){8,9}(?!\w|[.:-]\d)"
)
_NATIONAL = re.compile(r"(?:0044|44|0)0?")
_LENGTH = 10
_SHORT_LENGTH = 9
"""Digits of a few old 01 numbers; a gap distinguishes them from other digits."""

_DIGITS = bytes(ord("0") if chr(code).isdigit() else code for code in range(128)) + bytes(128)
_GAPS = b" ().-" + bytes(range(128, 256))
_ROW = b"0" * _LENGTH


def contacts(context: Context) -> Iterator[Diagnostic]:
    if context.bank.trust is STAND_IN:  # The published contacts are unknown.
        return
    meant = cache(partial(_meant, context.bank))
    own = cache(partial(_contacts_of, context.bank.trust))
    of_schools = cache(partial(_of_schools, context))
    for text in texts(context):
        if text.path.startswith(_PEOPLE) or is_spoken(text.path):
            continue
        in_file = own() if text.path == TRUST else of_schools().get(text.path, frozenset())
        for what, start, end in contact_details(text.text):
            found = _plain(text.text[start:end])
            if found not in meant() and found not in in_file:
                message = f"there is {what} here"
                yield text.report((start, end), Code.CONTACT_DETAIL, message, _FIX)


def spoken_contacts(context: Context) -> Iterator[Diagnostic]:
    """Report addresses and numbers that are spoken in captions and transcripts."""
    if context.bank.trust is STAND_IN:
        return
    meant = cache(partial(_meant, context.bank))
    read = {text.path: text for text in said(context)}
    for raw in (text for text in texts(context) if is_spoken(text.path)):
        text = read.get(raw.path, raw)
        for what, start, end in (*contact_details(text.text), *_web_addresses(text.text)):
            if _plain(text.text[start:end]) not in meant():
                message = f"{what} is spoken here"
                yield text.report((start, end), Code.CONTACT_SPOKEN, message, _REDACT)


_FIX = (
    f"Move it to a page of `{_PEOPLE}`; or, if an office uses it, add it to `contacts: published:` "
    "in `content/trust.yml`."
)
_REDACT = (
    "If it is private, silence it with `redactions:` in the recording, and write `[removed]`"
    " in the caption. If it is public, ignore this."
)


def _web_addresses(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield kind, start and end of web addresses, and of addresses spelt out in words."""
    for found in _WEB.finditer(text):
        yield "a web address", *found.span()
    if " dot " in text.lower():
        for found in _SPELLED.finditer(text):
            is_email = " at " in found[0].lower()
            yield "an e-mail address" if is_email else "a web address", *found.span()


_ENDS = r"com|org|net|edu|gov|uk|scot|wales|cymru|ie|eu"
_WEB = re.compile(
    rf"(?<![\w@.-])(?:https?://[^\s<>\"]+|www\.[\w.-]+\w(?:/[^\s<>\"]*)?"
    rf"|(?:[a-z0-9-]+\.)+(?:{_ENDS})\b(?![.@]\w)(?:/[^\s<>\"]*)?)",
    re.IGNORECASE,
)
_SPELLED = re.compile(
    r"(?<![\w.-])(?:[\w.-]++\s+(?:dot\s+[\w-]+\s+)?at\s+)?[\w-]++(?:\s+dot\s+[\w-]+)*"
    r"\s+dot\s+(?:com|org|net|edu|gov|uk|co|ac|sch)\b",
    re.IGNORECASE,
)


def contact_details(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield kind, start and end of each e-mail address and telephone number."""
    if "@" in text:
        for found in _EMAIL.finditer(text):
            yield "an e-mail address", found.start(), found.end()
    if _may_hold_number(text):
        for found in _PHONE.finditer(text):
            if _is_number(found[0]):
                yield "a telephone number", found.start(), found.end()


def _may_hold_number(text: str) -> bool:
    """Return whether the text has ten digits in a row, ignoring gaps. Fast on long texts."""
    return _ROW in text.encode("utf-8", "replace").translate(_DIGITS, _GAPS)


def _is_number(written: str) -> bool:
    digits = _NATIONAL.sub("", re.sub(r"\D", "", written), count=1)
    short = len(digits) == _SHORT_LENGTH and digits[0] == "1" and not written.isdigit()
    return len(digits) == _LENGTH or short


def _meant(bank: Bank) -> frozenset[str]:
    """Return the normalised contacts in public fields meant for them."""
    return _contacts_of(*(seen_by(value, Scope.PUBLIC) for value in (bank.trust, *bank)))


def _of_schools(context: Context) -> Mapping[str, frozenset[str]]:
    """Return the normalised contacts of each school, by the path of its file."""
    schools = context.bank.of(School).values()
    return {context.document(each).path: _contacts_of(each) for each in schools}


def _contacts_of(*values: Value) -> frozenset[str]:
    return frozenset(_plain(contact) for value in values for contact in contacts_in(value))


def _plain(contact: str) -> str:
    """Normalise an address or a number for comparison."""
    if "@" in contact:
        return contact.casefold()
    return _NATIONAL.sub("", re.sub(r"\D", "", contact), count=1)
