"""What has changed between an older bank and a newer one that must not, or not like that."""

from __future__ import annotations

from pathlib import Path

from lessonbank.content.compare.ids import lost_items, lost_tags
from lessonbank.content.compare.permissions import changed_permissions
from lessonbank.content.git import read_revision
from lessonbank.content.load import Loaded
from lessonbank.content.read import Reading, read_bank
from lessonbank.diagnostics import Diagnostic


def compare_with(root: Path, revision: str, new: Loaded) -> tuple[Diagnostic, ...]:
    """`compare` with the content as git remembers it. Raises UnknownRevisionError."""
    return compare(read_bank(read_revision(root, revision), new.bank.types), new)


def compare(old: Reading, new: Loaded) -> tuple[Diagnostic, ...]:
    """Ids that are gone and nobody's former id, and permissions that took back what they said."""
    found = (*lost_items(old, new), *lost_tags(old, new), *changed_permissions(old, new))
    return tuple(map(new.names.withheld, found)) if new.names else found
