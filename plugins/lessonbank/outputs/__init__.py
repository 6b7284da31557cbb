"""An edition -> files beside the site: so far the audit, and what hangs on one permission."""

from lessonbank.outputs.audit import Row, Upcoming, audit, audit_csv, audit_html, upcoming
from lessonbank.outputs.built import BUILT, MAX_BYTES, Built, NotBuiltError, trouble
from lessonbank.outputs.trace import Trace, trace

__all__ = [
    "BUILT",
    "MAX_BYTES",
    "Built",
    "NotBuiltError",
    "Row",
    "Trace",
    "Upcoming",
    "audit",
    "audit_csv",
    "audit_html",
    "trace",
    "trouble",
    "upcoming",
]
