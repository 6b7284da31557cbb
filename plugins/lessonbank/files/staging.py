"""Build a site in a temporary folder and swap it in when finished.

A failed or killed build leaves the last finished site unchanged. One process at a time works on
a site: see `lock`.
"""

from __future__ import annotations

import glob
import secrets
import shutil
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path

from lessonbank.files import atomic
from lessonbank.files.locks import Waiting, exclusive_lock

PENDING = ".next"
"""Suffix of a file that belongs to the site being swapped in."""
_BYTES = 4
"""Random bytes in the name of a temporary folder."""


class Staging:
    """A build of the site at `site`; `work` describes it to processes that wait for it."""

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
        """Lock the site, and clean up after a killed process.

        Raises BusyError if another process holds the lock for longer than `wait` seconds.
        """
        lock = self.site.with_name(f".{self.site.name}.lock")
        self._held.enter_context(
            exclusive_lock(lock, self._work, wait=self._wait, waiting=self._waiting)
        )
        self._sweep()

    def folder(self) -> Path:
        """Create an empty folder for the new site. The site must be locked."""
        self._sweep()
        self._folder = self._beside(".new")
        self._folder.mkdir(parents=True)
        return self._folder

    def finish(self, beside: Mapping[Path, bytes] | None = None) -> None:
        """Replace the old site with the new one, and release the lock.

        `beside` are files of the new site that lie outside its folder. Each is first written with
        the suffix `PENDING`, so the file matching the current site always exists.
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
        """Remove unfinished work and release the lock."""
        if self._folder is not None:
            self._sweep()
            self._folder = None
        self._held.close()

    def _sweep(self) -> None:
        """Restore the old site if the new one is not in place, and remove temporary folders."""
        for former in self._left(".old"):
            if not self.site.exists():
                atomic.rename_folder(former, self.site)
        for ending in (".new", ".old"):
            for folder in self._left(ending):
                shutil.rmtree(folder, ignore_errors=True)

    def _beside(self, ending: str) -> Path:
        return self.site.with_name(f".{self.site.name}.{secrets.token_hex(_BYTES)}{ending}")

    def _left(self, ending: str) -> list[Path]:
        """Find temporary folders of this process and of killed ones."""
        name = glob.escape(self.site.name)
        chance = "[0-9a-f]" * 2 * _BYTES
        return [
            *self.site.parent.glob(f".{name}.{chance}{ending}"),
            *self.site.parent.glob(f".{name}{ending}"),
        ]


def pending(path: Path) -> Path:
    """Return the path of a file until its site is swapped in."""
    return path.with_name(path.name + PENDING)
