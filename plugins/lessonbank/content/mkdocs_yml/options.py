"""The settings of our own plugin in mkdocs.yml."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from pydantic import TypeAdapter, ValidationError

from lessonbank.bank import EditionName
from lessonbank.content.former import PLUGIN
from lessonbank.content.mkdocs_yml import kinds
from lessonbank.content.mkdocs_yml.addresses import films_address, has_secret
from lessonbank.content.mkdocs_yml.setting import Setting
from lessonbank.diagnostics import Code, Diagnostic

_OPTIONS: Mapping[str, kinds.Kind] = {
    "version": kinds.text,
    "edition": kinds.text,
    "today": kinds.quoted_day,
    "workers": kinds.number(1),
    "wait": kinds.number(0),
    "store": kinds.text,
    "media_url": kinds.text,
    "media_store": kinds.text,
    "pack_url": kinds.text,
    "pack_file": kinds.text,
}
"""The settings of our own plugin."""


def wrong_options(setting: Setting) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each mistake in the settings of our own plugin."""
    unknown = "the plugin lessonbank has no setting `{}`"
    yield from kinds.wrong_fields(setting, _OPTIONS, unknown, place=PLUGIN)
    yield from _values(setting)
    yield from _places(setting)


def _values(setting: Setting) -> Iterator[Diagnostic]:
    day, edition = setting.get("today"), setting.get("edition")
    if day and isinstance(day.value, str) and not _is_day(day.value):
        fix = "Write it as '2026-11-21', in quotes."
        yield day.report(Code.WRONG_SETTING, f"`{day.value}` is not a date", fix)
    if edition and isinstance(edition.value, str) and not _is_edition(edition.value):
        fix = "Write public, trust, school:<id> or named:<id>."
        yield edition.report(Code.WRONG_SETTING, f"`{edition.value}` is not an edition", fix)


def _places(options: Setting) -> Iterator[Diagnostic]:
    """Check the addresses of stores; a finding shows no line, because that may hold a key."""
    for name in ("store", "media_url", "media_store"):
        setting = options.get(name)
        written = setting.value if setting else None
        if setting is None or not isinstance(written, str):
            continue
        if has_secret(written):
            message = f"the address in `{name}` holds a password or a key, and git keeps it"
            yield Diagnostic(Code.WRONG_SETTING, message, setting.document.path, _KEY_TOLD)
        elif name == "media_url" and written and films_address(written) is None:
            message = f"`{written}` is no address that films can be loaded from"
            yield setting.report(Code.WRONG_SETTING, message, _ADDRESS)


_KEY_TOLD = (
    "Delete it here, make it invalid where it was issued, and set a new one as an environment"
    " variable of the command."
)
_ADDRESS = (
    "Write one that begins with https:// and ends with a folder, such as"
    " https://films.example.org/bank/."
)


def _is_day(written: str) -> bool:
    try:
        date.fromisoformat(written)
    except ValueError:
        return not written
    return True


_EDITION: TypeAdapter[str] = TypeAdapter(EditionName)


def _is_edition(written: str) -> bool:
    try:
        _EDITION.validate_python(written)
    except ValidationError:
        return not written
    return True
