"""Expiry, audit, find and purge, with the commands that users type."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
from datetime import date, timedelta
from pathlib import Path

import pytest

from projects import PERMISSION, RECORDING, clip, write_project
from sites import TODAY, built, pages, run, state

CANARY = "Kookaburra"
LAST_DAY, DAY_AFTER = "2027-01-31", "2027-02-01"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a bank of two recordings. All names that depend on the second contain its canary."""
    root = write_project(tmp_path_factory.mktemp("records"))
    files = {
        "content/permissions/EL-2.yml": PERMISSION.replace("2028-03-04", LAST_DAY),
        "content/recordings/second.yml": RECORDING.replace("EL-1", "EL-2")
        .replace("A lesson", CANARY)
        .replace("media: lesson.mp4", "media: second.mp4"),
        "content/clips/ending.md": clip(CANARY, "00:01", "00:05", at="00:02", body=CANARY).replace(
            "recording: lesson", "recording: second"
        ),
        "content/watchlists/both.md": "---\ntitle: Both\nsummary: Two clips.\nclips:\n"
        f"  - {{clip: first}}\n  - {{clip: ending, question: Where is the {CANARY}?}}\n---\n",
        "content/index.md": "# Hello\n\n[Look](clip:ending)\n",
    }
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    # Other bytes, so that no cut of the one is a cut of the other.
    film = (root / "media/lesson.mp4").read_bytes()
    (root / "media/second.mp4").write_bytes(film + b"\0\0\0\x08free")
    assert run(root, "lessonbank", "media", "--lock").returncode == 0
    built(root)
    return root


@pytest.fixture
def bank(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "bank"))


def withdraw(bank: Path) -> None:
    record = bank / "content/permissions/EL-2.yml"
    text = record.read_text(encoding="utf-8").replace("state: granted", "state: withdrawn")
    text += "  - {on: 2026-11-20, from: granted, to: withdrawn, by_role: headteacher}\n"
    record.write_text(text, encoding="utf-8")


def heard(folder: Path) -> list[str]:
    return [
        name
        for name, data in state(folder).items()
        if CANARY.encode() in data or CANARY.lower() in name
    ]


def test_a_clip_is_shown_on_its_last_day_and_removed_the_day_after(
    bank: Path,
) -> None:
    done = run(bank, "lessonbank", "build", "--today", LAST_DAY)
    assert done.returncode == 0
    assert CANARY in pages(bank / "build/site")["clips/ending.html"]
    done = run(bank, "lessonbank", "build", "--today", DAY_AFTER)
    assert done.returncode == 0
    assert f"Not in it: clip ending (permission expired on {LAST_DAY}) [EL-2]." in done.stdout
    after = pages(bank / "build/site")
    assert not heard(bank / "build/site")
    assert "No longer available" in after["clips/ending.html"]
    assert 'content="noindex' in after["clips/ending.html"]
    assert "1 clip on this page is not available in this edition." in after["watchlists/both.html"]
    assert "(not available in this edition)" in after["index.html"]


def test_a_former_address_of_an_ended_item_says_so_too(bank: Path) -> None:
    page = bank / "content/clips/ending.md"
    text = page.read_text(encoding="utf-8").replace("summary:", "aliases: [old-name]\nsummary:", 1)
    page.write_text(text, encoding="utf-8")
    withdraw(bank)
    site = built(bank)
    assert "No longer available" in pages(site)["clips/old-name.html"]
    assert b"old-name" not in (site / "sitemap.xml").read_bytes()


def test_the_environment_sets_the_edition_and_an_option_overrides_it(bank: Path) -> None:
    done = run(bank, "lessonbank", "build", "--today", TODAY, LESSONBANK_EDITION="trust")
    assert "for the edition trust" in done.stdout
    asked = ("--today", TODAY, "--edition", "public")
    done = run(bank, "lessonbank", "build", *asked, LESSONBANK_EDITION="trust")
    assert "for the edition public" in done.stdout
    done = run(
        bank, "mkdocs", "build", LESSONBANK_EDITION="school:elm", SOURCE_DATE_EPOCH="1795219200"
    )
    assert done.returncode == 0, done.stderr
    assert (bank / "build/audit/school-elm.csv").is_file()


def test_the_audit_lists_what_ends_and_what_is_due(bank: Path) -> None:
    record = bank / "content/permissions/EL-1.yml"
    text = record.read_text(encoding="utf-8").replace(
        "expires_on", "review_on: 2026-12-10\nexpires_on"
    )
    record.write_text(text, encoding="utf-8")
    near = run(bank, "lessonbank", "audit", "--today", TODAY, "--within", "30d").stdout
    assert near.startswith("2026-12-10  is due for review:\n")
    assert "clip first [EL-1]" in near
    assert "expires" not in near
    far = run(bank, "lessonbank", "audit", "--today", TODAY, "--within", "80").stdout
    assert f"{LAST_DAY}  expires:\n" in far
    assert "clip ending [EL-2]" in far
    none = run(bank, "lessonbank", "audit", "--today", TODAY, "--within", "0d").stdout
    assert none == "Nothing shown expires or is due for review within 0 days.\n"
    wrong = run(bank, "lessonbank", "audit", "--within", "soon")
    assert wrong.returncode == 2
    assert "'soon' is not a number of days" in wrong.stderr


