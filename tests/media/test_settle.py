"""Clips are made in parallel; events report progress, and failures are values."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from lessonbank.ffmpeg.errors import FfmpegMissingError
from lessonbank.ffmpeg.program import Ffmpeg
from lessonbank.ffmpeg.runner import CancelToken
from lessonbank.media.job import ClipJob, Source
from lessonbank.media.keys import key_of, rendition_parts
from lessonbank.media.planning import plan
from lessonbank.media.recipe import LOW
from lessonbank.media.settling import (
    Event,
    JobFailed,
    JobFinished,
    JobProgress,
    JobStarted,
    settle,
)
from lessonbank.media.store import Store

Clip = Callable[..., ClipJob]


def objects(store: Store) -> dict[str, bytes]:
    """Return the bytes of every file in a store, by path."""
    files = sorted(path for path in store.root.rglob("*") if path.is_file())
    return {path.relative_to(store.root).as_posix(): path.read_bytes() for path in files}


def test_events_come_in_order(lesson: Path, clip: Clip, store: Store) -> None:
    events: list[Event] = []
    settle(plan([clip(lesson, stills=(1.0,))], store), events=events.append)
    assert events[0] == JobStarted("lesson", ("std", "low", "poster", "still 1 s", "storyboard"))
    assert events[-1] == JobFinished("lesson")
    fractions = [event.fraction for event in events if isinstance(event, JobProgress)]
    assert fractions == sorted(fractions)
    assert fractions[-1] == pytest.approx(1, abs=0.1)
    events.clear()
    settle(plan([clip(lesson, stills=(1.0,))], store), events=events.append)
    assert events == []


def test_two_runs_give_the_same_bytes(lesson: Path, clip: Clip, tmp_path: Path) -> None:
    jobs = [clip(lesson, 0, 1, id="a", stills=(0.5,)), clip(lesson, 1, 2.5, id="b")]
    first, second = Store(tmp_path / "1"), Store(tmp_path / "2")
    settle(plan(jobs, first), workers=1)
    settle(plan(list(reversed(jobs)), second), workers=2)
    assert objects(first) == objects(second)


def test_only_the_missing_rendition_is_made_and_with_the_same_bytes(
    lesson: Path, clip: Clip, store: Store
) -> None:
    job = clip(lesson, 0, 1)
    settle(plan([job], store))
    before = objects(store)
    low = store.find(key_of(rendition_parts(job, LOW)))
    assert low
    store.path(low.outputs[0]).unlink()
    events: list[Event] = []
    settle(plan([job], store), events=events.append)
    assert events[0] == JobStarted("lesson", ("low", "poster", "storyboard"))
    assert objects(store) == before


def test_a_failed_clip_does_not_stop_the_others(lesson: Path, clip: Clip, store: Store) -> None:
    good = clip(lesson, 0, 1, id="good")
    beyond = clip(lesson, 2.5, 9, id="beyond")
    footage = replace(good.source.footage, sha256="0" * 64)
    gone = replace(good, id="gone", source=Source(None, footage))
    other = replace(good, id="other", source=Source(lesson, replace(footage, size=1)))
    events: list[Event] = []
    settled = settle(plan([gone, beyond, good, other], store), events=events.append)
    assert list(settled.clips) == ["good"]
    failures = {failure.id: failure for failure in settled.failures}
    assert list(failures) == ["beyond", "gone", "other"]
    assert "ends after 3.00 seconds, before the clip does (9)" in failures["beyond"].cause
    assert "not here" in failures["gone"].cause
    assert "not the recording" in failures["other"].cause
    assert all(failure.fix for failure in settled.failures)
    assert {event for event in events if isinstance(event, JobFailed)} == set(settled.failures)
    assert not list((store.root / "tmp").iterdir())


def test_two_clips_of_one_cut_are_encoded_once(lesson: Path, clip: Clip, store: Store) -> None:
    jobs = [clip(lesson, 0, 1, id="a"), clip(lesson, 0, 1, id="b", stills=(0.5,))]
    events: list[Event] = []
    settled = settle(plan(jobs, store), events=events.append)
    assert settled.clips["a"].std == settled.clips["b"].std
    assert list(settled.clips["b"].stills) == [0.5]
    assert {event.id for event in events if isinstance(event, JobProgress)} == {"a"}


def test_a_missing_ffmpeg_is_an_error_only_if_there_is_work(
    lesson: Path, clip: Clip, store: Store
) -> None:
    def none() -> Ffmpeg:
        raise FfmpegMissingError("There is no ffmpeg.")

    job = clip(lesson, 0, 1)
    with pytest.raises(FfmpegMissingError):
        settle(plan([job], store), find_ffmpeg=none)
    settle(plan([job], store))
    assert settle(plan([job], store), find_ffmpeg=none).clips["lesson"].low.bytes


def test_an_interrupt_stops_all_work_and_leaves_nothing(
    lesson: Path, clip: Clip, store: Store
) -> None:
    """Interrupt as Ctrl+C does: in the main thread while workers encode."""

    def listen(event: Event) -> None:
        if isinstance(event, JobFailed):
            raise KeyboardInterrupt

    footage = replace(clip(lesson).source.footage, sha256="0" * 64)
    long = clip(lesson, 0, 3, id="long")
    failing = ClipJob("failing", Source(None, footage), 0, 1)
    with pytest.raises(KeyboardInterrupt):
        settle(plan([long, failing], store), workers=2, events=listen)
    assert not [thread for thread in threading.enumerate() if "ThreadPool" in thread.name]
    assert not list((store.root / "tmp").iterdir())
    assert not (store.root / "objects").exists()


def test_a_cancelled_token_stops_the_work(lesson: Path, clip: Clip, store: Store) -> None:
    token = CancelToken()

    def listen(event: Event) -> None:
        if isinstance(event, JobStarted):
            token.cancel()

    settled = settle(plan([clip(lesson)], store), events=listen, token=token)
    assert settled.clips == {}
    assert [failure.cause for failure in settled.failures] == ["The work was cancelled."]
    assert not (store.root / "objects").exists()


def test_published_names_suit_every_disk(lesson: Path, clip: Clip, store: Store) -> None:
    media = settle(plan([clip(lesson, 0, 1)], store)).clips["lesson"]
    names = [f.published for f in (media.std, media.low, media.poster.large, media.poster.small)]
    assert len(set(names)) >= 3
    for name in names:
        stem, _, ext = name.partition(".")
        assert len(stem) == 20
        assert set(stem) <= set("0123456789abcdef")
        assert ext in {"mp4", "webp"}


def test_many_processes_share_a_store(lesson: Path, clip: Clip, tmp_path: Path) -> None:
    job = clip(lesson, 0, 1, stills=(0.5,))
    alone, shared = Store(tmp_path / "alone"), Store(tmp_path / "shared")
    settle(plan([job], alone))
    threads = [
        threading.Thread(target=settle, args=(plan([job], shared),), kwargs={"workers": 1})
        for _ in range(3)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert objects(alone) == objects(shared)
