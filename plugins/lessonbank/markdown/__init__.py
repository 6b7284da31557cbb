"""Addresses of items in Markdown, under any generator that runs Python-Markdown."""

from lessonbank.markdown.anchors import anchors, ids_in
from lessonbank.markdown.extension import BankLinks
from lessonbank.markdown.headings import Heading, headings, nested, slug, titled
from lessonbank.markdown.leads import Leads
from lessonbank.markdown.patience import HeavyMarkdownError
from lessonbank.markdown.removed import Removed, removed
from lessonbank.markdown.targets import WITHHELD, Directory, Target, Targets

__all__ = [
    "WITHHELD",
    "BankLinks",
    "Directory",
    "Heading",
    "HeavyMarkdownError",
    "Leads",
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
]
