"""Every address of a picture in finished HTML is replaced by that of its clean copy."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from lessonbank.compiler.pictures import Copies
from lessonbank.compiler.shown import Pictures
from papers import picture
from previews import previewing
from projects import write_project


@pytest.fixture
def pictures(tmp_path: Path) -> Pictures:
    source = tmp_path / "a b.png"
    source.write_bytes(picture("png"))
    file = SimpleNamespace(path="content/images/a.png", read=source.read_bytes)
    sources = {"images/a b.png": file, "images/é&.png": file}
    copies = Copies(tmp_path / "kept")
    return Pictures(sources, tmp_path / "site", copies, "https://elmet.example/bank/")


def copy(pictures: Pictures) -> str:
    (name,) = (path.name for path in (pictures.site / "assets/pictures").iterdir())
    return f"assets/pictures/{name}"


@pytest.mark.parametrize(
    ("written", "changed"),
    [
        ('<img src="../images/a%20b.png">', '<img src="../@">'),
        ("<img src='../images/a b.png' alt='>'>", "<img src=\"../@\" alt='>'>"),
        ("<img src=../images/a%20b.png>", '<img src="../@">'),
        ('<IMG SRC = "../images/a%20b.png"/>', '<IMG SRC="../@"/>'),
        ('<img src="../images/%C3%A9&amp;.png#top">', '<img src="../@#top">'),
        ('<img src="../clips/../images/a%20b.png?v=1">', '<img src="../@">'),
        ('<img src="/bank/images/a%20b.png">', '<img src="/bank/@">'),
        (
            '<meta content="https://elmet.example/bank/images/a%20b.png">',
            '<meta content="https://elmet.example/bank/@">',
        ),
        (
            '<img srcset="../images/a%20b.png 2x, ../images/%C3%A9&amp;.png 40w">',
            '<img srcset="../@ 2x, ../@ 40w">',
        ),
        (
            "<p style=\"background: url('../images/a%20b.png')\">",
            '<p style="background: url(&#x27;../@&#x27;)">',
        ),
        ('<video poster="../images/a%20b.png">', '<video poster="../@">'),
        ('<a href="../images/a%20b.png">x</a>', '<a href="../@">x</a>'),
        ('<image xlink:href="../images/a%20b.png"/>', '<image xlink:href="../@"/>'),
    ],
)
def test_the_address_of_a_picture_becomes_that_of_its_copy(
    pictures: Pictures, written: str, changed: str
) -> None:
    assert pictures.shown(written, "clips/a.html") == changed.replace("@", copy(pictures))
    assert pictures.by_page == {"clips/a.html": {copy(pictures)}}


@pytest.mark.parametrize(
    "html",
    [
        '<code>src="../images/a%20b.png"</code>',
        '<p>images/a b.png &lt;img src="../images/a%20b.png"&gt;</p>',
        '<img alt="src=../images/a%20b.png" src="other.png">',
        '<img src="https://a.example/images/a%20b.png">',
        '<img src="//a.example/images/a%20b.png">',
        '<img src="images/a%20b.png">',
        '<img src="../images/A%20B.PNG">',
        '<img src="http://[images/a.png">',
        '<a href="mailto:images/a%20b.png">x</a>',
        '<a title="../images/a%20b.png">x</a>',
        '<p>2 < 3 and "images/a.png',
    ],
)
def test_other_addresses_are_unchanged_and_publish_nothing(pictures: Pictures, html: str) -> None:
    assert pictures.shown(html, "clips/a.html") == html
    assert not pictures.site.exists()
    assert not pictures.by_page


def test_pictures_in_a_style_sheet_are_replaced_too(pictures: Pictures) -> None:
    sheet = 'a{background:url(../images/a%20b.png)} b{background:URL( "../images/a%20b.png" )}'
    changed = pictures.styled(sheet, "looks/a.css")
    address = f"../{copy(pictures)}"
    assert changed == f'a{{background:url({address})}} b{{background:URL( "{address}" )}}'


def test_copies_are_kept_until_no_page_shows_them(tmp_path: Path) -> None:
    source = tmp_path / "a.png"
    source.write_bytes(picture("png"))
    first = Copies(tmp_path / "kept")
    made = first.of("content/images/a.png", source.read_bytes)
    first.forget_others()
    assert Copies(tmp_path / "kept").of("content/images/a.png", source.read_bytes) == made
    source.write_bytes(picture("png", (9, 9)))
    second = Copies(tmp_path / "kept")
    assert second.of("content/images/a.png", source.read_bytes).url != made.url
    second.forget_others()
    assert len(list((tmp_path / "kept").iterdir())) == 1


def test_a_preview_shows_pictures_as_they_change(tmp_path: Path) -> None:
    root = write_project(tmp_path / "bank")
    (root / "content/images").mkdir()
    (root / "content/images/a.png").write_bytes(picture("png"))
    (root / "content/about.md").write_text("# About\n\n![x](images/a.png)\n", encoding="utf-8")
    with previewing(root, tmp_path / "temp") as preview:
        before = preview.page("about.html").partition('src="assets/pictures/')[2][:36]
        assert preview.ask(f"assets/pictures/{before}").status == 200
        assert preview.ask("images/a.png").status == 404
        (root / "content/images/a.png").write_bytes(picture("png", (30, 30)))
        preview.until(lambda: before not in preview.page("about.html"))
