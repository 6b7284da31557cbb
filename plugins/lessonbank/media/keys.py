"""Cache keys: the inputs of an action, and their hash."""

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
"""All inputs of an action, as JSON values. They exclude the ffmpeg build, so that a team on
several systems shares one cache; the record names the build instead."""


def key_of(parts: Parts) -> str:
    """Return the SHA-256 of the parts as canonical JSON."""
    text = json.dumps(parts, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def rendition_parts(job: ClipJob, recipe: Recipe) -> Parts:
    """Return the inputs of a rendition."""
    footage = job.source.footage
    # Add redactions only if there are any, so that a new redaction recipe affects no other clip.
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
    """Return the inputs of a still: the low rendition's digest and the second in it."""
    return {
        "schema": SCHEMA,
        "action": "still",
        "version": recipe.version,
        "low": low,
        "at": milliseconds(second),
        "params": _plain(recipe),
    }


def poster_parts(low: str, second: float | None, recipe: StillRecipe = STILL) -> Parts:
    """Return the inputs of a poster: a given second, or the moments to search."""
    if second is not None:
        return still_parts(low, second, recipe)
    return {**still_parts(low, 0.0, recipe), "action": "poster", "at": list(POSTER_MOMENTS)}


def storyboard_parts(low: str, recipe: StoryboardRecipe = STORYBOARD) -> Parts:
    """Return the inputs of a storyboard: the low rendition's digest."""
    return {
        "schema": SCHEMA,
        "action": "storyboard",
        "version": recipe.version,
        "low": low,
        "params": _plain(recipe),
    }


def milliseconds(seconds: float) -> int:
    """Round seconds to whole milliseconds, since keys hold no fractions."""
    return round(seconds * 1000)


@lru_cache(maxsize=4096)
def _picture(footage: Footage, recipe: Recipe) -> dict[str, Any]:
    """Return the picture settings derived from the recording's facts."""
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
