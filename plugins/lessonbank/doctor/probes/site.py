"""The built site: its size against what the host allows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lessonbank.doctor.finding import Finding, advice, fault, ok
from lessonbank.doctor.here import Here
from lessonbank.doctor.probe import Probe
from lessonbank.doctor.system import System
from lessonbank.doctor.workflow import read_workflow
from lessonbank.files.sizes import PAGES_LIMIT, Extent, in_words

_SITE = "build/site"


@dataclass(frozen=True, slots=True)
class Site:
    """Bytes of the site, None before the first build, and the workflow that publishes it."""

    bytes: int | None
    workflow: str | None


def observe(here: Here) -> Site:
    root = here.bank_root
    built = root / _SITE
    workflow = read_workflow(root)
    size = Extent.of(built).bytes if built.is_dir() else None
    return Site(size, workflow.path if workflow else None)


def judge(seen: Site, _: System) -> Iterator[Finding]:
    if seen.bytes is None:
        yield ok(f"There is no {_SITE} yet.")
        return
    text = f"{_SITE} has {in_words(seen.bytes)}; GitHub Pages allows {in_words(PAGES_LIMIT)}."
    fix = "Publish it on another host, or shorten clips."
    if seen.bytes <= PAGES_LIMIT:
        yield ok(text)
    else:
        yield (fault if seen.workflow else advice)(text, fix)


PROBE = Probe("the site", observe, judge)
