"""The site offers a pack for download, and only one that may be handed out."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from lessonbank.bank import ITEM_TYPES
from lessonbank.outputs import manifest_path, read_manifest
from lessonbank.packs import PackError, entry_of, offered, record, write_zip
from packed import DAY, Ready, pack, withdraw
from sites import TODAY, run, state

URL = "https://files.elm.example/bank"
SETTINGS = f"[lessonbank: {{pack_url: '{URL}', pack_file: build/zips/bank.zip}}]"


@pytest.fixture
def zipped(own_bank: Path, whole: Ready) -> Path:
    """A bank with a zip that its ledger knows."""
    write_zip(whole.parts, whole.facts, own_bank / "bank.zip")
    record(own_bank, entry_of(whole.facts, read_manifest(manifest_path(whole.site))))
    return own_bank


def offer(root: Path, day: date = DAY) -> list[tuple[str, str]]:
    found = offered(root / "bank.zip", f"{URL}/", root, day, ITEM_TYPES)
    return [(file.name, file.url) for file in found.files]


def test_a_pack_is_offered_with_its_size(zipped: Path, whole: Ready) -> None:
    found = offered(zipped / "bank.zip", URL, zipped, DAY, ITEM_TYPES)
    assert offer(zipped) == [("bank.zip", f"{URL}/bank.zip")]
    assert re.fullmatch(r"[0-9.]+ MB", found.size)
    assert (found.edition, found.built, found.expires) == ("public", DAY, whole.facts.expires)


def test_all_zips_of_a_large_pack_are_offered(zipped: Path, whole: Ready) -> None:
    (zipped / "bank.zip").unlink()
    limit = max(part.size for part in whole.parts) + 5_000_000
    files = write_zip(whole.parts, whole.facts, zipped / "bank.zip", limit=limit)
    assert [name for name, _ in offer(zipped)] == [file.name for file in files]
    if len(files) > 1:
        files[0].unlink()
        with pytest.raises(PackError, match="no whole pack"):
            offer(zipped)


REFUSED: dict[str, tuple[Callable[[Path], object], str]] = {
    "missing": (lambda root: (root / "bank.zip").unlink(), "no whole pack"),
    "no zip": (lambda root: (root / "bank.zip").write_bytes(b"text"), "no whole pack"),
    "unknown": (lambda root: (root / "packs.json").unlink(), "is not in packs.json"),
    "withdrawn": (withdraw, "EL-2: permission is withdrawn"),
    "deleted": (lambda root: (root / "content/clips/first.md").unlink(), "first was deleted"),
}


@pytest.mark.parametrize("fault", REFUSED)
def test_a_pack_that_may_not_be_handed_out_is_not_offered(zipped: Path, fault: str) -> None:
    spoil, says = REFUSED[fault]
    spoil(zipped)
    with pytest.raises(PackError, match=says):
        offer(zipped)


def test_a_pack_is_not_offered_after_its_last_day(zipped: Path, whole: Ready) -> None:
    assert offer(zipped, whole.facts.expires)
    with pytest.raises(PackError, match="expired"):
        offer(zipped, whole.facts.expires + timedelta(1))


def built(root: Path) -> dict[str, bytes]:
    done = run(root, "lessonbank", "build", "--today", TODAY)
    assert done.returncode == 0, done.stdout + done.stderr
    return state(root / "build/site")


def test_the_page_comes_and_goes_with_the_offer(own_bank: Path, tmp_path: Path) -> None:
    root, settings = own_bank, own_bank / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    assert "[lessonbank]" in text
    settings.write_text(text.replace("[lessonbank]", SETTINGS), encoding="utf-8")
    stick = tmp_path / "stick"
    pack(root, "--to", str(stick), "--zip", "build/zips/bank.zip")
    assert "offline.html" not in " ".join(state(stick)), "a pack offers no pack"
    site = built(root)
    page = site["offline.html"].decode()
    assert f'href="{URL}/bank.zip"' in page
    assert "offline.html" in site["index.html"].decode()
    pack(root, "--zip", "build/zips/bank.zip")
    assert "lesson-bank/offline.html" not in state(stick)

    withdraw(root)
    assert run(root, "lessonbank", "takedown", "--today", TODAY).returncode == 0
    site = state(root / "build/site")
    assert not [path for path, data in site.items() if b"bank.zip" in data]
    assert "offline.html" not in site["index.html"].decode()
    shutil.rmtree(root / "build/site")
    assert not [path for path, data in built(root).items() if b"bank.zip" in data]
