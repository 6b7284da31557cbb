"""The type of each setting of MkDocs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from lessonbank.content.former import advice, former
from lessonbank.content.mkdocs_yml.setting import Python, Setting
from lessonbank.content.suggest import closest_of
from lessonbank.diagnostics import Code, Diagnostic

Kind = Callable[[Any], str | None]
"""Return the expected type in words, or None if the value has it. An unset value passes."""


def _of(words: str, *types: type) -> Kind:
    def kind(value: Any) -> str | None:
        right = isinstance(value, types) and (not isinstance(value, bool) or bool in types)
        return None if right else words

    return kind


text = _of("text", str)
quoted_day = _of("a day in quotes, such as '2026-11-21'", str)
switch = _of("`true` or `false`", bool)
listed = _of("a list", list)
mapped = _of("a map of names and values", dict)
list_or_map = _of("a list", list, dict)


def number(least: int) -> Kind:
    """Return a test for a whole number of at least `least`."""
    whole = _of(f"a whole number from {least}", int)
    return lambda value: whole(value) or (None if value >= least else whole(None))


def address(value: Any) -> str | None:
    """Test for a web address or an empty value."""
    words = "a web address that begins with https://"
    if not isinstance(value, str):
        return words
    try:
        parts = urlsplit(value)
    except ValueError:
        return words
    return None if not value or (parts.scheme and parts.netloc) else words


def host_and_port(value: Any) -> str | None:
    """Test for an address and a port."""
    host, _, port = value.rpartition(":") if isinstance(value, str) else ("", "", "")
    try:
        if host != "localhost":
            ip_address(host.removeprefix("[").removesuffix("]"))
        return None if int(port) >= 0 else ""
    except ValueError:
        return "an address and a port, such as `127.0.0.1:8000`"


def texts(value: Any) -> str | None:
    """Test for a list of texts."""
    right = isinstance(value, list) and all(isinstance(each.value, str) for each in value)
    return None if right else "a list of paths"


SETTINGS: Mapping[str, Kind] = {
    "site_name": text,
    "site_url": address,
    "site_description": text,
    "site_author": text,
    "copyright": text,
    "docs_dir": text,
    "site_dir": text,
    "nav": listed,
    "theme": _of("the name of a theme, or a map", str, dict),
    "plugins": list_or_map,
    "markdown_extensions": list_or_map,
    "extra": mapped,
    "extra_css": texts,
    "extra_javascript": listed,
    "extra_templates": texts,
    "hooks": texts,
    "watch": texts,
    "exclude_docs": text,
    "draft_docs": text,
    "not_in_nav": text,
    "dev_addr": host_and_port,
    "use_directory_urls": switch,
    "strict": switch,
    "repo_url": address,
    "repo_name": text,
    "edit_uri": text,
    "edit_uri_template": text,
    "remote_branch": text,
    "remote_name": text,
    "validation": mapped,
    "INHERIT": text,
}
"""Every setting of MkDocs 1.6."""
_NOT_EMPTY = frozenset({"site_name", "INHERIT"})


def wrong_kinds(settings: Setting) -> Iterator[Diagnostic]:
    """Yield diagnostics for unknown settings of MkDocs, and for values of the wrong type."""
    yield from wrong_fields(settings, SETTINGS, "MkDocs has no setting `{}`", _NOT_EMPTY)


def wrong_fields(
    settings: Setting,
    kinds: Mapping[str, Kind],
    unknown: str,
    needed: frozenset[str] = frozenset(),
    *,
    place: str = "",
) -> Iterator[Diagnostic]:
    """Yield diagnostics for names not in `kinds`, and for values of the wrong type.

    `unknown` is the message about a name, with a place for it. Names that earlier versions had at
    this `place` get advice of their own.
    """
    for name, setting in settings.named.items():
        kind = kinds.get(name)
        if kind is None and (gone := former(place, (name,))):
            message = unknown.format(name)
            yield setting.report(Code.UNKNOWN_SETTING, message, advice(gone), name=True)
        elif kind is None:
            near = closest_of(name, kinds)
            fix = f"Write `{near}`." if near else "Delete it."
            message = unknown.format(name)
            yield setting.report(Code.UNKNOWN_SETTING, message, fix, near, name=True)
        elif setting.value is None and name not in needed:
            continue
        elif not isinstance(setting.value, Python) and (words := kind(setting.value)) is not None:
            message = f"`{name}` takes {words or 'another value'}"
            fix = f"Write {words or 'such a value'}, or delete `{name}`."
            yield setting.report(Code.WRONG_SETTING, message, fix, name=setting.value is None)
