"""The coverage page: tables of counts that link to Find, and lists of gaps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lessonbank.bank import Bank, Framework, School, Statement, Technique
from lessonbank.handbook.coverage import Coverage, Heading, Part, Table, coverage
from lessonbank.handbook.gaps import Gap, GapList, gap_lists
from lessonbank.site.library import Library
from lessonbank.site.page import SitePage, TableFile
from lessonbank.site.urls import HANDBOOK, Link, item_link, school_path
from lessonbank.site.views.common import Download
from lessonbank.site.views.find import FIND
from lessonbank.site.views.framework import statement_links
from lessonbank.texts import gettext as _
from lessonbank.texts import mark

COVERAGE = "handbook/coverage.html"
_KINDS = {"clip": mark("Clips"), "workshop": mark("Workshops"), "programme": mark("Programmes")}


@dataclass(frozen=True, slots=True)
class Cell:
    """A count, and the address at which Find shows what it counts."""

    count: int
    url: str


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: its heading and cells."""

    heading: Link
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """A table. Its rows are in groups, with or without a heading."""

    id: str
    title: str
    columns: tuple[str, ...]
    groups: tuple[tuple[str, tuple[Row, ...]], ...]


@dataclass(frozen=True, slots=True)
class GapsView:
    """One kind of gap: links to the items that have it, with notes."""

    id: str
    title: str
    closes: str
    of: int
    lines: tuple[tuple[Link, str], ...]


@dataclass(frozen=True, slots=True)
class CoverageView:
    """Everything `coverage.html` shows; `subjects` are tables of one technique each."""

    gaps: tuple[GapsView, ...]
    frameworks: tuple[Matrix, ...]
    techniques: Matrix
    subjects: tuple[Matrix, ...]
    schools: Matrix
    downloads: tuple[Download, ...]


def page(library: Library) -> SitePage:
    """Return the coverage page."""
    bank = library.bank
    counted, lists = coverage(bank, library.today), gap_lists(bank, library.today)
    files = {f"handbook/{name}.csv": file for name, file in _files(bank, counted, lists)}
    return SitePage(
        path=COVERAGE,
        title=_("Coverage"),
        description=_(
            "What %(trust)s has clips and workshops for, and where the gaps are.",
            trust=bank.trust.name,
        ),
        template="coverage.html",
        view=_view(bank, counted, lists, tuple(files)),
        parent=HANDBOOK,
        prose=None,
        tables=files,
    )


def missing(library: Library) -> Iterator[tuple[Link, int]]:
    """Yield each kind of gap that occurs, with its number."""
    for list_ in gap_lists(library.bank, library.today):
        if list_.gaps:
            view = _gaps(library.bank, list_)
            yield Link(view.title, f"{COVERAGE}#{view.id}"), len(view.lines)


def _view(
    bank: Bank, counted: Coverage, lists: Iterable[GapList], files: Iterable[str]
) -> CoverageView:
    names = (_("Statements"), _("Techniques"), _("Schools"), _("Gaps"))
    return CoverageView(
        gaps=tuple(_gaps(bank, each) for each in lists),
        frameworks=tuple(_framework(bank, *each) for each in counted.frameworks),
        techniques=_matrix(bank, "techniques", _("Techniques by phase"), counted.techniques),
        subjects=tuple(
            _matrix(bank, f"technique-{id_}", bank.of(Technique)[id_].title, table)
            for id_, table in counted.subjects.items()
        ),
        schools=_matrix(bank, "schools", _("Schools by subject"), counted.schools),
        downloads=tuple(Download(name, url, "CSV") for name, url in zip(names, files, strict=True)),
    )


def _gaps(bank: Bank, list_: GapList) -> GapsView:
    lines = tuple((_about(bank, gap), gap.note) for gap in list_.gaps)
    return GapsView(f"gap-{list_.id}", list_.title, list_.closes, list_.of, lines)


