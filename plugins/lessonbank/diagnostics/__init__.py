"""Diagnostics: findings about content, with codes that are explained in a catalogue."""

from lessonbank.diagnostics.catalogue import Severity
from lessonbank.diagnostics.codes import Code
from lessonbank.diagnostics.explanation import explanation
from lessonbank.diagnostics.finding import Diagnostic, Span

__all__ = ["Code", "Diagnostic", "Severity", "Span", "explanation"]
