"""Links to items in Markdown, for any generator that uses Python-Markdown."""

from lessonbank.markdown.gone import note, without_lost
from lessonbank.markdown.losses import Removed
from lessonbank.markdown.targets import Directory, Target, Targets
from lessonbank.markdown.time_limit import HeavyMarkdownError

__all__ = [
    "Directory",
    "HeavyMarkdownError",
    "Removed",
    "Target",
    "Targets",
    "note",
    "without_lost",
]
