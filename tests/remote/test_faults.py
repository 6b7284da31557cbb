"""Faults of places become one sentence with a fix, and never show a secret."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import fsspec.registry  # noqa: F401 - one test changes it
import pytest

from lessonbank.remote import Address, RemoteError, open_place
from sharing import Somewhere, plan_of, pushed

SECRET = "hunter2"  # noqa: S105
ADDRESSES = {
    f"s3://key:{SECRET}@bucket/films": "s3://bucket/films",
    f"abfs://films@account.example.net/a?sv=1&sig={SECRET}": "abfs://account.example.net/a",
    f"sftp://user:{SECRET}@host.example:22/films/": "sftp://host.example:22/films",
    f"webdavs://user:{SECRET}@host.example/dav": "webdavs://host.example/dav",
    f"smb://user:{SECRET}@[bad/films": "smb://...",
    f"s3://a:b@{SECRET}@bucket/x#{SECRET}": "s3://bucket/x",
}
FAULTS: dict[str, Exception] = {
    "refused": PermissionError(13, f"denied for s3://key:{SECRET}@x"),
    "not in time": TimeoutError(f"https://x/?sig={SECRET}"),
    "unreachable": OSError(f"cannot connect to s3://key:{SECRET}@bucket"),
    "by the system": OSError(111, f"https://x?sig={SECRET}"),
    "a full disk": OSError(28, "No space left on device"),
    "a bad value": ValueError(f"sas token {SECRET}"),
}


@pytest.mark.parametrize(("written", "shown"), ADDRESSES.items())
def test_no_secret_of_an_address_is_shown(written: str, shown: str, tmp_path: Path) -> None:
    assert Address.of(written, tmp_path).shown == shown


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
@pytest.mark.parametrize("name", ["find", "open", "pipe_file", "put_file", "rm_file"])
def test_a_fault_is_a_sentence_without_secrets(name: str, fault: Exception, tmp_path: Path) -> None:
    place = open_place(Address.of(f"memory://u:{SECRET}@host/x", tmp_path))
    calls: dict[str, Callable[[], object]] = {
        "find": place.sizes,
        "open": lambda: place.read("a", 1),
        "pipe_file": lambda: place.write("a", b""),
        "put_file": lambda: place.upload(tmp_path, "a"),
        "rm_file": lambda: place.remove("a"),
    }

    def fail(*_: Any, **__: Any) -> None:
        raise fault

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(place._files, name, fail)
        with pytest.raises(RemoteError) as caught:
            calls[name]()
    said = str(caught.value)
    assert SECRET not in said
    assert said.startswith(("memory://host/x", "There is no room"))
    assert said.endswith(".")
    assert caught.value.__suppress_context__


@pytest.mark.parametrize(
    ("url", "package"),
    [("s3://bucket", "lessonbank[s3]"), ("abfs://films", "lessonbank[azure]")],
)
def test_a_missing_library_is_named(
    url: str, package: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("s3fs", "adlfs"):
        monkeypatch.setitem(sys.modules, module, None)
    monkeypatch.setattr(sys.modules["fsspec.registry"], "registry", {})
    with pytest.raises(RemoteError, match="needs a package") as caught:
        open_place(Address.of(url, tmp_path))
    assert f"pip install '{package}'" in str(caught.value)


@pytest.mark.parametrize(
    "url",
    [
        "http://host/films",
        "reference://x",
        "simplecache::s3://bucket",
        "s3://bucket::zip://x",
        "github://a:b@c/d",
        "zip://films",
    ],
)
def test_other_kinds_of_address_are_refused(url: str, tmp_path: Path) -> None:
    with pytest.raises(RemoteError, match="no kind of store"):
        Address.of(url, tmp_path)


@pytest.mark.parametrize(
    "written", ["store", "./store", "/mnt/films", "Z:\\films", "z:/films", "\\\\server\\films"]
)
def test_paths_are_folders(written: str, tmp_path: Path) -> None:
    assert Address.of(written, tmp_path).scheme == "file"


def test_a_server_that_refuses_is_named(whole: Path, server: str, tmp_path: Path) -> None:
    there = Somewhere("s3://no-such-bucket/x", tmp_path)
    with pytest.raises(RemoteError, match=r"^There is no s3://no-such-bucket/x"):
        pushed(plan_of(whole), there.place)


def test_a_server_that_is_not_there_is_named(
    whole: Path, server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    with pytest.raises(RemoteError, match=r"^s3://our-bank/x cannot be reached"):
        pushed(plan_of(whole), Somewhere("s3://our-bank/x", tmp_path).place)


def test_missing_credentials_are_named(
    whole: Path, server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.delenv(name)
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "none"))
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(tmp_path / "none"))
    with pytest.raises(RemoteError, match=r"no credentials|does not let you"):
        pushed(plan_of(whole), Somewhere("s3://our-bank/x", tmp_path).place)
