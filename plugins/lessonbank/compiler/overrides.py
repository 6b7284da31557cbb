"""The folder of the trust's own templates, which `custom_dir` of mkdocs.yml names."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from lessonbank.compiler.errors import CompileError
from lessonbank.diagnostics import Code, Diagnostic
from lessonbank.files.regular import NotRegularError, read_regular

_LARGEST = 1_000_000
_PAGES = "lessonbank"
"""Its folder of templates that take the place of ours for the main part of pages."""


Template = tuple[str, str, None]
"""What a template says, and its path."""


@dataclass(frozen=True, slots=True)
class Overrides:
    """`folder` is a path from `root`, with forward slashes. No link below `root` is followed."""

    root: Path
    folder: str

    @classmethod
    def at(cls, root: Path, custom_dir: Path) -> Overrides:
        """The folder in the project's `root`, or one elsewhere, which its owner chose."""
        if custom_dir.is_relative_to(root) and custom_dir != root:
            return cls(root, custom_dir.relative_to(root).as_posix())
        return cls(custom_dir.parent, custom_dir.name)

    @property
    def place(self) -> Path:
        """Where the folder lies."""
        return self.root / self.folder

    def path(self, name: str) -> str:
        """A file of the folder, from `root`."""
        return f"{self.folder}/{name}"

    def template(self, name: str) -> Template | None:
        """A template of the theme; None where there is none. Raises CompileError."""
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

    def page_template(self, name: str) -> Template | None:
        """The same for the template of a page's main part, such as `clip.html`."""
        return self.template(f"{_PAGES}/{name}")


def _refusal(found: Diagnostic) -> CompileError:
    return CompileError("A template cannot be read.", (found,))
