"""Check what a generator that does not run lessonbank would publish.

Such a program copies every file in the folders of its settings. They may name only the locked
folder, which has one page, and no other folder of the bank.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from posixpath import dirname, isabs, join, normpath

from yaml.nodes import CollectionNode, Node, ScalarNode

from lessonbank.content import yaml, yaml_places
from lessonbank.content.checks.context import Context
from lessonbank.content.document import Document, UnreadableError, read
from lessonbank.content.footage import MEDIA
from lessonbank.content.layout import CONFIG, CONTENT, LOCKED, LOCKED_PAGE
from lessonbank.content.yaml_scene import YamlError
from lessonbank.diagnostics import Code, Diagnostic

_DOCS = ("docs_dir",)
_THEME = ("theme", "custom_dir")
_BASE = ("INHERIT",)
_TOML = "project"
"""The table of Zensical's own file with the top-level settings of `mkdocs.yml`."""

_Setting = tuple[str, tuple[int, int]]
"""A folder as written, and its position."""


def generators(context: Context) -> Iterator[Diagnostic]:
    """Report settings that name a folder of the bank, and extra files in the locked folder."""
    for document in _settings(context):
        yield from _checked(context, document)


def _settings(context: Context) -> Iterator[Document]:
    """Yield each settings file, and the files that it inherits from."""
    paths = list(context.settings)
    for path in paths:
        try:
            document = read(context.tree, path)
        except UnreadableError:
            continue  # Generators cannot read it either.
        yield document
        above = (normpath(join(dirname(path), base)) for base, _ in _folders(document, _BASE))
        paths += [base for base in dict.fromkeys(above) if base not in paths]


def _checked(context: Context, document: Document) -> Iterator[Diagnostic]:
    for folder, place in _folders(document, _DOCS):
        if _normal(folder) == LOCKED:
            yield from _crowded(context, document, place)
        elif isabs(folder) or _shows(folder):
            message = f"a generator without lessonbank would publish all of `{folder}`"
            fix = f"Write `docs_dir: {LOCKED}`, with a page `{LOCKED_PAGE}` that says so."
            if document.path == CONFIG:
                fix += " `lessonbank upgrade` does both."
            yield document.diagnostic(Code.BANK_OPEN, message, fix, place)
    for folder, place in _folders(document, _THEME):
        if _shows(folder):
            message = f"everything in `{folder}` would be published as theme files"
            fix = f"Keep the theme's files in a folder outside {CONTENT}/ and {MEDIA}/."
            yield document.diagnostic(Code.THEME_SHOWS_BANK, message, fix, place)


def _crowded(context: Context, document: Document, place: tuple[int, int]) -> Iterator[Diagnostic]:
    """Report a locked folder without its page, or with other files."""
    there = context.tree.paths(LOCKED)
    if LOCKED_PAGE not in there:
        message = f"there is no `{LOCKED_PAGE}`"
        fix = "Write the page: one sentence, saying that lessonbank builds this bank."
        yield document.diagnostic(Code.LOCKED_FOLDER, message, fix, place)
    for path in there:
        if path != LOCKED_PAGE:
            message = "every generator would publish this file, in any edition"
            fix = f"Move it out of {LOCKED}/: only the page `{LOCKED_PAGE}` belongs there."
            yield Diagnostic(Code.LOCKED_FOLDER, message, path, fix)


def _folders(document: Document, location: tuple[str, ...]) -> list[_Setting]:
    """Return the paths at `location`; an environment variable with a default gives several."""
    if document.path.endswith(".toml"):
        return _toml(document, location)
    try:
        root = yaml.compose(document.text)
    except YamlError:
        return []
    _, node, found = yaml_places.find(root, location) if root else (None, None, False)
    return [(each.value, yaml_places.span(each)) for each in _texts(node)] if found else []


def _texts(node: Node | None) -> list[ScalarNode]:
    if isinstance(node, ScalarNode):
        return [node]
    if isinstance(node, CollectionNode):
        return [text for part in node.value if isinstance(part, Node) for text in _texts(part)]
    return []


def _toml(document: Document, location: tuple[str, ...]) -> list[_Setting]:
    try:
        value = tomllib.loads(document.text).get(_TOML)
    except tomllib.TOMLDecodeError:
        return []
    for step in location:
        value = value.get(step) if isinstance(value, dict) else None
    if not isinstance(value, str):
        return []
    written = re.search(rf"^\s*(?:\S+\.)?{location[-1]}\s*=.*$", document.text, re.MULTILINE)
    return [(value, written.span() if written else (0, 0))]


def _shows(folder: str) -> bool:
    """Return whether the folder contains, or is inside, the bank's folders."""
    parts = _normal(folder).split("/")
    return parts == ["."] or set(parts) == {".."} or parts[0] in {CONTENT, MEDIA}


def _normal(folder: str) -> str:
    """Normalise a path as Windows does: ignore case and accept backslashes."""
    return normpath(folder.strip().replace("\\", "/")).casefold()
