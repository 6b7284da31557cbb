"""Social cards and the favicon, from the pages to the files of a site."""

from __future__ import annotations

import re
import shutil
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from lessonbank.compiler.cards import publish_cards
from lessonbank.compiler.compile import compile_bank
from lessonbank.compiler.settings import Settings
from lessonbank.site import SocialCard
from lessonbank.site.pictures.brand import favicon
from lessonbank.site.social.cards import Frame
from lessonbank.site.social.drawing import draw as draw_card
from projects import lend_frames, write_project
from sites import built, digests, pages

LONG = "Retrieval practice at the start of every lesson, in which four quick questions " * 3


def picture(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data)).convert("RGB")


def still(size: tuple[int, int], colour: str = "#d02020") -> bytes:
    file = BytesIO()
    Image.new("RGB", size, colour).save(file, "WEBP")
    return file.getvalue()


def noise() -> bytes:
    file = BytesIO()
    Image.effect_noise((640, 360), 200).convert("RGB").save(file, "WEBP", quality=95)
    return file.getvalue()


@pytest.mark.parametrize(
    ("title", "frame"),
    [
        ("Cold call", None),
        (LONG, None),
        (LONG, still((640, 360))),
        ("Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch", still((360, 640))),
        ("Noise", noise()),
        ("", None),
    ],
)
def test_every_card_has_the_same_dimensions_and_a_small_file(
    title: str, frame: bytes | None
) -> None:
    data = draw_card(SocialCard("Elmet Trust", title, "Maths · Primary · Year 4"), frame)
    assert picture(data).size == (1200, 630)
    assert len(data) <= 60_000


def test_drawing_a_card_twice_gives_the_same_bytes() -> None:
    card = SocialCard("Elmet Trust", "Cold call", "Techniques")
    assert draw_card(card) == draw_card(card)


@pytest.mark.parametrize("field", ["trust", "title", "line"])
def test_every_field_of_a_card_is_visible(field: str) -> None:
    plain = {"trust": "Elmet Trust", "title": "Cold call", "line": "Techniques"}
    other = {**plain, field: "Quite another"}
    one, two = SocialCard(**plain), SocialCard(**other)
    assert one.key != two.key
    assert ImageChops.difference(picture(draw_card(one)), picture(draw_card(two))).getbbox()


def test_text_stays_clear_of_the_frame_and_the_edge() -> None:
    """With every line too long, the area right of the text is the same as without text."""
    frame = still((640, 360))
    bare = picture(draw_card(SocialCard("", "", ""), frame))
    full = picture(draw_card(SocialCard("E" * 200, "W" * 300, "M" * 200), frame))
    right = (1200 - 72 - 504 - 16, 168, 1200, 500)
    assert not _differs(bare.crop(right), full.crop(right))
    edge = (1200 - 60, 0, 1200, 630)
    assert not _differs(bare.crop(edge), full.crop(edge))


def _differs(one: Image.Image, two: Image.Image) -> bool:
    """Return whether pictures differ by more than JPEG compression causes."""
    _, most = ImageChops.difference(one, two).convert("L").getextrema()
    return int(most) > 40


def test_letters_missing_from_the_font_lose_their_accent() -> None:
    welsh, plain = SocialCard("T", "Dŵr yr ysgol"), SocialCard("T", "Dwr yr ysgol")
    assert draw_card(welsh) == draw_card(plain)
    assert draw_card(SocialCard("T", "Café")) != draw_card(SocialCard("T", "Cafe"))


def test_the_key_depends_on_the_picture_and_not_its_path() -> None:
    here, there = (SocialCard("T", "A", "", Frame("ab", Path(name))) for name in ("x", "y"))
    assert here.url == there.url
    assert here.url != SocialCard("T", "A", "", Frame("cd", Path("x"))).url


def test_a_cached_card_is_not_drawn_again(tmp_path: Path) -> None:
    cards = [SocialCard("T", "A"), SocialCard("T", "B"), SocialCard("T", "A")]
    publish_cards(cards, tmp_path / "kept", tmp_path / "one")
    before = {p: p.stat().st_mtime_ns for p in (tmp_path / "kept").iterdir()}
    assert len(before) == 2
    publish_cards(cards, tmp_path / "kept", tmp_path / "two")
    assert {p: p.stat().st_mtime_ns for p in (tmp_path / "kept").iterdir()} == before
    assert digests(tmp_path / "one") == digests(tmp_path / "two")


