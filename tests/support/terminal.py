"""A person at a terminal: `lessonbank` asks, and a test answers."""

from __future__ import annotations

import io
import os
import select
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import forked
from lessonbank.cli import main

CTRL_C, CTRL_D = "\x03", "\x04"
_PATIENCE = 60.0
_MOST = 60
"""Questions that a command asks at most."""


@dataclass(frozen=True)
class Talk:
    """What a terminal showed, the questions in it, and the exit code."""

    shown: str
    asked: tuple[str, ...]
    exit_code: int | None


Answer = Callable[[str, int], str]
"""Answers a question, the last line shown; the number counts questions from 0."""


def talk(root: Path, args: list[str], answer: Answer) -> Talk:
    """Run `lessonbank` in a project's folder at a terminal until it ends."""
    here, there = os.openpty()
    process = forked.context().Process(
        target=_run, args=(root, os.ttyname(there), args), daemon=True
    )
    process.start()
    shown, asked, until = "", [], time.monotonic() + _PATIENCE
    for part in _parts(here, process.is_alive):
        assert time.monotonic() < until, shown
        shown += part
        if is_question(shown):
            asked.append(shown.rpartition("\n")[2] or shown.rstrip().rpartition("\n")[2])
            assert len(asked) < _MOST, shown
            said = answer(asked[-1], len(asked) - 1)
            control = said in {CTRL_C, CTRL_D}
            os.write(here, (said if control else f"{said}\n").encode())
    process.join()
    os.close(there)
    os.close(here)
    return Talk(shown.replace("\r\n", "\n"), tuple(asked), process.exitcode)


def is_question(shown: str) -> bool:
    """Return whether the terminal waits for an answer: the cursor is behind a question."""
    return shown.endswith((": ", " for none.\r\n", " to take these.\r\n"))


def _parts(terminal: int, is_alive: Callable[[], bool]) -> Iterator[str]:
    """Yield what is shown, as soon as nothing more comes."""
    held = b""
    while True:
        ready, _, _ = select.select([terminal], [], [], 0.05)
        if ready:
            with suppress(OSError):
                held += os.read(terminal, 65536)
        elif held:
            yield held.decode()
            held = b""
        elif not is_alive():
            return
        else:
            yield ""


def _run(root: Path, name: str, args: list[str]) -> None:
    os.chdir(root)
    os.setsid()
    handle = os.open(name, os.O_RDWR)  # The first terminal of a session controls it.
    for stream in range(3):
        os.dup2(handle, stream)
    sys.stdin = io.TextIOWrapper(io.FileIO(0), encoding="utf-8")
    sys.stdout = io.TextIOWrapper(io.FileIO(1, "w"), encoding="utf-8", write_through=True)
    sys.stderr = io.TextIOWrapper(io.FileIO(2, "w"), encoding="utf-8", write_through=True)
    main(args, prog_name="lessonbank")
