"""Clips are encoded while a preview runs: in order, cancelled when unused, retried when changed."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest

from lessonbank.bank import Clip
from lessonbank.compiler.background import Background
from lessonbank.compiler.compilation import Compilation
from lessonbank.compiler.compile import preview_bank
from lessonbank.compiler.locking import lock_project
from lessonbank.compiler.project import read_project
from lessonbank.compiler.settings import Settings
from lessonbank.media.settling import Event, JobFailed, JobFinished, JobProgress, JobStarted
from projects import clip, make_film, write_project

PATIENCE = 120


@dataclass
class Beside:
    """A running background encoder, and the messages it sent."""

    settings: Settings
    events: list[Event] = field(default_factory=list)
    rebuilds: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))
    moving: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        self.background = Background(self._listen)

    def _listen(self, event: Event) -> None:
        if isinstance(event, JobProgress):
            self.moving.set()
        else:
            self.events.append(event)

    def compile(self) -> Compilation:
        return preview_bank(self.settings, self.background.settle)

    def wait(self) -> Compilation:
        """Return the bank after the next clip is done."""
        assert self.rebuilds.acquire(timeout=PATIENCE)
        return self.compile()

    def said(self, kind: type[JobStarted | JobFinished | JobFailed]) -> list[str]:
        return [event.id for event in self.events if isinstance(event, kind)]


@contextmanager
def working(root: Path) -> Iterator[Beside]:
    beside = Beside(Settings(root, date(2026, 11, 21)))
    try:
        yield beside
    finally:
        beside.background.stop()


def made(bank: Compilation) -> list[str]:
    return sorted(bank.library.media)


def write_clip(root: Path, name: str, start: str, end: str, at: str) -> None:
    text = clip(name.capitalize(), start, end, at=at)
    (root / f"content/clips/{name}.md").write_text(text, encoding="utf-8")


def alone(root: Path) -> None:
    """Leave one clip, and no page that links to a time in it."""
    (root / "content/clips/second.md").unlink()
    (root / "content/about.md").unlink()
    config = (root / "mkdocs.yml").read_text(encoding="utf-8")
    (root / "mkdocs.yml").write_text(config.replace(", {About: about.md}", ""), encoding="utf-8")
    (root / "content/index.md").write_text("# Welcome\n", encoding="utf-8")


@pytest.fixture
def slow(tmp_path: Path) -> Path:
    root = write_project(tmp_path, film=False)
    make_film(root / "media/lesson.mp4", 40, size="1280x720")
    alone(root)
    return root


def test_the_library_has_every_clip_encoded_or_not(tmp_path: Path) -> None:
    with working(write_project(tmp_path, encoded=False)) as beside:
        bank = beside.compile()
        assert made(bank) == []
        assert [each.id for each in bank.library.waiting] == ["first", "second"]
        assert bank.media_files == ()
        beside.background.start(beside.rebuilds.release)
        assert made(beside.wait()) == ["first"]
        bank = beside.wait()
        assert made(bank) == list(bank.admission.bank.of(Clip)) == ["first", "second"]
        assert bank.library.unmade == {}
        assert all(path.is_file() for _, path in bank.media_files)


def test_an_encoding_that_is_no_longer_needed_is_cancelled(slow: Path) -> None:
    write_clip(slow, "first", "00:00", "00:40", "00:03")
    with working(slow) as beside:
        beside.compile()
        beside.background.start(beside.rebuilds.release)
        assert beside.moving.wait(PATIENCE)
        write_clip(slow, "first", "00:00", "00:02", "00:01")
        beside.compile()
        assert made(beside.wait()) == ["first"]
        assert beside.said(JobFailed) == ["first"], "the long cut was cancelled"
        assert beside.said(JobFinished) == ["first"]


def test_the_clip_changed_last_is_encoded_first(slow: Path) -> None:
    write_clip(slow, "first", "00:00", "00:03", "00:01")
    write_clip(slow, "second", "00:01", "00:04", "00:02")
    with working(slow) as beside:
        beside.compile()
        write_clip(slow, "third", "00:02", "00:05", "00:03")
        beside.compile()
        beside.background.start(beside.rebuilds.release)
        assert made(beside.wait()) == ["third"]


def test_a_failed_clip_is_retried_only_when_its_recording_changes(tmp_path: Path) -> None:
    root = write_project(tmp_path, encoded=False)
    alone(root)
    lock_project(root, read_project(root).bank)
    film = root / "media/lesson.mp4"
    away = film.rename(tmp_path / "away.mp4")
    with working(root) as beside:
        beside.compile()
        beside.background.start(beside.rebuilds.release)
        bank = beside.wait()
        assert bank.library.unmade["first"].cause == (
            "The recording lesson.mp4 is not here, and this cut of it is not in the cache."
            " Run `lessonbank media --pull` if the bank has a shared store. If it has none, put"
            " the recording where its `media` points, or restore the cache."
        )
        (found,) = bank.diagnostics
        assert (found.path, found.code.number) == ("content/clips/first.md", "LB402")
        assert beside.compile().library.unmade == bank.library.unmade
        away.rename(film)
        assert beside.compile().library.unmade["first"].cause is None, "it is tried again"
        assert made(beside.wait()) == ["first"]
    assert beside.said(JobStarted) == ["first", "first"]


def test_stopping_ends_an_encoding_at_once(slow: Path) -> None:
    write_clip(slow, "first", "00:00", "00:40", "00:03")
    with working(slow) as beside:
        beside.compile()
        beside.background.start(beside.rebuilds.release)
        assert beside.moving.wait(PATIENCE)
    assert beside.said(JobFinished) == []
    assert not list((slow / ".cache/media/tmp").iterdir())
    assert not [each for each in threading.enumerate() if each.name == "encoding"]
