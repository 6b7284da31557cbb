"""The rules for `nav` and `validation` of mkdocs.yml."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lessonbank.content.mkdocs_yml import kinds
from lessonbank.content.mkdocs_yml.setting import Python, Setting
from lessonbank.diagnostics import Code, Diagnostic


def nav_entries(settings: Setting, _: object) -> Iterator[Diagnostic]:
    """Report entries of `nav` that MkDocs cannot read."""
    setting = settings.get("nav")
    for entry in setting.entries if setting else ():
        yield from _entry(entry)


def _entry(entry: Setting) -> Iterator[Diagnostic]:
    value = entry.value
    if isinstance(value, str | Python):
        return
    if not isinstance(value, dict) or len(value) != 1:
        fix = "Write `- Title: page.md`, one on each line."
        yield entry.report(
            Code.WRONG_SETTING, "an entry of `nav` must be one title and its page", fix
        )
        return
    for below in value.values():
        if isinstance(below.value, list):
            for each in below.value:
                yield from _entry(each)
        elif not isinstance(below.value, str | Python):
            fix = "Write the path of a page, or a list of entries below it."
            message = "a title in `nav` needs a page or a list of entries"
            yield below.report(Code.WRONG_SETTING, message, fix)


_LEVEL = ("warn", "info", "ignore")


def _level(*more: str) -> kinds.Kind:
    allowed = (*_LEVEL, *more)
    return lambda value: None if value in allowed else f"one of {', '.join(allowed)}"


_LINKS: Mapping[str, kinds.Kind] = {
    "not_found": _level(),
    "absolute_links": _level("relative_to_docs"),
    "unrecognized_links": _level(),
    "anchors": _level(),
}
_ENTRIES: Mapping[str, kinds.Kind] = {
    "omitted_files": _level(),
    "not_found": _level(),
    "absolute_links": _level("relative_to_docs"),
}
_PARTS = {"nav": _ENTRIES, "links": _LINKS}


def validation_levels(settings: Setting, _: object) -> Iterator[Diagnostic]:
    """Report settings of `validation` that do not exist, and wrong levels."""
    setting = settings.get("validation")
    if setting is None:
        return
    maps = dict.fromkeys(_PARTS, kinds.mapped)
    unknown = "`validation` has no setting `{}`"
    yield from kinds.wrong_fields(setting, {**_ENTRIES, **_LINKS, **maps}, unknown)
    for name, part in _PARTS.items():
        if below := setting.get(name):
            yield from kinds.wrong_fields(below, part, f"`validation.{name}` has no setting `{{}}`")
