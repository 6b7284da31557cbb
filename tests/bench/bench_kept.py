"""The cache of pages against rendering everything: random edits, and builds killed at random.

    python tests/bench/bench_kept.py [--edits 300] [--kills 20] [--seed 1]

After each edit the site is built with the cache, then with LESSONBANK_CACHE=check, which renders
every page and compares. It ends at the first difference, and counts the edits after which a
site was built.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "support"))

from lessonbank.compiler.keeping import VARIABLE
from random_edits import Edited
from sites import TODAY, built, digests, program


def edit(root: Path, edits: int, seed: int) -> None:
    bank, kinds = Edited.of(root, seed), Counter[str]()
    for number in range(edits):
        bank.edit()
        os.environ.pop(VARIABLE, None)
        site = bank.site()
        os.environ[VARIABLE] = "check"
        assert bank.site() == site, bank.done[-5:]
        kinds[bank.done[-1]] += site is not None
        if number % 25 == 24:
            print(f"{number + 1} edits, no difference", flush=True)
    os.environ.pop(VARIABLE)
    print(dict(kinds))


def kill(root: Path, kills: int, seed: int) -> None:
    """Kill builds at random points; what the cache then gives is what a build without it gives."""
    bank, chance = Edited.of(root, seed), random.Random(seed)
    built(root)
    for number in range(kills):
        bank.edit()
        process = subprocess.Popen(
            [program("lessonbank"), "build", "--today", TODAY],
            cwd=root,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        time.sleep(chance.uniform(0.5, 6))
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        print(f"killed {number + 1}", flush=True)
    warm = digests(built(root))
    os.environ[VARIABLE] = "off"
    assert digests(built(root)) == warm
    os.environ.pop(VARIABLE)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--edits", type=int, default=300)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        edit(Path(folder) / "edited", options.edits, options.seed)
        kill(Path(folder) / "killed", options.kills, options.seed)
    print("no difference")


if __name__ == "__main__":
    main()
