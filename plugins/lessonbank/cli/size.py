"""Sizes and counts in words, for commands."""

from lessonbank.files.sizes import Extent, counted, in_words

__all__ = ["Extent", "counted", "in_words"]
