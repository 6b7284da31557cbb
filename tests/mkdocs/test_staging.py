"""A finished site stays whole whatever happens to the next build."""

from __future__ import annotations

from pathlib import Path

from lessonbank.mkdocs.staging import Staging


def page(folder: Path, text: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "index.html").write_text(text, encoding="utf-8")


def state(parent: Path) -> dict[str, str]:
    return {
        path.relative_to(parent).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(parent.rglob("*"))
        if path.is_file()
    }


def test_the_first_site_appears_whole(tmp_path: Path) -> None:
    staging = Staging(tmp_path / "build" / "site")
    page(staging.begin(), "one")
    assert not staging.site.exists()
    staging.finish()
    assert state(tmp_path) == {"build/site/index.html": "one"}


def test_a_new_site_replaces_the_old_one_entirely(tmp_path: Path) -> None:
    staging = Staging(tmp_path / "site")
    page(staging.site, "one")
    (staging.site / "gone.html").write_text("gone", encoding="utf-8")
    page(staging.begin(), "two")
    staging.finish()
    assert state(tmp_path) == {"site/index.html": "two"}


def test_a_discarded_build_leaves_the_old_site(tmp_path: Path) -> None:
    staging = Staging(tmp_path / "site")
    page(staging.site, "one")
    page(staging.begin(), "half")
    staging.discard()
    assert state(tmp_path) == {"site/index.html": "one"}


def test_what_a_killed_build_left_is_swept_away(tmp_path: Path) -> None:
    killed = Staging(tmp_path / "site")
    page(killed.site, "one")
    page(killed.begin(), "half")
    again = Staging(tmp_path / "site")
    page(again.begin(), "two")
    again.finish()
    assert state(tmp_path) == {"site/index.html": "two"}


def test_a_build_killed_between_the_two_renames_gives_the_old_site_back(tmp_path: Path) -> None:
    staging = Staging(tmp_path / "site")
    page(staging.begin(), "new, never in place")
    page(tmp_path / ".site.old", "one")
    staging.begin()
    assert state(tmp_path) == {"site/index.html": "one"}