def test_no_cell_of_the_audit_is_a_formula(bank: Path) -> None:
    page = bank / "content/clips/ending.md"
    formula = "=HYPERLINK(1)"
    page.write_text(
        page.read_text(encoding="utf-8").replace(f"title: {CANARY}", f'title: "{formula}"'),
        encoding="utf-8",
    )
    done = run(bank, "lessonbank", "audit", "--today", TODAY)
    assert done.returncode == 0, done.stderr
    data = (bank / "build/audit/public.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = csv.DictReader(io.StringIO(data.decode("utf-8-sig")))
    row = next(row for row in rows if row["id"] == "ending")
    assert row["title"] == f"'{formula}"
    assert row["decision"] == "shown"
    assert (row["permission"], row["expires"]) == ("EL-2", LAST_DAY)
    assert "clips/ending.html" in row["files"].split()
    html = (bank / "build/audit/public.html").read_text(encoding="utf-8")
    assert "<td>ending</td>" in html


def test_the_audit_is_never_in_a_site(bank: Path) -> None:
    config = bank / "mkdocs.yml"
    config.write_text(
        config.read_text(encoding="utf-8").replace("site_dir: build/site", "site_dir: build"),
        encoding="utf-8",
    )
    done = run(bank, "lessonbank", "build", "--today", TODAY)
    assert done.returncode == 0, done.stderr
    assert "No audit was written" in done.stderr
    assert not (bank / "build/audit").exists()


def test_find_lists_everything_under_a_reference(bank: Path) -> None:
    found = run(bank, "lessonbank", "find", "--ref", "EL-2", "--today", TODAY)
    assert found.returncode == 0, found.stderr
    lines = [line.strip() for line in found.stdout.splitlines()]
    assert f"clip ending: {CANARY}" in lines
    assert f"recording second: {CANARY}" in lines
    assert "watchlist both: Both" in lines
    assert "second.mp4" in lines
    assert lines.count("clips/ending.html") == 3, "public, trust and the one school"
    assert not [line for line in lines if "first" in line]
    wrong = run(bank, "lessonbank", "find", "--ref", "EL-9")
    assert wrong.returncode == 1
    assert "There is no permission 'EL-9'" in wrong.stderr


def test_purge_deletes_only_what_was_made_from_a_withdrawn_recording(bank: Path) -> None:
    kept = run(bank, "lessonbank", "purge", "--today", TODAY)
    assert kept.returncode == 0, kept.stderr
    before = set(state(bank / ".cache/media"))
    withdraw(bank)
    dry = run(bank, "lessonbank", "purge", "--dry-run", "--today", TODAY)
    assert set(state(bank / ".cache/media")) == before
    gone = run(bank, "lessonbank", "purge", "--today", TODAY)
    assert gone.returncode == 0, gone.stderr
    after = set(state(bank / ".cache/media"))
    assert after < before
    named = {line.strip() for line in dry.stdout.splitlines() if line.startswith("  ")}
    assert {f".cache/media/{name}" for name in before - after} <= named
    kept = {name for name in after if name.startswith("history")}
    assert len(kept) == 2, "what was shown of the clips that are left"
    assert "Left of second" in gone.stdout
    assert "media/second.mp4: delete it and commit" in gone.stdout
    explained = run(bank, "lessonbank", "media", "--explain", "--today", TODAY).stdout
    assert explained == "0 of 2 clips to make.\n", "what may be shown is made still"


def test_purge_deletes_cached_search_words(bank: Path) -> None:
    assert set(state(bank / ".cache/search")) == {"words.npz"}
    dry = run(bank, "lessonbank", "purge", "--dry-run", "--today", TODAY)
    assert "  .cache/search/words.npz" in dry.stdout.splitlines()
    assert state(bank / ".cache/search")
    assert run(bank, "lessonbank", "purge", "--today", TODAY).returncode == 0
    assert not state(bank / ".cache/search")


def test_purge_deletes_cached_pages_of_other_content(bank: Path) -> None:
    built(bank)
    (pages,) = state(bank / ".cache/pages")
    assert run(bank, "lessonbank", "purge", "--today", TODAY).returncode == 0
    assert set(state(bank / ".cache/pages")) == {pages}, "they are of what is there now"
    withdraw(bank)
    dry = run(bank, "lessonbank", "purge", "--dry-run", "--today", TODAY)
    assert f"  .cache/pages/{pages}" in dry.stdout.splitlines()
    assert run(bank, "lessonbank", "purge", "--today", TODAY).returncode == 0
    assert not state(bank / ".cache/pages")


def test_purge_deletes_cached_pages_of_another_day(bank: Path) -> None:
    built(bank)
    later = (date.fromisoformat(TODAY) + timedelta(1)).isoformat()
    assert run(bank, "lessonbank", "purge", "--today", later).returncode == 0
    assert not state(bank / ".cache/pages")


def test_purge_counts_the_commits_that_keep_a_film(bank: Path) -> None:
    def git(*args: str) -> None:
        who = ("-c", "user.name=T", "-c", "user.email=t@example.org")
        subprocess.run(["git", *who, *args], cwd=bank, check=True, capture_output=True)

    git("init", "--quiet")
    git("add", "media")
    git("commit", "--quiet", "-m", "film")
    withdraw(bank)
    (bank / "media/second.mp4").unlink()
    told = run(bank, "lessonbank", "purge", "--today", TODAY).stdout
    assert "git history: 1 commit with its files" in told
    assert "media/second.mp4" not in told
