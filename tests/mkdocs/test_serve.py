"""Run a real preview server over a real project while films are encoded."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from previews import Running, command, free_port, previewing
from projects import MKDOCS_YML, clip, make_film, write_project
from sites import TODAY, run, state

PREPARED = "This clip is being prepared. It will appear here when it is ready."
SUBPATH = "/trust/bank/"


@pytest.fixture
def slow(tmp_path: Path) -> Path:
    """Make a bank whose second clip is slow to encode, even on a fast machine."""
    root = write_project(tmp_path / "bank", film=False)
    make_film(root / "media/lesson.mp4", 20, size="1280x720")
    second = clip("Second", "00:04", "00:20", at="00:06")
    (root / "content/clips/second.md").write_text(second, encoding="utf-8")
    return root


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def film_of(page: str) -> str:
    """Return the address of the best rendition on a clip's page."""
    return re.findall(r'"\.\./(media/[0-9a-f]+\.mp4)"', page)[-1]


@pytest.mark.parametrize("name", ["lessonbank", "mkdocs"])
def test_pages_are_served_at_once_and_films_once_encoded(
    slow: Path, tmp_path: Path, name: str
) -> None:
    with previewing(slow, tmp_path / "temp", name=name) as preview:
        assert PREPARED in preview.page("clips/second.html")
        assert "<video" not in preview.page("clips/second.html")
        assert "Being prepared" in preview.page("clips/index.html")
        assert "<video" not in preview.page("about.html"), "where the clip is embedded"
        assert 'href="clips/second.html#t=2,4"' in preview.page("about.html")
        preview.shows("clips/second.html", "<video")
        preview.shows("clips/first.html", "<video")
        assert PREPARED not in preview.page("clips/second.html")
        assert "Being prepared" not in preview.page("clips/index.html")
        assert "<video" in preview.page("about.html")
        assert not [name for name in state(preview.temp) if "media/" in name], "nothing is copied"
        assert not (slow / "build").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="sends Ctrl+C to one process")
def test_ctrl_c_stops_all_work_and_leaves_no_files(slow: Path, tmp_path: Path) -> None:
    with previewing(slow, tmp_path / "temp") as preview:
        workshop = slow / ".cache/media/tmp"
        preview.until(lambda: any(workshop.rglob("*.mp4")))
        assert preview.interrupt() == 0
        assert "Traceback" not in preview.said
        assert not list(workshop.iterdir())
        assert not list(preview.temp.iterdir())


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """Start a preview under a sub-path, with both films encoded."""
    folder = tmp_path_factory.mktemp("shown")
    root = write_project(folder / "bank")
    url = f"site_url: https://elmet.example{SUBPATH}\n"
    (root / "mkdocs.yml").write_text(url + MKDOCS_YML, encoding="utf-8")
    assert run(root, "lessonbank", "media", "--today", TODAY).returncode == 0
    with previewing(root, folder / "temp", mount=SUBPATH) as preview:
        yield preview


def test_encoded_films_are_served_from_the_start(shown: Running) -> None:
    assert "<video" in shown.page("clips/first.html")
    assert f"The bank is at {shown.base} (Ctrl+C ends it)." in shown.said


def test_range_requests_get_part_of_a_film(shown: Running) -> None:
    address = film_of(shown.page("clips/first.html"))
    whole = shown.ask(address)
    assert (whole.status, whole.headers["Accept-Ranges"]) == (200, "bytes")
    part = shown.ask(address, Range="bytes=100-299")
    assert (part.status, part.body) == (206, whole.body[100:300])
    assert part.headers["Content-Range"] == f"bytes 100-299/{len(whole.body)}"
    assert shown.ask(address, Range=f"bytes={len(whole.body)}-").status == 416
    head = shown.ask(address, "HEAD")
    assert (head.body, head.headers["Content-Length"]) == (b"", str(len(whole.body)))
    assert "code 206" not in shown.said


@pytest.mark.parametrize("address", ["media/lesson.mp4", "media/../media.lock", "media/"])
def test_original_recordings_are_not_served(shown: Running, address: str) -> None:
    assert shown.ask(address).status == 404


def test_edits_are_picked_up_and_mistakes_do_not_stop_the_preview(tmp_path: Path) -> None:
    root = write_project(tmp_path / "bank")
    first, page = root / "content/clips/first.md", "clips/first.html"
    with previewing(root, tmp_path / "temp") as preview:
        preview.shows(page, "<video")
        change(root / "media/lesson.vtt", "What do you notice?", "What do you see?")
        preview.shows(page, "What do you see?")
        change(first, "title: First", "title: Opening")
        preview.shows(page, '<h1 id="lb-title">Opening</h1>')
        change(first, "title: Opening", "titel: Opening")
        preview.until(lambda: "as they were" in preview.said)
        assert "LB102 in content/clips/first.md, line 2" in preview.said
        assert "Traceback" not in preview.said
        assert '<h1 id="lb-title">Opening</h1>' in preview.page(page)
        assert preview.ask(film_of(preview.page(page)), Range="bytes=0-9").status == 206
        change(first, "titel: Opening", "title: Mended")
        preview.shows(page, '<h1 id="lb-title">Mended</h1>')
        before = film_of(preview.page(page))
        change(first, "to: 00:06", "to: 00:05")
        preview.until(lambda: "<video" in (now := preview.page(page)) and film_of(now) != before)


def test_a_failed_clip_shows_its_reason_and_is_encoded_once_fixed(tmp_path: Path) -> None:
    root = write_project(tmp_path / "bank", encoded=False)
    assert run(root, "lessonbank", "media", "--lock").returncode == 0
    film = root / "media/lesson.mp4"
    away = film.rename(tmp_path / "lesson.mp4")
    with previewing(root, tmp_path / "temp") as preview:
        preview.shows("clips/first.html", "This clip could not be prepared.")
        assert "The recording lesson.mp4 is not here" in preview.page("clips/first.html")
        assert "Could not be prepared" in preview.page("clips/index.html")
        preview.until(lambda: "in content/clips/first.md, line 4" in preview.said)
        away.rename(film)
        preview.shows("clips/first.html", "<video")


def test_a_failed_first_build_ends_with_the_reasons(tmp_path: Path) -> None:
    root = write_project(tmp_path)
    change(root / "content/clips/first.md", "title: First", "titel: First")
    for name in ("lessonbank", "mkdocs"):
        program_, *args = command(name, free_port())
        done = run(root, Path(program_).name, *args)
        assert done.returncode == 1
        assert "LB102 in content/clips/first.md, line 2" in done.stdout + done.stderr
        assert "Traceback" not in done.stdout + done.stderr


def test_an_address_in_use_is_reported_before_the_build(shown: Running, tmp_path: Path) -> None:
    root = write_project(tmp_path, film=False)
    taken = f"127.0.0.1:{shown.port}"
    done = run(root, "lessonbank", "serve", "--addr", taken)
    assert done.returncode == 1
    assert f"Nothing can be served at {taken}: " in done.stderr
    assert not (root / ".cache").exists()


def test_an_unknown_edition_is_refused(tmp_path: Path) -> None:
    root = write_project(tmp_path)
    address = f"127.0.0.1:{free_port()}"
    done = run(root, "lessonbank", "serve", "--edition", "nobody", "--addr", address)
    assert done.returncode == 1
    assert "'nobody'" in done.stderr
