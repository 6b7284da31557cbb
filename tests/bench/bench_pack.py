"""A pack against `cp -r` of the same bytes, and an update of an unchanged pack.

    python tests/bench/bench_pack.py [--films 400] [--size 2.3] [--pages 300] [--rounds 5]

The goals are 1.2 of `cp -r` and 0.05 of the first copy at most. Each round makes the pack and the
copy in turn, each followed by `sync`; the least of all rounds is shown, with CPU seconds, which
other work disturbs less. A site of films with random bytes and of pages is made for it.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from banks import TODAY, sample

from lessonbank.outputs import Manifest
from lessonbank.packs import Facts, changes_of, copy_into, facts_of, make_room, parts_of

PAGE = (
    '<!doctype html><html><head><meta http-equiv="Content-Security-Policy" content="default-src">'
    "</head><body>{}</body></html>"
)


def write_site(site: Path, films: int, size: float, pages: int) -> Manifest:
    """Write a site of `films` with `size` MB each and of pages with 60 kB each."""
    random_ = random.Random(7)
    (site / "media").mkdir(parents=True)
    (site / "clips").mkdir()
    addresses = []
    for _ in range(films):
        data = os.urandom(int(size * 1_000_000))
        addresses.append(f"media/{hashlib.sha256(data).hexdigest()[:20]}.mp4")
        (site / addresses[-1]).write_bytes(data)
    for number in range(pages):
        addresses.append(f"clips/{number}.html")
        text = " ".join(random_.choices(("question", "answer", "because"), k=7500))
        (site / addresses[-1]).write_text(PAGE.format(text), encoding="utf-8")
    trust = sample(1).bank.trust.model_dump(mode="json", exclude_none=True)
    return Manifest(
        edition="public",
        day=TODAY,
        trust=trust,
        items={},
        own={},
        ended={},
        copied={},
        prose=(),
        index="",
        documents=(),
        neutral=(),
        files=dict.fromkeys(addresses, "-"),
    )


def pack(site: Path, manifest: Manifest, facts: Facts, folder: Path) -> None:
    changes = changes_of(parts_of(site, manifest, facts), folder, facts.edition)
    make_room(folder, changes)
    copy_into(folder, changes, facts)
    os.sync()


def copy(site: Path, folder: Path) -> None:
    subprocess.run(["cp", "-r", str(site), str(folder)], check=True)
    os.sync()


def timed(work: Callable[[], None]) -> tuple[float, float]:
    """Return the seconds that the work took, and its CPU seconds with those of its children."""
    os.sync()
    start, used = time.perf_counter(), os.times()
    work()
    now = os.times()
    return time.perf_counter() - start, sum(now[:4]) - sum(used[:4])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--films", type=int, default=400)
    parser.add_argument("--size", type=float, default=2.3)
    parser.add_argument("--pages", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        site = Path(name) / "site"
        manifest = write_site(site, given.films, given.size, given.pages)
        facts = facts_of(manifest)
        turns: dict[str, list[tuple[float, float]]] = {"cp -r": [], "pack": [], "update": []}
        for number in range(given.rounds):
            copied, packed = Path(name) / f"copy-{number}", Path(name) / f"pack-{number}"
            turns["cp -r"].append(timed(lambda place=copied: copy(site, place)))
            turns["pack"].append(timed(lambda place=packed: pack(site, manifest, facts, place)))
            turns["update"].append(timed(lambda place=packed: pack(site, manifest, facts, place)))
            shutil.rmtree(copied)
            shutil.rmtree(packed)
        least = {each: tuple(map(min, zip(*took, strict=True))) for each, took in turns.items()}
        for each, (seconds, used) in least.items():
            print(f"{each:8} {seconds:6.2f} s   {used:6.2f} CPU-s")
        print(f"pack to cp -r:  {least['pack'][0] / least['cp -r'][0]:.2f} (goal 1.2)")
        print(f"update to pack: {least['update'][0] / least['pack'][0]:.3f} (goal 0.05)")


if __name__ == "__main__":
    main()
