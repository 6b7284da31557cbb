"""One finding, many renderers."""

from lessonbank.diagnostics.codes import Code, Severity
from lessonbank.diagnostics.explanation import explanation
from lessonbank.diagnostics.finding import Diagnostic, Span

__all__ = ["Code", "Diagnostic", "Severity", "Span", "explanation"]
