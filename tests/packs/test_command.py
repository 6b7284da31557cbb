"""`lessonbank pack`, `verify` and `packs`, as a trust runs them."""

from __future__ import annotations

import json
from pathlib import Path
from zipfile import ZipFile

import pytest

from packed import WITHHELD, pack, withdraw
from sites import TODAY, digests, run, state

LABEL = "Ashgrove, spring"


def ledger(root: Path) -> dict[str, tuple[int, str]]:
    packs = json.loads((root / "packs.json").read_bytes())["packs"]
    return {each["id"]: (each["copies"], each["label"]) for each in packs}


def test_a_pack_from_its_making_to_its_recall(own_bank: Path, tmp_path: Path) -> None:
    root, stick, file = own_bank, tmp_path / "stick", tmp_path / "bank.zip"
    said = pack(root, "--to", str(stick), "--zip", str(file), "--label", LABEL)
    assert "It may be used until 2027-01-31." in said
    assert "0 changed files" in said
    with ZipFile(file) as zipped:
        zipped.extractall(tmp_path / "zip")
    assert digests(tmp_path / "zip") == digests(stick)
    (first,) = ledger(root)
    assert ledger(root) == {first: (2, LABEL)}
    again = pack(root, "--to", str(stick), "--zip", str(file))
    assert "0 new files, 0 changed files, 0 bytes" in again
    assert ledger(root) == {first: (2, LABEL)}

    checked = run(root, "lessonbank", "verify", str(stick), "--today", TODAY)
    assert (checked.returncode, checked.stdout.count("\n")) == (0, 1)
    kept = run(root, "lessonbank", "packs", "--today", TODAY)
    assert (kept.returncode, "ask it back" in kept.stdout) == (0, False)

    withdraw(root)
    asked = run(root, "lessonbank", "packs", "--recall", "--today", TODAY)
    assert asked.returncode == 1
    assert "ask it back: EL-2: permission is withdrawn" in asked.stdout
    updated = pack(root, "--to", str(stick))
    assert "Removed, for the edition no longer holds it: lesson-bank/media/" in updated
    second = next(id_ for id_ in ledger(root) if id_ != first)
    assert ledger(root) == {first: (1, LABEL), second: (1, LABEL)}, "the zip is still there"
    assert "2 packs, 1 to ask back" in run(root, "lessonbank", "packs", "--today", TODAY).stdout


def test_what_is_withheld_is_in_no_file_and_not_in_the_ledger(
    own_bank: Path, tmp_path: Path
) -> None:
    withdraw(own_bank)
    stick, file = tmp_path / "stick", tmp_path / "bank.zip"
    pack(own_bank, "--to", str(stick), "--zip", str(file))
    with ZipFile(file) as zipped:
        files = {f"zip {name}": zipped.read(name) for name in zipped.namelist()}
    files |= state(stick)
    files["packs.json"] = (own_bank / "packs.json").read_bytes()
    assert not {path for path, data in files.items() for word in WITHHELD if word in data}
    named = {path.removeprefix("zip ") for path in files if "third" in path}
    ended = {f"lesson-bank/{folder}/third.html" for folder in ("clips", "embed")}
    assert named == ended, "only the pages that say it has ended"


def test_a_preview_expires_soon_and_no_ledger_lists_it(own_bank: Path, tmp_path: Path) -> None:
    stick, zipped = tmp_path / "stick", tmp_path / "preview.zip"
    said = pack(own_bank, "--preview", "--to", str(stick), "--zip", str(zipped))
    assert "It may be used until 2026-11-28." in said
    assert "For: reviewers of a change" in (stick / "lesson-bank/pack.js").read_text("utf-8")
    assert "START HERE.html" in ZipFile(zipped).namelist()
    assert not (own_bank / "packs.json").exists()
    assert "until 2026-11-24." in pack(own_bank, "--preview", "--days", "3", "--to", str(stick))
    assert not (own_bank / "packs.json").exists()
    pack(own_bank, "--to", str(stick))
    assert list(ledger(own_bank).values()) == [(1, "")], "a pack of its own, for anybody"
    for args in (("--label", LABEL), ("--to", str(stick))):
        refused = run(own_bank, "lessonbank", "pack", "--preview", "--zip", str(zipped), *args)
        assert refused.returncode != 0
        assert "reviewers" in refused.stderr or "was handed out" in refused.stderr


