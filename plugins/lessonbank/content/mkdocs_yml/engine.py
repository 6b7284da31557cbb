"""Which versions of lessonbank may build a bank: the setting `version` of the plugin.

It is a range of versions as Python packages write it (PEP 440), such as `>=0.2,<0.3`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from packaging.specifiers import InvalidSpecifier, SpecifierSet
from packaging.version import InvalidVersion, Version

from lessonbank import __version__
from lessonbank.content.document import UnreadableError
from lessonbank.content.layout import CONFIG
from lessonbank.content.mkdocs_yml.rules import own_options
from lessonbank.content.mkdocs_yml.setting import Setting, SettingsError, read_settings
from lessonbank.content.tree import Folder, Tree
from lessonbank.content.wording import shown
from lessonbank.diagnostics import Code, Diagnostic
from lessonbank.files.regular import is_regular

SETTING = "version"
ENGINE = Version(__version__)

_SIGNS = re.compile(r"[A-Za-z0-9.+!*<>=~,_ -]{1,200}")
"""What a range may hold: nothing that a shell would act on, because a fix repeats it."""
_LOWEST = frozenset({">=", ">", "==", "~=", "==="})
_HIGHEST = frozenset({"<", "<=", "==", "~=", "==="})


def range_of(version: Version) -> str:
    """Return the range that a bank made with `version` allows: it and its compatible releases."""
    following = f"0.{version.minor + 1}" if version.major == 0 else str(version.major + 1)
    return f">={version.major}.{version.minor},<{following}"


def parsed(written: object) -> SpecifierSet | None:
    """Return the range that a setting means, or None if it is no range of versions."""
    if not isinstance(written, str) or not written.strip() or not _SIGNS.fullmatch(written):
        return None
    try:
        versions = SpecifierSet(written)
        for each in versions:
            _release(each.version)
    except (InvalidSpecifier, InvalidVersion):
        return None
    return versions


def allows(versions: SpecifierSet, engine: Version = ENGINE) -> bool:
    """Return whether the range holds a version; trial versions count as versions."""
    return versions.contains(engine, prereleases=True)


def lowest(versions: SpecifierSet) -> Version | None:
    """Return the version that a bank was made for: the lowest of its range, or None."""
    return max(_bounds(versions, _LOWEST), default=None)


def is_passed(versions: SpecifierSet, engine: Version = ENGINE) -> bool:
    """Return whether the range ends before this version."""
    bounds = (each for each in versions if each.operator in _HIGHEST)
    return any(
        not each.contains(engine, prereleases=True) and _release(each.version) <= engine
        for each in bounds
    )


def is_of_series(versions: SpecifierSet, engine: Version = ENGINE) -> bool:
    """Return whether a bank with this range needs no upgrade: it is for this version's series."""
    oldest = lowest(versions)
    series = parsed(range_of(engine))
    return (
        allows(versions, engine) and oldest is not None and series is not None
    ) and series.contains(oldest, prereleases=True)


def range_setting(root: Path) -> SpecifierSet | None:
    """Return the range that a bank allows, or None if it says none that can be read."""
    found = _written(Folder(root), CONFIG) if is_regular(root, CONFIG) else ()
    return next((parsed(each.value) for each in found), None)


def _bounds(versions: SpecifierSet, operators: frozenset[str]) -> Iterator[Version]:
    return (_release(each.version) for each in versions if each.operator in operators)


def _release(written: str) -> Version:
    return Version(written.removesuffix(".*"))


def engine_findings(
    root: Path, path: str = CONFIG, engine: Version = ENGINE
) -> tuple[Diagnostic, ...]:
    """Return one diagnostic if the bank does not allow this version, or cannot say which.

    Settings that cannot be read are reported elsewhere, and also stop a build.
    """
    if not is_regular(root, path):
        return ()
    found = (each for each in _written(Folder(root), path) if each.value is not None)
    diagnostics = (_finding(setting, engine) for setting in found)
    return next(((each,) for each in diagnostics if each), ())


def _written(tree: Tree, path: str) -> tuple[Setting, ...]:
    """Return the setting, once for each time that the plugin is listed."""
    try:
        options = own_options(read_settings(tree, path))
    except (UnreadableError, SettingsError):
        return ()
    return tuple(found for each in options if (found := each.get(SETTING)))


def _finding(setting: Setting, engine: Version) -> Diagnostic | None:
    versions = parsed(setting.value)
    if versions is None:
        return _unreadable(setting)
    if allows(versions, engine):
        return None
    wanted = str(setting.value).strip()
    message = f"this bank needs lessonbank {wanted}, and this is lessonbank {engine}"
    install = f'`python -m pip install "lessonbank{wanted}"`'
    if is_passed(versions, engine):
        fix = f"Run `lessonbank upgrade` to bring the bank to lessonbank {engine}."
        fix += f" To stay with the older version, run {install}."
    else:
        fix = f"Run {install}."
    return setting.report(Code.ENGINE_NOT_ALLOWED, message, fix)


def _unreadable(setting: Setting) -> Diagnostic:
    written = setting.value
    said = shown(written) if isinstance(written, str | int | float) else "this"
    message = f"{said} is not a range of versions"
    fix = f'Write `{SETTING}: "{range_of(ENGINE)}"`, in quotes.'
    return setting.document.diagnostic(Code.NO_VERSION_RANGE, message, fix, _faulty_part(setting))


def _faulty_part(setting: Setting) -> tuple[int, int]:
    """Return the place of the first part between commas that is no range by itself."""
    start, end = setting.place
    if isinstance(setting.value, str):
        for part in setting.value.split(","):
            words = part.strip()
            at = setting.document.text.find(words, start, end)
            if words and parsed(words) is None and at >= 0:
                return at, at + len(words)
    return setting.place
