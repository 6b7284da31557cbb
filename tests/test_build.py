"""A whole build with the commands that users type."""

from __future__ import annotations

import re
import shutil
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

import pytest

from papers import picture
from projects import RECORDING, clip, turned, write_project
from sites import TODAY, built, digests, pages, run, state

CANARY = "Zanzibar-canary"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a small bank once. Tests that change it copy it."""
    root = write_project(tmp_path_factory.mktemp("project"))
    assert run(root, "lessonbank", "media", "--lock").returncode == 0
    built(root, "--strict")
    return root


@pytest.fixture
def copy(project: Path, tmp_path: Path) -> Path:
    """Copy the bank, with its encoded media, for a test to change."""
    return Path(shutil.copytree(project, tmp_path / "bank"))


def test_the_site_has_a_page_for_each_item_of_the_bank(project: Path) -> None:
    assert sorted(pages(project / "build/site")) == [
        "404.html",
        "a-z.html",
        "about.html",
        "chapters/index.html",
        "chapters/subject-maths.html",
        "chapters/t.html",
        "clips/first.html",
        "clips/index.html",
        "clips/second.html",
        "embed/first.html",
        "embed/moments/cold-call.html",
        "embed/second.html",
        "find.html",
        "index.html",
        "mine/list.html",
        "mine/notes.html",
        "mine/store.html",
        "moments/cold-call.html",
        "moments/index.html",
        "people/jo-harper.html",
        "phases/primary.html",
        "schools/elm.html",
        "schools/index.html",
        "subjects/maths.html",
        "techniques/cold-call.html",
        "techniques/index.html",
        "workbench.html",
    ]


def test_a_person_not_credited_by_name_has_no_page_and_is_never_named(copy: Path) -> None:
    person = copy / "content/people/jo-harper.yml"
    person.write_text(
        person.read_text(encoding="utf-8").replace("credit: name", "credit: anonymous"),
        encoding="utf-8",
    )
    for name, data in state(built(copy)).items():
        assert b"jo-harper" not in data, name
        assert b"Harper" not in data, name
        assert "harper" not in name


def test_mkdocs_builds_the_same_site(copy: Path) -> None:
    before = digests(copy / "build/site")
    shutil.rmtree(copy / "build")
    done = run(copy, "mkdocs", "build", "--strict", SOURCE_DATE_EPOCH="1795219200")
    assert done.returncode == 0, done.stderr
    assert digests(copy / "build/site") == before


def test_the_same_commit_on_the_same_day_gives_the_same_bytes(
    project: Path, tmp_path: Path
) -> None:
    """Build in another folder, time zone and locale, without a cache."""
    again = tmp_path / "another place"
    shutil.copytree(project, again, ignore=shutil.ignore_patterns("build", ".cache"))
    done = run(again, "lessonbank", "build", "--today", TODAY, TZ="Asia/Tokyo", LC_ALL="C")
    assert done.returncode == 0, done.stderr
    assert digests(again / "build/site") == digests(project / "build/site")


def test_no_source_file_is_published(copy: Path) -> None:
    (copy / "content/notes.txt").write_text(CANARY, encoding="utf-8")
    (copy / "content/clips/draft.docx").write_text(CANARY, encoding="utf-8")
    (copy / "content/images").mkdir()
    (copy / "content/images/board.svg").write_text("<svg/>", encoding="utf-8")
    (copy / "content/images/unseen.svg").write_text(f"<svg id='{CANARY}'/>", encoding="utf-8")
    (copy / "content/about.md").write_text("# About\n\n![](images/board.svg)\n", encoding="utf-8")
    site = built(copy)
    assert not [name for name, data in state(site).items() if CANARY.encode() in data]
    assert not [name for name in state(site) if name.endswith((".yml", ".md", ".txt", ".docx"))]
    (picture,) = (site / "assets/pictures").iterdir()
    assert picture.read_text(encoding="utf-8") == '<svg xmlns="http://www.w3.org/2000/svg"></svg>'
    assert f'src="assets/pictures/{picture.name}"' in pages(site)["about.html"]


def test_markup_in_a_title_or_summary_is_escaped(copy: Path) -> None:
    hostile = """</title><script>alert(1)</script> "fish" & <b>chips</b>"""
    for name in ("clips/first.md", "techniques/cold-call.md"):
        path = copy / "content" / name
        text = path.read_text(encoding="utf-8")
        for field in ("title", "summary"):
            text = re.sub(rf"^{field}: .*$", f"{field}: '{hostile}'", text, flags=re.MULTILINE)
        path.write_text(text, encoding="utf-8")
    for name, html in pages(built(copy)).items():
        assert "<script>alert" not in html, name
        assert "<b>chips" not in html, name
        assert "&amp;amp;" not in html, name
    assert "&lt;b&gt;chips" in pages(copy / "build/site")["clips/first.html"]


def test_an_index_can_have_an_introduction(copy: Path) -> None:
    (copy / "content/clips/index.md").write_text("Start with the *shortest*.\n", encoding="utf-8")
    page = pages(built(copy))["clips/index.html"]
    assert "Start with the <em>shortest</em>." in page
    assert 'href="first.html"' in page or 'href="../clips/first.html"' in page


def test_a_clip_without_a_valid_permission_is_in_no_file(copy: Path) -> None:
    (copy / "content/permissions/EL-2.yml").write_text(turned("withdrawn"), encoding="utf-8")
    lesson = (copy / "content/recordings/lesson.yml").read_text(encoding="utf-8")
    (copy / "content/recordings/denied.yml").write_text(
        lesson.replace("EL-1", "EL-2").replace("A lesson", f"{CANARY} recording"), encoding="utf-8"
    )
    (copy / "content/clips/denied.md").write_text(
        clip(CANARY, "00:01", "00:05", at="00:02", body=CANARY).replace(
            "recording: lesson", "recording: denied"
        ),
        encoding="utf-8",
    )
    index = copy / "content/index.md"
    index.write_text("# Hello\n\n[Look](clip:denied) and ![see](clip:denied)\n", encoding="utf-8")
    done = run(copy, "lessonbank", "build", "--today", TODAY)
    assert "Not in it: clip denied (permission is withdrawn, not granted) [EL-2]." in done.stdout
    for name, data in state(copy / "build/site").items():
        assert CANARY.encode() not in data, name
        assert b"denied" not in data, name
    assert "(not available in this edition)" in pages(copy / "build/site")["index.html"]
    assert "Look" not in pages(copy / "build/site")["index.html"]


def test_no_link_reveals_a_withheld_heading(copy: Path) -> None:
    (copy / "content/permissions/EL-2.yml").write_text(turned("withdrawn"), encoding="utf-8")
    lesson = (copy / "content/recordings/lesson.yml").read_text(encoding="utf-8")
    denied = copy / "content/recordings/denied.yml"
    denied.write_text(lesson.replace("EL-1", "EL-2"), encoding="utf-8")
    clip_file = clip("Hidden", "00:01", "00:05", at="00:02")
    clip_file = clip_file.replace("recording: lesson", "recording: denied")
    (copy / "content/clips/denied.md").write_text(clip_file, encoding="utf-8")
    first, about = copy / "content/clips/first.md", copy / "content/about.md"
    places = "[one]({0}about.md#why-zanzibar) [two]({0}clips/first.md#see-zanzibar)\n"
    for page, head, way in ((first, "See", "../"), (about, "Why", "")):
        with page.open("a", encoding="utf-8") as file:
            file.write(f"\n\n## {head} [Zanzibar](clip:denied)\n\n{places.format(way)}")
    (copy / "content/index.md").write_text(f"# Hello\n\n{places.format('')}", encoding="utf-8")
    done = run(copy, "lessonbank", "build", "--today", TODAY)
    assert "Not in it: clip denied" in done.stdout
    for name, data in state(copy / "build/site").items():
        assert b"zanzibar" not in data.lower(), name


def test_only_resources_of_items_in_the_edition_are_published(copy: Path) -> None:
    folder = copy / "content/resources"
    (folder / "year-5").mkdir(parents=True)
    for name in ("offered.txt", "year-5/bars.png", "denied.txt", "unnamed.txt", "no.md"):
        (folder / name).write_bytes(picture("png") if name.endswith(".png") else name.encode())
    first = (copy / "content/clips/first.md").read_text(encoding="utf-8")
    offer = "resources: [{{title: A sheet, file: {}}}]"
    denied = first.replace("recording: lesson", f"recording: denied\n{offer.format('denied.txt')}")
    lesson = "---\ntitle: T\nclip: first\noutcome: I can.\nkey_points: [One.]\n{}\n---\n"
    files = {
        "clips/first.md": first.replace("---\n", f"---\n{offer.format('offered.txt')}\n", 1),
        "clips/no.md": denied,
        "lessons/one.md": lesson.format(offer.format("year-5/bars.png")),
        "recordings/denied.yml": RECORDING.replace("EL-1", "EL-2"),
        "permissions/EL-2.yml": turned("paused"),
    }
    (copy / "content/lessons").mkdir()
    for name, content in files.items():
        (copy / "content" / name).write_text(content, encoding="utf-8")
    site = built(copy)
    published = {path.relative_to(site).as_posix() for path in site.glob("resources/**/*.*")}
    assert published == {"resources/offered.txt", "resources/year-5/bars.png"}
    assert 'href="../resources/offered.txt"' in pages(site)["clips/first.html"]
    assert (site / "resources/offered.txt").read_text(encoding="utf-8") == "offered.txt"
    assert not (site / "resources/offered.txt").samefile(folder / "offered.txt")


def test_the_page_of_a_former_id_links_to_the_new_one(copy: Path) -> None:
    first = copy / "content/clips/first.md"
    text = first.read_text(encoding="utf-8")
    first.write_text(text.replace("---\n", "---\naliases: [old-first]\n", 1), encoding="utf-8")
    page = pages(built(copy))["clips/old-first.html"]
    assert '<meta http-equiv="refresh" content="0; url=first.html">' in page
    assert 'href="first.html"' in page


def test_an_error_leaves_the_finished_site_as_it_is(copy: Path) -> None:
    before = digests(copy / "build")
    first = copy / "content/clips/first.md"
    first.write_text(first.read_text(encoding="utf-8").replace("maths", "mahts"), encoding="utf-8")
    done = run(copy, "lessonbank", "build")
    assert done.returncode == 3
    assert "Everything in it may still be shown." in done.stderr
    assert "Did you mean `maths`?" in done.stderr
    assert "Traceback" not in done.stderr
    assert digests(copy / "build") == before


@pytest.mark.parametrize(
    ("args", "words", "code"),
    [
        (("--today", "31/02/2027"), "is not a date", 1),
        (
            ("--edition", "everyone"),
            "is not an edition: use public, trust, school:<id> or named:<id>",
            3,
        ),
        (("--edition", "school:oak"), "There is no school 'oak' for the edition school:oak.", 3),
        (("--edition", "named:lea"), "The bank has no partners.", 3),
    ],
)
def test_a_wrong_option_is_explained(
    copy: Path, args: tuple[str, ...], words: str, code: int
) -> None:
    done = run(copy, "lessonbank", "build", *args)
    assert done.returncode == code
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_a_bank_without_clips_builds(copy: Path) -> None:
    shutil.rmtree(copy / "content/clips")
    for name in ("index.md", "about.md"):
        (copy / "content" / name).write_text("# Soon\n", encoding="utf-8")
    there = pages(built(copy))
    assert "techniques/index.html" in there
    assert not {"clips/index.html", "chapters/index.html"} & there.keys()


class Links(HTMLParser):
    """Return every address that a page loads or links to."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, _: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in {"href", "src", "poster"} and value and not value.startswith("data:"):
                self.found.append(value)