def test_an_error_in_content_makes_no_pack_and_changes_none(own_bank: Path, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    (own_bank / "content/clips/first.md").write_text("---\ntitle: [\n---\n", encoding="utf-8")
    done = run(own_bank, "lessonbank", "pack", "--today", TODAY, "--to", str(stick))
    assert done.returncode == 1
    assert "No pack was made" in done.stderr
    assert not stick.exists()
    assert not (own_bank / "packs.json").exists()


def test_a_name_that_windows_refuses_is_said_before_the_copy(
    own_bank: Path, tmp_path: Path
) -> None:
    (own_bank / "content/con.md").write_text("# A page\n\nText.\n", encoding="utf-8")
    stick = tmp_path / "stick"
    done = run(own_bank, "lessonbank", "pack", "--today", TODAY, "--to", str(stick))
    assert done.returncode == 1
    assert "LB801" in done.stdout
    assert "lesson-bank/con.html" in done.stdout
    assert not stick.exists()


def test_a_pack_that_cannot_fit_is_not_made_and_a_light_one_has_one_rendition(
    own_bank: Path, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    done = run(own_bank, "lessonbank", "pack", "--today", TODAY, "--to", str(stick), "--fit", "1MB")
    assert done.returncode == 1
    assert "too large" in done.stderr
    assert not stick.exists()
    pack(own_bank, "--to", str(stick), "--renditions", "low")
    films = {path.name for path in (stick / "lesson-bank/media").glob("*.mp4")}
    pages = [path.read_text(encoding="utf-8") for path in stick.rglob("clips/*.html")]
    assert all(film in "".join(pages) for film in films)


def test_a_clip_loses_its_best_rendition_so_that_the_pack_fits(
    own_bank: Path, tmp_path: Path
) -> None:
    pack(own_bank, "--to", str(tmp_path / "whole"))
    whole = state(tmp_path / "whole")
    size = sum(map(len, whole.values())) - len(whole["lesson-bank/pack.json"])
    said = pack(own_bank, "--to", str(tmp_path / "less"), "--fit", f"{size / 1e6 - 0.01:.6f}MB")
    assert "only the rendition low is in it of the largest films: 1 clip." in said
    less = state(tmp_path / "less")
    assert films_in(whole) - films_in(less)
    assert films_in(less) < films_in(whole)
    assert run(tmp_path, "lessonbank", "verify", "less", "--today", TODAY).returncode == 0


def films_in(pack: dict[str, bytes]) -> set[str]:
    return {path for path in pack if path.endswith(".mp4")}


@pytest.mark.parametrize(
    ("args", "says"),
    [
        ((), "Say where the pack goes"),
        (("--to", "x", "--fit", "much"), "no size"),
        (("--to", "x", "--renditions", "high"), "there is no rendition 'high'"),
        (("--to", "x", "--label", "jo@elm.example"), "name a school or a group"),
        (("--to", "x", "--label", "a" * 81), "80 letters or fewer"),
        (("--to", "x", "--days", "366"), "366"),
    ],
)
def test_a_wrong_option_is_said(bank: Path, args: tuple[str, ...], says: str) -> None:
    done = run(bank, "lessonbank", "pack", *args)
    assert done.returncode == 2
    assert says in done.stderr


def test_verify_says_where_there_is_no_pack(tmp_path: Path) -> None:
    done = run(tmp_path, "lessonbank", "verify", str(tmp_path))
    assert (done.returncode, done.stdout) == (2, "")
    assert "There is no pack" in done.stderr
    (tmp_path / "lesson-bank").mkdir()
    (tmp_path / "lesson-bank/pack.json").write_text("{", encoding="utf-8")
    done = run(tmp_path, "lessonbank", "verify", str(tmp_path))
    assert done.returncode == 2
    assert "is damaged" in done.stderr


def test_an_edition_that_is_none_leads_nowhere_else(own_bank: Path, tmp_path: Path) -> None:
    before = {path.name for path in tmp_path.iterdir()}
    done = run(
        own_bank, "lessonbank", "pack", "--edition", "../../../x", "--to", str(tmp_path / "s")
    )
    assert done.returncode == 1
    assert "is not an edition" in done.stderr
    assert {path.name for path in tmp_path.iterdir()} == before
