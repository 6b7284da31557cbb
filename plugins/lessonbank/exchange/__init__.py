"""Import and export content: spreadsheets, the register of schools, CASE packages."""

from lessonbank.exchange.changes import Change, FieldChange, Plan, write_changes
from lessonbank.exchange.frameworks import plan_framework
from lessonbank.exchange.schools import plan_schools
from lessonbank.exchange.sessions.export import sessions_csv, sessions_xlsx
from lessonbank.exchange.sessions.plan import plan_sessions

__all__ = [
    "Change",
    "FieldChange",
    "Plan",
    "plan_framework",
    "plan_schools",
    "plan_sessions",
    "sessions_csv",
    "sessions_xlsx",
    "write_changes",
]
