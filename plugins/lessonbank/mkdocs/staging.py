"""A site is built beside the finished one and takes its place whole.

A build that fails or is killed leaves the last finished site as it was.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Staging:
    """Where a site is going to be (`site`), and where it is built until it is finished."""

    site: Path

    @classmethod
    def of(cls, site_dir: str) -> Staging:
        return cls(Path(site_dir))

    @property
    def folder(self) -> Path:
        return self.site.with_name(f".{self.site.name}.new")

    @property
    def _former(self) -> Path:
        return self.site.with_name(f".{self.site.name}.old")

    def begin(self) -> Path:
        """An empty folder to build in; what a killed build left is swept away."""
        if self._former.exists() and not self.site.exists():
            self._former.rename(self.site)
        self.discard()
        self.folder.mkdir(parents=True)
        return self.folder

    def finish(self) -> None:
        """Let the new site take the place of the former one."""
        if self.site.exists():
            self.site.rename(self._former)
        try:
            self.folder.rename(self.site)
        except OSError:
            if self._former.exists():
                self._former.rename(self.site)
            raise
        self.discard()

    def discard(self) -> None:
        """Remove every trace of an unfinished build."""
        for folder in (self.folder, self._former):
            shutil.rmtree(folder, ignore_errors=True)
