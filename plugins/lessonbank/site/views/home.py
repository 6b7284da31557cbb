"""The home page: the trust's own words, and ways in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lessonbank.bank import Clip, School, Technique
from lessonbank.site.library import Library
from lessonbank.site.page import SitePage
from lessonbank.site.views.browse import BROWSE
from lessonbank.site.views.common import INDEX, Card, card
from lessonbank.site.views.technique import TECHNIQUES

_NEWEST = 3


@dataclass(frozen=True, slots=True)
class HomeView:
    """Everything `home.html` shows, beside the prose of `content/index.md`."""

    trust: str
    newest: tuple[Card, ...]
    clips: int
    techniques: int
    schools: int
    browse_url: str
    techniques_url: str


def pages(library: Library) -> Iterator[SitePage]:
    bank = library.bank
    yield SitePage(
        path=INDEX,
        title="Home",
        description=bank.trust.about or f"The lesson bank of {bank.trust.name}.",
        template="home.html",
        view=HomeView(
            trust=bank.trust.name,
            newest=tuple(card(library, clip) for clip in _newest(library)),
            clips=len(library.clips),
            techniques=len(bank.of(Technique)),
            schools=len(bank.of(School)),
            browse_url=BROWSE,
            techniques_url=TECHNIQUES,
        ),
        prose=None,
    )


def _newest(library: Library) -> list[Clip]:
    """The clips filmed last, each of another subject as long as there are subjects enough."""
    month = {clip.id: library.bank.recording_of(clip).month for clip in library.clips}
    clips = sorted(library.clips, key=lambda clip: month[clip.id], reverse=True)
    firsts = {clip.subject: clip for clip in reversed(clips)}
    varied = sorted(firsts.values(), key=clips.index)
    return list(dict.fromkeys((*varied, *clips)))[:_NEWEST]
