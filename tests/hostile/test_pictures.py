"""A site has the pictures that its pages show, and of each the picture alone.

Each picture of the bank is known by its size, which no copy changes; drawings are known by a word.
"""

from __future__ import annotations

import io
import re
import shutil
from dataclasses import dataclass
from html import unescape
from itertools import product
from pathlib import Path
from posixpath import dirname, join, normpath

import pytest
from PIL import Image, ImageSequence

from lessonbank.sanitise import clean_picture
from papers import archive, exif, picture
from projects import PERMISSION, RECORDING, clip, turned, write_project
from sites import TODAY, built, pages, run, state

NAMERS = ("withdrawn", "staff", "public", "page", "nobody")
"""Who shows a picture: a clip that is withdrawn, one for the trust alone ... or nobody."""
SHOWN = {
    "public": {"public", "page"},
    "trust": {"public", "page", "staff"},
}
KINDS = ("png", "jpg", "jpeg", "webp", "gif", "avif", "svg", "svgz", "ico")
WAYS = {
    "markdown": "![A board]({0})",
    "titled": '![A board]({0} "On the wall")',
    "by a name": "![A board][{1}]\n\n[{1}]: {0}",
    "attributes": "![A board]({0}){{ width=40 .wide }}",
    "html": '<img alt="A board" src="{0}">',
    "html without quotes": "<img alt=board src={0}>",
    "figure": '<figure markdown="span">\n![A board]({0})\n<figcaption>It</figcaption>\n</figure>',
    "link": "[A board]({0})",
    "link in html": '<a href="{0}">A board</a>',
    "picture that is a link": "[![A board]({0})]({0})",
    "query": '<img alt="A board" src="{0}?v=2">',
}
BODIES = {
    "withdrawn": "content/clips/gone.md",
    "staff": "content/clips/staff.md",
    "public": "content/clips/first.md",
    "page": "content/about.md",
}
MARK = re.compile(rb"marked-(\d+)")
SECRET = b"secret-of-the-source"


@dataclass(frozen=True)
class Shown:
    """A picture of the bank: its number is its width."""

    number: int
    kind: str
    way: str
    namer: str

    @property
    def file(self) -> str:
        # Names tell who shows them, and are awkward in an address.
        return f"{self.namer} é {self.number}.{self.kind}"

    @property
    def address(self) -> str:
        return f"images/{self.file.replace(' ', '%20')}"

    @property
    def markdown(self) -> str:
        # Only MkDocs' own links count from the file; raw HTML counts from the page, as here.
        up = "../" if "clips/" in BODIES[self.namer] else ""
        return WAYS[self.way].format(up + self.address, f"p{self.number}")


PICTURES = tuple(
    Shown(number, kind, way, namer)
    for number, (kind, way, namer) in enumerate(product(KINDS, WAYS, NAMERS), start=20)
)


def made(number: int, kind: str) -> bytes:
    """A picture that can be told from all others, with more in its file than it shows."""
    if kind in {"svg", "svgz"}:
        return (
            b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><!-- %s --><title>marked-%d"
            b"</title><rect width='9' height='9'/></svg>" % (SECRET, number)
        )
    names = {"jpg": "jpeg", "ico": "png"}
    return picture(names.get(kind, kind), (number, 16)) + SECRET


def marks_in(site: Path) -> set[int]:
    """The numbers of all pictures that are in any file of the site."""
    found = set()
    for data in state(site).values():
        found |= {int(number) for number in MARK.findall(data)}
        try:
            with Image.open(io.BytesIO(data)) as image:
                width, height = image.size
        except OSError:
            continue
        if height == 16:
            found.add(width)
    return found


@pytest.fixture(scope="module")
def bank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = write_project(tmp_path_factory.mktemp("pictures") / "bank")
    content = root / "content"
    (root / "mkdocs.yml").write_text(
        (root / "mkdocs.yml")
        .read_text(encoding="utf-8")
        .replace("name: material", "name: material\n  logo: logo.png\n  favicon: images/icon.ico")
        + "extra_css: [looks/extra.css]\nmarkdown_extensions: [attr_list, md_in_html]\n",
        encoding="utf-8",
    )
    permissions = {
        "gone": turned("withdrawn"),
        "staff": PERMISSION.replace("scope_max: public", "scope_max: trust"),
    }
    for id_, permission in permissions.items():
        (content / f"permissions/EL-{id_}.yml").write_text(permission, encoding="utf-8")
        recording = RECORDING.replace("EL-1", f"EL-{id_}")
        (content / f"recordings/{id_}.yml").write_text(recording, encoding="utf-8")
        text = clip(id_, "00:00", "00:04", at="00:01").replace(
            "recording: lesson", f"recording: {id_}"
        )
        (content / f"clips/{id_}.md").write_text(text, encoding="utf-8")
    (content / "images").mkdir()
    for shown in PICTURES:
        (content / "images" / shown.file).write_bytes(made(shown.number, shown.kind))
    for namer, path in BODIES.items():
        text = "\n\n".join(shown.markdown for shown in PICTURES if shown.namer == namer)
        if namer == "page":
            (content / "images/veil.png").write_bytes(made(3000, "png"))
            text += "\n\n[![What it showed](images/veil.png)](clip:gone)\n"
            text += "\n`![](images/veil.png)`\n\n<!-- ![](images/veil.png) -->\n"
        with (root / path).open("a", encoding="utf-8") as file:
            file.write(f"\n\n{text}\n")
    (content / "logo.png").write_bytes(made(3001, "png"))
    (content / "images/icon.ico").write_bytes(made(3002, "png"))
    (content / "looks").mkdir()
    (content / "looks/extra.css").write_text(
        "h1 { background: url('../images/wall.png') }\n", encoding="utf-8"
    )
    (content / "looks/other.css").write_text("h1 { color: red }", encoding="utf-8")
    (content / "images/wall.png").write_bytes(made(3003, "png"))
    (content / "clips/beside.png").write_bytes(made(3004, "png"))
    return root


