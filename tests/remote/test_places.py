"""Settings and the environment name places, in that order."""

from __future__ import annotations

from pathlib import Path

import pytest

from lessonbank.compiler.errors import CompileError
from lessonbank.compiler.places import Places, opened, read_places
from lessonbank.remote import RemoteError

WRITTEN = {"store": "s3://bank/media", "media_url": "https://films.example.org/bank"}


def test_the_environment_comes_before_the_settings() -> None:
    assert Places.of(WRITTEN, {}) == Places("s3://bank/media", "https://films.example.org/bank/")
    assert Places.of(WRITTEN, {"LESSONBANK_STORE": " /mnt/bank "}).store == "/mnt/bank"
    environ = {"LESSONBANK_STORE": "", "LESSONBANK_MEDIA_URL": "", "LESSONBANK_MEDIA_STORE": "x"}
    assert Places.of(WRITTEN, environ) == Places(media_store="x")


def test_a_wrong_address_of_the_environment_stops_the_command() -> None:
    with pytest.raises(CompileError, match="begins with https://"):
        Places.of({}, {"LESSONBANK_MEDIA_URL": "http://films.example.org/"})


def test_the_settings_are_read_without_mkdocs(tmp_path: Path) -> None:
    text = "plugins:\n  - lessonbank: {store: !ENV [NO_SUCH_VARIABLE, ../media]}\n"
    (tmp_path / "mkdocs.yml").write_text(text, encoding="utf-8")
    assert read_places(tmp_path, {}).store == "../media"


def test_settings_that_cannot_be_read_name_no_place(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("plugins: [", encoding="utf-8")
    with pytest.raises(CompileError):
        read_places(tmp_path, {})


def test_a_place_that_nobody_named_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(RemoteError, match="The bank has no `store`") as caught:
        opened("", "store", tmp_path)
    assert "LESSONBANK_STORE" in str(caught.value)
