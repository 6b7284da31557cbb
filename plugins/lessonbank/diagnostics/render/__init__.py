"""Render diagnostics as text, in their order: pure functions, one per format."""

from lessonbank.diagnostics.render.data import as_json
from lessonbank.diagnostics.render.github import github, github_summary
from lessonbank.diagnostics.render.plain import plain
from lessonbank.diagnostics.render.words import summary

__all__ = ["as_json", "github", "github_summary", "plain", "summary"]
