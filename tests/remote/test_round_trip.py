"""Media goes to a shared store and comes back the same, wherever the store is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from lessonbank.remote import Place, RemoteError, lacking, pull, wanted
from lessonbank.remote.place import PART
from lessonbank.remote.records import read_record
from sharing import Somewhere, cached, plan_of, pulled, pushed
from sites import built, digests


def is_consistent(place: Place) -> bool:
    """Return whether each object is there that a record names."""
    listed = place.sizes()
    for name in listed:
        if name.startswith("actions/"):
            found = read_record(place.read(name, 100_000) or b"")
            assert found is not None
            for out in found.outputs:
                object_ = f"objects/{out.sha256[:2]}/{out.sha256}.{out.ext}"
                if listed.get(object_) != out.bytes:
                    return False
    return True


def test_what_is_pushed_comes_back(whole: Path, clone: Path, somewhere: Somewhere) -> None:
    objects = [name for name in cached(whole) if name.startswith("objects/")]
    assert pushed(plan_of(whole), somewhere.place) == len(objects)
    assert pushed(plan_of(whole), somewhere.place) == 0
    assert pulled(plan_of(clone), somewhere.place) == len(objects)
    assert pulled(plan_of(clone), somewhere.place) == 0
    assert cached(clone) == cached(whole)
    assert not any(clip.must_run for clip in plan_of(clone).clips)


def test_a_clone_without_films_builds_the_same_site(bank: Path, clone: Path) -> None:
    there = Somewhere("store", bank.parent)
    pushed(plan_of(bank), there.place)
    pulled(plan_of(clone), there.place)
    assert not list(clone.rglob("media/*.mp4"))
    assert digests(built(clone)) == digests(built(bank))


class _BrokenOffError(Exception):
    """Stands for whatever ends a process."""


def _each_end(steps: int) -> Iterator[int]:
    """Yield the steps after which a run ends: the first few, then fewer and fewer."""
    yield from sorted({1, 2, 3, 5, 8, *range(13, steps, 7)})


def test_a_push_broken_off_goes_on(whole: Path, tmp_path: Path) -> None:
    plan, there = plan_of(whole), Somewhere("store", tmp_path)
    files = there.place._files.__class__
    count = 0
    with pytest.MonkeyPatch.context() as patch:
        for end in _each_end(60):
            left = end

            def put(self: object, source: str, target: str, **_: object) -> None:
                nonlocal left
                left -= 1
                data = Path(source).read_bytes()
                Path(target).write_bytes(data[: len(data) // 2] if left <= 0 else data)
                if left <= 0:
                    raise _BrokenOffError

            patch.setattr(files, "put_file", put)
            try:
                count += pushed(plan, there.place)
            except _BrokenOffError:
                assert is_consistent(there.place)
                assert not any(name.endswith(PART) for name in there.place.sizes())
    pushed(plan, there.place)
    assert is_consistent(there.place)
    assert {*there.place.sizes()} == {*cached(whole)}


def test_a_pull_broken_off_goes_on(whole: Path, clone: Path, somewhere: Somewhere) -> None:
    pushed(plan_of(whole), somewhere.place)
    for end in (1, 2, 5, 13):
        left = end

        def hear(_: int) -> None:
            nonlocal left
            left -= 1
            if left <= 0:
                raise _BrokenOffError

        plan = plan_of(clone)
        try:
            pull(wanted(plan, somewhere.place), plan.store, somewhere.place, hear)
        except _BrokenOffError:
            whole_files = cached(whole)
            assert all(whole_files[name] == found for name, found in cached(clone).items())
            assert not list((clone / ".cache/media/tmp").glob("run-*"))
    pulled(plan_of(clone), somewhere.place)
    assert cached(clone) == cached(whole)


def test_pulling_only_reads(
    whole: Path, clone: Path, folder: Somewhere, monkeypatch: pytest.MonkeyPatch
) -> None:
    pushed(plan_of(whole), folder.place)
    place = folder.place

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError

    for name in ("find", "ls", "put_file", "pipe_file", "makedirs", "mv", "rm_file"):
        monkeypatch.setattr(place._files, name, refuse)
    assert pulled(plan_of(clone), place)
    with pytest.raises(RemoteError, match="does not let you list its files"):
        lacking(plan_of(whole), place)
