"""`lessonbank recall` and `verify --recall`, as a trust runs them."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from lessonbank.packs import read_list
from packed import WITHHELD, pack, withdraw, withdrawn
from sites import TODAY, run


def tell(root: Path, *args: str, **env: str) -> tuple[int, str]:
    done = run(root, "lessonbank", *args, "--today", TODAY, **env)
    return done.returncode, done.stdout + done.stderr


def serial(file: Path) -> int:
    return int(json.loads(read_list(file).list)["serial"])


def test_a_list_from_the_key_to_the_copy(own_bank: Path, tmp_path: Path) -> None:
    root, key, stick = own_bank, tmp_path / "key", tmp_path / "stick"
    assert tell(root, "recall", "key", str(key))[0] == 0
    pack(root, "--to", str(stick))
    place, file = stick / "lesson-bank/recall.js", tmp_path / "recall.js"
    assert serial(place) == 1
    assert tell(root, "verify", str(stick))[0] == 0

    withdraw(root)
    code, said = tell(root, "recall", "list", str(file), "--key", str(key))
    assert (code, "is list 2: 1 withdrawn item" in said) == (0, True)
    assert not [word for word in WITHHELD if word in file.read_bytes()]
    assert b"third" not in file.read_bytes()
    again = tell(root, "recall", "list", str(file), "--key", str(key))
    assert "is list 2: 1 withdrawn item" in again[1], "the same list keeps its number"

    code, said = tell(root, "verify", str(stick), "--recall", str(file))
    assert code == 3
    assert "withdrawn: lesson-bank/clips/third.html" in said
    named = re.findall(r"withdrawn: (\S+)", said)
    assert [path for path in named if not (stick / path).is_file()] == [], "packs lack some files"
    assert "first" not in said
    assert tell(root, "verify", str(stick))[0] == 0, "the list was not copied yet"
    shutil.copy(file, place)
    assert tell(root, "verify", str(stick))[0] == 3

    pack(root, "--to", str(stick))
    assert serial(place) == 2
    assert tell(root, "verify", str(stick))[0] == 0


def test_a_pack_is_not_made_that_its_own_list_hides(own_bank: Path, tmp_path: Path) -> None:
    root, key, stick = own_bank, tmp_path / "key", tmp_path / "stick"
    tell(root, "recall", "key", str(key))
    pack(root, "--to", str(stick))
    record = root / "content/permissions/EL-2.yml"
    granted = record.read_text(encoding="utf-8")
    record.write_text(withdrawn(granted), encoding="utf-8")
    line = key.read_text(encoding="ascii")
    code, _ = tell(root, "recall", "list", LESSONBANK_RECALL_KEY=line)
    assert code == 0
    assert serial(root / "recall.js") == 2
    record.write_text(granted, encoding="utf-8")
    code, said = tell(root, "pack", "--to", str(stick))
    assert (code, "hides what this edition shows: permission EL-2" in said) == (1, True)
    tell(root, "recall", "list", LESSONBANK_RECALL_KEY=line)
    pack(root, "--to", str(stick))
    assert serial(stick / "lesson-bank/recall.js") == 3


@pytest.fixture
def keyed(own_bank: Path, tmp_path: Path) -> Path:
    tell(own_bank, "recall", "key", str(tmp_path / "key"))
    return own_bank


def test_a_second_key_is_refused(keyed: Path, tmp_path: Path) -> None:
    code, said = tell(keyed, "recall", "key", str(tmp_path / "other"))
    assert (code, "has a key" in said) == (1, True)
    assert not (tmp_path / "other").exists()


def test_a_key_inside_the_project_is_refused(own_bank: Path) -> None:
    code, said = tell(own_bank, "recall", "key", "key")
    assert (code, "outside the project" in said) == (1, True)
    assert not (own_bank / "packs.json").exists()


@pytest.mark.parametrize(
    ("args", "says"),
    [
        ((), "Say where the secret key is"),
        (("--key", "missing"), "cannot be read"),
        (("--key", "packs.json"), "no recall key"),
        (("--key", "other"), "another public key"),
    ],
)
def test_a_list_without_the_key_is_refused(
    keyed: Path, tmp_path: Path, args: tuple[str, ...], says: str
) -> None:
    (keyed / "other").write_text(f"lessonbank-recall-key {'1' * 64}\n", encoding="ascii")
    before = (keyed / "packs.json").read_bytes()
    code, said = tell(keyed, "recall", "list", str(tmp_path / "recall.js"), *args)
    assert (code, says in said) == (1, True), said
    assert not (tmp_path / "recall.js").exists()
    assert (keyed / "packs.json").read_bytes() == before


def test_a_bank_without_a_key_makes_no_list(own_bank: Path) -> None:
    line = f"lessonbank-recall-key {'1' * 64}"
    code, said = tell(own_bank, "recall", "list", LESSONBANK_RECALL_KEY=line)
    assert (code, "no key yet" in said) == (1, True)


def test_verify_says_what_is_wrong_with_a_list(keyed: Path, tmp_path: Path) -> None:
    stick, other = tmp_path / "stick", tmp_path / "other.js"
    pack(keyed, "--to", str(stick))
    place = stick / "lesson-bank/recall.js"
    other.write_bytes(place.read_bytes().replace(b"serial", b"Serial"))
    assert tell(keyed, "verify", str(stick), "--recall", str(other))[0] == 2
    assert tell(keyed, "verify", str(stick), "--recall", str(tmp_path / "none"))[0] == 2
    shutil.copy(other, place)
    code, said = tell(keyed, "verify", str(stick))
    assert (code, "damaged: lesson-bank/recall.js" in said) == (1, True)
    place.unlink()
    code, said = tell(keyed, "verify", str(stick))
    assert (code, "missing: lesson-bank/recall.js" in said) == (1, True)
    pack(keyed, "--to", str(stick))
    assert tell(keyed, "verify", str(stick))[0] == 0
