"""Stylesheets and scripts work over `file://`, load no other site, and have enough contrast."""

from __future__ import annotations

import re

import pytest

from lessonbank.site import assets, shared_asset
from lessonbank.site.files import Asset

ALL = {part.name: part.read_text(encoding="utf-8") for asset in assets() for part in asset.parts}
STYLES = {name: text for name, text in ALL.items() if name.endswith(".css")}
SCRIPTS = {name: text for name, text in ALL.items() if name.endswith(".js")}
SHARED = {"lb-statistics.js"} | {name for name in SCRIPTS if not name.startswith("lb-")}
"""Scripts without an element. They add to the one global, `lessonbank`."""
TEXT, SHAPE = 4.5, 3.0
LIGHT, DARK = (
    dict(re.findall(rf"--lb-{scheme}-([a-z-]+): (#[0-9a-f]{{6}});", STYLES["1-tokens.css"]))
    for scheme in ("light", "dark")
)


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    """Return the contrast as WCAG defines it: 1 for equal colours, 21 for black on white."""
    dark, light = sorted(map(luminance, (one, other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("front", "back", "least"),
    [
        *((ink, ground, TEXT)
          for ink in ("ink", "ink-soft", "link", "link-deep")
          for ground in ("ground", "surface", "tint")),
        ("ink", "mark", TEXT),
        ("yes", "surface", TEXT),
        ("no", "surface", TEXT),
        *((ink, ground, TEXT)
          for ink in ("on-brand", "on-brand-soft", "warm")
          for ground in ("brand", "brand-deep")),
        *((shape, ground, SHAPE)
          for shape in ("edge", "focus")
          for ground in ("ground", "surface", "tint")),
        ("mark-edge", "mark", SHAPE),
    ],
)  # fmt: skip
def test_colours_have_enough_contrast(scheme: dict[str, str], front: str, back: str, least: float):
    assert contrast(scheme[front], scheme[back]) >= least


@pytest.mark.parametrize("name", [*STYLES, *SCRIPTS])
def test_assets_load_nothing_from_other_sites(name: str):
    text = (STYLES | SCRIPTS)[name]
    assert not re.search(r"https?:|url\(|@import|@font-face", text)


@pytest.mark.parametrize("name", SCRIPTS)
def test_scripts_use_only_what_works_over_file(name: str):
    forbidden = r"\b(fetch|XMLHttpRequest|import|export|Worker|eval|innerHTML|insertAdjacentHTML)\b"
    assert not re.search(forbidden, SCRIPTS[name])


@pytest.mark.parametrize("name", sorted(SCRIPTS.keys() - SHARED))
def test_each_script_defines_the_element_of_its_name_once(name: str):
    element = name.removesuffix(".js")
    assert f'if (customElements.get("{element}")) return;' in SCRIPTS[name]
    assert re.findall(r'customElements\.define\("([^"]+)"', SCRIPTS[name]) == [element]


def test_shared_scripts_load_before_the_scripts_that_use_them():
    assert shared_asset(".js").parts[0].name == "1-base.js"
    assert re.findall(r"window\.(\w+) = ", "".join(SCRIPTS.values())) == ["lessonbank"]


def test_print_styles_come_last():
    first, *_, last = shared_asset(".css").parts
    assert (first.name, last.name) == ("1-tokens.css", "9-print.css")


@pytest.mark.parametrize("asset", assets(), ids=lambda asset: asset.url)
def test_files_have_all_of_their_parts_but_comments(asset: Asset):
    left = iter(asset.content.splitlines())
    now, is_comment = next(left), False
    for line in "\n".join(ALL[part.name] for part in asset.parts).splitlines():
        is_comment |= line.lstrip().startswith("/*") and line != now
        if is_comment:
            is_comment = not line.rstrip().endswith("*/")
        else:
            assert line == now
            now = next(left, "")
    assert list(left) == []
