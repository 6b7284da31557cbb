"""The built site: its size against what the host allows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lessonbank.doctor.finding import Finding, advice, fault, ok
from lessonbank.doctor.here import Here
from lessonbank.doctor.probe import Probe
from lessonbank.doctor.system import System
from lessonbank.doctor.workflow import read_workflow
from lessonbank.files.sizes import in_words
from lessonbank.outputs import PAGES, Weight, excesses

_SITE = "build/site"


@dataclass(frozen=True, slots=True)
class Site:
    """The site's weight, None before the first build, and the workflow that publishes it."""

    weight: Weight | None
    workflow: str | None


def observe(here: Here) -> Site:
    root = here.bank_root
    built = root / _SITE
    workflow = read_workflow(root)
    weight = Weight.of(built) if built.is_dir() else None
    return Site(weight, workflow.path if workflow else None)


def judge(seen: Site, _: System) -> Iterator[Finding]:
    if seen.weight is None:
        yield ok(f"There is no {_SITE} yet.")
        return
    fix = "Publish it on another host, or shorten clips."
    found = list(excesses(seen.weight, PAGES))
    if not found:
        yield ok(f"{_SITE} has {in_words(seen.weight.bytes)}, which fits {PAGES.title}.")
    for text in found:
        yield (fault if seen.workflow else advice)(text, fix)


PROBE = Probe("the site", observe, judge)
