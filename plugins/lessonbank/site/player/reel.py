"""Reels: parts of clips that play one after the other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from lessonbank.bank import Address, Clip, Viewing, format_timecode
from lessonbank.media import ClipMedia
from lessonbank.site.labels import code_of, school_name
from lessonbank.site.library import Library
from lessonbank.site.pictures.frames import Still, thumbnail
from lessonbank.site.player.player import Source, Track, names_and_tracks, sources, track
from lessonbank.site.speech import Speech
from lessonbank.site.urls import clip_path


@dataclass(frozen=True, slots=True)
class Stretch:
    """One part of a reel, in seconds of its clip's own time.

    `captions` are the cues of this part only, as a data: URL, to keep long reels light, and
    `translations` those in further languages; `name` is as in a player. `subject`
    and `phase` are ids to filter by. `code` is what people type to find the part.
    """

    title: str
    note: str | None
    clip_title: str
    url: str
    sources: tuple[Source, ...]
    start: float
    end: float
    clock: str
    code: str
    still: Still
    captions: str | None
    language: str
    name: str
    translations: tuple[Track, ...]
    subject: str
    subject_label: str
    phase: str
    phase_label: str
    school: str


def reel(library: Library, viewings: Iterable[Viewing]) -> tuple[Stretch, ...]:
    """Return the parts of a watch list whose clips can be watched, each with its question."""
    shown = ((library.bank.clip(v.clip), v) for v in viewings if v.clip in library.media)
    return tuple(
        stretch(library, clip, span_of(clip, viewing), clip.title, viewing.question)
        for clip, viewing in shown
    )


def span_of(clip: Clip, viewing: Viewing) -> tuple[float, float]:
    """Return start and end of the part, in the clip's own time; by default the whole clip."""
    start = 0.0 if viewing.start is None else clip.relative(viewing.start)
    end = clip.duration if viewing.end is None else clip.relative(viewing.end)
    return start, end


def part_path(clip: Clip, span: tuple[float, float]) -> str:
    """Return the address of a part of a clip, in seconds of its own time."""
    return clip_path(clip.id) + Address(Clip.kind, clip.id, *span).fragment


def whole(library: Library, clip: Clip) -> Stretch:
    """Return the whole of a clip."""
    return stretch(library, clip, (0.0, clip.duration), clip.title)


def stretch(
    library: Library, clip: Clip, span: tuple[float, float], title: str, note: str | None = None
) -> Stretch:
    """Return the part of a clip between two seconds of its own time."""
    start, end = span
    bank = library.bank
    heard = tuple(_heard(each, span) for each in library.speeches_of(clip))
    captions, (name, translations) = heard[0].captions, names_and_tracks(heard)
    return Stretch(
        title=title,
        note=note,
        clip_title=clip.title,
        url=part_path(clip, span),
        sources=sources(library, library.media[clip.id]),
        start=start,
        end=end,
        clock=format_timecode(start),
        code=f"{code_of(clip)} @ {format_timecode(start)}",
        still=thumbnail(library, clip, _shown(library.media[clip.id], start)),
        captions=track(captions) if captions else None,
        language=library.language_of(clip),
        name=name,
        translations=translations,
        subject=clip.subject,
        subject_label=bank.label("subject", clip.subject),
        phase=clip.phase,
        phase_label=bank.label("phase", clip.phase),
        school=school_name(bank, clip),
    )


def _shown(media: ClipMedia, start: float) -> float | None:
    """Return the second of the last still at or before the start, or None."""
    return max((second for second in media.stills if second <= start), default=None)


def _heard(speech: Speech, span: tuple[float, float]) -> Speech:
    """Return the speech with the cues of a part only."""
    start, end = span
    cues = (cue for cue in speech.cues or () if cue.start < end and cue.end > start)
    return replace(speech, cues=tuple(cues))
