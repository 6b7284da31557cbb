"""Links to items in Markdown, for any generator that uses Python-Markdown."""

from lessonbank.markdown.anchors import anchors, ids_in
from lessonbank.markdown.extension import BankLinks
from lessonbank.markdown.gone import without_lost
from lessonbank.markdown.headings import Heading, headings, nested, slug, titled
from lessonbank.markdown.item_links import LinkReader
from lessonbank.markdown.removed import Removed, removed
from lessonbank.markdown.targets import WITHHELD, Directory, Target, Targets
from lessonbank.markdown.time_limit import HeavyMarkdownError

__all__ = [
    "WITHHELD",
    "BankLinks",
    "Directory",
    "Heading",
    "HeavyMarkdownError",
    "LinkReader",
    "Removed",
    "Target",
    "Targets",
    "anchors",
    "headings",
    "ids_in",
    "nested",
    "removed",
    "slug",
    "titled",
    "without_lost",
]
