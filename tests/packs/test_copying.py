"""A pack arrives whole, whatever happens on the way, and touches no file of anybody else."""

from __future__ import annotations

import errno
import json
import os
import random
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from lessonbank.packs import PackError, changes_of, copy_into, make_room, verify
from packed import Ready, ready
from sites import digests, state

KILLS = 20
"""Of first copies; half as many of updates."""
BESIDE = "My own notes.txt"
START = "START HERE.html"


def test_a_pack_is_one_page_and_one_folder_beside_it(whole: Ready, tmp_path: Path) -> None:
    folder = whole.copied(tmp_path / "stick")
    assert sorted(path.name for path in folder.iterdir()) == [START, "lesson-bank"]
    manifest = json.loads((folder / "lesson-bank/pack.json").read_bytes())
    there = digests(folder)
    del there["lesson-bank/pack.json"]
    assert {path: fact["sha256"] for path, fact in manifest["files"].items()} == there
    said = {name: value for name, value in manifest.items() if name != "files"}
    assert said == {
        "version": 1,
        "id": whole.facts.id,
        "edition": "public",
        "built": "2026-11-21",
        "expires": "2027-01-31",
        "label": "Ashgrove, spring",
        "key": "",
    }


def stamps(folder: Path) -> dict[Path, tuple[int, int]]:
    found = ((path, path.stat()) for path in folder.rglob("*"))
    return {path: (stat.st_ino, stat.st_mtime_ns) for path, stat in found}


def test_an_unchanged_pack_is_left_alone(whole: Ready, tmp_path: Path) -> None:
    folder = whole.copied(tmp_path)
    before = stamps(folder)
    changes = changes_of(whole.parts, folder, "public")
    assert (changes.to_copy, changes.gone) == ((), ())
    whole.copied(folder)
    assert stamps(folder) == before


def test_an_update_copies_what_changed_and_removes_what_was_withdrawn(
    whole: Ready, reduced: Ready, tmp_path: Path
) -> None:
    folder = whole.copied(tmp_path / "stick")
    (folder / BESIDE).write_text("mine", encoding="utf-8")
    mine = folder / "lesson-bank" / "clips" / BESIDE
    mine.write_text("mine", encoding="utf-8")
    changes = changes_of(reduced.parts, folder, "public")
    kept = {path: (folder / path).stat().st_ino for path in changes.same}
    assert any("third" in path for path in changes.gone)
    reduced.copied(folder)
    assert all((folder / path).stat().st_ino == inode for path, inode in kept.items())
    left = state(folder)
    assert left.pop(BESIDE) == left.pop("lesson-bank/clips/" + BESIDE) == b"mine"
    assert left == state(reduced.copied(tmp_path / "new"))
    assert b"Another lesson" not in b"".join(left.values())
    assert verify(folder).extra == ("lesson-bank/clips/" + BESIDE,)


def test_a_file_of_somebody_else_is_never_overwritten(whole: Ready, tmp_path: Path) -> None:
    (tmp_path / START).write_text("mine", encoding="utf-8")
    with pytest.raises(PackError, match="no pack of ours wrote it"):
        changes_of(whole.parts, tmp_path, "public")
    assert state(tmp_path) == {START: b"mine"}


def test_a_manifest_cannot_lead_out_of_the_pack(whole: Ready, tmp_path: Path) -> None:
    folder = whole.copied(tmp_path / "stick")
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    place = folder / "lesson-bank/pack.json"
    good = place.read_text(encoding="utf-8")
    for path in ("../mine.txt", "lesson-bank/../../mine.txt", "mine.txt", "lesson-bank//a", "/a"):
        manifest = json.loads(good)
        manifest["files"][path] = {"size": 4, "sha256": "0" * 64}
        place.write_text(json.dumps(manifest), encoding="utf-8")
        with pytest.raises(PackError, match="is damaged"):
            changes_of(whole.parts, folder, "public")


@pytest.mark.skipif(sys.platform == "win32", reason="needs links")
def test_links_in_a_pack_are_not_followed(whole: Ready, reduced: Ready, tmp_path: Path) -> None:
    folder = whole.copied(tmp_path / "stick")
    elsewhere = shutil.move(folder / "lesson-bank/clips", tmp_path / "elsewhere")
    (folder / "lesson-bank/clips").symlink_to(elsewhere)
    before = state(tmp_path / "elsewhere")
    with pytest.raises(OSError, match="link"):
        changes_of(reduced.parts, folder, "public")
    assert state(tmp_path / "elsewhere") == before
    assert not verify(folder).is_whole


def test_another_edition_is_refused(whole: Ready, tmp_path: Path) -> None:
    folder = whole.copied(tmp_path)
    with pytest.raises(PackError, match="edition public, and this one is trust"):
        changes_of(whole.parts, folder, "trust")


