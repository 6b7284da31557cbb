"""Libraries as values of sites with a published address."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache

from bench_pages import library as benched

from handbooks import handbook
from lessonbank.bank import Clip, Programme
from lessonbank.compiler.compilation import Compilation
from lessonbank.site import Library

ADDRESS = "https://elmet.example/bank/"
TODAY = date(2026, 11, 22)


def with_clips(**changes: object) -> Compilation:
    """Return a public edition of three clips, all with these changes."""
    compiled = _benched()
    library = compiled.library
    items = {id_: clip.model_copy(update=changes) for id_, clip in library.bank.of(Clip).items()}
    bank = replace(library.bank, items={**library.bank.items, Clip.kind: items})
    return replace(compiled, library=replace(library, bank=bank, site_url=ADDRESS))


@cache
def _benched() -> Compilation:
    return benched(3, seconds=60)


def with_sessions(*sessions: dict[str, object]) -> Library:
    """Return a handbook with sessions and no clips. Its programmes last 12.5 hours."""
    bank = handbook(*sessions)
    lasting = {
        id_: each.model_copy(update={"hours": 12.5}) for id_, each in bank.of(Programme).items()
    }
    bank = replace(bank, items={**bank.items, Programme.kind: lasting})
    return Library(bank, {}, {}, {}, TODAY, site_url=ADDRESS)
