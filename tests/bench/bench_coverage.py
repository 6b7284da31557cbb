"""The handbook of a large bank: what counting it and making its pages costs.

    python tests/bench/bench_coverage.py [--clips 1000] [--workshops 200] [--sessions 500]

Counting is set against a plain pass: one walk over every reference of every item. Pages are values
and their templates, without MkDocs, whose share is that of any page (`bench_pages.py`). Each is
measured at a quarter, at half and at the whole of the size, for the exponent at which it grows.
Medians of CPU time; a bank is made anew for each, so that nothing is known from before.
"""

from __future__ import annotations

import argparse
import gc
import math
import random
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from types import MappingProxyType

from banks import TODAY, Sample, sample, sentence
from bench_pages import media

from lessonbank.bank import Bank, Clip, Community, Programme, Session, Workshop, mentions
from lessonbank.content.shipped import frameworks
from lessonbank.handbook.coverage import coverage
from lessonbank.handbook.gaps import gap_lists
from lessonbank.site import CONTENT_TYPES, Library
from lessonbank.site.page import PageMaker
from lessonbank.site.render import Renderer
from lessonbank.site.views import handbook

PARTS = (0.25, 0.5, 1.0)
WORKSHOPS_A_PROGRAMME = 8
COMMUNITIES = 5
OF_HANDBOOK = ("calendar", "programme", "workshop", "community", "framework")
"""The makers of pages that a bank of clips alone does without, where there are such."""


@dataclass(frozen=True)
class Size:
    clips: int
    workshops: int
    sessions: int

    def part(self, of: float) -> Size:
        return Size(*(max(round(n * of), 1) for n in (self.clips, self.workshops, self.sessions)))


def bank_of(size: Size) -> Bank:
    """A generated bank with a handbook, whose items name what the frameworks that ship expect."""
    random_ = random.Random(3)
    shipped = frameworks()
    ids = [each.id for framework in shipped.values() for each in framework.statements]
    base = sample(size.clips, seconds=60).bank
    clips = {
        id_: clip.model_copy(update={"statements": tuple(random_.sample(ids, 3))})
        for id_, clip in base.of(Clip).items()
    }
    workshops = {
        each.id: each for each in (_workshop(random_, n, ids, size) for n in range(size.workshops))
    }
    added = {
        "clip": clips,
        "workshop": workshops,
        "programme": _programmes(random_, list(workshops), ids),
        "community": _communities(random_),
        "session": _sessions(random_, size),
    }
    items = {**base.items, **added}
    return replace(base, items=items, shipped=MappingProxyType(dict(shipped)))


def _workshop(random_: random.Random, number: int, ids: list[str], size: Size) -> Workshop:
    watched = random_.sample(range(size.clips), min(3, size.clips))
    return Workshop.model_validate(
        {
            "id": f"workshop-{number}",
            "title": sentence(random_, 4)[:-1],
            "summary": sentence(random_, 14),
            "outcomes": [sentence(random_, 12) for _ in range(3)],
            "statements": random_.sample(ids, 5),
            "techniques": [f"technique-{random_.randint(0, 7)}"],
            "facilitators": ["jo-harper"],
            "agenda": [{"minutes": 15, "what": sentence(random_, 12)} for _ in range(4)],
            "clips": [{"clip": f"clip-{n:05}", "question": sentence(random_, 9)} for n in watched],
            "body": sentence(random_, 60),
        }
    )


def _programmes(
    random_: random.Random, workshops: list[str], ids: list[str]
) -> dict[str, Programme]:
    starts = range(0, len(workshops), WORKSHOPS_A_PROGRAMME)
    return {
        f"programme-{start}": Programme.model_validate(
            {
                "id": f"programme-{start}",
                "title": sentence(random_, 4)[:-1],
                "summary": sentence(random_, 14),
                "aims": [sentence(random_, 10)],
                "statements": random_.sample(ids, 4),
                "sequence": [
                    {"workshop": id_, "term": "Autumn"}
                    for id_ in workshops[start : start + WORKSHOPS_A_PROGRAMME]
                ],
            }
        )
        for start in starts
    }


def _communities(random_: random.Random) -> dict[str, Community]:
    return {
        f"community-{n}": Community(
            id=f"community-{n}", title=sentence(random_, 3), summary=sentence(random_, 9), focus="f"
        )
        for n in range(COMMUNITIES)
    }


def _sessions(random_: random.Random, size: Size) -> dict[str, Session]:
    return {
        f"session-{n}": Session.model_validate(
            {
                "id": f"session-{n}",
                "workshop": f"workshop-{random_.randrange(size.workshops)}",
                "on": TODAY + timedelta(random_.randint(-100, 250)),
                "start": "15:45",
                "end": "16:45",
                "schools": [f"school-{random_.randint(0, 2)}"],
            }
        )
        for n in range(size.sessions)
    }


def walk(bank: Bank) -> int:
    """The plain pass."""
    return sum(1 for item in bank for _ in mentions(item))


def count(bank: Bank) -> int:
    """Every table and every list of gaps."""
    found = coverage(bank, TODAY)
    return len(found.frameworks) + len(found.subjects) + 2 + len(gap_lists(bank, TODAY))


def pages_by(makers: tuple[PageMaker, ...]) -> Callable[[Bank], int]:
    def make(bank: Bank) -> int:
        renderer, made = Renderer(), 0
        library = Library(bank, media(Sample(bank, {})), {}, {}, TODAY, shows_coverage=True)
        for maker in makers:
            for page in maker(library):
                renderer.page(page, "")
                made += 1
        return made

    return make


def handbook_makers() -> tuple[PageMaker, ...]:
    names = {f"lessonbank.site.views.{name}" for name in OF_HANDBOOK}
    makers = (each.pages for each in CONTENT_TYPES.every if each.pages)
    return (handbook.pages, *(each for each in makers if each.__module__ in names))


def measure(work: Callable[[Bank], int], size: Size, rounds: int) -> tuple[float, int]:
    """Median CPU seconds, and what `work` gives back."""
    whole, times, made = bank_of(size), [], 0
    for _ in range(rounds):
        bank = replace(whole)  # Nothing cached goes along.
        gc.collect()
        start = time.process_time()
        made = work(bank)
        times.append(time.process_time() - start)
    return statistics.median(times), made


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for name, default in (("clips", 1000), ("workshops", 200), ("sessions", 500), ("rounds", 5)):
        parser.add_argument(f"--{name}", type=int, default=default)
    given = parser.parse_args()
    whole = Size(given.clips, given.workshops, given.sessions)
    works = {
        "pass, a reference": walk,
        "counting, a table": count,
        "handbook, a page": pages_by(handbook_makers()),
    }
    print(f"{whole}, CPU ms, median of {given.rounds}")
    print(f"{'':20}{'quarter':>9}{'half':>9}{'whole':>9}{'exponent':>10}{'ratio':>8}{'each':>9}")
    plain = 0.0
    for name, work in works.items():
        found = [measure(work, whole.part(part), given.rounds) for part in PARTS]
        (least, _), _, (most, made) = found
        plain = plain or most
        exponent = math.log(most / least) / math.log(PARTS[-1] / PARTS[0])
        cells = "".join(f"{seconds * 1000:9.1f}" for seconds, _ in found)
        each = f"{most / made * 1000:9.3f}"
        print(f"{name:20}{cells}{exponent:10.2f}{most / plain:8.2f}{each}")


if __name__ == "__main__":
    main()
