from __future__ import annotations

from http.client import HTTPConnection
from typing import TYPE_CHECKING

import pytest

from harness.server import StaticServer, byte_range, serving

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def server(tmp_path: Path) -> Iterator[StaticServer]:
    (tmp_path / "site" / "clips").mkdir(parents=True)
    (tmp_path / "site" / "clips" / "index.html").write_text("<p>clips", encoding="utf-8")
    (tmp_path / "site" / "a film.mp4").write_bytes(bytes(range(100)))
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    with serving(tmp_path / "site") as server:
        yield server


def ask(server: StaticServer, path: str, method: str = "GET", **headers: str):
    connection = HTTPConnection("127.0.0.1", server.server_address[1])
    connection.request(method, path, headers=headers)
    response = connection.getresponse()
    body = response.read()
    connection.close()
    return response, body


@pytest.mark.parametrize(
    ("header", "wanted"),
    [
        (None, None),
        ("bytes=0-", range(100)),
        ("bytes=10-19", range(10, 20)),
        ("bytes=90-200", range(90, 100)),
        ("bytes=-5", range(95, 100)),
        ("bytes=-500", range(100)),
        ("bytes=100-", range(0)),
        ("bytes=-0", range(0)),
        ("bytes=-", None),
        ("lines=1-2", None),
    ],
)
def test_byte_range(header: str | None, wanted: range | None):
    assert byte_range(header, 100) == wanted


def test_part_of_a_file(server: StaticServer):
    response, body = ask(server, "/trust/bank/a%20film.mp4", Range="bytes=10-12")
    assert (response.status, body) == (206, bytes([10, 11, 12]))
    assert response.headers["Content-Range"] == "bytes 10-12/100"
    assert response.headers["Content-Type"] == "video/mp4"
    assert server.log[-1].content_range == "bytes 10-12/100"


def test_range_beyond_the_file(server: StaticServer):
    response, body = ask(server, "/trust/bank/a%20film.mp4", Range="bytes=100-")
    assert (response.status, body) == (416, b"")
    assert response.headers["Content-Range"] == "bytes */100"


def test_head_sends_the_length_alone(server: StaticServer):
    response, body = ask(server, "/trust/bank/a%20film.mp4", method="HEAD")
    assert (response.status, body, response.headers["Content-Length"]) == (200, b"", "100")


def test_folder_is_its_index_page(server: StaticServer):
    assert ask(server, "/trust/bank/clips/")[1] == b"<p>clips"
    response, _ = ask(server, "/trust/bank/clips")
    assert (response.status, response.headers["Location"]) == (301, "/trust/bank/clips/")


@pytest.mark.parametrize("path", ["/", "/clips/", "/trust/bank/none", "/trust/bank/../secret.txt"])
def test_nothing_outside_the_site(server: StaticServer, path: str):
    assert ask(server, path)[0].status == 404
