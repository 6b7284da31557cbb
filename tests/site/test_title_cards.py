"""Title cards: how they are drawn, and that no frame stands in for one."""

from __future__ import annotations

import re
import shutil
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops

from lessonbank.bank import VOCABULARIES
from lessonbank.site import TitleCard
from lessonbank.site.pictures.motifs import MOTIFS, motif_of
from lessonbank.site.pictures.title_drawing import draw_title
from projects import lend_frames, write_project
from sites import built, pages

TAGS = ("#1b6ca8", "#b5402a", "#2e7d4f", "#7a4fa3", "#8a6100")
LOOK = {"motif": "bars", "ground": "#0f7c84", "colour": None, "tags": TAGS, "turn": 0}
PLAIN = {**LOOK, "width": 640, "height": 360}
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
@pytest.mark.parametrize("motif", MOTIFS)
def test_any_motif_fits_any_shape_of_film(motif: str, size: tuple[int, int]) -> None:
    card = TitleCard(motif, "#b5402a", "#14463a", TAGS, 3, *size)
    assert picture(card).size == size
    assert len(draw_title(card)) < 20_000


@pytest.mark.parametrize(
    ("field", "other"),
    [
        ("motif", "hills"),
        ("ground", "#b5402a"),
        ("colour", "#b5402a"),
        ("tags", TAGS[1:]),
        ("tags", ()),
        ("turn", 1),
    ],
)
def test_every_field_of_a_card_is_visible(field: str, other: object) -> None:
    one = TitleCard(**PLAIN)  # type: ignore[arg-type]
    two = TitleCard(**{**PLAIN, field: other})  # type: ignore[arg-type]
    assert one.file_name != two.file_name
    assert ImageChops.difference(picture(one), picture(two)).getbbox()


@pytest.mark.parametrize("motif", MOTIFS)
@given(turn=st.integers(0, 15), width=st.integers(160, 640), height=st.integers(90, 640))
@settings(max_examples=12, deadline=None)
def test_the_lower_two_fifths_and_the_edges_are_free(
    motif: str, turn: int, width: int, height: int
) -> None:
    drawn = picture(TitleCard(motif, "#0f7c84", None, TAGS, turn, width, height))
    ground = Image.new("RGB", drawn.size, drawn.getpixel((0, 0)))
    changed = ImageChops.difference(drawn, ground).convert("L").point(lambda v: v > 20 and 255)
    box = changed.getbbox()
    assert box is not None
    assert box[0] >= 4
    assert box[1] >= 4
    assert box[2] <= width - 4
    assert box[3] <= height * 0.6 + 2


def test_every_subject_has_a_motif_and_keeps_it() -> None:
    subjects = [term.id for term in VOCABULARIES["subject"].terms]
    assert {motif_of(subject) for subject in subjects} == set(MOTIFS)
    assert motif_of("a-subject-of-their-own") == motif_of("a-subject-of-their-own")


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


def test_no_list_shows_a_frame_of_a_recording_that_lends_none(project: Path) -> None:
    made = pages(project / "build/site")
    for name in LISTS:
        shown = pictures(made[name])
        assert shown, name
        assert all(address.startswith("assets/cards/") for address in shown), name
        assert all((project / "build/site" / address).is_file() for address in shown), name
    clip = made["clips/first.html"]
    assert re.search(r'<video[^>]* poster="../assets/cards/', clip)
    assert re.search(r'class="lb-stop__still" src="../media/', clip)


def test_a_lesson_has_the_poster_of_its_clip_and_none_of_its_words(project: Path) -> None:
    made = pages(project / "build/site")
    ours = [pictures(made[name]) for name in ("clips/first.html", "lessons/halves.html")]
    shown = [{each for each in found if each.startswith("assets/cards/")} for found in ours]
    assert shown[1]
    assert shown[1] <= shown[0]
    assert all((project / "build/site" / address).is_file() for address in shown[1])
    assert shown[1] <= pictures(made["lessons/index.html"])
    assert "First" not in made["lessons/halves.html"]


def test_the_frame_that_would_be_the_poster_is_not_in_the_site(
    project: Path, tmp_path: Path
) -> None:
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


def test_a_web_server_may_read_them(project: Path) -> None:
    for card in (project / "build/site/assets/cards").iterdir():
        assert card.stat().st_mode & 0o044 == 0o044, card
