"""The hash of the running release is found in whatever way it was installed, or the fix is said."""

from __future__ import annotations

import json
from hashlib import sha256
from importlib.metadata import Distribution, PathDistribution
from pathlib import Path

import pytest
from click.testing import CliRunner

from installing import described
from lessonbank import __version__
from lessonbank.cli import main
from lessonbank.scaffold.bank import Release, ReleaseUnknownError, release, this_release
from lessonbank.scaffold.bank.following import own_files

WHEEL = f"lessonbank-{__version__}-py3-none-any.whl"
DATA = b"a wheel"
HASH = sha256(DATA).hexdigest()


def installed_from(
    folder: Path, record: dict[str, object] | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    described(folder, "lessonbank", __version__, {})
    about = folder / f"lessonbank-{__version__}.dist-info"
    if record is not None:
        (about / "direct_url.json").write_text(json.dumps(record))
    found: Distribution = PathDistribution(about)
    monkeypatch.setattr(release, "distribution", lambda _: found)


@pytest.fixture
def wheel(tmp_path: Path) -> Path:
    (tmp_path / WHEEL).write_bytes(DATA)
    return tmp_path / WHEEL


@pytest.mark.parametrize(
    "archive", [{}, {"hash": f"sha256={HASH}"}, {"hashes": {"sha256": HASH}}], ids=str
)
def test_a_wheel_that_was_installed_is_kept(
    wheel: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, archive: dict[str, object]
):
    record = {"url": wheel.as_uri(), "archive_info": archive}
    installed_from(tmp_path / "env", record, monkeypatch)
    found = this_release()
    assert found.wheel == (WHEEL, DATA)
    assert found.requirement == (
        f"--find-links wheels\nlessonbank=={__version__} \\\n    --hash=sha256:{HASH}\n"
    )


def test_a_wheel_from_an_address_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    address = f"https://trust.example/{WHEEL}"
    record = {"url": address, "archive_info": {"hashes": {"sha256": HASH}}}
    installed_from(tmp_path / "env", record, monkeypatch)
    wanted = f"lessonbank @ {address} \\\n    --hash=sha256:{HASH}\n"
    assert this_release().requirement == wanted


@pytest.mark.parametrize(
    "record",
    [
        {"url": f"https://trust.example/{WHEEL}", "archive_info": {}},
        {"url": "https://trust.example/bank.git", "vcs_info": {"vcs": "git"}},
        {"url": f"file:///no/such/{WHEEL}", "archive_info": {}},
        {"url": "file:///no/such/folder", "dir_info": {"editable": True}},
    ],
    ids=["no hash", "git", "wheel is gone", "source is gone"],
)
def test_without_a_hash_the_fix_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, record: dict[str, object]
):
    installed_from(tmp_path / "env", record, monkeypatch)
    with pytest.raises(ReleaseUnknownError):
        this_release()


def test_a_wheel_that_has_changed_is_refused(
    wheel: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    record = {"url": wheel.as_uri(), "archive_info": {"hashes": {"sha256": "0" * 64}}}
    installed_from(tmp_path / "env", record, monkeypatch)
    with pytest.raises(ReleaseUnknownError, match="is not the file"):
        this_release()


def test_without_an_index_the_fix_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    installed_from(tmp_path / "env", None, monkeypatch)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.delenv("PIP_FIND_LINKS", raising=False)
    with pytest.raises(ReleaseUnknownError, match="--wheel"):
        this_release()


def test_a_release_from_an_index_is_downloaded_for_its_hash(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    shelf = tmp_path / "shelf"
    shelf.mkdir()
    _tiny_wheel(shelf / WHEEL)
    installed_from(tmp_path / "env", None, monkeypatch)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(shelf))
    found = this_release()
    assert found.wheel is None
    assert found.sha256 == sha256((shelf / WHEEL).read_bytes()).hexdigest()


def _tiny_wheel(path: Path) -> None:
    import zipfile  # noqa: PLC0415 - one test needs it

    about = f"lessonbank-{__version__}.dist-info"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(
            f"{about}/METADATA",
            f"Metadata-Version: 2.1\nName: lessonbank\nVersion: {__version__}\n",
        )
        archive.writestr(f"{about}/WHEEL", "Wheel-Version: 1.0\nTag: py3-none-any\n")
        archive.writestr(f"{about}/RECORD", "")


def test_an_upgrade_locks_the_bank_to_the_new_release(
    wheel: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    installed_from(tmp_path / "env", {"url": wheel.as_uri(), "archive_info": {}}, monkeypatch)
    bank = tmp_path / "bank"
    bank.mkdir()
    current = release.release_in(wheel)
    from lessonbank.scaffold.bank.files import requirements  # noqa: PLC0415

    for version, changed in (("0.1.0", True), (__version__, False)):
        old = requirements(release.Release(version, "0" * 64))
        (bank / "requirements.txt").write_bytes(old)
        wanted = {"requirements.txt": requirements(current), f"wheels/{WHEEL}": DATA}
        assert own_files(bank) == (wanted if changed else {})
    (bank / "requirements.txt").write_text("lessonbank==0.1.0\n")
    assert own_files(bank) == {}


def test_nothing_is_asked_where_no_release_can_be_locked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unknown() -> Release:
        raise ReleaseUnknownError("Go online and try again.")

    monkeypatch.setattr("lessonbank.cli.new.this_release", unknown)
    found = CliRunner().invoke(main, ["new", str(tmp_path / "bank")])
    assert found.exit_code == 1
    assert found.output == "Error: Nothing was written. Go online and try again.\n"
