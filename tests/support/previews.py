"""A preview as an author starts one, and what it answers."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPMessage
from pathlib import Path

from sites import TODAY, program

PATIENCE = 120
"""Seconds after which even a busy machine should have done what is waited for."""


@dataclass(frozen=True)
class Answer:
    status: int
    headers: HTTPMessage
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8")


@dataclass(frozen=True)
class Running:
    """A server and the folder in which it may leave temporary files."""

    process: subprocess.Popen[bytes]
    port: int
    temp: Path
    log: Path
    mount: str = "/"

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.port}{self.mount}"

    @property
    def said(self) -> str:
        return self.log.read_text(encoding="utf-8")

    def ask(self, address: str, method: str = "GET", **headers: str) -> Answer:
        """What the server answers; addresses count from the site's root."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        fields = {name.replace("_", "-"): value for name, value in headers.items()}
        try:
            connection.request(method, self.mount + address, headers=fields)
            response = connection.getresponse()
            return Answer(response.status, response.headers, response.read())
        finally:
            connection.close()

    def page(self, address: str) -> str:
        return self.ask(address).text

    def until(self, true: Callable[[], bool]) -> None:
        """Wait until it is so, as long as the server runs."""
        end = time.monotonic() + PATIENCE
        while not true():
            assert self.process.poll() is None, self.said
            assert time.monotonic() < end, self.said
            time.sleep(0.1)

    def shows(self, address: str, words: str) -> None:
        """Wait until a page has these words."""
        self.until(lambda: words in self.page(address))

    def interrupt(self) -> int:
        """Ctrl+C; its exit code."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(PATIENCE)

    def _is_up(self) -> bool:
        try:
            return self.ask("").status == 200
        except OSError:
            return False


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port: int = taken.getsockname()[1]
        return port


def command(name: str, port: int) -> list[str]:
    address = f"127.0.0.1:{port}"
    if name == "mkdocs":
        return [program("mkdocs"), "serve", "-a", address]
    return [program("lessonbank"), "serve", "--today", TODAY, "--addr", address]


@contextmanager
def previewing(
    root: Path, temp: Path, *, name: str = "lessonbank", mount: str = "/"
) -> Iterator[Running]:
    """A preview of the project, with its first page there; it ends with the block."""
    temp.mkdir()
    port, log = free_port(), temp.with_suffix(".log")
    environ = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "TMPDIR": str(temp), "TEMP": str(temp)}
    flags = subprocess.CREATE_NEW_PROCESS_GROUP if sys.platform == "win32" else 0
    with log.open("wb") as out:
        process = subprocess.Popen(
            command(name, port),
            cwd=root,
            env=environ,
            stdout=out,
            stderr=subprocess.STDOUT,
            creationflags=flags,
        )
    running = Running(process, port, temp, log, mount)
    try:
        running.until(running._is_up)
        yield running
    finally:
        if process.poll() is None:
            process.kill()
        process.wait()
