"""Feeds, catalogue and structured data: what each adds to a site, in bytes and CPU time a clip.

    python tests/bench/bench_reach.py [--clips 1000] [--rounds 3]

Each is set against the pages of the clips: their views, rendered by their templates without MkDocs.
All are measured in one run. Medians of CPU time; ratios are to those pages.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from bench_pages import library

from lessonbank.bank import Clip
from lessonbank.compiler.compilation import Compilation
from lessonbank.site import Library
from lessonbank.site.catalogue.catalogue import catalogue_files
from lessonbank.site.linked.data import structured_data
from lessonbank.site.news.rss import news_files
from lessonbank.site.views.clip import pages

ADDRESS = "https://bench.example/"


def published(clips: int) -> Compilation:
    """Return a bank whose clips are published at an address."""
    compiled = library(clips)
    bank = compiled.library.bank
    day = {"published": date(2026, 9, 1)}
    items = {id_: clip.model_copy(update=day) for id_, clip in bank.of(Clip).items()}
    bank = replace(bank, items={**bank.items, Clip.kind: items})
    return replace(compiled, library=replace(compiled.library, bank=bank, site_url=ADDRESS))


def rendered(compiled: Compilation) -> int:
    """Return the bytes of the clips' pages."""
    made = pages(compiled.library)
    return sum(len(compiled.renderer.page(page, "").encode()) for page in made)


def outputs(compiled: Compilation) -> dict[str, Callable[[Library], int]]:
    """Return what makes each output and counts its bytes."""

    def data(shown: Library) -> int:
        return sum(len(each.encode()) for each in structured_data(shown, [*pages(shown)]).values())

    return {
        "clip pages": lambda _: rendered(compiled),
        "feeds": lambda shown: sum(map(len, news_files(shown).values())),
        "catalogue": lambda shown: sum(map(len, catalogue_files(shown, "public").values())),
        "views": lambda shown: len([*pages(shown)]),
        "views and data": data,
    }


def measured(make: Callable[[Library], int], shown: Library, rounds: int) -> tuple[int, float]:
    """Return bytes and the median of CPU seconds."""
    times, size = [], 0
    for _ in range(rounds):
        began = time.process_time()
        size = make(replace(shown))
        times.append(time.process_time() - began)
    return size, statistics.median(times)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--clips", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    compiled = published(given.clips)
    found = {
        name: measured(make, compiled.library, given.rounds)
        for name, make in outputs(compiled).items()
    }
    base_size, base_time = found["clip pages"]
    for name, (size, seconds) in found.items():
        print(
            f"{name:15} {size / given.clips:8.0f} bytes {seconds / given.clips * 1000:6.2f} ms"
            f" a clip, {size / base_size:6.3f} of the bytes, {seconds / base_time:6.3f} of the time"
        )


if __name__ == "__main__":
    main()
