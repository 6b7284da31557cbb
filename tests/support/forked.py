"""The command line in processes that have everything loaded already, so many can be started."""

from __future__ import annotations

import multiprocessing
import os
import sys
from multiprocessing.process import BaseProcess
from pathlib import Path

from lessonbank.cli import main


def start(root: Path, log: Path, *args: str) -> BaseProcess:
    """Run `lessonbank` in a project's folder; what it says is written into `log`."""
    server = multiprocessing.get_context("forkserver")  # Windows has none.
    server.set_forkserver_preload(["forked", "material.templates", "lessonbank.mkdocs.plugin"])
    process = server.Process(target=_run, args=(root, log, args), daemon=True)
    process.start()
    return process


def _run(root: Path, log: Path, args: tuple[str, ...]) -> None:
    os.chdir(root)
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    with log.open("w", encoding="utf-8") as file:
        sys.stdout = sys.stderr = file
        os.dup2(file.fileno(), 1)
        os.dup2(file.fileno(), 2)
        main(list(args), prog_name="lessonbank")
