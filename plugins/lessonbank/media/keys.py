"""What an action depends on, and the key that stands for it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict
from functools import lru_cache
from typing import Any

from lessonbank.ffmpeg.footage import Footage
from lessonbank.media.job import ClipJob
from lessonbank.media.recipe import (
    LOUDNESS,
    POSTER_MOMENTS,
    REDACTION,
    SCHEMA,
    STD,
    STILL,
    STORYBOARD,
    TONE,
    Recipe,
    StillRecipe,
    StoryboardRecipe,
)
from lessonbank.media.shape import fitted, treatment

Parts = Mapping[str, Any]
"""All that an action's output depends on, as JSON values. The ffmpeg build is not among them: a
team on three systems shares one cache, and the record says what made each output."""


def key_of(parts: Parts) -> str:
    """SHA-256 of the parts as canonical JSON."""
    text = json.dumps(parts, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def rendition_parts(job: ClipJob, recipe: Recipe) -> Parts:
    """What a rendition of a clip depends on."""
    footage = job.source.footage
    # Where there are none the key does not speak of them, so that a new way to cover or to silence
    # leaves all other clips alone.
    redacted = {"redactions": _redactions(job)} if job.redactions else {}
    return {
        **redacted,
        "schema": SCHEMA,
        "action": "rendition",
        "recipe": recipe.name,
        "version": recipe.version,
        "source": footage.sha256,
        "streams": [footage.video_stream, footage.audio_stream],
        "cut": [milliseconds(job.start), milliseconds(job.end)],
        "picture": _picture(footage, recipe),
        "loudness": _plain(LOUDNESS) if footage.has_audio else None,
        "params": _plain(recipe),
    }


def still_parts(low: str, second: float, recipe: StillRecipe = STILL) -> Parts:
    """What a still depends on: the low rendition's digest and the second in it."""
    return {
        "schema": SCHEMA,
        "action": "still",
        "version": recipe.version,
        "low": low,
        "at": milliseconds(second),
        "params": _plain(recipe),
    }


def poster_parts(low: str, second: float | None, recipe: StillRecipe = STILL) -> Parts:
    """What a poster depends on: as a still at a given second, else where it is looked for."""
    if second is not None:
        return still_parts(low, second, recipe)
    return {**still_parts(low, 0.0, recipe), "action": "poster", "at": list(POSTER_MOMENTS)}


def storyboard_parts(low: str, recipe: StoryboardRecipe = STORYBOARD) -> Parts:
    """What a storyboard depends on: the low rendition's digest."""
    return {
        "schema": SCHEMA,
        "action": "storyboard",
        "version": recipe.version,
        "low": low,
        "params": _plain(recipe),
    }


def milliseconds(seconds: float) -> int:
    """Whole milliseconds: keys hold no fractions."""
    return round(seconds * 1000)


@lru_cache(maxsize=4096)
def _picture(footage: Footage, recipe: Recipe) -> dict[str, Any]:
    """What the graph makes of the recording's facts, so that a corrected fact counts."""
    needs = treatment(footage)
    toned = {"from": [needs.primaries, needs.transfer], **_plain(TONE)} if needs.tone else None
    return {
        "via": fitted(footage.width, footage.height, STD),
        "size": fitted(footage.width, footage.height, recipe),
        "fps": [needs.fps.numerator, needs.fps.denominator],
        "deinterlace": needs.deinterlace,
        "matrix": needs.matrix,
        "tone": needs.tone,
        "toned": toned,
    }


def _redactions(job: ClipJob) -> dict[str, Any]:
    return {**job.redactions.model_dump(mode="json"), "recipe": _plain(REDACTION)}


@lru_cache(maxsize=64)
def _plain(recipe: Any) -> dict[str, Any]:
    return asdict(recipe)
