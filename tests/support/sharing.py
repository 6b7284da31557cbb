"""Places to share media in, and what banks push there and pull from there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from lessonbank.compiler.compile import media_plan
from lessonbank.compiler.settings import Settings
from lessonbank.compiler.types import installed_types
from lessonbank.media import Plan
from lessonbank.remote import Address, Place, lacking, open_place, pull, push, wanted
from lessonbank.remote.records import NAME
from sites import TODAY, digests


@dataclass(frozen=True)
class Somewhere:
    """A place by its URL, of which several may open their own view."""

    url: str
    root: Path

    @property
    def place(self) -> Place:
        return open_place(Address.of(self.url, self.root))


def settings_of(root: Path) -> Settings:
    return Settings(root, date.fromisoformat(TODAY), installed=installed_types())


def plan_of(root: Path) -> Plan:
    """Return the plan of the bank's default edition."""
    return media_plan(settings_of(root))


def silent(_: int) -> None:
    """Hear nothing."""


def pushed(plan: Plan, place: Place) -> int:
    """Push everything; return the number of objects."""
    done = push(lacking(plan, place), plan.store, place, silent)
    assert not done.damaged
    return len(done.objects)


def pulled(plan: Plan, place: Place) -> int:
    """Pull everything; return the number of objects."""
    done = pull(wanted(plan, place), plan.store, place, silent)
    assert not done.damaged
    return len(done.objects)


def cached(root: Path) -> dict[str, str]:
    """Return the digests of the records and objects of a bank's cache, by name."""
    found = digests(root / ".cache/media")
    return {name: digest for name, digest in found.items() if NAME.fullmatch(name)}
