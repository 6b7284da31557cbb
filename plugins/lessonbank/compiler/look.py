"""Make the stylesheet of a trust's own look."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from lessonbank.bank import Bank, Look, School
from lessonbank.content import FONTS
from lessonbank.editions import Edition
from lessonbank.files.regular import read_regular
from lessonbank.site import look_styles

_LARGEST = 1_000_000


def read_look(root: Path, look: Look) -> str:
    """Return the stylesheet; empty if the trust sets nothing. Raise OSError."""
    fonts = {file: read_regular(root, f"{FONTS}/{file}", _LARGEST) for file in look.fonts.values()}
    return look_styles(look, fonts)


def led(bank: Bank, edition: Edition) -> Bank:
    """Return the bank as an edition shows it: that of a school has the colours of the school."""
    school = edition.audience_in(bank)
    if not isinstance(school, School):
        return bank
    look = bank.trust.look.led_by(school.colour, school.dark_colour)
    return replace(bank, trust=bank.trust.model_copy(update={"look": look}))
