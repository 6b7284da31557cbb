"""Report items in a folder beside `content/`."""

from __future__ import annotations

from collections.abc import Iterator

from lessonbank.content.checks.context import Context
from lessonbank.content.layout import CONTENT
from lessonbank.diagnostics import Code, Diagnostic

_PROSE = ("index.md", "README.md")


def beside(context: Context) -> Iterator[Diagnostic]:
    """Report each folder named like a type of item in the project's root, once."""
    for folder, model in sorted(context.bank.types.by_folder.items()):
        files = [path for path in context.tree.paths(folder) if _is_item(path, model.format)]
        if not files:
            continue
        more = f", nor {len(files) - 1} more in its folder" if len(files) > 1 else ""
        message = f"the file is beside `{CONTENT}/`, so it is not read{more}"
        fix = f"Move it to `{CONTENT}/{files[0]}`."
        yield Diagnostic(Code.BESIDE_CONTENT, message, files[0], fix)


def _is_item(path: str, ending: str) -> bool:
    return path.endswith(f".{ending}") and path.rpartition("/")[2] not in _PROSE
