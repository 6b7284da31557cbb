"""E-mail addresses and telephone numbers stand where they are meant to, and nowhere else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, partial

from lessonbank.bank import Bank, Person, Scope, contacts_in, seen_by
from lessonbank.content.checks.context import Context
from lessonbank.content.checks.privacy.texts import is_spoken, said, texts
from lessonbank.content.layout import CONTENT
from lessonbank.content.read import STAND_IN
from lessonbank.diagnostics import Code, Diagnostic

_PEOPLE = f"{CONTENT}/{Person.folder}/"
# Each part is as long as it may be, for a search without bounds takes hours on a megabyte of `a`.
_EMAIL = re.compile(
    r"[\w.%+-]{1,64}@(?:[\w-]{1,63}\.){1,20}"
    r"(?!(?:avif|gif|jpe?g|png|svg|webp)\b)[a-zA-Z]{2,63}\b"
)
# What starts with 03, 08 or 09 is the number of a service, as a helpline, and nobody's own.
_PHONE = re.compile(
    r"(?<![\w.:/=&#+-])(?:\+44|0044|\(?0)(?:[ .\u00a0-]?\(0\))?[ .\u00a0-]?"
    r"[127](?:[ ().\u00a0\u2011\u2013-]{0,2}\d){8,9}(?!\w|[.:-]\d)"
)
_NATIONAL = re.compile(r"(?:0044|44|0)0?")
_LENGTH = 10
_SHORT_LENGTH = 9
"""That of a few old numbers that start with 01: they are told from a row of digits by a gap."""

_DIGITS = bytes(ord("0") if chr(code).isdigit() else code for code in range(128)) + bytes(128)
_GAPS = b" ().-" + bytes(range(128, 256))
_ROW = b"0" * _LENGTH


def contacts(context: Context) -> Iterator[Diagnostic]:
    if context.bank.trust is STAND_IN:  # What the trust publishes is not known.
        return
    meant = cache(partial(_meant, context.bank))
    for text in texts(context):
        if text.path.startswith(_PEOPLE) or is_spoken(text.path):
            continue
        for what, start, end in contact_details(text.text):
            if _plain(text.text[start:end]) not in meant():
                message = f"there is {what} here"
                yield text.report((start, end), Code.CONTACT_DETAIL, message, _FIX)


def spoken_contacts(context: Context) -> Iterator[Diagnostic]:
    """Addresses and numbers in captions and transcripts: somebody has said them aloud."""
    if context.bank.trust is STAND_IN:
        return
    meant = cache(partial(_meant, context.bank))
    read = {text.path: text for text in said(context)}
    for raw in (text for text in texts(context) if is_spoken(text.path)):
        text = read.get(raw.path, raw)
        for what, start, end in (*contact_details(text.text), *_web_addresses(text.text)):
            if _plain(text.text[start:end]) not in meant():
                message = f"{what} is read here"
                yield text.report((start, end), Code.CONTACT_SPOKEN, message, _REDACT)


_FIX = (
    f"Move it to a page of `{_PEOPLE}`; or, if it is an office's, add it to `contacts: published:` "
    "in `content/trust.yml`."
)
_REDACT = (
    "If it is anybody's own: silence it under `redactions:` of the recording, and write `[removed]`"
    " in the caption. If everyone may have it, go on."
)


def _web_addresses(text: str) -> Iterator[tuple[str, int, int]]:
    """Web addresses as captions have them, and addresses that are spelled out in words."""
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
    """What each is, and where in the text it starts and ends."""
    if "@" in text:
        for found in _EMAIL.finditer(text):
            yield "an e-mail address", found.start(), found.end()
    if _may_hold_number(text):
        for found in _PHONE.finditer(text):
            if _is_number(found[0]):
                yield "a telephone number", found.start(), found.end()


def _may_hold_number(text: str) -> bool:
    """Whether there are ten digits in a row, gaps aside: a look at all text that costs little."""
    return _ROW in text.encode("utf-8", "replace").translate(_DIGITS, _GAPS)


def _is_number(written: str) -> bool:
    digits = _NATIONAL.sub("", re.sub(r"\D", "", written), count=1)
    short = len(digits) == _SHORT_LENGTH and digits[0] == "1" and not written.isdigit()
    return len(digits) == _LENGTH or short


def _meant(bank: Bank) -> frozenset[str]:
    """What stands in fields that are made for it and that everybody may see."""
    values = (seen_by(value, Scope.PUBLIC) for value in (bank.trust, *bank))
    return frozenset(_plain(contact) for value in values for contact in contacts_in(value))


def _plain(contact: str) -> str:
    """One form for each of the ways in which an address or a number is written."""
    if "@" in contact:
        return contact.casefold()
    return _NATIONAL.sub("", re.sub(r"\D", "", contact), count=1)
