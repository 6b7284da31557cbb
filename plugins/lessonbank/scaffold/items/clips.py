"""Propose where a clip starts and ends, and its chapters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lessonbank.bank import Bank, Clip, Recording, School, format_timecode, parse_timecode
from lessonbank.content import shapes
from lessonbank.content.document import MAX_BYTES
from lessonbank.content.footage import MEDIA
from lessonbank.content.lock import within
from lessonbank.content.tree import Tree
from lessonbank.ffmpeg.footage import Footage
from lessonbank.scaffold.items.addition import Addition, item_file
from lessonbank.scaffold.items.chapter_list import ChapterList, without
from lessonbank.scaffold.items.films import cues_of
from lessonbank.scaffold.items.pauses import Proposal, proposal
from lessonbank.scaffold.items.proposals import Proposals

LARGEST_LIST = MAX_BYTES
"""Bytes of a list of chapters."""


@dataclass(frozen=True, slots=True)
class Proposed:
    """Where a clip may start and end, its chapters, and the lines of a list that are left out."""

    start: float | None
    end: float | None
    chapters: tuple[tuple[float, str], ...] = ()
    listed: ChapterList | None = None


def proposed_clip(
    tree: Tree,
    recording: Recording,
    footage: Footage | None,
    listed: ChapterList | None,
    given: tuple[str | None, str | None],
) -> Proposed:
    """Propose start, end and chapters: those given or listed, or else from pauses in captions."""
    start, end = map(_seconds, given)
    duration = footage.duration if footage else None
    captions = recording.captions
    cues = cues_of(tree, captions).cues if captions and _is_here(tree, captions) else ()
    if listed is None or not listed.chapters:
        found = proposal(cues, duration, recording.redactions.silences, (start, end))
        found = found or Proposal(start or 0.0, end or 0.0)
        return Proposed(
            start if start is not None else found.start,
            end if end is not None else (found.end or None),
            found.chapters,
            listed,
        )
    if start is None:
        start = listed.chapters[0].at
    if end is None:
        end = _end_of(listed, start, duration, proposal(cues, duration, (), (start, None)))
    inside = without(listed, start, end if end is not None else float("inf"))
    return Proposed(start, end, tuple((c.at, c.title) for c in inside.chapters), inside)


def _end_of(
    listed: ChapterList, start: float, duration: float | None, found: Proposal | None
) -> float | None:
    """Return where the last chapter ends: as the list says, else with the captions or the film."""
    last = listed.chapters[-1]
    if last.end is not None:
        return last.end if duration is None else min(last.end, duration)
    if found and found.end > last.at:
        return found.end
    return duration if duration and duration > max(start, last.at) else None


def _seconds(written: str | None) -> float | None:
    if written is None:
        return None
    try:
        return parse_timecode(written)
    except ValueError:
        return None


def _is_here(tree: Tree, path: str) -> bool:
    return within(path) and f"{MEDIA}/{path}" in set(tree.paths(MEDIA))


def clip_proposals(bank: Bank, recording: Recording, found: Proposed) -> Proposals:
    """Return the answers that the recording suggests."""
    school = bank.of(School).get(recording.school)
    return {
        ("recording",): (recording.id,),
        ("from",): (clock(found.start),) if found.start is not None else (),
        ("to",): (clock(found.end),) if found.end is not None else (),
        ("phase",): (school.phase,) if school else (),
    }


def the_next_recording(bank: Bank) -> tuple[str, ...]:
    """Return the id of the bank's only recording, or of the only one without a clip, or nothing."""
    used = {clip.recording for clip in bank.of(Clip).values()}
    every = tuple(bank.of(Recording))
    found = every if len(every) == 1 else tuple(id_ for id_ in every if id_ not in used)
    return found if len(found) == 1 else ()


def clock(seconds: float) -> str:
    """Return a time as content has it."""
    return format_timecode(seconds, decimals=True)


def clip_addition(
    root: Path,
    id_: str,
    data: Mapping[str, Any],
    chapters: Iterable[tuple[float, str]],
    body: str,
) -> Addition:
    """Return what to add. Chapters outside the clip are left out."""
    start, end = parse_timecode(str(data["from"])), parse_timecode(str(data["to"]))
    kept = [{"at": clock(at), "title": title} for at, title in chapters if start <= at < end]
    found = {**data, **({"chapters": kept} if kept else {})}
    order = [*shapes.fields(Clip)]
    ordered = {name: found[name] for name in sorted(found, key=order.index)}
    return Addition(files=(item_file(root, Clip, id_, ordered, body),))
