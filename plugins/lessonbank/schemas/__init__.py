"""JSON Schemas of the content, so that editors explain fields and find mistakes."""

from lessonbank.schemas.documents import DRAFT, TRUST, documents
from lessonbank.schemas.session_file import SESSION_FILE, session_file
from lessonbank.schemas.vscode import schema_line, vscode_settings
from lessonbank.schemas.words import described, title_of
from lessonbank.schemas.write import FOLDER, write, written

__all__ = [
    "DRAFT",
    "FOLDER",
    "SESSION_FILE",
    "TRUST",
    "described",
    "documents",
    "schema_line",
    "session_file",
    "title_of",
    "vscode_settings",
    "write",
    "written",
]
