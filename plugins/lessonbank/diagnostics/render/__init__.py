"""One finding, many forms: pure functions from diagnostics, in the order they come, to text."""

from lessonbank.diagnostics.render.data import as_json
from lessonbank.diagnostics.render.github import github, github_summary
from lessonbank.diagnostics.render.plain import plain
from lessonbank.diagnostics.render.terminal import terminal
from lessonbank.diagnostics.render.words import summary

__all__ = ["as_json", "github", "github_summary", "plain", "summary", "terminal"]
