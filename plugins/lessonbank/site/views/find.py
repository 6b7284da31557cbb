"""The Find page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lessonbank.bank import Bank, Synonyms
from lessonbank.search import Document
from lessonbank.site.library import Library
from lessonbank.site.page import SitePage
from lessonbank.site.suggesting import suggest_clip
from lessonbank.site.urls import INDEX, Link
from lessonbank.site.views.alphabet import ALPHABET
from lessonbank.site.views.browse import BROWSE
from lessonbank.site.views.examples import examples, top_techniques
from lessonbank.site.views.person import PEOPLE, Expert, expert, experts
from lessonbank.texts import gettext as _
from lessonbank.texts import mark

FIND = "find.html"
_ASKED = 4
"""Most colleagues to name if nothing is found."""


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab over the results, for pages of some kinds; its id stands in addresses."""

    id: str
    label: str
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FindView:
    """`documents` are what Find searches; `index` is the folder of their index.

    Both are empty until the generator has converted all prose: see `searching`.
    """

    language: str
    clips: int
    browse_url: str | None
    """The list of clips, if the site has one."""
    alphabet_url: str
    tabs: tuple[Tab, ...]
    """Tabs after the one for all pages. A page whose kind is in none of them is only there."""
    examples: tuple[Link, ...]
    techniques: tuple[Link, ...]
    colleagues: tuple[Expert, ...]
    """Colleagues who support others, at most a few."""
    colleagues_url: str
    suggest: Link | None = None
    """A link to suggest a missing clip."""
    thesaurus: tuple[Synonyms, ...] = ()
    documents: tuple[Document, ...] = ()
    index: str = ""


def pages(library: Library) -> Iterator[SitePage]:
    bank = library.bank
    yield SitePage(
        path=FIND,
        title=_("Find"),
        description=_("Find the moment when something was said."),
        template="find.html",
        view=FindView(
            bank.trust.language,
            len(library.clips),
            BROWSE if library.has_clips else None,
            ALPHABET,
            tabs=tuple(_tabs(bank)),
            examples=tuple(examples(library, FIND)),
            techniques=top_techniques(library),
            colleagues=tuple(expert(bank, each) for each in experts(bank)[:_ASKED]),
            colleagues_url=PEOPLE,
            suggest=suggest_clip(bank.trust),
            thesaurus=bank.trust.thesaurus,
        ),
        parent=INDEX,
    )


def _tabs(bank: Bank) -> Iterator[Tab]:
    """Yield the tabs whose pages the site may have."""
    there = {kind for kind, items in bank.items.items() if items}
    there |= {"tag"} if bank.tags else set()
    there |= {"framework"} if bank.named_statements else set()
    for id_, label, kinds in _TABS:
        if there.intersection(kinds):
            yield Tab(id_, _(label), kinds)


_TRAINING = (
    *("workshop", "programme", "community", "coaching", "project", "case-study"),
    *("pathway", "form", "framework", "person"),
)
_TABS = (
    ("clips", mark("Clips"), ("clip",)),
    ("techniques", mark("Techniques"), ("technique", "tag")),
    ("lists", mark("Watch lists"), ("watchlist",)),
    ("training", mark("Training"), _TRAINING),
    ("pupils", mark("For pupils"), ("lesson", "unit")),
)
"""The id, the label and the kinds of each tab."""