def test_the_mark_has_the_colours_of_the_stylesheets() -> None:
    mark = Image.open(BytesIO(favicon())).convert("RGBA")
    assert mark.size == (64, 64)
    assert mark.getpixel((0, 0))[3] == 0  # type: ignore[index]
    assert mark.getpixel((32, 60)) == (0x14, 0x46, 0x3A, 255)
    assert len(favicon()) < 4000


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = write_project(tmp_path_factory.mktemp("cards"), encoded=False)
    built(root)
    return root


def card_of(page: str) -> str:
    found = re.search(r'<meta property="og:image" content="([^"]+)">', page)
    assert found
    return found[1]


def test_every_page_has_its_card_and_the_favicon(project: Path) -> None:
    site = project / "build/site"
    alone = {"404.html", "mine/store.html"}
    found = {name: page for name, page in pages(site).items() if name not in alone}
    carded = {name: page for name, page in found.items() if not name.startswith("embed/")}
    cards = {name: (site / name).parent / card_of(page) for name, page in carded.items()}
    assert all(card.is_file() for card in cards.values())
    assert len({card.resolve() for card in cards.values()}) == len(cards)
    icon = [re.search(r'<link rel="icon" href="([^"]+)">', page) for page in found.values()]
    assert {match and match[1].rpartition("/")[2] for match in icon} == {"favicon.png"}
    assert (site / "assets/lessonbank/favicon.png").read_bytes() == favicon()


def test_a_page_has_its_title_and_description_for_sharing(project: Path) -> None:
    page = pages(project / "build/site")["clips/first.html"]
    assert '<meta property="og:title" content="First">' in page
    assert '<meta property="og:description" content="What you will see in first.">' in page
    assert '<meta name="twitter:card" content="summary_large_image">' in page


def test_the_card_of_a_clip_has_its_facts_and_no_frame(project: Path) -> None:
    compiled = compile_bank(Settings(project, date(2026, 11, 21)))
    card = compiled.cards["clips/first.html"]
    assert (card.trust, card.title) == ("Elmet Trust", "First")
    assert card.line == "Maths · Primary · Years 4 to 5"
    assert card.frame is None
    assert compiled.cards["techniques/cold-call.html"].line == "Techniques"


def test_the_card_of_a_clip_has_its_poster_if_frames_are_permitted(
    project: Path, tmp_path: Path
) -> None:
    root = Path(shutil.copytree(project, tmp_path / "bank"))
    lend_frames(root)
    compiled = compile_bank(Settings(root, date(2026, 11, 21)))
    card = compiled.cards["clips/first.html"]
    assert card.frame
    assert card.frame.digest == compiled.library.media["first"].poster.large.digest
    assert not compiled.title_cards


def test_card_addresses_are_absolute_if_the_site_address_is_set(
    project: Path, tmp_path: Path
) -> None:
    root = Path(shutil.copytree(project, tmp_path / "bank"))
    config = root / "mkdocs.yml"
    text = "site_url: https://elmet.example/bank\n" + config.read_text(encoding="utf-8")
    config.write_text(text, encoding="utf-8")
    site = built(root)
    page = pages(site)["clips/first.html"]
    assert card_of(page).startswith("https://elmet.example/bank/assets/cards/")
    kept = {path.name for path in (root / ".cache/cards").iterdir()}
    assert kept == {path.name for path in (site / "assets/cards").iterdir()}


def test_a_trust_keeps_its_own_favicon(project: Path, tmp_path: Path) -> None:
    root = Path(shutil.copytree(project, tmp_path / "bank"))
    config = root / "mkdocs.yml"
    text = config.read_text(encoding="utf-8").replace(
        "name: material", "name: material\n  favicon: images/crest.svg"
    )
    config.write_text(text, encoding="utf-8")
    (root / "content/images").mkdir()
    (root / "content/images/crest.svg").write_text("<svg/>", encoding="utf-8")
    page = pages(built(root))["clips/first.html"]
    assert re.search(r'rel="icon" href="\.\./assets/pictures/[0-9a-f]{32}\.svg"', page)
