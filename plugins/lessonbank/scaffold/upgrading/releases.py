"""What each version changed for a bank: the next version is one entry here.

A migration may run on any bank: it changes only what this version refuses or warns about. So a
second upgrade changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from lessonbank.bank import Person, Session
from lessonbank.content.layout import CONTENT
from lessonbank.scaffold.upgrading.content import (
    former_names,
    give_trust_an_id,
    keep_calendar_domain,
    quote_cut_text,
)
from lessonbank.scaffold.upgrading.draft import Draft
from lessonbank.scaffold.upgrading.settings import lock_docs_dir
from lessonbank.scaffold.upgrading.steps import Migration


@dataclass(frozen=True, slots=True)
class Task:
    """A step that a trust takes by hand, as CHANGELOG.md says it, if it `concerns` the bank."""

    words: str
    concerns: Callable[[Draft], bool] = lambda _: True


@dataclass(frozen=True, slots=True)
class Release:
    """One version: its migrations in order, and what is left to people."""

    version: str
    migrations: tuple[Migration, ...] = ()
    tasks: tuple[Task, ...] = ()


def _has(*folders: str) -> Callable[[Draft], bool]:
    return lambda draft: any(draft.paths(f"{CONTENT}/{folder}") for folder in folders)


RELEASES: tuple[Release, ...] = (
    Release(
        "0.2.0",
        migrations=(
            lock_docs_dir,
            keep_calendar_domain,
            give_trust_an_id,
            *former_names("0.2.0"),
            quote_cut_text,
        ),
        tasks=(
            Task("Run `lessonbank check` and correct what it finds: it finds more than before."),
            Task(
                "E-mail and booking addresses are for staff only now. Write `contact_for: public`"
                " or `booking_for: public` where everyone may see one.",
                _has(Person.folder, Session.folder),
            ),
            Task(
                "Posters of clips are drawn. Write `poster: frame` in each recording whose frames"
                " may be shown.",
                _has("recordings"),
            ),
            Task(
                "The first build encodes every clip again and takes longer.",
                _has("clips"),
            ),
            Task(
                "Keep the folder `build/manifest` between builds, and never publish it: takedowns"
                " need it."
            ),
        ),
    ),
)
