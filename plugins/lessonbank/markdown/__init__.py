"""Addresses of items in Markdown, under any generator that runs Python-Markdown."""

from lessonbank.markdown.anchors import anchors, ids_in
from lessonbank.markdown.extension import BankLinks
from lessonbank.markdown.targets import Target, Targets

__all__ = ["BankLinks", "Target", "Targets", "anchors", "ids_in"]
