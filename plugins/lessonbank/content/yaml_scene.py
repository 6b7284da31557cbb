"""Describe a mistake in YAML, and the place where a reader met it."""

from __future__ import annotations

from dataclasses import dataclass

from lessonbank.diagnostics import Code


@dataclass(frozen=True, slots=True)
class Fault:
    """A mistake in YAML, from offset `start` to `end` of the text."""

    code: Code
    message: str
    fix: str
    start: int
    end: int | None = None
    suggestion: str | None = None


class YamlError(Exception):
    """The text is not valid YAML for content."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__(faults[0].message)
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Scene:
    """A reader's problem and context, with their offsets."""

    text: str
    problem: str
    context: str
    at: int
    since: int

    @property
    def line(self) -> tuple[int, int]:
        """Start and end of the line with the problem."""
        start = self.text.rfind("\n", 0, self.at) + 1
        end = self.text.find("\n", self.at)
        return start, len(self.text) if end < 0 else end

    @property
    def line_text(self) -> str:
        start, end = self.line
        return self.text[start:end]

    def sign(self, at: int) -> str:
        return self.text[at : at + 1]

    def rest(self, at: int) -> int:
        """Return the end of the line at `at`, without trailing blanks."""
        end = self.text.find("\n", at)
        return at + len(self.text[at : None if end < 0 else end].rstrip())


def fault(message: str, fix: str, start: int, end: int | None = None) -> Fault:
    return Fault(Code.UNREADABLE_YAML, message, fix, start, end)


def quoted(value: str) -> str:
    return '"' + value.strip().replace("\\", "\\\\").replace('"', '\\"') + '"'
