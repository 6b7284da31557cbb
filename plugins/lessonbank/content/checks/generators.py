"""What a generator that does not run lessonbank would publish of the project.

Such a program copies every file of the folders that its settings name. So they may name the locked
folder, which holds one page, and no other folder of the bank.
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
from lessonbank.content.layout import CONTENT, LOCKED, LOCKED_PAGE
from lessonbank.content.yaml_faults import YamlError
from lessonbank.diagnostics import Code, Diagnostic

_DOCS = ("docs_dir",)
_THEME = ("theme", "custom_dir")
_BASE = ("INHERIT",)
_TOML = "project"
"""The table of Zensical's own file that holds what stands at the top of `mkdocs.yml`."""

_Setting = tuple[str, tuple[int, int]]
"""A folder as it is written, and where."""


def generators(context: Context) -> Iterator[Diagnostic]:
    """Settings that name a folder of the bank, and a locked folder that holds more than a page."""
    for document in _settings(context):
        yield from _checked(context, document)


def _settings(context: Context) -> Iterator[Document]:
    """Each file of settings, and those that it takes settings from."""
    paths = list(context.settings)
    for path in paths:
        try:
            document = read(context.tree, path)
        except UnreadableError:
            continue  # No generator can read it either.
        yield document
        above = (normpath(join(dirname(path), base)) for base, _ in _folders(document, _BASE))
        paths += [base for base in dict.fromkeys(above) if base not in paths]


def _checked(context: Context, document: Document) -> Iterator[Diagnostic]:
    for folder, place in _folders(document, _DOCS):
        if _normal(folder) == LOCKED:
            yield from _crowded(context, document, place)
        elif isabs(folder) or _shows(folder):
            message = f"a program that does not know lessonbank would publish `{folder}` as it is"
            fix = f"Write `docs_dir: {LOCKED}`, with a page `{LOCKED_PAGE}` that says so."
            yield document.diagnostic(Code.BANK_OPEN, message, fix, place)
    for folder, place in _folders(document, _THEME):
        if _shows(folder):
            message = f"everything in `{folder}` would be published as files of the theme"
            fix = f"Keep the theme's files in a folder that is not in {CONTENT}/ or {MEDIA}/."
            yield document.diagnostic(Code.THEME_SHOWS_BANK, message, fix, place)


def _crowded(context: Context, document: Document, place: tuple[int, int]) -> Iterator[Diagnostic]:
    """The folder has to hold its page and nothing else."""
    there = context.tree.paths(LOCKED)
    if LOCKED_PAGE not in there:
        message = f"there is no `{LOCKED_PAGE}`"
        fix = "Write the page: one sentence that says that lessonbank builds this bank."
        yield document.diagnostic(Code.LOCKED_FOLDER, message, fix, place)
    for path in there:
        if path != LOCKED_PAGE:
            message = "every program publishes this file, whatever the edition"
            fix = f"Move it out of {LOCKED}/: one page belongs there, `{LOCKED_PAGE}`."
            yield Diagnostic(Code.LOCKED_FOLDER, message, path, fix)


def _folders(document: Document, location: tuple[str, ...]) -> list[_Setting]:
    """The paths at `location`: more than one where an environment variable has a default."""
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
    """Whether the folder holds files of the bank, or is among them."""
    parts = _normal(folder).split("/")
    return parts == ["."] or set(parts) == {".."} or parts[0] in {CONTENT, MEDIA}


def _normal(folder: str) -> str:
    """As systems see it that tell no capitals apart and write backslashes."""
    return normpath(folder.strip().replace("\\", "/")).casefold()
