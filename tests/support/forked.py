"""The command line in processes that have everything loaded already, so many can be started."""

from __future__ import annotations

import multiprocessing
import os
import sys
from multiprocessing.context import ForkServerContext
from multiprocessing.process import BaseProcess
from pathlib import Path
from subprocess import CompletedProcess
from tempfile import TemporaryDirectory

from lessonbank.cli import main

IS_POSSIBLE = "forkserver" in multiprocessing.get_all_start_methods()
"""Windows has none."""


def context() -> ForkServerContext:
    """Return what starts processes that have everything loaded already."""
    server = multiprocessing.get_context("forkserver")
    server.set_forkserver_preload(["forked", "material.templates", "lessonbank.mkdocs.plugin"])
    return server


def start(root: Path, log: Path, *args: str, errors: Path | None = None) -> BaseProcess:
    """Run `lessonbank` in a project's folder; what it says is written into `log`.

    What it says on standard error goes into `errors`, where that is given.
    """
    environ = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    streams = (log, errors or log)
    process = context().Process(target=_run, args=(root, streams, environ, args), daemon=True)
    process.start()
    return process


def run(root: Path, *args: str) -> CompletedProcess[str]:
    """Run `lessonbank` in a project's folder until it ends."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        said, errors = Path(folder, "stdout"), Path(folder, "stderr")
        process = start(root, said, *args, errors=errors)
        process.join()
        assert process.exitcode is not None
        texts = [path.read_text(encoding="utf-8") for path in (said, errors)]
        return CompletedProcess(["lessonbank", *args], process.exitcode, *texts)


def _run(
    root: Path, streams: tuple[Path, Path], environ: dict[str, str], args: tuple[str, ...]
) -> None:
    os.chdir(root)
    os.environ.clear()
    os.environ.update(environ)
    said, errors = (path.open("a", encoding="utf-8", buffering=1) for path in streams)
    sys.stdout, sys.stderr = said, errors
    os.dup2(said.fileno(), 1)
    os.dup2(errors.fileno(), 2)
    main(list(args), prog_name="lessonbank")
