"""The cache of rendered pages changes nothing but time, whatever is edited."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from lessonbank.compiler.keeping import VARIABLE
from random_edits import Edited

EDITS = 10
"""More of them: `python tests/bench/bench_kept.py --edits 300`."""


def test_random_edits_give_the_same_site_with_and_without_the_cache(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bank, refused = Edited.of(tmp_path / "bank", seed=4), 0
    for _ in range(EDITS):
        bank.edit()
        monkeypatch.delenv(VARIABLE, raising=False)
        site = bank.site()
        monkeypatch.setenv(VARIABLE, "off")
        assert site == bank.site(), bank.done
        refused += site is None
    assert refused < EDITS / 2


def test_a_cold_a_warm_and_a_damaged_cache_give_the_same_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bank = Edited.of(tmp_path / "bank", seed=1)
    monkeypatch.setenv(VARIABLE, "off")
    plain, folder = bank.site(), bank.settings.pages
    assert plain
    assert not folder.exists()
    monkeypatch.delenv(VARIABLE)
    assert bank.site() == plain
    (file,) = folder.iterdir()
    assert bank.site() == plain
    whole = file.read_bytes()
    for part in (0, 7, len(whole) // 3, len(whole) // 2, len(whole) - 1):
        file.write_bytes(whole[:part])
        assert bank.site() == plain
        assert file.read_bytes() == whole
    shutil.rmtree(folder)
    assert bank.site() == plain


def test_a_warm_build_renders_only_what_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    bank = Edited.of(tmp_path / "bank", seed=1)
    bank.site()
    (file,) = bank.settings.pages.iterdir()
    before = file.read_bytes()
    bank.site()
    assert file.read_bytes() == before
    clip = bank.root / "content/clips/fifth.md"
    clip.write_text(f"{clip.read_text(encoding='utf-8')}\nOne more line.\n", encoding="utf-8")
    bank.site()
    after = file.read_bytes()
    assert after != before
    assert abs(len(after) - len(before)) < len(before) / 10


def test_a_cache_that_cannot_be_written_costs_only_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    bank = Edited.of(tmp_path / "bank", seed=1)
    bank.settings.pages.parent.mkdir(exist_ok=True)
    bank.settings.pages.write_text("no folder", encoding="utf-8")
    assert bank.site()
