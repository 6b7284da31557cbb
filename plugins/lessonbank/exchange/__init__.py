"""Import and export content: spreadsheets, the register, CASE packages, session files."""

from lessonbank.exchange.changes import Change, FieldChange, Plan, write_changes
from lessonbank.exchange.frameworks import plan_framework
from lessonbank.exchange.schools import plan_schools
from lessonbank.exchange.sessions.export import sessions_csv, sessions_xlsx
from lessonbank.exchange.sessions.plan import plan_sessions
from lessonbank.exchange.taggings import TaggingError, read_taggings

__all__ = [
    "Change",
    "FieldChange",
    "Plan",
    "TaggingError",
    "plan_framework",
    "plan_schools",
    "plan_sessions",
    "read_taggings",
    "sessions_csv",
    "sessions_xlsx",
    "write_changes",
]
