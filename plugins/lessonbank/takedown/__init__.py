"""Remove items that may no longer be shown from a built site, without compiling it."""

from lessonbank.takedown.takedown import TakedownError, Taken, report, sites_below, take_down
from lessonbank.takedown.today import stamps

__all__ = ["TakedownError", "Taken", "report", "sites_below", "stamps", "take_down"]
