"""The workbench: tag a film of one's own in the browser, with the bank's words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from lessonbank.bank import Bank, TagSet, Technique
from lessonbank.site.library import Library
from lessonbank.site.linked.data import script
from lessonbank.site.page import SitePage
from lessonbank.site.urls import INDEX
from lessonbank.site.views.form import known_words
from lessonbank.texts import gettext as _

WORKBENCH = "workbench.html"


@dataclass(frozen=True, slots=True)
class WorkbenchView:
    """Everything `workbench.html` shows. `data` is JSON that the script needs."""

    title: str
    summary: str
    data: Markup


def pages(library: Library) -> Iterator[SitePage]:
    """Yield the page, unless the trust does without."""
    if not library.bank.trust.workbench:
        return
    title = _("Workbench")
    summary = _("Tag a film of your own. The film and your marks stay on this device.")
    data = Markup(script(_data(library.bank)))  # noqa: S704 - escaped for its element
    yield SitePage(
        path=WORKBENCH,
        title=title,
        description=summary,
        template="workbench.html",
        view=WorkbenchView(title, summary, data),
        parent=INDEX,
    )


def _data(bank: Bank) -> dict[str, object]:
    sets = sorted(bank.of(TagSet).values(), key=lambda each: each.title.casefold())
    techniques = sorted(bank.of(Technique).values(), key=lambda each: each.title.casefold())
    return {
        "tagsets": [_tagset(each) for each in sets],
        "goals": [step for each in techniques for step in each.steps],
        "known": list(known_words(bank)),
    }


def _tagset(tagset: TagSet) -> Mapping[str, object]:
    exclusive = {group.id for group in tagset.groups if group.exclusive}
    groups = {group.id: group.label for group in tagset.groups}
    return {
        "id": tagset.id,
        "title": f"{tagset.title} {tagset.version}",
        "groups": groups,
        "tags": [
            {
                "id": tag.id, "label": tag.label, "kind": tag.kind, "group": tag.group or "",
                "exclusive": tag.group in exclusive, "lead": tag.lead, "lag": tag.lag,
                "who": list(tag.who), "colour": tag.colour, "about": tag.definition,
            }
            for tag in tagset.tags
        ],
    }
