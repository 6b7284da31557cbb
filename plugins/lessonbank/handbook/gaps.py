"""Find gaps in the bank, and what would close them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from lessonbank.bank import (
    Bank,
    Clip,
    Community,
    Framework,
    Item,
    Programme,
    Session,
    Statement,
    Technique,
    Workshop,
)
from lessonbank.handbook.standing import frameworks_in_use, statements_by_item
from lessonbank.texts import gettext as _
from lessonbank.texts import listed, ngettext


@dataclass(frozen=True, slots=True)
class Gap:
    """An item with a gap; `note` says what it has instead."""

    item: Item | Statement
    note: str = ""


@dataclass(frozen=True, slots=True)
class GapList:
    """Items with the same kind of gap, out of `of` items; `closes` says what would close it."""

    id: str
    title: str
    closes: str
    of: int
    gaps: tuple[Gap, ...]


def gap_lists(bank: Bank, today: date) -> tuple[GapList, ...]:
    """Return a list for each kind of gap the bank could have; lists may be empty."""
    found = (
        _techniques(bank),
        *_statements(bank, today),
        *_balances(bank, today),
        _captions(bank),
        _descriptions(bank),
        _dates(bank, today),
    )
    return tuple(each for each in found if each.of)


def _techniques(bank: Bank) -> GapList:
    return GapList(
        "techniques",
        _("techniques without an exemplar clip"),
        _("An exemplar clip of the technique, or a clip in its list of exemplars."),
        len(bank.of(Technique)),
        tuple(_technique_gaps(bank)),
    )


def _technique_gaps(bank: Bank) -> Iterator[Gap]:
    clips = bank.of(Clip).values()
    shown = Counter(id_ for clip in clips for id_ in set(clip.techniques))
    exemplary = {id_ for clip in clips if clip.purpose == "exemplar" for id_ in clip.techniques}
    for each in bank.of(Technique).values():
        if each.id not in exemplary and not each.exemplars:
            count = shown[each.id]
            yield Gap(each, _shown_otherwise(count) if count else "")


def _statements(bank: Bank, today: date) -> Iterator[GapList]:
    counted = Counter(
        (statement, kind)
        for (kind, _), statements in statements_by_item(bank).items()
        for statement in statements
    )
    for framework in frameworks_in_use(bank, today):
        gaps = (
            Gap(each, _clips_note(counted[each.id, Clip.kind]))
            for each in framework.statements
            if not counted[each.id, Workshop.kind]
        )
        yield GapList(
            f"statements-{framework.id}",
            _("statements of “%(framework)s” without a workshop", framework=framework.title),
            _("A workshop that names the statement."),
            len(framework.statements),
            tuple(gaps),
        )


def _clips_note(clips: int) -> str:
    if not clips:
        return ""
    return ngettext(
        "%(num)d clip could be used in one.", "%(num)d clips could be used in one.", clips
    )


def _balances(bank: Bank, today: date) -> Iterator[GapList]:
    programmes = bank.of(Programme).values()
    for framework in (each for each in frameworks_in_use(bank, today) if each.balanced):
        untouched = ((each, _untouched(bank, framework, each)) for each in programmes)
        yield GapList(
            f"balance-{framework.id}",
            _("programmes that leave out a group of “%(framework)s”", framework=framework.title),
            _("A statement of each group, named by the programme or one of its workshops."),
            len(programmes),
            tuple(
                Gap(each, _("No statement of: %(groups)s.", groups=listed(of)))
                for each, of in untouched
                if of
            ),
        )


def _left_out(groups: tuple[str, ...]) -> str:
    return _("No statement of: %(groups)s.", groups=listed(groups))


def _untouched(bank: Bank, framework: Framework, programme: Programme) -> tuple[str, ...]:
    named = bank.statements_of(programme)
    return tuple(group.label for group in framework.untouched(named))


def _captions(bank: Bank) -> GapList:
    return GapList(
        "captions",
        _("clips without captions"),
        _("Captions of the recording, in WebVTT or SubRip."),
        len(bank.of(Clip)),
        tuple(_caption_gaps(bank)),
    )


def _caption_gaps(bank: Bank) -> Iterator[Gap]:
    for clip in bank.of(Clip).values():
        if bank.recording_of(clip).captions is None:
            yield Gap(clip, _("Has a transcript without times.") if clip.transcript else "")


def _descriptions(bank: Bank) -> GapList:
    return GapList(
        "described",
        _("clips without audio description"),
        _("An audio-described version of the recording."),
        len(bank.of(Clip)),
        tuple(_description_gaps(bank)),
    )


def _description_gaps(bank: Bank) -> Iterator[Gap]:
    for clip in bank.of(Clip).values():
        recording = bank.recording_of(clip)
        if recording.described is None:
            yield Gap(clip, _("Its transcript has descriptions.") if recording.descriptions else "")


def _dates(bank: Bank, today: date) -> GapList:
    offers: tuple[Item, ...] = (*bank.of(Workshop).values(), *bank.of(Community).values())
    dated = {
        offer
        for session in bank.of(Session).values()
        if not session.cancelled and session.last_day >= today
        for offer in (("workshop", session.workshop), ("community", session.community))
    }
    return GapList(
        "dates",
        _("workshops and communities without an upcoming date"),
        _("A session on a future date."),
        len(offers),
        tuple(Gap(each) for each in offers if (each.kind, each.id) not in dated),
    )


def _shown_otherwise(clips: int) -> str:
    return ngettext(
        "Shown by %(num)d clip with another purpose.",
        "Shown by %(num)d clips with another purpose.",
        clips,
    )
