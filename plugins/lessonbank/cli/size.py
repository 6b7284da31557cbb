"""Sizes and counts in words, for commands."""

from lessonbank.files.sizes import PAGES_LIMIT, Extent, counted, in_words

__all__ = ["PAGES_LIMIT", "Extent", "counted", "in_words"]
