"""Nothing of a store is taken that is not what the bank needs, whoever wrote to it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from lessonbank.media.store import Stored
from lessonbank.remote import lacking, pull, push, wanted
from lessonbank.remote.records import object_name, read_record
from sharing import Somewhere, cached, plan_of, pulled, pushed, silent
from sites import state

Record = dict[str, Any]


def of_first(**fields: Any) -> Callable[[Record], object]:
    """Return a change of a record's first output."""
    return lambda record: record["outputs"][0].update(fields)


RECORDS: dict[str, Callable[[Record], object]] = {
    "a path for a digest": of_first(sha256="../../../../" + "a" * 52),
    "a long path for a digest": of_first(sha256="../" * 21 + "a"),
    "a digest in capitals": of_first(sha256="A" * 64),
    "a digest with a line end": of_first(sha256="a" * 63 + "\n"),
    "a digest of another length": of_first(sha256="a" * 63),
    "a path for an ending": of_first(ext="mp4/../../../x"),
    "an ending of a script": of_first(ext="html"),
    "no ending": of_first(ext=""),
    "a size below nothing": of_first(bytes=-1),
    "no bytes": of_first(bytes=0),
    "a size as text": of_first(bytes="1"),
    "a size beyond any film": of_first(bytes=1 << 50),
    "a width of nothing": of_first(width=0),
    "a huge width": of_first(width=10**9),
    "a length below nothing": of_first(duration=-1.0),
    "a length of years": of_first(duration=1e12),
    "a length that is no number": of_first(duration=float("nan")),
    "a film without a length": of_first(duration=None),
    "another film's length": of_first(duration=1.0),
    "another film's size": of_first(width=64, height=36),
    "a picture for a film": of_first(ext="webp", duration=None),
    "one more field": of_first(path="/etc/passwd"),
    "one more field of the record": lambda record: record.update(extra=1),
    "no outputs": lambda record: record.update(outputs=[]),
    "many outputs": lambda record: record.update(outputs=record["outputs"] * 3),
    "two films": lambda record: record.update(outputs=record["outputs"] * 2),
    "another version": lambda record: record.update(schema=2),
    "facts that are text": lambda record: record.update(facts="ffmpeg"),
    "facts that are markup": lambda record: record["facts"].update(ffmpeg="<script>\n"),
    "facts without an end": lambda record: record["facts"].update(ffmpeg="x" * 100_000),
    "a gain without an end": lambda record: record["facts"].update(
        levels={"stereo": False, "stereo_gain": 1e300, "mono_gain": 0.0}
    ),
}
TEXTS = {
    "no bytes at all": b"",
    "no JSON": b"<html>",
    "a list": b"[]",
    "nested without an end": b"[" * 10_000,
    "no UTF-8": b"\xff\xfe",
    "too large": b" " * 100_000 + b"{}",
}


@pytest.fixture
def filled(whole: Path, folder: Somewhere) -> Somewhere:
    pushed(plan_of(whole), folder.place)
    return folder


def a_rendition(root: Path) -> tuple[str, Stored]:
    """Return the name of a record of a film, and that film."""
    step = next(step for step in plan_of(root).clips[0].steps if step.recipe)
    assert step.found
    return f"actions/{step.key}.json", step.found.outputs[0]


def _not_taken(clone: Path, filled: Somewhere, name: str) -> None:
    """Pull; all but the named record comes, and nothing lands beside the cache."""
    before = {path for path in state(clone.parent) if not path.startswith("clone/.cache/media/")}
    plan = plan_of(clone)
    done = pull(wanted(plan, filled.place), plan.store, filled.place, silent)
    assert name in {each.name for each in done.damaged}
    assert name not in cached(clone)
    after = {path for path in state(clone.parent) if not path.startswith("clone/.cache/")}
    assert after == {path for path in before if not path.startswith("clone/.cache/")}
    assert any(clip.must_run for clip in plan_of(clone).clips)


@pytest.mark.parametrize("change", RECORDS.values(), ids=RECORDS)
def test_a_faulty_record_is_named_and_not_taken(
    whole: Path, clone: Path, filled: Somewhere, change: Callable[[Record], object]
) -> None:
    name, _ = a_rendition(whole)
    path = clone.parent / "store" / name
    record = json.loads(path.read_bytes())
    change(record)
    path.write_text(json.dumps(record))
    _not_taken(clone, filled, name)


@pytest.mark.parametrize("data", TEXTS.values(), ids=TEXTS)
def test_a_file_that_is_no_record_is_named_and_not_taken(
    whole: Path, clone: Path, filled: Somewhere, data: bytes
) -> None:
    name, _ = a_rendition(whole)
    (clone.parent / "store" / name).write_bytes(data)
    assert read_record(data) is None
    _not_taken(clone, filled, name)


