"""Markdown and YAML files to a bank, with located diagnostics."""

from lessonbank.content.checks.pictures import unusable as unusable_picture
from lessonbank.content.compare import compare, compare_with
from lessonbank.content.footage import Fingerprint, Probe
from lessonbank.content.git import (
    UnknownRevisionError,
    changed_files,
    commits_with,
    read_revision,
)
from lessonbank.content.layout import CONTENT
from lessonbank.content.links import written_links
from lessonbank.content.load import Loaded, load
from lessonbank.content.lock import LOCK, Update, update_lock
from lessonbank.content.read import Reading, read_bank
from lessonbank.content.tree import Folder, Snapshot, Tree

__all__ = [
    "CONTENT",
    "LOCK",
    "Fingerprint",
    "Folder",
    "Loaded",
    "Probe",
    "Reading",
    "Snapshot",
    "Tree",
    "UnknownRevisionError",
    "Update",
    "changed_files",
    "commits_with",
    "compare",
    "compare_with",
    "load",
    "read_bank",
    "read_revision",
    "unusable_picture",
    "update_lock",
    "written_links",
]