def test_what_does_not_fit_is_said_before_anything_is_copied(
    whole: Ready, reduced: Ready, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was withdrawn is removed all the same."""
    full = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: full._replace(free=1000))
    with pytest.raises(PackError, match=r"does not fit: .* has 1.0 kB free"):
        whole.copied(tmp_path / "new")
    assert not state(tmp_path / "new")
    monkeypatch.undo()
    folder = whole.copied(tmp_path / "old")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: full._replace(free=1000))
    changes = changes_of(reduced.parts, folder, "public")
    assert changes.gone
    with pytest.raises(PackError, match="does not fit"):
        make_room(folder, changes)
    assert not [path for path in changes.gone if (folder / path).exists()]


def test_a_disk_that_fills_up_loses_nothing(whole: Ready, reduced: Ready, tmp_path: Path) -> None:
    folder = reduced.copied(tmp_path / "stick")
    before = state(folder)
    changes = changes_of(whole.parts, folder, "public")
    done = 0

    def fill(count: int) -> None:
        nonlocal done
        done += count
        if done > changes.bytes // 2:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    make_room(folder, changes)
    with pytest.raises(OSError, match="No space") as caught:
        copy_into(folder, changes, whole.facts, fill)
    assert str(caught.value.filename).startswith(str(folder))
    changed = {part.path for part in changes.changed}
    now = state(folder)
    stays = before.keys() - changed - {*changes.gone}
    assert {path: now[path] for path in stays} == {path: before[path] for path in stays}
    assert not changed - now.keys()
    assert verify(folder).is_unfinished
    assert digests(whole.copied(folder)) == digests(whole.copied(tmp_path / "new"))


KILLED = """
import os, signal, sys
from pathlib import Path
sys.path[:0] = sys.argv[3:]
from packed import ready

bank, folder = Path(sys.argv[1]), Path(sys.argv[2])
whole, reduced = ready(bank, "whole"), ready(bank, "reduced")
target = str(folder)

def copy(at):
    steps = 0
    def step(event, args):
        nonlocal steps
        if event in {"open", "os.rename", "os.remove", "os.mkdir"} and target in str(args[0]):
            steps += 1
            if steps == at:
                os.kill(os.getpid(), signal.SIGKILL)
    sys.addaudithook(step)
    whole.copied(folder)
    return steps

def child(work):
    sys.stdout.flush()
    if not (pid := os.fork()):
        work()
        os._exit(0)
    return os.waitpid(pid, 0)[1]

for word in sys.stdin.read().split():
    before, at = word[0], int(word[1:])
    if before == "u":
        child(lambda: reduced.copied(folder))
    print(child(lambda: copy(at)), flush=True)
    if child(lambda: whole.copied(folder)):
        sys.exit(f"not resumed after step {at}")
    os.system(f"cp -r '{folder}' '{folder}-{word}'; rm -r '{folder}'")
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="forks")
def test_a_killed_copy_resumes_to_the_same_bytes(
    whole: Ready, bank: Path, root: Path, tmp_path: Path
) -> None:
    calm = digests(whole.copied(tmp_path / "calm"))
    chance = random.Random(16)  # noqa: S311 - the same each time
    steps = 2 * len(whole.parts)
    first = sorted({1, 2, 3, *chance.sample(range(4, steps), KILLS - 3)})
    updates = sorted(chance.sample(range(1, 50), KILLS // 2))
    chosen = [*(f"n{at}" for at in first), *(f"u{at}" for at in updates)]
    paths = (str(root / "tests/support"),)
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(bank), str(tmp_path / "stick"), *paths],
        input=" ".join(chosen),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["9"] * len(chosen), "each was killed"
    for at in chosen:
        folder = tmp_path / f"stick-{at}"
        assert digests(folder) == calm, at
        assert verify(folder).is_whole


def test_a_stick_that_breaks_a_file_is_found_out(whole: Ready, tmp_path: Path) -> None:
    folder = whole.copied(tmp_path)
    films = sorted((folder / "lesson-bank/media").glob("*.mp4"))
    films[0].write_bytes(films[0].read_bytes()[:-1] + b"\0")
    films[1].unlink()
    (folder / "lesson-bank/new.html").write_text("new", encoding="utf-8")
    (folder / "lesson-bank/Thumbs.db").write_bytes(b"of Windows")
    report = verify(folder)
    found = [path.relative_to(folder).as_posix() for path in films[:2]]
    assert ([*report.damaged], [*report.missing]) == (found[:1], found[1:])
    assert report.extra == ("lesson-bank/new.html",)
    assert not report.is_whole


def test_the_expiry_is_the_earliest_and_capped(whole: Ready, reduced: Ready) -> None:
    assert whole.facts.expires == date(2027, 1, 31)
    assert reduced.facts.expires == date(2027, 11, 21), "a year after the build"


def test_a_film_that_changed_in_the_store_is_not_packed(bank: Path, tmp_path: Path) -> None:
    site = Path(shutil.copytree(bank / "build/packs", tmp_path / "build/packs"))
    film = next((site / "whole/media").glob("*.mp4"))
    film.write_bytes(b"\0" * film.stat().st_size)
    with pytest.raises(PackError, match="is damaged or was changed"):
        ready(tmp_path, "whole").copied(tmp_path / "stick")