OBJECTS: dict[str, Callable[[bytes], bytes]] = {
    "one bit turned": lambda data: data[:-1] + bytes([data[-1] ^ 1]),
    "cut off": lambda data: data[: len(data) // 2],
    "empty": lambda _: b"",
    "longer": lambda data: data + b"\0",
    "endless": lambda data: data * 200,
}


@pytest.mark.parametrize("change", OBJECTS.values(), ids=OBJECTS)
def test_a_damaged_object_is_named_and_not_taken(
    whole: Path, clone: Path, filled: Somewhere, change: Callable[[bytes], bytes]
) -> None:
    record, stored = a_rendition(whole)
    name = object_name(stored)
    path = clone.parent / "store" / name
    path.write_bytes(change(path.read_bytes()))
    plan = plan_of(clone)
    heard: list[int] = []
    done = pull(wanted(plan, filled.place), plan.store, filled.place, heard.append)
    assert [each.name for each in done.damaged] == [name]
    assert not {name, record} & {*cached(clone)}
    others = sum(size for other, size in filled.place.sizes().items() if other != name)
    assert sum(heard) <= others + stored.bytes + (1 << 20)  # An endless file is not read on.


def test_an_object_that_is_not_there_is_named(whole: Path, clone: Path, filled: Somewhere) -> None:
    record, stored = a_rendition(whole)
    filled.place.remove(object_name(stored))
    plan = plan_of(clone)
    done = pull(wanted(plan, filled.place), plan.store, filled.place, silent)
    assert [each.name for each in done.damaged] == [object_name(stored)]
    assert record not in cached(clone)
    pushed(plan_of(whole), filled.place)  # The one thing that is missing is pushed again.
    pulled(plan_of(clone), filled.place)
    assert cached(clone) == cached(whole)


def _swapped(filled: Somewhere, root: Path, name: str, data: bytes) -> str:
    """Let a record name other bytes, with their own digest; return the object's name."""
    path = root / "store" / name
    record = json.loads(path.read_bytes())
    own = record["outputs"][0]
    own.update(sha256=hashlib.sha256(data).hexdigest(), bytes=len(data))
    path.write_text(json.dumps(record))
    object_ = f"objects/{own['sha256'][:2]}/{own['sha256']}.{own['ext']}"
    filled.place.write(object_, data)
    return object_


def test_bytes_that_are_no_film_are_not_taken_whatever_the_record_says(
    whole: Path, clone: Path, filled: Somewhere
) -> None:
    name, stored = a_rendition(whole)
    film = (clone.parent / "store" / object_name(stored)).read_bytes()
    tagged = film + (8 + 8).to_bytes(4, "big") + b"uuid" + b"a secret"
    for data in (b"<html>", film[:100], tagged, b"\0\0\0\0moov" * 9, _nested()):
        object_ = _swapped(filled, clone.parent, name, data)
        plan = plan_of(clone)
        done = pull(wanted(plan, filled.place), plan.store, filled.place, silent)
        assert object_ in {each.name for each in done.damaged}
        assert not {name, object_} & {*cached(clone)}


def _nested() -> bytes:
    """Return a film of boxes within boxes."""
    inner = b""
    for _ in range(3000):
        inner = (len(inner) + 8).to_bytes(4, "big") + b"trak" + inner
    index = (len(inner) + 8).to_bytes(4, "big") + b"moov" + inner
    return index + (8).to_bytes(4, "big") + b"mdat"


def test_a_picture_with_hidden_data_is_not_taken(
    whole: Path, clone: Path, filled: Somewhere, tmp_path: Path
) -> None:
    steps = [step for step in plan_of(whole).clips[0].steps if step.name == "poster"]
    found = steps[0].found
    assert found
    name = f"actions/{steps[0].key}.json"
    stored = found.outputs[0]
    picture = tmp_path / "told.webp"
    with Image.open(clone.parent / "store" / object_name(stored)) as frame:
        frame.save(picture, "WEBP", exif=b"Exif\0\0a pupil")
    small = tmp_path / "small.webp"
    Image.new("RGB", (2, 2)).save(small, "WEBP")
    for data in (picture.read_bytes(), small.read_bytes(), b"RIFF"):
        object_ = _swapped(filled, clone.parent, name, data)
        plan = plan_of(clone)
        done = pull(wanted(plan, filled.place), plan.store, filled.place, silent)
        assert object_ in {each.name for each in done.damaged}
        assert name not in cached(clone)


def test_a_push_overwrites_no_object(whole: Path, filled: Somewhere) -> None:
    name = object_name(a_rendition(whole)[1])
    filled.place.write(name, b"other bytes")
    lack = lacking(plan_of(whole), filled.place)
    done = push(lack, plan_of(whole).store, filled.place, silent)
    assert [each.name for each in done.damaged] == [name]
    assert filled.place.read(name, 100) == b"other bytes"


def test_a_damaged_cache_is_not_pushed(bank: Path, folder: Somewhere) -> None:
    record, stored = a_rendition(bank)
    path = bank / ".cache/media" / object_name(stored)
    path.write_bytes(bytes(stored.bytes))
    plan = plan_of(bank)
    done = push(lacking(plan, folder.place), plan.store, folder.place, silent)
    assert [each.name for each in done.damaged] == [object_name(stored)]
    assert not {record, object_name(stored)} & {*folder.place.sizes()}


def test_other_files_of_a_store_are_nobodys_business(
    whole: Path, clone: Path, filled: Somewhere
) -> None:
    store = clone.parent / "store"
    (store / "actions" / "readme.json").write_text("{}")
    (store / "objects" / "zz").mkdir()
    (store / "objects" / "zz" / "x.mp4").write_bytes(b"x")
    assert pulled(plan_of(clone), filled.place)
    assert cached(clone) == cached(whole)
