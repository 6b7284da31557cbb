"""Read a bank from Markdown and YAML files, with diagnostics that give file and line."""

from lessonbank.content.checks.pictures import unusable as unusable_picture
from lessonbank.content.compare import compare, compare_with
from lessonbank.content.document import Document, UnreadableError
from lessonbank.content.footage import Fingerprint, Probe
from lessonbank.content.git import (
    UnknownRevisionError,
    changed_files,
    changed_sizes,
    commits_with,
    read_revision,
)
from lessonbank.content.layout import CONTENT, FONTS
from lessonbank.content.links import written_links
from lessonbank.content.load import Loaded, load
from lessonbank.content.lock import LOCK, Update, update_lock
from lessonbank.content.read import Reading, bank_of, read_bank
from lessonbank.content.records import Records, is_of_record, read_records, records
from lessonbank.content.tree import Composed, Folder, Snapshot, Tree

__all__ = [
    "CONTENT",
    "FONTS",
    "LOCK",
    "Composed",
    "Document",
    "Fingerprint",
    "Folder",
    "Loaded",
    "Probe",
    "Reading",
    "Records",
    "Snapshot",
    "Tree",
    "UnknownRevisionError",
    "UnreadableError",
    "Update",
    "bank_of",
    "changed_files",
    "changed_sizes",
    "commits_with",
    "compare",
    "compare_with",
    "is_of_record",
    "load",
    "read_bank",
    "read_records",
    "read_revision",
    "records",
    "unusable_picture",
    "update_lock",
    "written_links",
]
