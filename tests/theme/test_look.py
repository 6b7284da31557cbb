"""A trust's colours give readable text in light and dark."""

from __future__ import annotations

import re
from base64 import b64encode

from hypothesis import given
from hypothesis import strategies as st

from lessonbank.bank import SCHEMES, WHITE, Look, Scheme, contrast, deepened, nearest, passes
from lessonbank.site import look_styles
from lessonbank.site.files import ASSETS

TEXT = 4.5
COLOURS = st.integers(0, 0xFFFFFF).map("#{:06x}".format)
TOKENS = (ASSETS / "1-tokens.css").read_text(encoding="utf-8")


def tokens(css: str, scheme: Scheme) -> dict[str, str]:
    return dict(re.findall(rf"--lb-{scheme.name}-([a-z-]+): (#[0-9a-f]{{6}})", css))


def test_default_colours_match_the_stylesheet() -> None:
    for scheme in SCHEMES:
        found = tokens(TOKENS, scheme)
        assert (scheme.primary, scheme.accent) == (found["brand"], found["warm"])
        assert scheme.grounds == (found["ground"], found["surface"], found["tint"])


@given(COLOURS)
def test_the_nearest_shade_passes_and_a_passing_colour_is_unchanged(colour: str) -> None:
    shade = nearest(colour, (WHITE,))
    assert shade is not None
    assert contrast(shade, WHITE) >= TEXT
    assert shade == colour or not passes(colour, (WHITE,))


@given(COLOURS, COLOURS, COLOURS)
def test_colours_derived_from_passing_colours_are_readable(one: str, two: str, dark: str) -> None:
    primary, dark = nearest(one, (WHITE,)) or "", nearest(dark, (WHITE,)) or ""
    accent = nearest(two, [c for p in (primary, dark) for c in (p, deepened(p))])
    if accent is None:
        return  # The check finds that: no accent stands out from both.
    look = Look(primary=primary, accent=accent, dark={"primary": dark})  # type: ignore[arg-type]
    css = look_styles(look, {})
    for scheme in SCHEMES:
        made = {**tokens(TOKENS, scheme), **tokens(css, scheme)}
        assert made["brand"] == (primary if scheme.name == "light" else dark)
        for ink in ("on-brand", "on-brand-soft", "warm"):
            assert contrast(made[ink], made["brand"]) >= TEXT
        assert contrast(made["on-brand"], made["brand-deep"]) >= TEXT
        assert contrast(made["warm"], made["brand-deep"]) >= TEXT
        for ground in ("ground", "surface", "tint"):
            assert contrast(made["link"], made[ground]) >= TEXT
            assert contrast(made["link-deep"], made[ground]) >= TEXT


def test_a_trust_without_a_look_has_no_stylesheet() -> None:
    assert not look_styles(Look(), {})


def test_fonts_are_embedded_in_the_stylesheet() -> None:
    css = look_styles(Look(font="a.woff2", bold_font="b.woff2"), {"a.woff2": b"a", "b.woff2": b"b"})
    sources = re.findall(r'font-weight: (\d+);\n  src: url\("data:font/woff2;base64,([^"]*)"', css)
    assert sources == [(w, b64encode(data).decode()) for w, data in (("400", b"a"), ("700", b"b"))]
    assert '--lb-face: "Own"' in css
    assert "font-weight: 100 900" in look_styles(Look(font="a.woff2"), {"a.woff2": b"a"})
