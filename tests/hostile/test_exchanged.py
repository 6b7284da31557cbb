"""A link that is put there between the check and the copy."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from lessonbank.cli import main
from lessonbank.compiler import build as adapter
from lessonbank.compiler.settings import Settings
from lessonbank.files import regular
from lessonbank.files.link import link_or_copy
from lessonbank.files.regular import NotRegularError, is_regular, list_folder, open_regular
from projects import lend_frames, write_project
from sites import TODAY

CANARY = "PLANTED-CANARY-41d7"
CLIP_FILE = """
resources: [{title: A sheet, file: sheet.txt}]
---"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A bank with its media made, with a picture, a page and something to download."""
    root = write_project(tmp_path_factory.mktemp("exchanged") / "bank")
    lend_frames(root)
    files = {
        "content/images/board.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
        "content/resources/sheet.txt": "A sheet.",
    }
    for name, text in files.items():
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    with (root / "content/about.md").open("a", encoding="utf-8") as page:
        page.write("\n\n![A board](images/board.svg)\n")  # Only what a page shows is published.
    clip = root / "content/clips/first.md"
    clip.write_text(clip.read_text(encoding="utf-8").replace("\n---", CLIP_FILE, 1), "utf-8")
    (root.parent / "outside").mkdir()
    (root.parent / "outside/secret").write_text(f"# {CANARY}", encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        done = CliRunner().invoke(main, ["build", "--today", TODAY])
    assert done.exit_code == 0, done.output
    return root


@pytest.fixture
def bank(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = Path(shutil.copytree(made.parent, tmp_path / "copy")) / "bank"
    monkeypatch.chdir(root)
    return root


def exchange(path: Path, target: Path) -> None:
    path.unlink()
    path.symlink_to(target)


def exchange_folder(path: Path, target: Path) -> None:
    shutil.rmtree(path)
    path.symlink_to(target)


@pytest.mark.parametrize(
    ("place", "put", "exit_code"),
    [
        # A picture and a download are opened when they are copied, so the build meets the link
        # and ends. A page is not opened again: its words are those that were checked.
        ("content/images/board.svg", exchange, 3),
        ("content/resources/sheet.txt", exchange, 3),
        ("content/about.md", exchange, 0),
        ("content/images", exchange_folder, 3),
        ("content/resources", exchange_folder, 3),
    ],
)
def test_what_was_exchanged_since_the_check_is_not_published(
    place: str,
    put: Callable[[Path, Path], None],
    exit_code: int,
    bank: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    outside = bank.parent / "outside"
    for name in ("board.svg", "sheet.txt"):
        shutil.copy(outside / "secret", outside / name)
    compiled = adapter.compile_bank

    def compile_then_exchange(*arguments: object) -> object:
        try:
            return compiled(*arguments)  # type: ignore[arg-type]
        finally:
            put(bank / place, outside / "secret" if put is exchange else outside)

    monkeypatch.setattr(adapter, "compile_bank", compile_then_exchange)
    before = (bank / "build/site/index.html").read_bytes()
    done = CliRunner().invoke(main, ["build", "--today", TODAY])
    assert done.exit_code == exit_code
    if exit_code:
        assert "it is a link, or no regular file" in done.output + caplog.text
    assert "Traceback" not in done.output + caplog.text
    assert (bank / "build/site/index.html").read_bytes() == before
    files = [path for path in (bank / "build").rglob("*") if path.is_file()]
    assert files
    assert not any(CANARY.encode() in path.read_bytes() for path in files)
    assert not list((bank / "build").glob(".site*"))


def test_what_appears_after_the_check_is_not_published(
    bank: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Be it a file of its own or what a new link leads to: nobody has read it."""
    compiled = adapter.compile_bank

    def compile_then_add(settings: Settings, *rest: object) -> object:
        found = compiled(settings, *rest)  # type: ignore[arg-type]
        (bank / "content/images/more").symlink_to(bank.parent / "outside")
        (bank.parent / "outside/late.svg").write_text(CANARY, encoding="utf-8")
        (bank / "content/late.md").write_text(f"# {CANARY}", encoding="utf-8")
        return found

    monkeypatch.setattr(adapter, "compile_bank", compile_then_add)
    done = CliRunner().invoke(main, ["build", "--today", TODAY])
    assert done.exit_code == 0, done.output
    files = [path for path in (bank / "build").rglob("*") if path.is_file()]
    assert not any(CANARY.encode() in path.read_bytes() for path in files)


def test_a_recording_that_was_exchanged_is_not_encoded(
    bank: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As long as another and of its size, and only after the work has begun."""
    shutil.rmtree(bank / ".cache/media")
    film = bank / "media/lesson.mp4"
    other = bank.parent / "outside/lesson.mp4"
    measured = "lessonbank.media.work.measure"

    def exchange_then_measure(*_: object, **__: object) -> None:
        if not film.is_symlink():
            shutil.copy(film, other)
            exchange(film, other)

    monkeypatch.setattr(measured, exchange_then_measure)
    done = CliRunner().invoke(main, ["build", "--today", TODAY, "--workers", "1"])
    assert done.exit_code == 3
    assert not list((bank / ".cache/media").rglob("objects/*/*.mp4"))


def test_no_hard_link_is_made_of_a_link(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`os.link` makes one of the link itself, which the site would then hold."""
    secret, kept, site = tmp_path / "secret", tmp_path / "kept.mp4", tmp_path / "site/a.mp4"
    secret.write_text(CANARY, encoding="utf-8")
    kept.symlink_to(secret)
    with pytest.raises(NotRegularError):
        link_or_copy(kept, site)
    assert not os.path.lexists(site)
    kept.unlink()
    kept.write_bytes(b"a film")
    made = os.link

    def exchange_then_link(path: Path, target: Path) -> None:
        exchange(path, secret)
        made(path, target)

    monkeypatch.setattr(os, "link", exchange_then_link)
    with pytest.raises(NotRegularError):
        link_or_copy(kept, site)
    assert not os.path.lexists(site)


@pytest.mark.parametrize("has_handles", [True, False], ids=["POSIX", "Windows"])
def test_a_file_is_opened_where_it_lies_and_nowhere_else(
    has_handles: bool,  # noqa: FBT001
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if has_handles and not regular._HAS_HANDLES:
        pytest.skip("this system opens nothing below an open folder")
    monkeypatch.setattr(regular, "_HAS_HANDLES", has_handles)
    root, outside = tmp_path / "root", tmp_path / "outside"
    (root / "a/b").mkdir(parents=True)
    outside.mkdir()
    for path in (root / "a/b/file", outside / "file"):
        path.write_text(path.parent.name, encoding="utf-8")
    (root / "link").symlink_to(outside)
    (root / "a/link").symlink_to("b")
    (root / "a/file").symlink_to("b/file")
    with open_regular(root, "a/b/file") as file:
        assert file.read() == b"b"
    for path in (
        *("link/file", "a/link/file", "a/file", "a/b", "../outside/file", "a/../a/b/file"),
        *("/etc/hostname", "a//b/file", "", "a/b/file/"),
    ):
        with pytest.raises((NotRegularError, PermissionError)):  # Windows opens no folder.
            open_regular(root, path)
        assert not is_regular(root, path)
    with pytest.raises(FileNotFoundError):
        open_regular(root, "a/nothing")
    listing = list_folder(root, "a")
    assert listing.files == ("a/b/file",)
    assert [path for path, _ in listing.irregular] == ["a/file", "a/link"]
    assert list_folder(root, "link").files == list_folder(root, "nothing").files == ()
