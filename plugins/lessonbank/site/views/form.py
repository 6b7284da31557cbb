"""Forms to print or to fill in on screen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lessonbank.bank import Bank, Form, FormField, Person, School, Technique
from lessonbank.site.library import Library
from lessonbank.site.page import SitePage
from lessonbank.site.urls import item_link, person_path
from lessonbank.site.views.common import Fact
from lessonbank.site.views.topic import Index, named, uses
from lessonbank.texts import gettext as _
from lessonbank.texts import mark

FORMS = Index(
    "forms/index.html",
    mark("Forms"),
    mark("Print them, or fill them in on screen. Your answers stay on your device."),
)
_USES = {
    "observation": mark("Observation"),
    "reflection": mark("Reflection"),
    "coaching": mark("Coaching cycle"),
    "film-club": mark("Film club"),
}
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class FieldView:
    """A question; `kind` is that of `FormField`. `place` is the end of its elements' ids."""

    id: str
    place: str
    label: str
    kind: str
    hint: str | None
    options: tuple[str, ...]
    lines: int


Section = tuple[str, str | None, tuple[FieldView, ...]]
"""The title of a section, its text and its questions."""


@dataclass(frozen=True, slots=True)
class FormView:
    """Everything `form.html` shows.

    `owner` is the trust's name, which saved files give. `known` are words, in small letters, that
    do not count as pupils' names.
    """

    id: str
    title: str
    summary: str
    owner: str
    chips: tuple[str, ...]
    sections: tuple[Section, ...]
    known: tuple[str, ...]
    uses: tuple[Fact, ...]


def pages(library: Library) -> Iterator[SitePage]:
    bank = library.bank
    forms = sorted(bank.of(Form).values(), key=lambda each: each.title.casefold())
    if not forms:
        return
    yield FORMS.page(bank, ((item_link(each), each.summary, _chips(each)) for each in forms))
    known = known_words(bank)
    for form in forms:
        yield SitePage(
            path=item_link(form).url or "",
            title=form.title,
            description=form.summary,
            template="form.html",
            view=_view(bank, form, known),
            parent=FORMS.path,
            item=form,
        )


def _chips(form: Form) -> tuple[str, ...]:
    return (
        _(_USES[form.use]),
        *([_("For %(audience)s", audience=form.audience)] if form.audience else []),
    )


def _view(bank: Bank, form: Form, known: tuple[str, ...]) -> FormView:
    return FormView(
        id=form.id,
        title=form.title,
        summary=form.summary,
        owner=bank.trust.name,
        chips=_chips(form),
        sections=sections(form),
        known=known,
        uses=(*named(bank, _("Techniques"), Technique, form.techniques), *uses(bank, form)),
    )


def sections(form: Form, prefix: str = "") -> tuple[Section, ...]:
    """Return a form's sections. `prefix` starts the ids of their elements."""
    return tuple(
        (each.title, each.about, tuple(_field(field, prefix) for field in each.fields))
        for each in form.sections
    )


def _field(field: FormField, prefix: str) -> FieldView:
    place = f"{prefix}{field.id}"
    return FieldView(
        field.id, place, field.label, field.kind, field.hint, field.options, field.lines
    )


def known_words(bank: Bank) -> tuple[str, ...]:
    """Return the words of the trust's name, its schools, vocabularies and credited staff."""
    staff = [person.name for person in bank.of(Person).values() if person_path(person)]
    schools = [school.name for school in bank.of(School).values()]
    titles = [technique.title for technique in bank.of(Technique).values()]
    tags = [tag.label for tag in bank.tags.values()]
    terms = [term.label for of_kind in bank.terms.values() for term in of_kind.values()]
    texts = (bank.trust.name, *staff, *schools, *titles, *tags, *terms)
    words = (word for text in texts for word in _WORD.findall(text) if word[0].isupper())
    return tuple(sorted({word.casefold() for word in words}))
