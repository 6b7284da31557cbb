"""Plans: which steps run, and why."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from lessonbank.media import keys, planning
from lessonbank.media.job import ClipJob, Source
from lessonbank.media.keys import key_of, rendition_parts
from lessonbank.media.planning import plan
from lessonbank.media.recipe import LOW, STD, Loudness
from lessonbank.media.settling import settle
from lessonbank.media.store import Store

Clip = Callable[..., ClipJob]


@pytest.fixture(scope="module")
def made(
    lesson: Path, clip: Clip, tmp_path_factory: pytest.TempPathFactory
) -> tuple[ClipJob, Path]:
    """A clip and a store that holds its files."""
    root = tmp_path_factory.mktemp("made")
    job = clip(lesson, 0.5, 1.5, stills=(0.2, 0.6))
    assert not settle(plan([job], Store(root))).failures
    return job, root


@pytest.fixture
def job(made: tuple[ClipJob, Path]) -> ClipJob:
    return made[0]


@pytest.fixture
def store(made: tuple[ClipJob, Path], tmp_path: Path) -> Store:
    """Copy that store."""
    return Store(Path(shutil.copytree(made[1], tmp_path / "store")))


def reasons(job: ClipJob, store: Store) -> dict[str, str]:
    return {step: reason for _, step, reason in plan([job], store).reasons()}


def test_every_step_of_a_new_clip_runs(job: ClipJob, tmp_path: Path) -> None:
    assert reasons(job, Store(tmp_path / "empty")) == {
        "std": "not made yet",
        "low": "not made yet",
        "poster": "the low rendition is made first",
        "still 0.2 s": "the low rendition is made first",
        "still 0.6 s": "the low rendition is made first",
        "storyboard": "the low rendition is made first",
    }


def test_no_step_of_a_finished_clip_runs(job: ClipJob, store: Store) -> None:
    assert reasons(job, store) == {}


def test_a_finished_clip_needs_no_recording(job: ClipJob, store: Store) -> None:
    gone = replace(job, source=Source(None, job.source.footage))
    assert reasons(gone, store) == {}
    assert settle(plan([gone], store)).clips[job.id].std.path.exists()


def test_a_moved_cut_is_the_reason(job: ClipJob, store: Store) -> None:
    told = reasons(replace(job, end=2.0), store)
    assert told["std"] == told["low"] == "in/out changed 0.5-1.5 s -> 0.5-2 s"


def test_another_recording_is_the_reason(job: ClipJob, store: Store) -> None:
    footage = replace(job.source.footage, sha256="0" * 64)
    told = reasons(replace(job, source=Source(None, footage)), store)
    assert told["std"] == "source changed"


def test_a_corrected_fact_is_the_reason(job: ClipJob, store: Store) -> None:
    footage = replace(job.source.footage, field_order="tff")
    told = reasons(replace(job, source=Source(None, footage)), store)
    assert told["std"] == "picture changed: deinterlace  -> tff"


def test_a_new_recipe_touches_its_rendition_alone(
    job: ClipJob, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(planning, "RENDITIONS", (replace(STD, version=STD.version + 1), LOW))
    assert reasons(job, store) == {"std": f"recipe std changed {STD.version} -> {STD.version + 1}"}


def test_a_changed_setting_is_the_reason_even_without_a_new_version(
    job: ClipJob, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(planning, "RENDITIONS", (replace(STD, crf=26), LOW))
    assert reasons(job, store) == {"std": "recipe changed: crf 25 -> 26"}


def test_a_new_loudness_is_the_reason(
    job: ClipJob, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keys, "LOUDNESS", Loudness(target=-18.0))
    assert reasons(job, store)["std"] == "loudness recipe changed: target -16.0 -> -18.0"


def test_a_lost_record_and_a_lost_object_are_reasons(job: ClipJob, store: Store) -> None:
    (store.root / "actions" / f"{key_of(rendition_parts(job, STD))}.json").unlink()
    low = store.find(key_of(rendition_parts(job, LOW)))
    assert low
    store.path(low.outputs[0]).unlink()
    told = reasons(job, store)
    assert told["std"] == "missing action"
    assert told["low"] == "output object missing"


def test_a_truncated_object_is_missing_and_a_flipped_bit_is_found_by_verify(
    job: ClipJob, store: Store
) -> None:
    path = settle(plan([job], store)).clips[job.id].std.path
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    path.write_bytes(data)
    assert reasons(job, store) == {}
    told = {step: reason for _, step, reason in plan([job], store, verify=True).reasons()}
    assert told == {"std": "output object missing"}
    path.write_bytes(data[:-1])
    assert reasons(job, store) == {"std": "output object missing"}


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"outputs": [{"sha256": 1}]}', "\xff"])
def test_a_damaged_record_is_no_record(job: ClipJob, store: Store, text: str) -> None:
    record = store.root / "actions" / f"{key_of(rendition_parts(job, STD))}.json"
    record.write_text(text, encoding="latin-1")
    assert reasons(job, store) == {"std": "missing action"}


def test_a_new_still_makes_nothing_else(job: ClipJob, store: Store) -> None:
    more = replace(job, stills=(*job.stills, 0.9))
    assert reasons(more, store) == {"still 0.9 s": "not made yet"}


def test_keys_do_not_depend_on_where_a_recording_lies(job: ClipJob) -> None:
    elsewhere = replace(job, source=Source(Path("elsewhere.mp4"), job.source.footage))
    parts = rendition_parts(job, STD)
    assert key_of(parts) == key_of(rendition_parts(elsewhere, STD))
    assert key_of(parts) == key_of(dict(reversed(parts.items())))