def addresses(html: str) -> list[str]:
    parser = Links()
    parser.feed(html)
    return parser.found


def test_every_address_is_relative_and_is_a_file(project: Path) -> None:
    site = project / "build/site"
    files = set(state(site))
    for name, html in pages(site).items():
        if name == "404.html":  # Hosts show it at any depth, so it alone counts from their root.
            continue
        for address in addresses(html):
            parts = urlsplit(address)
            if parts.scheme in {"https", "mailto"}:
                continue
            assert not parts.scheme, (name, address)
            assert not address.startswith("/"), (name, address)
            if parts.path:
                target = normpath(join(dirname(name), unquote(parts.path)))
                assert target in files, (name, address)


def test_no_page_loads_anything_from_another_site(project: Path) -> None:
    loads = re.compile(
        r"<(?:script|link|img|video|source|track|iframe)\b[^>]*(?:src|href)=\"https?:"
    )
    for name, html in pages(project / "build/site").items():
        assert not loads.search(html), name


def test_names_are_legal_on_every_file_system(project: Path) -> None:
    names = [PurePosixPath(name) for name in state(project / "build/site")]
    assert len({str(name).casefold() for name in names}) == len(names)
    for name in names:
        assert re.fullmatch(r"[A-Za-z0-9._/-]+", str(name)), name


def test_pages_work_without_script(project: Path) -> None:
    page = pages(project / "build/site")["clips/first.html"]
    assert '<track kind="captions"' in page
    assert "What do you notice?" in page
    assert re.search(r'href="\.\./media/[0-9a-f]+\.mp4#t=2\.5', page)
