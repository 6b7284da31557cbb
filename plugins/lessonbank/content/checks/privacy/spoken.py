"""Captions call nobody by name where no pupil is named: a guess, by how people are spoken to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, partial
from itertools import islice

from lessonbank.bank import Bank, Clip, Permission, Person, Recording, School
from lessonbank.content.checks.context import Context
from lessonbank.content.checks.privacy.texts import said
from lessonbank.content.footage import MEDIA
from lessonbank.diagnostics import Code, Diagnostic

_SHOWN = 3
"""Findings for one file: who has seen them reads the rest."""

_NAME = r"[^\W\d_a-z][^\W\d_A-Z][\w'’-]*"  # noqa: RUF001 - as typed
_THANKED = re.compile(
    r"\b(?:[Ww]ell (?:done|said)|[Tt]hank you|[Tt]hanks|[Gg]ood (?:boy|girl|job|try|work)"
    rf"|[Nn]ice (?:one|work)|[Oo]ver to you|[Gg]o on),?\s+({_NAME})(?=[.,!?;:]|\s*$)",
    re.MULTILINE,
)
_ASKED = re.compile(
    rf"(?:^-?|[.!?>…])\s*({_NAME}),\s+(?:and |so )?"
    r"(?:can|come|could|did|do|explain|go|have|how|if|is|please|read|show|tell|what|when|where"
    r"|which|who|why|will|would|you|your)\b",
    re.MULTILINE,
)
_CALLED = re.compile(rf"(?<=[a-z]),\s({_NAME})(?=[?!])")
_ORDINARY = (
    "absolutely actually additionally after afternoon again alright also amazing and anybody "
    "anyone anyway apparently april august basically because before besides boys brilliant "
    "but bye certainly children class clearly congratulations cool correct december "
    "definitely english equally essentially even eventually everybody everyone exactly "
    "excellent fantastic february finally first firstly folks fortunately french friday "
    "friends generally german girls good goodbye great guys hello hence here hey hi honestly "
    "hooray hopefully how however ideally if importantly indeed instead interestingly january "
    "july june ladies lastly later latin listen look lovely luckily march maths may maybe "
    "meanwhile miss monday morning mum next nice no nope normally november now obviously "
    "october oh ok okay once one otherwise pardon perfect personally please quiet really "
    "remember right saturday second secondly september silence similarly since sir so "
    "somebody someone sometimes sorry spanish still stop sunday super sure team thanks then "
    "there therefore third thirdly though thursday thus today tomorrow tuesday two typically "
    "unfortunately until usually wait wednesday well welsh what when where which while who "
    "why with wonderful wow yeah year yep yes yesterday yet you "
)
"""Words that are written with a capital, or stand alone before a comma, and name nobody."""


def spoken_names(context: Context) -> Iterator[Diagnostic]:
    known = cache(partial(_known, context.bank))
    unnamed = {f"{MEDIA}/{path}" for path in _unnamed(context)}
    for text in (each for each in said(context) if each.path in unnamed):
        found = called_by_name(text.text)
        names = (span for span in found if _word(text.text[slice(*span)]) not in known())
        for span in islice(names, _SHOWN):
            message = "somebody seems to be called by name, and the permission says nobody is"
            yield text.report(span, Code.NAME_SPOKEN, message, _FIX)


def _unnamed(context: Context) -> Iterator[str]:
    """The files of words below `media/` of recordings in which no pupil is named, each once."""
    permissions = context.bank.of(Permission)
    found: dict[str, None] = {}
    for recording in context.bank.of(Recording).values():
        permission = permissions.get(recording.permission)
        if permission and permission.pupils_audible != "named":
            found |= dict.fromkeys(recording.words.values())
    return (path for path in found if path in context.captions)


def called_by_name(text: str) -> list[tuple[int, int]]:
    """Where somebody is thanked, asked or called with a word that looks like a name."""
    spans = {found.span(1) for pattern in _patterns(text) for found in pattern.finditer(text)}
    if not spans:
        return []
    ordinary = {*_ORDINARY.split(), *_SMALL.findall(text)}
    return sorted(span for span in spans if _word(text[slice(*span)]) not in ordinary)


_SMALL = re.compile(r"\b[a-z][\w'’-]*")  # noqa: RUF001 - as typed


def _patterns(text: str) -> Iterator[re.Pattern[str]]:
    """Those that may find something."""
    if any(phrase in text for phrase in _PHRASES):
        yield _THANKED
    if "," in text:
        yield _ASKED
        yield _CALLED


_PHRASES = ("ell done", "ell said", "hank", "ood ", "ice ", "ver to you", "o on")


def _word(name: str) -> str:
    """As it is looked up: `Amira's` is `amira`."""
    return re.split("['’]", name, maxsplit=1)[0].casefold()  # noqa: RUF001 - as typed


def _known(bank: Bank) -> frozenset[str]:
    """Words of the names of staff and schools, and of the terms the bank is described with."""
    credits_ = [c for recording in bank.of(Recording).values() for c in recording.credits]
    credits_ += [c for clip in bank.of(Clip).values() for c in clip.credits]
    staff = [person.name for person in bank.of(Person).values()]
    schools = [school.name for school in bank.of(School).values()]
    terms = [term.label for of_kind in bank.terms.values() for term in of_kind.values()]
    written = (*staff, *schools, *terms, *(credit.name or "" for credit in credits_))
    return frozenset(_word(word) for text in written for word in text.split())


_FIX = "Redact the name, and write `[removed]` in the caption; where it is no pupil's, go on."
