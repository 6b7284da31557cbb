"""Links to items in Markdown, for any generator that uses Python-Markdown."""

from lessonbank.markdown.gone import without_lost
from lessonbank.markdown.losses import Removed
from lessonbank.markdown.targets import WITHHELD, Directory, Target, Targets
from lessonbank.markdown.time_limit import HeavyMarkdownError

__all__ = [
    "WITHHELD",
    "Directory",
    "HeavyMarkdownError",
    "Removed",
    "Target",
    "Targets",
    "without_lost",
]
