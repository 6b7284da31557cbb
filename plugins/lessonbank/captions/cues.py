"""The cue model shared by all captions formats."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from lessonbank.captions.cuetext import Node, plain_text
from lessonbank.captions.problems import Problem
from lessonbank.captions.settings import DEFAULT, Settings

Format = Literal["webvtt", "subrip", "sbv", "ttml"]


@dataclass(frozen=True, slots=True)
class Cue:
    """A caption shown from `start` until `end`, in seconds to the millisecond.

    `source_line` is the line of its times in the source file, 0 if there is none. Comparisons
    ignore it.
    """

    start: float
    end: float
    nodes: tuple[Node, ...]
    identifier: str = ""
    settings: Settings = DEFAULT
    source_line: int = field(default=0, compare=False)

    @property
    def text(self) -> str:
        """The plain text, with its line breaks."""
        return plain_text(self.nodes)


@dataclass(frozen=True, slots=True)
class Captions:
    """A parsed captions file; `format` is None if it is not a captions file.

    `language` is a language tag if the file's header names one.
    """

    cues: tuple[Cue, ...]
    problems: tuple[Problem, ...] = ()
    format: Format | None = None
    language: str | None = None
    encoding: str = "utf-8"

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that hide part of the file from viewers."""
        return tuple(problem for problem in self.problems if problem.severity == "error")
