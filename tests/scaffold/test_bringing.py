# ruff: noqa: RUF001 - names of files as people write them
"""Bring a film into the bank: copied, linked or moved, whole or not at all."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import projects
from adding import held, run
from lessonbank.bank import Recording
from lessonbank.files.new_files import Brought, NewFile, add_files
from lessonbank.scaffold.items import proposed_id

ADD = ("add", "recording", "--yes", "--permission", "--today", "2026-11-27")
SAID = ("--title", "Two lines", "--month", "2026-03", "--id", "two-lines")
WAYS = {"copy": (), "link": ("--link",), "move": ("--move",)}
NEW = [
    "content/permissions/ET-2026-001.yml",
    "content/recordings/two-lines.yml",
    "media/two-lines.mp4",
    "media/two-lines.vtt",
]


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("film") / "film.mp4"
    projects.make_film(path, 3)
    return path


@pytest.fixture
def bank(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = projects.write_project(tmp_path / "bank", film=False, encoded=False)
    monkeypatch.chdir(root)
    return root


@pytest.fixture
def film(bank: Path, original: Path) -> Path:
    """A film on the same disk as the bank, with captions beside it."""
    path = bank.parent / "card" / "film.mp4"
    path.parent.mkdir()
    shutil.copyfile(original, path)
    words = "WEBVTT\n\n00:00.500 --> 00:02.000\nWhat do you notice?\n"
    path.with_suffix(".vtt").write_text(words, encoding="utf-8")
    return path


def new_in(root: Path, before: dict[str, bytes]) -> list[str]:
    assert all(held(root)[name] == data for name, data in before.items())
    return sorted(held(root).keys() - before.keys())


def nothing_is_left(root: Path) -> bool:
    return not any((root / ".cache/add").glob("*"))


@pytest.mark.parametrize("way", WAYS)
def test_each_way_brings_the_film_and_its_captions(bank: Path, film: Path, way: str) -> None:
    before, data = held(bank), film.read_bytes()
    done = run(*ADD, *SAID, *WAYS[way], str(film))
    assert done.exit_code == 0, done.output
    assert new_in(bank, before) == NEW
    assert (bank / "media/two-lines.mp4").read_bytes() == data
    assert film.exists() == film.with_suffix(".vtt").exists() == (way != "move")
    if way == "link":
        assert (bank / "media/two-lines.mp4").samefile(film)
    assert nothing_is_left(bank)


@pytest.mark.parametrize("code", [errno.EXDEV, errno.EPERM])
@pytest.mark.parametrize("way", WAYS)
def test_a_disk_without_links_changes_only_the_way(
    bank: Path, film: Path, monkeypatch: pytest.MonkeyPatch, way: str, code: int
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(code, os.strerror(code))

    before, data = held(bank), film.read_bytes()
    monkeypatch.setattr(os, "link", refuse)
    done = run(*ADD, *SAID, *WAYS[way], str(film))
    assert nothing_is_left(bank)
    if way == "link":
        assert done.exit_code == 1
        assert "Leave out --link to copy it." in done.output
        assert held(bank) == before
    else:
        assert done.exit_code == 0, done.output
        assert new_in(bank, before) == NEW
        assert (bank / "media/two-lines.mp4").read_bytes() == data
        assert film.exists() == (way == "copy")


def test_a_locked_card_keeps_the_film_and_says_so(
    bank: Path, film: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    remove = os.unlink

    def refuse(path: Any, **options: Any) -> None:
        if film.parent == Path(path).parent:
            raise OSError(errno.EROFS, os.strerror(errno.EROFS), str(path))
        remove(path, **options)

    before = held(bank)
    monkeypatch.setattr(os, "unlink", refuse)
    done = run(*ADD, *SAID, "--move", str(film))
    assert done.exit_code == 0, done.output
    assert new_in(bank, before) == NEW
    assert f"{film} could not be removed" in done.output
    assert f"copied from {film}" in done.output


class Failing:
    """Calls of the system, of which one fails as on a full disk."""

    def __init__(self, place: int) -> None:
        self.left = place

    def wrap(self, call: Callable[..., Any]) -> Callable[..., Any]:
        def called(*args: Any, **options: Any) -> Any:
            self.left -= 1
            if self.left == -1:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            return call(*args, **options)

        return called


@pytest.mark.parametrize("way", WAYS)
def test_a_disk_that_fills_up_at_any_step_leaves_nothing(
    bank: Path, film: Path, monkeypatch: pytest.MonkeyPatch, way: Any
) -> None:
    before, sources = held(bank), held(film.parent)
    brought = [Brought("media/two-lines.mp4", film, way)]
    new = [NewFile("content/permissions/EL-9.yml", b"a"), NewFile("content/new/one.yml", b"b")]
    failed = 0
    for place in range(100):
        failing = Failing(place)
        with monkeypatch.context() as patched:
            patched.setattr(shutil, "copyfileobj", failing.wrap(shutil.copyfileobj))
            patched.setattr(os, "fsync", failing.wrap(os.fsync))
            patched.setattr(Path, "mkdir", failing.wrap(Path.mkdir))
            patched.setattr(Path, "write_bytes", failing.wrap(Path.write_bytes))
            try:
                add_files(bank, brought, new, ".cache/add")
            except OSError:
                failed += 1
            else:
                break
            finally:
                assert nothing_is_left(bank)
        assert (held(bank), held(film.parent)) == (before, sources)
    assert failed > 3
    assert len(new_in(bank, before)) == 3


def test_a_film_that_does_not_fit_is_refused_before_it_is_copied(
    bank: Path, film: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage(bank)._replace(free=film.stat().st_size)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage)
    monkeypatch.setattr(shutil, "copyfileobj", pytest.fail)
    before = held(bank)
    done = run(*ADD, *SAID, str(film))
    assert done.exit_code == 1
    assert "is full" in done.output
    assert held(bank) == before


SLOWLY = """
import shutil, sys, time

