"""What tests ask of a browser, whichever it is."""

from __future__ import annotations

import os
import shutil
from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any, ClassVar, Literal

if TYPE_CHECKING:
    from pathlib import Path

# Playwright and Marionette both run text, and a page's own policy may forbid it `eval`.
_POLL = """async (seconds, ...args) => {
  const condition = %s;
  const end = performance.now() + 1000 * seconds;
  for (;;) {
    const value = await condition(...args);
    if (value) return value;
    if (performance.now() > end) throw new Error(`not true within ${seconds} s: ${condition}`);
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
}"""


class ScriptError(Exception):
    """A script that a test ran in a page failed there."""


class Browser(ABC):
    """One window of one browser. Scripts are JavaScript functions, as text."""

    name: ClassVar[str]
    programs: ClassVar[tuple[str, ...]]

    @classmethod
    def find(cls) -> str | None:
        """The browser's program: LESSONBANK_CHROMIUM or LESSONBANK_FIREFOX, else from PATH."""
        named = os.environ.get(f"LESSONBANK_{cls.name.upper()}")
        return named or next(filter(None, map(shutil.which, cls.programs)), None)

    @abstractmethod
    def open(self, url: str) -> None:
        """Go to an address and wait until it has loaded."""

    @abstractmethod
    def evaluate(self, function: str, *args: object) -> Any:
        """Call a function in the page with JSON values; its promise, if any, is awaited."""

    @abstractmethod
    def console_errors(self) -> list[str]:
        """Every error since the last reset: thrown, logged, or a resource that failed."""

    @abstractmethod
    def requests(self) -> list[str]:
        """Every address that pages asked for since the last reset, `file:` ones included."""

    @abstractmethod
    def screenshot(self, path: Path) -> None:
        """Write what the window shows to a PNG file."""

    @abstractmethod
    def press(self, key: str) -> None:
        """Press a key by its `KeyboardEvent.key` name, such as `Tab`, `ArrowRight` or `k`."""

    @abstractmethod
    def resize(self, width: int, height: int) -> None:
        """Give the page this many CSS pixels."""

    @abstractmethod
    def colour_scheme(self, scheme: Literal["light", "dark"]) -> None:
        """Say which colours the user prefers."""

    @abstractmethod
    def forbid_scripts(self) -> None:
        """Open pages without running their scripts, until the next reset."""

    @abstractmethod
    def reset(self) -> None:
        """Begin again: blank page, empty storage, no errors, no requests."""

    @abstractmethod
    def close(self) -> None:
        """End the browser."""

    def until(self, condition: str, *args: object, seconds: float = 10) -> Any:
        """Wait until a function in the page gives something true, and return that."""
        return self.evaluate(_POLL % condition, seconds, *args)