NAMED_BY_SETTINGS = {3001, 3002, 3003}


@pytest.fixture(scope="module", params=["public", "trust"])
def site(request: pytest.FixtureRequest, bank: Path) -> tuple[str, Path]:
    built(bank, "--edition", request.param)
    kept = bank / "build" / request.param
    shutil.rmtree(kept, ignore_errors=True)
    shutil.move(bank / "build/site", kept)
    return request.param, kept


def test_what_the_pages_show_is_there_and_nothing_else(site: tuple[str, Path]) -> None:
    edition, folder = site
    expected = {shown.number for shown in PICTURES if shown.namer in SHOWN[edition]}
    assert marks_in(folder) == expected | NAMED_BY_SETTINGS


def test_no_name_tells_whose_a_picture_is_and_no_source_is_in_it(site: tuple[str, Path]) -> None:
    for name, data in state(site[1]).items():
        assert SECRET not in data, name
        if name.startswith("assets/pictures/"):
            assert re.fullmatch(
                r"assets/pictures/[0-9a-f]{32}\.(?:png|jpg|webp|gif|avif|svg)", name
            )
        assert not name.startswith(("images/", "logo")), name
    assert not (site[1] / "looks/other.css").exists()


def test_every_picture_is_where_its_page_looks_for_it(site: tuple[str, Path]) -> None:
    edition, folder = site
    seen: set[str] = set()
    for page, html in pages(folder).items():
        for address in re.findall(r'\s(?:src|href)="([^"]*assets/pictures/[^"]*)"', html):
            path = normpath(join(dirname(page), unescape(address).lstrip("/")))
            assert (folder / path).is_file(), (page, address)
            seen.add(path)
    seen |= set(re.findall(r"assets/pictures/[^')]+", (folder / "looks/extra.css").read_text()))
    there = {name for name in state(folder) if name.startswith("assets/pictures/")}
    assert seen == there
    assert len(there) == len(NAMED_BY_SETTINGS) + sum(s.namer in SHOWN[edition] for s in PICTURES)


TAIL = b"<script>alert('tail')</script>" + archive({"register.csv": "Amira Khan"})


@pytest.mark.parametrize("kind", ["png", "jpeg", "gif", "webp", "avif"])
def test_a_copy_holds_the_picture_alone(kind: str, bank: Path, tmp_path: Path) -> None:
    """Neither metadata nor what was appended; upright; a moving picture still moves."""
    options = {} if kind == "gif" else {"exif": exif(turned=6)}
    copy = clean_picture("a", picture(kind, (8, 6), **options) + TAIL).data
    assert b"script" not in copy
    assert b"register" not in copy
    with Image.open(io.BytesIO(copy)) as image:
        assert not image.getexif()
        assert image.size == ((8, 6) if kind == "gif" else (6, 8))


@pytest.mark.parametrize("kind", ["png", "gif", "webp", "avif"])
def test_a_moving_picture_still_moves(kind: str) -> None:
    frames = [Image.new("RGB", (8, 6), colour) for colour in ("red", "green", "blue")]
    file = io.BytesIO()
    frames[0].save(file, kind, save_all=True, append_images=frames[1:], duration=[100, 200, 300])
    with Image.open(io.BytesIO(clean_picture("a", file.getvalue()).data)) as image:
        colours = [frame.convert("RGB").getpixel((4, 3)) for frame in ImageSequence.Iterator(image)]
    assert [max(range(3), key=colour.__getitem__) for colour in colours] == [0, 1, 2]


def test_a_picture_that_cannot_be_copied_stops_the_build(bank: Path, tmp_path: Path) -> None:
    root = write_project(tmp_path / "bank", film=False)
    shutil.rmtree(root / "content/clips")
    shutil.copy(bank / "media/lesson.mp4", root / "media")
    (root / "content/images").mkdir()
    (root / "content/index.md").write_text("# Hi\n\n![x](images/a.png)\n", encoding="utf-8")
    (root / "content/about.md").write_text("# About\n", encoding="utf-8")
    whole = picture("png", (300, 300))
    (root / "content/images/a.png").write_bytes(whole[: len(whole) // 2])
    done = run(root, "lessonbank", "build", "--today", TODAY)
    assert done.returncode == 1
    assert "content/images/a.png" in done.stdout + done.stderr
    assert "LB611" in done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert not (root / "build/site").exists()
