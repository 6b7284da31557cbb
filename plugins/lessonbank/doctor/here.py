"""The place of an examination: a bank's folder, or a machine without one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from lessonbank.bank import Bank
from lessonbank.content import Folder, Reading, read_bank


@dataclass(frozen=True)
class Here:
    """The folder of a bank, or None for the machine only, and the environment's variables."""

    root: Path | None
    environ: Mapping[str, str]

    @property
    def bank_root(self) -> Path:
        """The folder of the bank. Raises ValueError without one."""
        if self.root is None:
            raise ValueError("there is no bank here")
        return self.root

    @cached_property
    def reading(self) -> Reading:
        """The content, read but not checked any further."""
        return read_bank(Folder(self.bank_root))

    @property
    def bank(self) -> Bank:
        """The items of the bank, without those that have mistakes."""
        return self.reading.bank