def slowly(source, copy, size):
    copy.write(source.read(1000))
    copy.flush()
    print("half", flush=True)
    time.sleep(60)

shutil.copyfileobj = slowly
from lessonbank.bank import Recording
from lessonbank.cli import main
from lessonbank.files.new_files import Brought, NewFile, add_files
from lessonbank.scaffold.items import proposed_id
main(sys.argv[1:])
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGKILL"])
def test_a_copy_that_is_stopped_leaves_no_film_and_can_be_done_again(
    bank: Path, film: Path, name: str
) -> None:
    before = held(bank)
    command = [sys.executable, "-c", SLOWLY, *ADD, *SAID, str(film)]
    copying = subprocess.Popen(
        command, cwd=bank, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert copying.stdout
    for line in copying.stdout:
        if line == "half\n":
            break
    assert [*(bank / ".cache/add").rglob("0")]
    copying.send_signal(getattr(signal, name))
    _, errors = copying.communicate(timeout=30)
    assert copying.returncode
    assert "Traceback" not in errors
    assert held(bank) == before
    done = run(*ADD, *SAID, str(film))
    assert done.exit_code == 0, done.output
    assert new_in(bank, before) == NEW
    assert nothing_is_left(bank)


def test_what_is_there_already_is_never_replaced(bank: Path, film: Path) -> None:
    for name in ("two-lines.mp4", "TWO-LINES-2.MP4", "two-lines.vtt"):
        (bank / "media" / name).write_bytes(b"somebody else's")
    before = held(bank)
    done = run(*ADD, *SAID, str(film))
    assert done.exit_code == 0, done.output
    assert new_in(bank, before)[2:] == ["media/two-lines-2.vtt", "media/two-lines-3.mp4"]


def test_a_film_in_media_stays_where_it_is(bank: Path, film: Path) -> None:
    inside = bank / "media/from the card.mp4"
    shutil.copyfile(film, inside)
    before = held(bank)
    done = run(*ADD, *SAID, "--move", str(inside))
    assert done.exit_code == 0, done.output
    assert new_in(bank, before) == NEW[:2]
    again = run(*ADD, "--title", "Again", "--month", "2026-03", str(film))
    assert again.exit_code == 1
    assert "the recording `two-lines`" in again.output


NAMES = {
    "Höhere Töne (final) #1.mp4": ".mp4",
    unicodedata.normalize("NFD", "Größe.MOV"): ".mov",
    "-rf.mp4": ".mp4",
    "a b.m2ts": ".m2ts",
    "CON.mp4": ".mp4",
    "$(reboot);'\".mp4": ".mp4",
    "film": ".mp4",
    "film.txt": ".mp4",
    "film.vtt": ".mp4",
    "film.srt.mp4": ".mp4",
    "film.yml": ".mp4",
    "film.2026": ".mp4",
}
"""Names of one MP4, and the ending that it has in `media/`."""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows allows few of these names")
@pytest.mark.parametrize("name", NAMES)
def test_a_film_is_called_after_its_record_and_ends_as_films_do(
    bank: Path, original: Path, name: str
) -> None:
    film = bank.parent / name
    shutil.copyfile(original, film)
    before = held(bank)
    done = run(*ADD, *SAID, "--no-captions", "--", str(film))
    assert done.exit_code == 0, done.output
    assert new_in(bank, before)[2:] == [f"media/two-lines{NAMES[name]}"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows allows none of these names")
@pytest.mark.parametrize("sign", ["\n", "\r", "\t", "\x1b[2J", "\x7f", "\u0085"])
@pytest.mark.parametrize("form", ["fi{}lm.mp4", "fol{}der/film.mp4"])
def test_no_control_character_reaches_a_report(
    bank: Path, original: Path, form: str, sign: str
) -> None:
    film = bank.parent / form.format(sign)
    film.parent.mkdir(exist_ok=True)
    shutil.copyfile(original, film)
    before = held(bank)
    done = run(*ADD, *SAID, str(film))
    assert done.exit_code == 1
    assert "a control character" in done.output
    assert sign[0] not in done.output.removesuffix("\n")
    assert held(bank) == before


LETTERS = {
    "Größe & Höhe": "grosse-hohe",
    "Łódź": "lodz",
    "Bjørn Ærø": "bjorn-aero",
    "Œuvre": "oeuvre",
    "Þór Ðan": "thor-dan",
    "ISPARTA ışık": "isparta-isik",
    "CON": "recording",
    "lpt9": "recording",
    "数学": "recording",
    "../../etc/passwd": "etc-passwd",
    "!!!": "recording",
    "İ": "i",
}


@pytest.mark.parametrize("title", LETTERS)
def test_a_title_becomes_an_id_that_every_system_can_hold(title: str) -> None:
    assert proposed_id(Recording, title, ()) == LETTERS[title]
