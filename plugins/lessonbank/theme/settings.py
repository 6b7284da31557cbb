"""Check and complete the theme's settings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, MutableMapping
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from lessonbank.texts import mark, translated
from lessonbank.theme.names import NAME

_FEATURES = ("navigation.tabs", "navigation.path", "navigation.footer", "navigation.top")
_PALETTE = (
    {
        "media": "(prefers-color-scheme: light)",
        "scheme": "default",
        "toggle": {"icon": "material/weather-night", "name": mark("Switch to dark")},
    },
    {
        "media": "(prefers-color-scheme: dark)",
        "scheme": "slate",
        "toggle": {"icon": "material/weather-sunny", "name": mark("Switch to light")},
    },
)
_FAVICON = "assets/images/favicon.png"
_LANGUAGE = "en"
_INSTANT = "navigation.instant"


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault of the setting `name`; of the whole theme if that is empty."""

    kind: str
    """`theme`, `value`, `elsewhere` or `folder`."""
    name: str
    message: str
    fix: str
    entry: int | None = None
    """The index in a list."""


def complete(theme: MutableMapping[str, Any], language: str, favicon: str) -> None:
    """Add settings that our pages need: no font from another site, and a dark palette."""
    theme["font"] = False
    theme["palette"] = theme.get("palette") or list(map(_translated_toggle, _PALETTE))
    theme["features"] = theme.get("features") or list(_FEATURES)
    if theme.get("favicon") == _FAVICON:
        theme["favicon"] = favicon
    if theme.get("language") == _LANGUAGE and (known := _translated(language)):
        theme["language"] = known


def _translated_toggle(palette: Mapping[str, Any]) -> dict[str, Any]:
    toggle = palette["toggle"]
    return {**palette, "toggle": {**toggle, "name": translated(toggle["name"])}}


def faults(theme: str | Mapping[str, Any] | None) -> Iterator[Fault]:
    """Yield the faults of the setting `theme`."""
    if theme is None:
        return
    named = {"name": theme} if isinstance(theme, str) else theme
    name = named.get("name")
    if name != NAME:
        which = f"the theme `{name}`" if name else "no theme"
        fix = f"Write `name: {NAME}`. Keep your own templates in `custom_dir`; they extend ours."
        yield Fault("theme", "name", f"lessonbank has no templates for {which}", fix)
        return
    yield from _faults(named)


def _faults(theme: Mapping[str, Any]) -> Iterator[Fault]:
    if theme.get("font"):
        fix = "Write `font: false`. Name a font of your own in `look` of content/trust.yml."
        yield Fault("elsewhere", "font", "the font would be loaded from another site", fix)
    for name in ("logo", "favicon"):
        if is_elsewhere(str(theme.get(name) or "")):
            fix = "Keep a copy in `content/images/`, and name that."
            yield Fault("elsewhere", name, f"the {name} would be loaded from another site", fix)
    yield from _features(theme.get("features"))
    palette = theme.get("palette")
    maps = palette if isinstance(palette, list) else [palette]
    if not all(each is None or isinstance(each, dict) for each in maps):
        fix = "Take `palette` out: light and dark pages are made without it."
        yield Fault("value", "palette", "`palette` takes a list of maps", fix)
    language = theme.get("language")
    if language is not None and (not isinstance(language, str) or not _has_language(language)):
        fix = "Take `language` out: pages have that of content/trust.yml."
        yield Fault("value", "language", f"the theme has no language `{language}`", fix)
    for name in ("icon", "static_templates"):
        kind = dict if name == "icon" else list
        if theme.get(name) is not None and not isinstance(theme[name], kind):
            words = "a map" if name == "icon" else "a list"
            yield Fault("value", name, f"`{name}` takes {words}", f"Take `{name}` out.")
    if not isinstance(theme.get("locale", ""), str):
        yield Fault("value", "locale", "`locale` takes text", "Take `locale` out.")


def _features(features: Any) -> Iterator[Fault]:
    if features is None:
        return
    if not isinstance(features, list) or not all(isinstance(each, str) for each in features):
        fix = "Write `features: [navigation.tabs]`, with a name for each."
        yield Fault("value", "features", "`features` takes a list of names", fix)
        return
    for number, feature in enumerate(features):
        if feature.startswith(_INSTANT):
            message = f"`{feature}` asks for pages by script, which browsers refuse in a folder"
            yield Fault("folder", "features", message, "Take it out of the list.", number)


def has_file(path: str) -> bool:
    """Return whether the theme has a file, such as its icon."""
    folder = _folder()
    return folder is not None and ".." not in path and (folder / path).is_file()


def is_elsewhere(address: str) -> bool:
    """Return whether an address leads out of the site."""
    return address.startswith(("//", "http:", "https:"))


@cache
def _folder() -> Path | None:
    """Return the folder of the theme's templates without importing it."""
    spec = find_spec(NAME)
    places = spec.submodule_search_locations if spec else None
    return Path(places[0]) / "templates" if places else None


def _has_language(language: str) -> bool:
    folder = _folder()
    if folder is None or "/" in language or "\\" in language:
        return folder is None
    return (folder / "partials" / "languages" / f"{language}.html").is_file()


def _translated(language: str) -> str | None:
    """Return the theme's name for a trust's language, or None."""
    names = (language, language.partition("-")[0].lower())
    return next((name for name in names if _has_language(name)), None)
