"""Check `nav` in mkdocs.yml: its pages must exist."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from pathlib import Path
from posixpath import normpath, splitext
from urllib.parse import urlsplit

from lessonbank.bank import ITEM_TYPES
from lessonbank.content import Loaded
from lessonbank.content.document import UnreadableError
from lessonbank.content.layout import CONFIG
from lessonbank.content.load import ordered
from lessonbank.content.mkdocs_yml.rules import plugins_of
from lessonbank.content.mkdocs_yml.setting import Setting, SettingsError, read_settings
from lessonbank.content.suggest import closest_of
from lessonbank.content.tree import Folder
from lessonbank.diagnostics import Code, Diagnostic

SECTIONS = frozenset(
    {
        *(f"{item_type.folder}/index.md" for item_type in ITEM_TYPES),
        *("find.md", "moments/index.md", "chapters/index.md", "handbook/index.md"),
        *("handbook/coverage.md", "calendar/index.md", "a-z.md", "workbench.md"),
    }
)
"""Pages that exist as soon as they have content."""
_PAGES = (".md", ".html")
_OURS = "lessonbank"

Pages = Callable[[], Collection[str]]
"""Returns every page of the site, by path without extension."""


def with_dead_entries(loaded: Loaded, root: Path, pages: Pages) -> Loaded:
    """Add a finding for each entry of `nav` without a page in any edition."""
    try:
        settings = read_settings(Folder(root), CONFIG)
    except (UnreadableError, SettingsError):
        return loaded  # There is none, or that is found elsewhere.
    if any(name != _OURS for name in plugins_of(settings)):
        return loaded  # Another plugin may make pages.
    prose = {splitext(path)[0] for path in loaded.pages}
    nav = settings.get("nav")
    dead = _dead(nav, prose, pages) if nav else iter(())
    found = tuple(map(loaded.names.withheld, dead) if loaded.names else dead)
    return replace(loaded, diagnostics=ordered((*loaded.diagnostics, *found))) if found else loaded


def _dead(entry: Setting, prose: Collection[str], pages: Pages) -> Iterator[Diagnostic]:
    for below in (*entry.entries, *entry.named.values()):
        yield from _dead(below, prose, pages)
    if not isinstance(entry.value, str) or urlsplit(entry.value).scheme:
        return
    path = normpath(entry.value)
    name, ending = splitext(path)
    if ending not in _PAGES or f"{name}.md" in SECTIONS or name in prose:
        return
    if name not in (known := pages()):
        near = closest_of(name, known)
        fix = f"Write `{near}.md`." if near else "Correct the path, or take the entry out."
        message = f"the site has no page `{name}.html`"
        suggestion = near and f"{near}.md"
        yield entry.report(Code.NAV_LEADS_NOWHERE, message, fix, suggestion)
