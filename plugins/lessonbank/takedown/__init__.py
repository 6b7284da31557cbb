"""Remove items that may no longer be shown from a built site, without compiling it."""

from lessonbank.takedown.takedown import (
    TakedownError,
    Taken,
    built_bank,
    live_manifest,
    report,
    sites_below,
    take_down,
)
from lessonbank.takedown.telling import Telling, telling
from lessonbank.takedown.today import denied_today, stamps, written

__all__ = [
    "TakedownError",
    "Taken",
    "Telling",
    "built_bank",
    "denied_today",
    "live_manifest",
    "report",
    "sites_below",
    "stamps",
    "take_down",
    "telling",
    "written",
]
