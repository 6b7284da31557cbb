"""An edition -> files beside the site: so far the audit, and what hangs on one permission."""

from lessonbank.outputs.audit import Row, Upcoming, audit, audit_csv, audit_html, upcoming
from lessonbank.outputs.trace import Trace, trace

__all__ = [
    "Row",
    "Trace",
    "Upcoming",
    "audit",
    "audit_csv",
    "audit_html",
    "trace",
    "upcoming",
]
