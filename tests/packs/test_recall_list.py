"""A recall list is believed only if this bank signed it, whatever its file holds."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from lessonbank.packs import (
    BankList,
    PackError,
    SignedList,
    changes_of,
    first_list,
    make_room,
    next_list,
    read_list,
)
from lessonbank.packs.keys import SecretKey, read_key, write_key
from lessonbank.packs.recall_list import LARGEST, digest, shown_of
from packed import DAY, Ready, Signer, pack_of

ITEM = "0123456789abcdef" * 2


@pytest.fixture(scope="module")
def signer() -> Signer:
    return Signer.new()


def signed(signer: Signer, **fields: object) -> SignedList:
    return signer.first.list.model_copy(update=fields).signed(signer.key)


def test_a_list_is_read_from_its_script_and_from_its_json(signer: Signer, tmp_path: Path) -> None:
    made = next_list(signer.first.list, [ITEM, ITEM], signer.key, DAY)
    for name, data in (
        ("recall.js", made.written()),
        ("recall.json", made.model_dump_json().encode()),
    ):
        (tmp_path / name).write_bytes(data)
        found = read_list(tmp_path / name).checked(signer.key.public)
        assert (found.serial, found.day, found.items) == (2, DAY, (ITEM,))


def test_the_same_list_has_the_same_bytes(signer: Signer) -> None:
    assert first_list(signer.key, DAY).written() == signer.first.signed.written()


FORGED: dict[str, Callable[[Signer], SignedList]] = {
    "another key": lambda _: first_list(SecretKey.new(), DAY),
    "another bank": lambda signer: signed(signer, bank=SecretKey.new().public),
    "another signature": lambda signer: SignedList(
        list=signer.first.signed.list, signature="0" * 128
    ),
    "a changed text": lambda signer: SignedList(
        list=signer.first.signed.list.replace('"serial":1', '"serial":9'),
        signature=signer.first.signed.signature,
    ),
    "a space more": lambda signer: SignedList(
        list=f"{signer.first.signed.list} ", signature=signer.first.signed.signature
    ),
    "another version": lambda signer: signed(signer, version=2),
    "no serial": lambda signer: signed(signer, serial=0),
    "a serial that scripts cannot count": lambda signer: signed(signer, serial=2**53),
    "an item that is no digest": lambda signer: signed(signer, items=("<img src=x>",)),
}


@pytest.mark.parametrize("fault", FORGED)
def test_a_forged_list_is_refused(signer: Signer, fault: str) -> None:
    with pytest.raises(PackError):
        FORGED[fault](signer).checked(signer.key.public)


DAMAGED: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda _: b"",
    "truncated": lambda data: data[:-20],
    "twice": lambda data: data * 2,
    "not UTF-8": lambda data: data.replace(b"serial", b"\xff\xfe"),
    "more fields": lambda data: data.replace(b'{"list"', b'{"more": 1, "list"'),
    "deep": lambda _: b"[" * 200_000,
    "too large": lambda data: data + b" " * LARGEST,
    "a zip": lambda _: b"PK\x03\x04",
    "another script": lambda _: b"alert(1);",
}


@pytest.mark.parametrize("fault", DAMAGED)
def test_a_damaged_file_is_refused(signer: Signer, tmp_path: Path, fault: str) -> None:
    file = tmp_path / "recall.js"
    file.write_bytes(DAMAGED[fault](signer.first.signed.written()))
    with pytest.raises(PackError, match="is damaged"):
        read_list(file)


def test_only_a_newer_list_takes_the_place_of_another(signer: Signer, tmp_path: Path) -> None:
    def brought(folder: Path, there: bytes | None, new: SignedList) -> str:
        place = folder / "lesson-bank/recall.js"
        place.parent.mkdir(exist_ok=True, parents=True)
        place.unlink(missing_ok=True)
        if there is not None:
            place.write_bytes(there)
        BankList(signer.key.public, new).bring(folder, is_pack=True)
        return str(json.loads(read_list(place).list)["serial"])

    folder = tmp_path
    new = signed(signer, serial=5)
    assert brought(folder, None, new) == "5"
    assert brought(folder, signed(signer, serial=4).written(), new) == "5"
    assert brought(folder, signed(signer, serial=6).written(), new) == "6"
    assert brought(folder, b"damaged", new) == "5"
    assert brought(folder, first_list(SecretKey.new(), DAY).written(), new) == "5"


def test_a_list_comes_before_any_other_change(
    signer: Signer, bank: Path, reduced: Ready, tmp_path: Path
) -> None:
    pack = pack_of(bank / "build/packs/whole", signer.first)
    folder = pack.copied(tmp_path / "stick")
    changes = changes_of(reduced.parts, folder, reduced.facts.edition)
    first = folder / changes.gone[0]
    first.unlink()
    first.mkdir()  # In the way: nothing can be removed.
    before = {path for path in folder.rglob("*") if path.is_file()}
    newer = BankList(signer.key.public, signed(signer, serial=2))
    with pytest.raises(OSError, match=first.name):
        make_room(folder, changes, newer)
    assert read_list(folder / "lesson-bank/recall.js") == newer.signed
    assert {path for path in folder.rglob("*") if path.is_file()} == before


def test_a_file_of_somebody_else_stays(signer: Signer, tmp_path: Path) -> None:
    place = tmp_path / "lesson-bank/recall.js"
    place.parent.mkdir()
    place.write_bytes(b"mine")
    with pytest.raises(PackError):
        signer.first.bring(tmp_path, is_pack=False)
    assert place.read_bytes() == b"mine"


def test_a_digest_names_one_item_of_one_edition_of_one_bank() -> None:
    one = digest("k", "public", "clip", "a")
    others = [
        digest("j", "public", "clip", "a"),
        digest("k", "trust", "clip", "a"),
        digest("k", "public", "recording", "a"),
        digest("k", "public", "clip", "b"),
        digest("k", "public", "clip", "a", "x"),
        digest("k", "publicclip", "", "a"),
    ]
    assert len({one, *others}) == len(others) + 1


@pytest.mark.parametrize("field", ["media", "described", "redactions", "permission"])
def test_a_recording_that_changed_has_another_digest(field: str) -> None:
    assert shown_of({"title": "A", field: "x"}) != shown_of({"title": "A", field: "y"})
    assert shown_of({"title": "A", field: "x"}) == shown_of({"title": "B", field: "x"})


def test_a_key_comes_back_from_its_file(tmp_path: Path) -> None:
    key, file = SecretKey.new(), tmp_path / "key"
    write_key(key, file)
    assert file.stat().st_mode & 0o777 == 0o600
    assert read_key(file).public == key.public
    with pytest.raises(PackError, match="is there already"):
        write_key(SecretKey.new(), file)
    assert read_key(file).public == key.public


@pytest.mark.parametrize("text", ["", "lessonbank-recall-key abc", "x" * 5000, "\xff"])
def test_what_is_no_key_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "key").write_text(text, encoding="utf-8")
    with pytest.raises(PackError, match="no recall key"):
        read_key(tmp_path / "key")


def test_the_day_of_a_list_is_given(signer: Signer) -> None:
    assert signer.first.list.day == date(2026, 11, 21)