def _about(bank: Bank, gap: Gap) -> Link:
    if isinstance(gap.item, Statement):
        return _heading(bank, Part("statement", gap.item.id))
    return item_link(gap.item)


def _framework(bank: Bank, framework: Framework, table: Table) -> Matrix:
    rows = dict(zip(framework.statements, _rows(bank, table), strict=True))
    headed = [(group.id, group.label) for group in framework.groups]
    labels: dict[str | None, str] = dict([(None, ""), *headed])
    groups = (
        (label, tuple(row for statement, row in rows.items() if statement.group == id_))
        for id_, label in labels.items()
    )
    columns = tuple(_heading(bank, each).label for each in table.columns)
    return Matrix(
        f"framework-{framework.id}", framework.title, columns, tuple(of for of in groups if of[1])
    )


def _matrix(bank: Bank, id_: str, title: str, table: Table) -> Matrix:
    columns = tuple(_heading(bank, each).label for each in table.columns)
    return Matrix(id_, title, columns, (("", tuple(_rows(bank, table))),))


def _rows(bank: Bank, table: Table) -> Iterator[Row]:
    for row, counts in zip(table.rows, table.counts, strict=True):
        counted = zip(table.columns, counts, strict=True)
        cells = (Cell(count, find_url(table.filters(row, column))) for column, count in counted)
        yield Row(_heading(bank, row), tuple(cells))


def find_url(filters: Iterable[Part]) -> str:
    """Return the address at which Find applies all filters."""
    return f"{FIND}#{'&'.join(f'{each.kind}={each.id}' for each in filters)}"


def _heading(bank: Bank, heading: Heading) -> Link:
    """Return the heading of a row or column. A row's heading links to its page."""
    match heading:
        case None:
            return Link(_("Total"))
        case Part("kind", id_):
            return Link(_(_KINDS[id_]))
        case Part("statement", id_):
            return next(iter(statement_links(bank, (id_,))))
        case Part("technique", id_):
            return item_link(bank.of(Technique)[id_])
        case Part("school", id_):
            return Link(bank.of(School)[id_].name, school_path(id_))
        case Part(kind, id_):
            return Link(bank.label(kind, id_))


def _files(
    bank: Bank, counted: Coverage, lists: Iterable[GapList]
) -> Iterator[tuple[str, TableFile]]:
    """Yield the tables as CSV by name, one line per count, for pivot tables."""
    kinds = (name.casefold() for name in _KINDS.values())
    statements = _statement_lines(counted)
    yield "coverage-statements", TableFile(("framework", "code", "statement", *kinds), statements)
    techniques = tuple(
        (bank.of(Technique)[id_].title, *line)
        for id_, table in counted.subjects.items()
        for line in _lines(bank, table)
    )
    yield "coverage-techniques", TableFile(("technique", "subject", "phase", "clips"), techniques)
    schools = tuple(_lines(bank, counted.schools))
    yield "coverage-schools", TableFile(("school", "subject", "clips"), schools)
    header = (_("gap"), _("for"), _("already there"), _("how to close it"), _("page"))
    yield "gaps", TableFile(header, tuple(_gap_lines(bank, lists)))


def _statement_lines(counted: Coverage) -> tuple[tuple[str | int, ...], ...]:
    return tuple(
        (framework.title, statement.code or "", statement.label, *counts)
        for framework, table in counted.frameworks
        for statement, counts in zip(framework.statements, table.counts, strict=True)
    )


def _lines(bank: Bank, table: Table) -> Iterator[tuple[str | int, ...]]:
    for row, column, count in table.cells():
        if row and column:  # Else it is a sum.
            yield _heading(bank, row).label, _heading(bank, column).label, count


def _gap_lines(bank: Bank, lists: Iterable[GapList]) -> Iterator[tuple[str, ...]]:
    for each in (_gaps(bank, list_) for list_ in lists):
        for link, note in each.lines:
            yield each.title, link.label, note, each.closes, link.url or ""
