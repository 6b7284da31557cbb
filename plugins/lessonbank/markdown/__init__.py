"""Addresses of items in Markdown, under any generator that runs Python-Markdown."""

from lessonbank.markdown.extension import BankLinks
from lessonbank.markdown.patience import HeavyMarkdownError
from lessonbank.markdown.targets import Target, Targets

__all__ = ["BankLinks", "HeavyMarkdownError", "Target", "Targets"]
