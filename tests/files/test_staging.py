"""A finished site stays whole if the next build fails or is killed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from lessonbank.files.locks import BusyError
from lessonbank.files.staging import Staging


def page(folder: Path, text: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "index.html").write_text(text, encoding="utf-8")


def begin(staging: Staging) -> Path:
    staging.lock()
    return staging.folder()


def state(parent: Path) -> dict[str, str]:
    return {
        path.relative_to(parent).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(parent.rglob("*"))
        if path.is_file()
    }


def killed(site: Path, then: str = "") -> None:
    """Start staging in another process and kill it."""
    program = f"""
import os, sys
from pathlib import Path
from lessonbank.files.staging import Staging
staging = Staging(Path(sys.argv[1]))
staging.lock()
folder = staging.folder()
(folder / "index.html").write_text("half")
{then}
os._exit(1)
"""
    subprocess.run([sys.executable, "-c", program, str(site)], check=False)


def test_the_first_site_appears_whole(tmp_path: Path) -> None:
    staging = Staging(tmp_path / "build" / "site")
    page(begin(staging), "one")
    assert not staging.site.exists()
    staging.finish()
    assert state(tmp_path) == {"build/site/index.html": "one"}


def test_a_new_site_replaces_the_old_one_entirely(tmp_path: Path) -> None:
    staging = Staging(tmp_path / "site")
    page(staging.site, "one")
    (staging.site / "gone.html").write_text("gone", encoding="utf-8")
    page(begin(staging), "two")
    staging.finish()
    assert state(tmp_path) == {"site/index.html": "two"}


def test_a_discarded_build_leaves_the_old_site(tmp_path: Path) -> None:
    staging = Staging(tmp_path / "site")
    page(staging.site, "one")
    page(begin(staging), "half")
    staging.discard()
    assert state(tmp_path) == {"site/index.html": "one"}


def test_folders_of_a_killed_build_are_removed(tmp_path: Path) -> None:
    page(tmp_path / "site", "one")
    page(tmp_path / "site.b", "another site")
    killed(tmp_path / "site")
    assert len(state(tmp_path)) > 2, "the killed build has left something"
    again = Staging(tmp_path / "site")
    page(begin(again), "two")
    again.finish()
    assert state(tmp_path) == {"site/index.html": "two", "site.b/index.html": "another site"}


def test_a_build_killed_between_the_two_renames_restores_the_old_site(tmp_path: Path) -> None:
    page(tmp_path / "site", "one")
    killed(tmp_path / "site", "staging.site.rename(staging._beside('.old'))")
    assert not (tmp_path / "site").exists()
    staging = Staging(tmp_path / "site")
    begin(staging)
    staging.discard()
    assert state(tmp_path) == {"site/index.html": "one"}


def test_folders_of_an_older_version_are_removed(tmp_path: Path) -> None:
    page(tmp_path / ".site.new", "half")
    page(tmp_path / ".site.old", "one")
    staging = Staging(tmp_path / "site")
    begin(staging)
    staging.discard()
    assert state(tmp_path) == {"site/index.html": "one"}


def test_a_second_build_of_a_site_waits_and_names_the_first(tmp_path: Path) -> None:
    first = Staging(tmp_path / "site", "the first")
    begin(first)
    told: list[str] = []
    second = Staging(
        tmp_path / "site", "the second", wait=0.3, waiting=lambda who: told.append(str(who))
    )
    with pytest.raises(BusyError, match=rf"the first \(process {os.getpid()}\), since 20"):
        begin(second)
    assert len(told) == 1
    assert "the first" in told[0]
    first.discard()
    begin(second)
    second.discard()
    assert state(tmp_path) == {}


def test_the_lock_of_a_dead_process_is_free(tmp_path: Path) -> None:
    killed(tmp_path / "site")
    assert (tmp_path / ".site.lock").exists()
    staging = Staging(tmp_path / "site")
    begin(staging)
    staging.discard()


def test_a_file_beside_the_site_is_replaced_with_it(tmp_path: Path) -> None:
    beside = tmp_path / "manifest" / "site.json"
    for text in ("one", "two"):
        staging = Staging(tmp_path / "site")
        page(begin(staging), text)
        staging.finish({beside: text.encode()})
        assert state(tmp_path) == {"site/index.html": text, "manifest/site.json": text}
