"""The wishes for a pack: its place, its size and its recipients."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import click

from lessonbank.bank.contact import EMAIL
from lessonbank.files.invisible import without_invisible
from lessonbank.media.choice import Renditions
from lessonbank.packs import PackError, read_manifest

PREVIEW_DAYS = 7
"""The days that a preview may be used. Nobody can ask it back, so they are few."""
REVIEWERS = "reviewers of a change"
"""The label of a preview."""
_UNITS = {"MB": 10**6, "GB": 10**9, "MIB": 2**20, "GIB": 2**30}
_LONGEST_LABEL = 80


class Size(click.ParamType[int]):
    """A size such as `16GB`, in bytes."""

    name = "SIZE"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> int:
        if isinstance(value, int):
            return value
        found = re.fullmatch(r"([0-9]+(?:\.[0-9]+)?) *([MG]i?B)", str(value), re.IGNORECASE)
        if found is None:
            self.fail(f"{value!r} is no size: write it as 16GB or 700MB", param, ctx)
        return int(float(found[1]) * _UNITS[found[2].upper()])


@dataclass(frozen=True, slots=True)
class Wish:
    """The choices of the user for one pack."""

    folder: Path | None
    file: Path | None
    label: str
    days: int
    fit: int | None
    renditions: Renditions
    is_preview: bool = False


def label_of(given: str | None, folder: Path | None, *, is_preview: bool) -> str:
    """Return the label of the pack; without one, that of the pack in the folder.

    Refuse a label that nobody may keep. A preview replaces no pack that the ledger lists. Raise
    PackError and OSError.
    """
    there = read_manifest(folder) if folder else None
    former = there.label if there else ""
    if not is_preview:
        kept = "" if former == REVIEWERS else former
        return kept if given is None else _checked(given.strip())
    if given is not None:
        raise click.UsageError(f"A preview is for {REVIEWERS}: leave out --label.")
    if there and former != REVIEWERS:
        raise PackError(f"{folder} holds a pack that was handed out. Choose another folder.")
    return REVIEWERS


def _checked(label: str) -> str:
    if without_invisible(label) != label or len(label) > _LONGEST_LABEL:
        raise click.BadParameter(f"write {_LONGEST_LABEL} letters or fewer", param_hint="--label")
    if label == REVIEWERS:
        raise click.BadParameter("use --preview for them", param_hint="--label")
    if re.search(EMAIL, label):
        raise click.BadParameter(
            "name a school or a group; the label is kept, and no place for an address",
            param_hint="--label",
        )
    return label
