"""A small bank whose media is made, clones of it without its films, and places to share in."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import boto3
import pytest
from moto.server import ThreadedMotoServer

from once import once
from packed import write_bank
from sharing import Somewhere
from sites import built

BUCKET = "our-bank"
KINDS = ("folder", "memory", "s3")


def _made(root: Path) -> None:
    write_bank(root)
    built(root)
    shutil.rmtree(root / "build")


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bank with its films and its media. Nobody may change it."""
    return once(tmp_path_factory, "shared bank", _made)


@pytest.fixture
def bank(whole: Path, tmp_path: Path) -> Path:
    """A copy of the bank to change."""
    return Path(shutil.copytree(whole, tmp_path / "bank"))


@pytest.fixture
def clone(whole: Path, tmp_path: Path) -> Path:
    """The bank as git gives it to others: without films and without a cache."""
    leave = shutil.ignore_patterns("*.mp4", ".cache")
    return Path(shutil.copytree(whole, tmp_path / "clone", ignore=leave))


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """Return the address of a server that speaks S3."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AWS_ACCESS_KEY_ID", "a-key")
        patch.setenv("AWS_SECRET_ACCESS_KEY", "a-secret")
        patch.setenv("AWS_DEFAULT_REGION", "us-east-1")
        started = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
        started.start()
        host, port = started.get_host_and_port()
        address = f"http://{host}:{port}"
        patch.setenv("AWS_ENDPOINT_URL", address)
        boto3.client("s3", endpoint_url=address).create_bucket(Bucket=BUCKET)
        yield address
        started.stop()


@pytest.fixture(params=KINDS)
def somewhere(request: pytest.FixtureRequest, tmp_path: Path) -> Somewhere:
    """Return an empty place of each kind."""
    name = uuid4().hex
    if request.param == "s3":
        request.getfixturevalue("server")
    urls = {"folder": "store", "memory": f"memory://{name}", "s3": f"s3://{BUCKET}/{name}"}
    return Somewhere(urls[request.param], tmp_path)


@pytest.fixture
def folder(tmp_path: Path) -> Somewhere:
    """Return an empty folder."""
    return Somewhere("store", tmp_path)
