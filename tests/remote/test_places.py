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


@pytest.mark.parametrize("folder", ["content/resources", "build/site", "media", ".cache/../media"])
def test_a_folder_of_the_bank_is_no_store(folder: str, tmp_path: Path) -> None:
    with pytest.raises(RemoteError, match="part of the bank"):
        opened(folder, "store", tmp_path)


def test_a_folder_beside_the_bank_is_a_store(tmp_path: Path) -> None:
    assert opened("store", "store", tmp_path).shown == str(tmp_path / "store")


def test_a_store_that_is_not_there_cannot_be_purged(tmp_path: Path) -> None:
    """A drive that is not connected would otherwise count as purged."""
    place = opened("../drive", "store", tmp_path / "bank")
    with pytest.raises(RemoteError, match=r"There is no .*drive"):
        place.require()
    (tmp_path / "drive").mkdir()
    place.require()


def test_a_bucket_that_is_not_there_cannot_be_purged(server: str, tmp_path: Path) -> None:
    opened("s3://our-bank/nothing-yet", "store", tmp_path).require()
    with pytest.raises(RemoteError):
        opened("s3://no-such-bucket/x", "store", tmp_path).require()
