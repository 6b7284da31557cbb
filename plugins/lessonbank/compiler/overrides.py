"""Read the trust's own templates from `custom_dir`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lessonbank.compiler.errors import CompileError
from lessonbank.diagnostics import Code, Diagnostic
from lessonbank.files.regular import NotRegularError, read_regular

_LARGEST = 1_000_000
_PAGES = "lessonbank"
"""Subfolder with templates for the main part of pages."""


Template = tuple[str, str, None]
"""The source of a template, and its path."""


@dataclass(frozen=True, slots=True)
class Overrides:
    """`folder` is a path from `root`, with forward slashes. No link below `root` is followed."""

    root: Path
    folder: str

    @classmethod
    def at(cls, root: Path, custom_dir: Path) -> Overrides:
        """Return the folder, in the project or elsewhere."""
        if custom_dir.is_relative_to(root) and custom_dir != root:
            return cls(root, custom_dir.relative_to(root).as_posix())
        return cls(custom_dir.parent, custom_dir.name)

    @property
    def place(self) -> Path:
        """The folder's path."""
        return self.root / self.folder

    def path(self, name: str) -> str:
        """Return the path of a file in the folder, from `root`."""
        return f"{self.folder}/{name}"

    def template(self, name: str) -> Template | None:
        """Return a template of the theme, or None. Raise CompileError if it cannot be read."""
        path = self.path(name)
        try:
            return read_regular(self.root, path, _LARGEST).decode("utf-8-sig"), path, None
        except FileNotFoundError:
            return None
        except NotRegularError as error:
            message = "this is a link or no ordinary file, and is not read"
            fix = "Put the file itself in its place."
            raise _refusal(Diagnostic(Code.LINKED_FILE, message, path, fix)) from error
        except UnicodeDecodeError as error:
            message = "the template is not UTF-8"
            fix = "Save it as UTF-8 in your editor."
            raise _refusal(Diagnostic(Code.TEMPLATE_BROKEN, message, path, fix)) from error

    def page_templates(self) -> Iterator[tuple[str, bytes]]:
        """Yield every file of the folder of page templates: its name and bytes."""
        folder = self.place / _PAGES
        for path in sorted(folder.rglob("*")):
            if not path.is_dir():
                name = path.relative_to(folder).as_posix()
                yield name, read_regular(self.root, self.path(f"{_PAGES}/{name}"), _LARGEST)

    def page_template(self, name: str) -> Template | None:
        """Return a template for the main part of pages, such as `clip.html`, or None."""
        return self.template(f"{_PAGES}/{name}")


def _refusal(found: Diagnostic) -> CompileError:
    return CompileError("A template cannot be read.", (found,))
