"""The audit of an edition, and everything under one permission."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from lessonbank.bank import Address, Bank, Page, Permission
from lessonbank.compiler.compilation import Compilation
from lessonbank.compiler.compile import preview_bank
from lessonbank.compiler.errors import CompileError
from lessonbank.compiler.settings import Settings
from lessonbank.content import written_links
from lessonbank.files import atomic
from lessonbank.media import Plan
from lessonbank.media.settling import Settled, at_hand
from lessonbank.outputs import Row, Trace, audit, audit_csv, audit_html, trace
from lessonbank.site import MEDIA


def read_edition(settings: Settings) -> Compilation:
    """Compile an edition with the media that exists; encode nothing. Raise CompileError."""
    return preview_bank(settings, what_is_made)


def what_is_made(plan: Plan) -> Settled:
    return Settled(at_hand(plan), ())


def rows_of(compilation: Compilation) -> tuple[Row, ...]:
    """Return the rows of an edition's audit; films of another host by their whole address."""
    base = compilation.library.films_at
    films = {MEDIA + name: base + name for name in compilation.distant_films}
    outputs = {
        key: tuple(films.get(address, address) for address in addresses)
        for key, addresses in compilation.outputs.items()
    }
    return audit(compilation.admission, outputs)


@dataclass(frozen=True, slots=True)
class AuditFiles:
    """Paths of an edition's audit."""

    csv: Path
    html: Path


def write_audit(compilation: Compilation, rows: Sequence[Row], folder: Path) -> AuditFiles:
    """Write an edition's audit into a folder, under the edition's name."""
    name = str(compilation.admission.occasion.edition).replace(":", "-")
    files = AuditFiles(folder / f"{name}.csv", folder / f"{name}.html")
    atomic.write_bytes(files.csv, audit_csv(rows))
    atomic.write_text(files.html, audit_html(compilation.admission, rows))
    return files


def find_reference(bank: Bank, reference: str) -> Trace:
    """Return everything under one permission. Raise CompileError if there is none."""
    permission = bank.of(Permission).get(reference)
    if permission is None:
        raise CompileError(f"There is no permission '{reference}' in content/permissions/.")
    links = {(item.kind, item.id): _linked(item) for item in bank if isinstance(item, Page)}
    return trace(bank, permission, links)


def _linked(page: Page) -> frozenset[tuple[str, str]]:
    found = set()
    for link in written_links(page.body):
        try:
            address = Address.parse(link.address)
        except ValueError:
            continue
        found.add((address.kind, address.id))
    return frozenset(found)
