"""Addresses of items in Markdown, under any generator that runs Python-Markdown."""

from lessonbank.markdown.extension import WITHHELD, BankLinks
from lessonbank.markdown.targets import Target, Targets

__all__ = ["WITHHELD", "BankLinks", "Target", "Targets"]
