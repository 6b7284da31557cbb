"""A built site -> the same site without what may no longer be shown; nothing is compiled."""

from lessonbank.takedown.takedown import TakedownError, Taken, sites_below, take_down, told
from lessonbank.takedown.today import stamps

__all__ = ["TakedownError", "Taken", "sites_below", "stamps", "take_down", "told"]
