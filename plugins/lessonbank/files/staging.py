"""A site is made beside the finished one and takes its place whole.

Work that fails or is killed leaves the last finished site as it was. One process at a time works
on a site: see `lock`.
"""

from __future__ import annotations

import glob
import secrets
import shutil
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path

from lessonbank.files import atomic
from lessonbank.files.lock import Waiting, alone

PENDING = ".next"
"""Ends the name of a file that belongs to the site that is about to take its place."""
_BYTES = 4
"""Of chance, in the name of a folder of unfinished work."""


class Staging:
    """Work on one site: `site` is where it is, `work` tells other processes what is being done."""

    def __init__(
        self,
        site: Path,
        work: str = "lessonbank build",
        *,
        wait: float = 0,
        waiting: Waiting | None = None,
    ) -> None:
        self.site = site
        self._work = work
        self._wait = wait
        self._waiting = waiting
        self._held = ExitStack()
        self._folder: Path | None = None

    def lock(self) -> None:
        """Keep other processes away, and put right what a killed one left.

        Raises BusyError where one is at work for longer than `wait` seconds.
        """
        lock = self.site.with_name(f".{self.site.name}.lock")
        self._held.enter_context(alone(lock, self._work, wait=self._wait, waiting=self._waiting))
        self._sweep()

    def folder(self) -> Path:
        """An empty folder of this process alone, while the site is locked."""
        self._sweep()
        self._folder = self._beside(".new")
        self._folder.mkdir(parents=True)
        return self._folder

    def finish(self, beside: Mapping[Path, bytes] | None = None) -> None:
        """Let the new site take the place of the former one, and end.

        `beside` are files that belong to the new site and lie outside of it. Each is written under
        its name with `PENDING` first, so at any moment the file that belongs to the site is there.
        """
        if self._folder is None:
            raise ValueError("nothing has begun")
        files = beside or {}
        for path, data in files.items():
            atomic.write_bytes(pending(path), data)
        former = self._beside(".old")
        if self.site.exists():
            atomic.rename_folder(self.site, former)
        try:
            atomic.rename_folder(self._folder, self.site)
        except OSError:
            if former.exists():
                atomic.rename_folder(former, self.site)
            for path in files:
                pending(path).unlink(missing_ok=True)
            raise
        for path in files:
            atomic.replace(pending(path), path)
        self.discard()

    def discard(self) -> None:
        """Remove every trace of unfinished work, and let other processes in."""
        if self._folder is not None:
            self._sweep()
            self._folder = None
        self._held.close()

    def _sweep(self) -> None:
        """Give a former site its place back if no other has taken it, and remove the rest."""
        for former in self._left(".old"):
            if not self.site.exists():
                atomic.rename_folder(former, self.site)
        for ending in (".new", ".old"):
            for folder in self._left(ending):
                shutil.rmtree(folder, ignore_errors=True)

    def _beside(self, ending: str) -> Path:
        return self.site.with_name(f".{self.site.name}.{secrets.token_hex(_BYTES)}{ending}")

    def _left(self, ending: str) -> list[Path]:
        """Folders of this process or of killed ones: nobody else works on a locked site."""
        name = glob.escape(self.site.name)
        chance = "[0-9a-f]" * 2 * _BYTES
        return [
            *self.site.parent.glob(f".{name}.{chance}{ending}"),
            *self.site.parent.glob(f".{name}{ending}"),
        ]


def pending(path: Path) -> Path:
    """Where a file is written until the site that it belongs to has taken its place."""
    return path.with_name(path.name + PENDING)
