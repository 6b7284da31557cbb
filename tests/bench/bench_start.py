"""`lessonbank check` and `--help` of a small bank, against runs that import every command first.

    python tests/bench/bench_start.py [--rounds 10]

The goal is half of the CPU time or less. Both run in turns, each in a process of its own, and the
least of all rounds is shown. Python's compiled files are kept in a folder of the run, since an
environment may forbid them; the first round fills it and is not counted.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "support"))

from importing import SESSION, write_bank

_LAZY = "from lessonbank.cli import main; main()"
_EAGER = f"""
from lessonbank.cli import main
for command in main.commands.values():
    command.load()
import lessonbank.compiler.rendering, lessonbank.markdown.removed, lessonbank.sanitise.pdf
import lessonbank.sanitise.metadata, lessonbank.sanitise.svg
{_LAZY}
"""


def seconds(script: str, arguments: list[str], folder: Path, compiled: Path) -> float:
    """The CPU time of one run, of its user and of the system."""
    environ = {**os.environ, "PYTHONPYCACHEPREFIX": str(compiled)}
    environ.pop("PYTHONDONTWRITEBYTECODE", None)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        [sys.executable, "-c", script, *arguments],
        cwd=folder,
        env=environ,
        stdout=subprocess.DEVNULL,
        check=True,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=10)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as name:
        compiled = Path(name) / "compiled"
        bank = write_bank(Path(name) / "bank", {"content/sessions/boards-up-hazel.yml": SESSION})
        for arguments in (["check"], ["--help"]):
            turns = [
                [seconds(script, arguments, bank, compiled) for script in (_LAZY, _EAGER)]
                for _ in range(rounds + 1)
            ]
            lazy, eager = (min(times) for times in zip(*turns[1:], strict=True))
            words = " ".join(arguments)
            print(f"{words:8} {lazy:.3f} s, all imported {eager:.3f} s: {lazy / eager:.2f}")


if __name__ == "__main__":
    main()
