"""Report changes between two versions of a bank that are not allowed."""

from __future__ import annotations

from pathlib import Path

from lessonbank.content.compare.ids import lost_items, lost_tags
from lessonbank.content.compare.permissions import changed_permissions
from lessonbank.content.git import read_revision
from lessonbank.content.load import Loaded
from lessonbank.content.read import Reading, read_bank
from lessonbank.diagnostics import Diagnostic


def compare_with(root: Path, revision: str, new: Loaded) -> tuple[Diagnostic, ...]:
    """Compare with the content of a git revision. Raise UnknownRevisionError."""
    return compare(read_bank(read_revision(root, revision), new.bank.types), new)


def compare(old: Reading, new: Loaded) -> tuple[Diagnostic, ...]:
    """Return diagnostics for lost ids without an alias, and for rewritten permissions."""
    found = (*lost_items(old, new), *lost_tags(old, new), *changed_permissions(old, new))
    return tuple(map(new.names.withheld, found)) if new.names else found
