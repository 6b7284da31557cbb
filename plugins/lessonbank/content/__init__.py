"""Markdown and YAML files to a bank, with located diagnostics."""

from lessonbank.content.load import Loaded, load

__all__ = ["Loaded", "load"]
