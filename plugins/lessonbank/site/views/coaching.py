"""Coaching pages: the cycle, the code of practice, and clips to watch together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lessonbank.bank import Bank, Coaching, CycleStep, Form, Technique
from lessonbank.site.labels import people
from lessonbank.site.library import Library
from lessonbank.site.page import SitePage
from lessonbank.site.player.reel import Stretch, reel
from lessonbank.site.urls import Link, item_link
from lessonbank.site.views.common import Fact, duration
from lessonbank.site.views.framework import statement_links
from lessonbank.site.views.offer import audience, chips
from lessonbank.site.views.topic import Index, by_title, named, uses
from lessonbank.texts import gettext as _
from lessonbank.texts import mark

COACHING = Index(
    "coaching/index.html",
    mark("Coaching"),
    mark("One step at a time, with a colleague who watches you try it. Nobody is graded."),
)


@dataclass(frozen=True, slots=True)
class CycleLine:
    """A step of the cycle. `chips` say when it happens and how long it takes."""

    title: str
    what: str
    chips: tuple[str, ...]
    form: Link | None


@dataclass(frozen=True, slots=True)
class CoachingView:
    """Everything `coaching.html` shows, beside the prose. A part's note is its question.

    `forms` are links with summaries. `lost` counts the parts that the edition may not show.
    """

    title: str
    summary: str
    facts: tuple[Fact, ...]
    cycle: tuple[CycleLine, ...]
    code_of_practice: tuple[str, ...]
    request: str | None
    forms: tuple[tuple[Link, str], ...]
    reel: tuple[Stretch, ...]
    lost: int
    frameworks: tuple[Link, ...]
    uses: tuple[Fact, ...]


def pages(library: Library) -> Iterator[SitePage]:
    bank = library.bank
    models = by_title(bank.of(Coaching).values())
    if not models:
        return
    rows = ((item_link(each), each.summary, tuple(_chips(bank, each))) for each in models)
    yield COACHING.page(bank, rows)
    for model in models:
        yield COACHING.topic(model, _view(library, model))


def _chips(bank: Bank, model: Coaching) -> Iterator[str]:
    yield f"{len(model.cycle)} steps"
    yield from chips(bank, model)


def _view(library: Library, model: Coaching) -> CoachingView:
    bank = library.bank
    forms = (bank.of(Form)[id_] for id_ in model.every_form)
    return CoachingView(
        title=model.title,
        summary=model.summary,
        facts=tuple(_facts(bank, model)),
        cycle=tuple(_line(bank, step) for step in model.cycle),
        code_of_practice=model.code_of_practice,
        request=model.request,
        forms=tuple((item_link(form), form.summary) for form in forms),
        reel=reel(library, model.clips),
        lost=library.struck.get((model.kind, model.id), 0),
        frameworks=statement_links(bank, model.statements),
        uses=uses(bank, model),
    )


def _facts(bank: Bank, model: Coaching) -> Iterator[Fact]:
    yield from audience(bank, model)
    if model.minutes:
        yield Fact(_("One cycle"), (Link(duration(model.minutes)),))
    if model.leads:
        yield Fact(_("Led by"), people(bank, model.leads))
    yield from named(bank, _("Techniques"), Technique, model.techniques)


def _line(bank: Bank, step: CycleStep) -> CycleLine:
    words = (step.when, duration(step.minutes or 0))
    form = item_link(bank.of(Form)[step.form]) if step.form else None
    return CycleLine(step.title, step.what, tuple(word for word in words if word), form)
