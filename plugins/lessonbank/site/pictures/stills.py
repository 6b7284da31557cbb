"""The seconds at which stills are taken from a clip, in the clip's own time."""

from __future__ import annotations

from lessonbank.bank import Chapter, Clip, Moment

_SETTLE = 1.0
"""A chapter's first second often still shows the chapter before."""
_EDGE = 0.2
"""No still is taken in a clip's last moments, where a frame may be missing."""


def chapter_still(clip: Clip, chapter: Chapter) -> float:
    return _inside(clip, clip.relative(chapter.at) + _SETTLE)


def moment_still(clip: Clip, moment: Moment) -> float:
    return _inside(clip, clip.relative(moment.at))


def still_times(clip: Clip) -> tuple[float, ...]:
    """Return every second of which a page shows a still, in order."""
    chapters = {chapter_still(clip, chapter) for chapter in clip.chapters}
    moments = {moment_still(clip, moment) for moment in clip.moments}
    return tuple(sorted(chapters | moments))


def _inside(clip: Clip, at: float) -> float:
    return round(max(0.0, min(at, clip.duration - _EDGE)), 3)
