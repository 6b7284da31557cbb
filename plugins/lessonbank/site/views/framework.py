"""Framework pages: statements, and the items mapped to them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from lessonbank.bank import Bank, Framework, Page, Statement
from lessonbank.site.dates.words import day
from lessonbank.site.library import Library
from lessonbank.site.page import SitePage
from lessonbank.site.urls import HANDBOOK, Link, item_link
from lessonbank.texts import gettext as _
from lessonbank.texts import translated

FRAMEWORKS = "frameworks/index.html"


@dataclass(frozen=True, slots=True)
class Use:
    """A page mapped to a statement. `under` is the older statement's code, if it names that one."""

    kind: str
    link: Link
    under: str | None = None


@dataclass(frozen=True, slots=True)
class StatementLine:
    """A statement. `successors` are the statements that replaced it."""

    id: str
    code: str
    label: str
    successors: tuple[Link, ...]
    uses: tuple[Use, ...]


@dataclass(frozen=True, slots=True)
class FrameworkView:
    """Everything `framework.html` shows: statements in groups, some without a heading."""

    title: str
    version: str
    publisher: str
    about: str | None
    url: str | None
    since: str | None
    until: str | None
    is_over: bool
    successor: Link | None
    groups: tuple[tuple[str, tuple[StatementLine, ...]], ...]

    @property
    def count(self) -> int:
        """Return how many of its statements are in use."""
        return sum(bool(line.uses) for _, lines in self.groups for line in lines)

    @property
    def statements(self) -> int:
        return sum(len(lines) for _, lines in self.groups)


@dataclass(frozen=True, slots=True)
class FrameworksView:
    """Frameworks, each with a link to its page."""

    frameworks: tuple[tuple[Link, FrameworkView], ...]


def framework_path(framework_id: str) -> str:
    return f"frameworks/{framework_id}.html"


def statement_links(bank: Bank, ids: Iterable[str]) -> tuple[Link, ...]:
    """Return links such as `TS5 Adaptive teaching` to statements on framework pages."""
    return tuple(_link(bank, bank.statements[id_]) for id_ in ids)


def _link(bank: Bank, statement: Statement) -> Link:
    label = " ".join(filter(None, (statement.code, statement.label)))
    path = framework_path(bank.framework_of[statement.id].id)
    return Link(label, f"{path}#{statement.id}")


def pages(library: Library) -> Iterator[SitePage]:
    """Yield the pages of frameworks, if the bank uses any statement or has its own framework."""
    bank = library.bank
    uses = bank.named_statements
    if not uses and not bank.of(Framework):
        return
    views = {id_: _view(library, each, uses) for id_, each in bank.frameworks.items()}
    yield _index(views)
    for framework in bank.frameworks.values():
        yield SitePage(
            path=framework_path(framework.id),
            title=framework.title,
            description=framework.about
            or _("%(framework)s, and where we work on it.", framework=framework.title),
            template="framework.html",
            view=views[framework.id],
            parent=FRAMEWORKS,
            item=framework,
        )


def _index(views: Mapping[str, FrameworkView]) -> SitePage:
    rows = ((Link(view.title, framework_path(id_)), view) for id_, view in views.items())
    return SitePage(
        path=FRAMEWORKS,
        title=_("Frameworks"),
        description=_("The frameworks that clips, workshops and programmes are mapped to."),
        template="frameworks.html",
        view=FrameworksView(tuple(sorted(rows, key=lambda row: row[0].label.casefold()))),
        parent=HANDBOOK,
        prose=None,
    )


def _view(
    library: Library, framework: Framework, uses: Mapping[str, tuple[Page, ...]]
) -> FrameworkView:
    successor = library.bank.frameworks.get(framework.superseded_by or "")
    return FrameworkView(
        title=framework.title,
        version=framework.version,
        publisher=framework.publisher,
        about=framework.about,
        url=framework.url,
        since=day(framework.since) if framework.since else None,
        until=day(framework.until) if framework.until else None,
        is_over=framework.until is not None and framework.until < library.today,
        successor=Link(successor.title, framework_path(successor.id)) if successor else None,
        groups=tuple(_groups(library.bank, framework, uses)),
    )


def _groups(
    bank: Bank, framework: Framework, uses: Mapping[str, tuple[Page, ...]]
) -> Iterator[tuple[str, tuple[StatementLine, ...]]]:
    headings: dict[str | None, str] = {
        None: "",
        **{group.id: group.label for group in framework.groups},
    }
    for id_, heading in headings.items():
        own = [each for each in framework.statements if each.group == id_]
        if own:
            yield heading, tuple(_line(bank, each, uses) for each in own)


def _line(bank: Bank, statement: Statement, uses: Mapping[str, tuple[Page, ...]]) -> StatementLine:
    found: dict[Link, Use] = {}
    for each in (statement, *(bank.statements[id_] for id_ in statement.replaces)):
        under = None if each is statement else each.code or each.label
        for item in uses.get(each.id, ()):
            link = item_link(item)
            found.setdefault(link, Use(translated(bank.types.noun(item.kind).one), link, under))
    return StatementLine(
        id=statement.id,
        code=statement.code or "",
        label=statement.label,
        successors=tuple(_link(bank, each) for each in bank.successors.get(statement.id, ())),
        uses=tuple(found.values()),
    )
