"""Report captions that may address a pupil by name against the permission."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, partial
from itertools import islice

from lessonbank.bank import Bank, Clip, Permission, Person, Recording, School
from lessonbank.captions import called_by_name, spoken_word
from lessonbank.content.checks.context import Context
from lessonbank.content.checks.privacy.texts import said
from lessonbank.content.footage import MEDIA
from lessonbank.diagnostics import Code, Diagnostic

_SHOWN = 3
"""Most diagnostics for one file."""


def spoken_names(context: Context) -> Iterator[Diagnostic]:
    known = cache(partial(known_words, context.bank))
    unnamed = {f"{MEDIA}/{path}" for path in _unnamed(context)}
    for text in (each for each in said(context) if each.path in unnamed):
        found = called_by_name(text.text)
        names = (span for span in found if spoken_word(text.text[slice(*span)]) not in known())
        for span in islice(names, _SHOWN):
            message = (
                "someone seems to be called by name, but the permission says that no pupil is named"
            )
            yield text.report(span, Code.NAME_SPOKEN, message, _FIX)


def _unnamed(context: Context) -> Iterator[str]:
    """Yield timed text files, each once, of recordings in which no pupil is named."""
    permissions = context.bank.of(Permission)
    found: dict[str, None] = {}
    for recording in context.bank.of(Recording).values():
        permission = permissions.get(recording.permission)
        if permission and permission.pupils_audible != "named":
            found |= dict.fromkeys(recording.words.values())
    return (path for path in found if path in context.captions)


def known_words(bank: Bank) -> frozenset[str]:
    """Return the words in names of staff and schools and in vocabulary terms."""
    credits_ = [c for recording in bank.of(Recording).values() for c in recording.credits]
    credits_ += [c for clip in bank.of(Clip).values() for c in clip.credits]
    staff = [person.name for person in bank.of(Person).values()]
    schools = [school.name for school in bank.of(School).values()]
    terms = [term.label for of_kind in bank.terms.values() for term in of_kind.values()]
    written = (*staff, *schools, *terms, *(credit.name or "" for credit in credits_))
    return frozenset(spoken_word(word) for text in written for word in text.split())


_FIX = "Redact the name, and write `[removed]` in the caption. If it is not a pupil's, ignore this."
