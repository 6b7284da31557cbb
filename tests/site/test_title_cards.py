"""Title cards fit their text, and no frame is shown where a title card must be."""

from __future__ import annotations

import re
import shutil
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from lessonbank.site import TitleCard
from lessonbank.site.pictures.title_drawing import draw_title
from projects import lend_frames, write_project
from sites import built, pages

PLAIN = {"title": "Bar models", "line": "Maths · Primary", "colour": None}
LONG = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch " * 5
LISTS = ("index.html", "clips/index.html", "moments/cold-call.html", "chapters/subject-maths.html")

LESSON = """\
---
title: Equal halves
clip: first
outcome: I can say why two halves are equal.
key_points: [A half is one of two equal parts.]
---
"""


def picture(card: TitleCard) -> Image.Image:
    return Image.open(BytesIO(draw_title(card))).convert("RGB")


@pytest.mark.parametrize(
    "size", [(640, 360), (320, 180), (360, 640), (640, 480), (640, 64), (320, 24)]
)
@pytest.mark.parametrize("title", ["Bar models", LONG, "", "مرحبا 日本語 😀"])
def test_any_title_fits_any_film_size(title: str, size: tuple[int, int]) -> None:
    card = TitleCard(title, LONG, "#b5402a", *size)
    assert picture(card).size == size
    assert len(draw_title(card)) < 20_000


@pytest.mark.parametrize(
    ("field", "other"), [("title", "Quite another"), ("line", "Science"), ("colour", "#b5402a")]
)
def test_every_field_of_a_card_is_visible(field: str, other: str) -> None:
    one = TitleCard(**PLAIN, width=640, height=360)  # type: ignore[arg-type]
    two = TitleCard(**{**PLAIN, field: other}, width=640, height=360)  # type: ignore[arg-type]
    assert one.file_name != two.file_name
    assert ImageChops.difference(picture(one), picture(two)).getbbox()


def test_text_is_clear_of_the_edges_and_the_player_controls() -> None:
    bare = picture(TitleCard("", "", None, 640, 360))
    full = picture(TitleCard("W" * 300 + " x" * 99, "M" * 200, None, 640, 360))
    changed = ImageChops.difference(bare, full).getbbox()
    assert changed is not None
    left, top, right, bottom = changed
    assert left >= 36
    assert top >= 30
    assert right <= 606
    assert bottom <= 290


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = write_project(tmp_path_factory.mktemp("titles"))
    lesson = root / "content/lessons/halves.md"
    lesson.parent.mkdir()
    lesson.write_text(LESSON, encoding="utf-8")
    built(root)
    return root


def pictures(page: str) -> set[str]:
    found = re.findall(r'<(?:img|video)[^>]* (?:src|poster)="([^"]+\.webp)"', page)
    return {address.removeprefix("../") for address in found}


def test_no_list_shows_a_frame_without_permission_for_frames(project: Path) -> None:
    made = pages(project / "build/site")
    for name in LISTS:
        shown = pictures(made[name])
        assert shown, name
        assert all(address.startswith("assets/cards/") for address in shown), name
        assert all((project / "build/site" / address).is_file() for address in shown), name
    clip = made["clips/first.html"]
    assert re.search(r'<video[^>]* poster="../assets/cards/', clip)
    assert re.search(r'class="lb-stop__still" src="../media/', clip)


def test_the_card_and_player_of_a_lesson_show_its_title(project: Path) -> None:
    made = pages(project / "build/site")
    posters = {
        name: re.search(r'<video[^>]* poster="([^"]+)"', made[name])
        for name in ("clips/first.html", "lessons/halves.html")
    }
    ours = {name: found[1] for name, found in posters.items() if found}
    assert len(set(ours.values())) == 2
    assert all((project / "build/site/lessons" / address).is_file() for address in ours.values())
    assert ours["lessons/halves.html"] in made["lessons/index.html"]
    assert "First" not in made["lessons/halves.html"]


def test_the_unused_poster_frame_is_not_in_the_site(project: Path, tmp_path: Path) -> None:
    root = Path(shutil.copytree(project, tmp_path / "bank"))
    lend_frames(root)
    lent = built(root)
    posters = set.union(*(pictures(pages(lent)[name]) for name in LISTS[:2]))
    assert posters
    assert all(address.startswith("media/") for address in posters)
    assert not list((lent / "assets/cards").glob("*.webp"))
    without = project / "build/site/media"
    stills = set().union(*(pictures(page) for page in pages(project / "build/site").values()))
    assert not [name for name in posters - stills if (without.parent / name).exists()]


def test_web_servers_can_read_title_cards(project: Path) -> None:
    for card in (project / "build/site/assets/cards").iterdir():
        assert card.stat().st_mode & 0o044 == 0o044, card
