"""Steps in mkdocs.yml and in the files that it inherits from."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from posixpath import normpath

from packaging.version import Version
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from lessonbank.bank import Location
from lessonbank.content import yaml
from lessonbank.content.document import Document, UnreadableError, read
from lessonbank.content.former import PLUGIN, Former
from lessonbank.content.layout import CONFIG, CONTENT, LOCKED, LOCKED_PAGE
from lessonbank.content.mkdocs_yml.engine import SETTING, is_of_series, parsed, range_of
from lessonbank.content.mkdocs_yml.setting import Setting, SettingsError, read_settings
from lessonbank.content.yaml_places import find
from lessonbank.diagnostics import Code
from lessonbank.scaffold.upgrading import edits
from lessonbank.scaffold.upgrading.draft import Draft
from lessonbank.scaffold.upgrading.steps import NotUpgradableError, Step, step, to_do

_NAME = "lessonbank"
_DOCS = "docs_dir"
LOCKED_TEXT = """\
# This lesson bank is not built yet

The pages, films and records of this bank are published by lessonbank alone. It checks the \
permission of each recording first.

Another program made this page. It published nothing of the bank.

To build the bank, install lessonbank and run `lessonbank build` in the folder of `mkdocs.yml`. \
The README says how.
"""
"""The page that programs find which do not run lessonbank."""


def settings_of(draft: Draft) -> Setting:
    """Read mkdocs.yml. Raise NotUpgradableError."""
    try:
        return read_settings(draft, CONFIG)
    except UnreadableError as error:
        raise NotUpgradableError(*error.diagnostics) from error
    except SettingsError as error:
        raise NotUpgradableError(*error.found) from error


def lock_docs_dir(draft: Draft) -> Iterator[Step]:
    """Point other programs to a folder with one page, in place of the whole bank."""
    setting = settings_of(draft).get(_DOCS)
    if setting is None:
        return
    if _leads_to(setting.value, CONTENT):
        document = setting.document
        text = edits.with_value(document, (_DOCS,), LOCKED)
        words = f"`{_DOCS}` is `{LOCKED}`, so other programs publish nothing of the bank"
        by_hand = f"Write `{_DOCS}: {LOCKED}`, with a page `{LOCKED_PAGE}`."
        yield step(draft, document, text, words=words, by_hand=by_hand, place=setting.place[0])
    elif not _leads_to(setting.value, LOCKED):
        return
    if not draft.holds(LOCKED_PAGE):
        yield Step(LOCKED_PAGE, LOCKED_TEXT.encode(), "the one page that other programs find")


def _leads_to(value: object, folder: str) -> bool:
    return isinstance(value, str) and normpath(PurePosixPath(value.strip()).as_posix()) == folder


def allow_engine(draft: Draft, engine: Version) -> Iterator[Step]:
    """Write which versions may build the bank, unless it says so already."""
    settings = settings_of(draft)
    plugins = settings.get("plugins")
    if plugins is None:
        message, fix = f"the plugin `{_NAME}` is missing", f"Write `plugins: [{_NAME}]`."
        raise NotUpgradableError(settings.report(Code.MISSING_SETTING, message, fix))
    document, wanted = plugins.document, range_of(engine)
    by_hand = f'Write `{_NAME}: {{{SETTING}: "{wanted}"}}` under `plugins`.'
    found = plugin_at(document)
    if found is None:
        raise NotUpgradableError(to_do(document, by_hand, plugins.place[0]))
    location, node = found
    text = _with_range(document, location, node, wanted, engine)
    if text != document.text:
        words = f"`{SETTING}` is `{wanted}`, so that no other version builds the bank"
        yield step(draft, document, text, words=words, by_hand=by_hand, place=node.start_mark.index)


def _with_range(
    document: Document, location: Location, node: Node, wanted: str, engine: Version
) -> str | None:
    if isinstance(node, ScalarNode) and node.value == _NAME:
        return edits.with_options(document, location, SETTING, wanted)
    written = next((v for k, v in _fields(node) if k.value == SETTING), None)
    if written is None:
        return edits.with_field(document, location, SETTING, wanted)
    versions = parsed(written.value)
    if versions is not None and is_of_series(versions, engine):
        return document.text
    return edits.with_value(document, (*location, SETTING), wanted)


def plugin_at(document: Document) -> tuple[Location, Node] | None:
    """Return where the file lists our plugin: the place of its name, or of its options."""
    root = yaml.compose(document.text)
    _, plugins, found = find(root, ("plugins",)) if root else (None, None, False)
    if not found:
        return None
    if isinstance(plugins, SequenceNode):
        for number, each in enumerate(plugins.value):
            if isinstance(each, ScalarNode) and each.value == _NAME:
                return ("plugins", number), each
            options = next((v for k, v in _fields(each) if k.value == _NAME), None)
            if options is not None:
                return ("plugins", number, _NAME), options
        return None
    options = next((v for k, v in _fields(plugins) if k.value == _NAME), None)
    return None if options is None else (("plugins", _NAME), options)


def _fields(node: Node | None) -> list[tuple[Node, Node]]:
    return list(node.value) if isinstance(node, MappingNode) else []


def change_setting(draft: Draft, gone: Former) -> Iterator[Step]:
    """Rename or delete a former setting of the plugin."""
    plugins = settings_of(draft).get("plugins")
    found = plugin_at(plugins.document) if plugins else None
    if plugins is None or found is None or gone.place != PLUGIN:
        return
    location, node = found
    name = gone.path[0]
    value = next((v for k, v in _fields(node) if k.value == name), None)
    if value is not None:
        yield changed(draft, plugins.document, (*location, name), value, gone)


def changed(draft: Draft, document: Document, at: Location, value: Node, gone: Former) -> Step:
    """Return the step that renames or deletes one former field. Raise NotUpgradableError."""
    name, place = at[-1], value.start_mark.index
    if gone.now is not None:
        words = f"`{name}` is `{gone.now}` now"
        text = edits.renamed(document, at, gone.now)
        by_hand = f"Rename `{name}` to `{gone.now}`."
        return step(draft, document, text, words=words, by_hand=by_hand, place=place)
    if not isinstance(value, ScalarNode) or value.value not in gone.idle:
        message = f"`{name}` is gone since version {gone.until}, and its value needs your decision"
        raise NotUpgradableError(to_do(document, gone.by_hand, place, message))
    text = edits.without(document, at)
    words = f"`{name}` is gone: it said what is always so now"
    by_hand = f"Delete `{name}`."
    return step(draft, document, text, words=words, by_hand=by_hand, place=place)


def read_file(draft: Draft, path: str) -> Document:
    """Read a file of the bank. Raise NotUpgradableError."""
    try:
        return read(draft, path)
    except UnreadableError as error:
        raise NotUpgradableError(*error.diagnostics) from error
