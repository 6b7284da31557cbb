"""The disk: whether the next build fits."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass

from lessonbank.bank import Bank, Clip, Recording
from lessonbank.doctor.finding import Finding, advice, fault, ok
from lessonbank.doctor.here import Here
from lessonbank.doctor.probe import Probe
from lessonbank.doctor.system import System
from lessonbank.files.sizes import Extent, in_words
from lessonbank.media.recipe import RENDITIONS

_STORE = ".cache/media"
_PAGES = 60_000_000
"""Bytes of a site without its films, at least: the theme's files, the search index, pages."""
_BITS = 8
_KILO = 1000


@dataclass(frozen=True, slots=True)
class Disk:
    """Bytes free, and bytes that the next build needs at most."""

    free: int
    needed: int


def observe(here: Here) -> Disk:
    root = here.bank_root
    missing = max(0, most_bytes(here.bank) - Extent.of(root / _STORE).bytes)
    return Disk(shutil.disk_usage(root).free, missing + _PAGES)


def most_bytes(bank: Bank) -> int:
    """Return the bytes that the renditions of all clips have at most, by the media recipe."""
    recordings = bank.of(Recording)
    seconds = sum(
        clip.duration * len(recordings[clip.recording].films)
        for clip in bank.of(Clip).values()
        if clip.recording in recordings
    )
    rates = (recipe.maxrate + (recipe.stereo_rate or recipe.mono_rate) for recipe in RENDITIONS)
    return round(seconds * sum(rates) * _KILO / _BITS)


def judge(seen: Disk, _: System) -> Iterator[Finding]:
    text = (
        f"The disk has {in_words(seen.free)} free;"
        f" the next build needs {in_words(seen.needed)} at most."
    )
    fix = f"Run: lessonbank purge, then delete other files until {in_words(seen.needed)} are free."
    if seen.free < seen.needed:
        yield fault(text, fix)
    elif seen.free < 2 * seen.needed:
        yield advice(text, fix)
    else:
        yield ok(text)


PROBE = Probe("the disk", observe, judge)
