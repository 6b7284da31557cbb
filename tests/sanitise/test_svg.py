"""A cleaned SVG draws the same and has no active content."""

from __future__ import annotations

import gzip
import re
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring

import material
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drawings import hostile, ordinary
from lessonbank.sanitise import UnreadableFileError, clean_picture
from lessonbank.sanitise.svg import clean_svg

ICONS = Path(material.__file__).parent / "templates" / ".icons"
HARM = re.compile(
    rb"script|javascript|\bon\w+=|asked|@import|foreignObject|xhtml|<\?|<!|data:(?!image/png)"
)


def _parsed(data: bytes) -> Element:
    return fromstring(data)  # noqa: S314 - what is parsed has been cleaned, or comes with Material


def test_active_content_is_removed() -> None:
    cleaned = 0
    for data in hostile():
        try:
            copy = clean_svg(data).data
        except UnreadableFileError:
            continue
        assert not HARM.search(copy), (data, copy)
        assert _parsed(copy).tag == "{http://www.w3.org/2000/svg}svg"
        assert clean_svg(copy).data == copy
        cleaned += 1
    assert cleaned > 300


@pytest.mark.parametrize(("name", "data"), [*ordinary()], ids=[name for name, _ in ordinary()])
def test_an_ordinary_drawing_is_kept_whole(name: str, data: bytes) -> None:
    lost = {"as Illustrator writes": ("a part in HTML",)}
    assert clean_svg(data).lost == lost.get(name, ())


def test_icons_are_unchanged() -> None:
    paths = sorted(ICONS.rglob("*.svg"))[::150]
    assert len(paths) > 50
    for path in paths:
        copy = clean_svg(path.read_bytes())
        assert copy.lost == (), path
        before, after = (_parsed(data) for data in (path.read_bytes(), copy.data))
        assert [(e.tag, e.attrib) for e in before.iter()] == [
            (e.tag, e.attrib) for e in after.iter()
        ]


@pytest.mark.parametrize(
    ("inner", "why"),
    [
        ("<g>" * 300 + "</g>" * 300, "nested too deeply"),
        ("<g>", "not valid XML"),
        ('<g id="a"><use href="#a"/></g>', "without end"),
        (
            '<g id="a0"><rect/></g>'
            + "".join(
                f'<g id="a{n}">{f"""<use href="#a{n - 1}"/>""" * 10}</g>' for n in range(1, 8)
            ),
            "without end",
        ),
        ("<g/>" * 250_000, "without end"),
        ("<title>" + "x" * 10_000_001 + "</title>", "10 MB"),
    ],
    ids=["deep", "open", "in a circle", "bomb of uses", "many", "long"],
)
def test_a_drawing_that_would_exhaust_a_browser_is_refused(inner: str, why: str) -> None:
    with pytest.raises(UnreadableFileError, match=why):
        clean_svg(f'<svg xmlns="http://www.w3.org/2000/svg">{inner}</svg>'.encode())


def test_entities_that_grow_are_refused() -> None:
    levels = "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 10))
    bomb = f"<!DOCTYPE svg [<!ENTITY a0 'ha'>{levels}]><svg xmlns='s'>&a9;</svg>"
    with pytest.raises(UnreadableFileError):
        clean_svg(bomb.encode())
    quadratic = (
        f"<!DOCTYPE svg [<!ENTITY a '{'x' * 199}'>]><svg><title>{'&a;' * 60_000}</title></svg>"
    )
    with pytest.raises(UnreadableFileError):
        clean_svg(quadratic.encode())


def test_an_svgz_is_unpacked_within_limits() -> None:
    drawing = b"<svg xmlns='http://www.w3.org/2000/svg'><rect/></svg>"
    assert clean_picture("a.svgz", gzip.compress(drawing)) == clean_picture("a.svg", drawing)
    with pytest.raises(UnreadableFileError, match="10 MB"):
        clean_svg(gzip.compress(drawing + b" " * 50_000_000))
    with pytest.raises(UnreadableFileError, match="damaged SVGZ"):
        clean_svg(gzip.compress(drawing)[:-9])


@given(st.text(st.sampled_from("<>&;:#/\\\"'()@!-= \n\0abinosturlg{}[]%?"), max_size=200))
def test_any_text_is_cleaned_or_refused(text: str) -> None:
    for data in (
        text,
        f"<svg>{text}</svg>",
        f"<svg><style>{text}</style></svg>",
        f"<svg style='{text}'/>",
    ):
        try:
            copy = clean_svg(data.encode()).data
        except UnreadableFileError:
            continue
        assert _parsed(copy) is not None
        assert clean_svg(copy).data == copy
