"""The preview serves ranges of media as RFC 9110 defines them, and no other file of the store."""

from __future__ import annotations

import io
from pathlib import Path
from wsgiref.types import StartResponse, WSGIEnvironment
from wsgiref.util import setup_testing_defaults
from wsgiref.validate import validator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessonbank.mkdocs.ranges import requested
from lessonbank.mkdocs.streaming import with_media

SIZE = 1000
FILM = bytes(number % 251 for number in range(SIZE))
WHOLE, NOTHING = None, range(0)


@pytest.mark.parametrize(
    ("header", "wanted"),
    [
        (None, WHOLE),
        ("", WHOLE),
        ("bytes=0-", range(SIZE)),
        ("bytes=0-0", range(1)),
        ("bytes=10-19", range(10, 20)),
        ("Bytes= 10-19 ", range(10, 20)),
        ("bytes=990-5000", range(990, SIZE)),
        ("bytes=-5", range(995, SIZE)),
        ("bytes=-5000", range(SIZE)),
        ("bytes=-0", NOTHING),
        ("bytes=1000-", NOTHING),
        ("bytes=5000-6000", NOTHING),
        ("bytes=20-10", WHOLE),
        ("bytes=-", WHOLE),
        ("bytes=0-1,5-6", WHOLE),
        ("bytes=٣-٤", WHOLE),
        ("bytes=0x1-2", WHOLE),
        ("lines=1-2", WHOLE),
        ("bytes=" + "9" * 5000 + "-", WHOLE),
    ],
)
def test_a_range_header_gives_the_requested_range(header: str | None, wanted: range | None) -> None:
    found = requested(header, SIZE)
    assert (found is None) == (wanted is None)
    assert list(found or ()) == list(wanted or ())


@given(st.integers(0, 10**12), st.integers(0, 10**12), st.integers(0, 10**12))
def test_a_range_stays_within_the_file(first: int, last: int, size: int) -> None:
    found = requested(f"bytes={first}-{last}", size)
    if last < first:
        assert found is None
    else:
        assert found is not None
        assert len(found) == max(0, min(last + 1, size) - first)
        assert not found or (found.start, found.stop) == (first, min(last + 1, size))


@given(st.text() | st.from_regex(r"bytes=[0-9,\- ]*", fullmatch=True), st.integers(0, 5000))
def test_any_range_header_gives_bytes_of_the_file(header: str, size: int) -> None:
    found = requested(header, size)
    assert found is None or not found or 0 <= found.start < found.stop <= size


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("store") / "0a1b.mp4"
    path.write_bytes(FILM)
    (path.parent / "secret.txt").write_text("secret", encoding="utf-8")
    return path


def beyond(environ: WSGIEnvironment, start_response: StartResponse) -> list[bytes]:
    """Stand in for the wrapped application, which serves no media."""
    start_response("404 Not Found", [("Content-Type", "text/plain")])
    return [b"beyond"]


def ask(
    film: Path, path: str, method: str = "GET", mount: str = "/trust/bank/", **headers: str
) -> tuple[str, dict[str, str], bytes]:
    """Return the response, and check that it obeys WSGI."""
    app = with_media(beyond, lambda: {"media/0a1b.mp4": film}, mount)
    environ: WSGIEnvironment = {"PATH_INFO": path, "REQUEST_METHOD": method, "QUERY_STRING": ""}
    setup_testing_defaults(environ)
    environ["SCRIPT_NAME"] = ""
    environ.update({f"HTTP_{name.upper()}": value for name, value in headers.items()})
    seen: list[tuple[str, dict[str, str]]] = []

    def start(status: str, fields: list[tuple[str, str]], *_: object) -> object:
        seen.append((status, dict(fields)))
        return io.BytesIO().write

    body = validator(app)(environ, start)
    try:
        data = b"".join(body)
    finally:
        body.close()
    return *seen[0], data


ADDRESS = "/trust/bank/media/0a1b.mp4"


@given(st.integers(0, SIZE - 1), st.integers(0, SIZE + 100))
def test_a_part_holds_exactly_the_requested_bytes(film: Path, first: int, length: int) -> None:
    status, headers, body = ask(film, ADDRESS, range=f"bytes={first}-{first + length}")
    assert status == "206 Partial Content"
    assert body == FILM[first : first + length + 1]
    assert headers["Content-Range"] == f"bytes {first}-{first + len(body) - 1}/{SIZE}"
    assert headers["Content-Length"] == str(len(body))


def test_a_request_without_a_range_gets_the_whole_film(film: Path) -> None:
    status, headers, body = ask(film, ADDRESS)
    assert (status, body) == ("200 OK", FILM)
    assert headers["Accept-Ranges"] == "bytes"
    assert headers["Content-Type"] == "video/mp4"
    assert "Content-Range" not in headers


def test_a_range_beyond_the_film_is_refused(film: Path) -> None:
    status, headers, body = ask(film, ADDRESS, range=f"bytes={SIZE}-")
    assert status.startswith("416 ")
    assert body == b""
    assert headers["Content-Range"] == f"bytes */{SIZE}"


@pytest.mark.parametrize(("asked", "length"), [({}, SIZE), ({"range": "bytes=1-2"}, 2)])
def test_head_gets_headers_only(film: Path, asked: dict[str, str], length: int) -> None:
    _, headers, body = ask(film, ADDRESS, "HEAD", **asked)
    assert (headers["Content-Length"], body) == (str(length), b"")


def test_if_range_for_another_film_gets_the_whole_film(film: Path) -> None:
    tag = ask(film, ADDRESS)[1]["ETag"]
    assert ask(film, ADDRESS, range="bytes=1-2", if_range=tag)[2] == FILM[1:3]
    for other in ('"another"', f"W/{tag}", "Sat, 21 Nov 2026 10:00:00 GMT"):
        assert ask(film, ADDRESS, range="bytes=1-2", if_range=other)[2] == FILM


@pytest.mark.parametrize(
    ("path", "method"),
    [
        ("/trust/bank/media/secret.txt", "GET"),
        ("/trust/bank/media/../media/0a1b.mp4", "GET"),
        ("/trust/bank/media//0a1b.mp4", "GET"),
        ("/trust/bank//media/0a1b.mp4", "GET"),
        ("/media/0a1b.mp4", "GET"),
        ("/more/trust/bank/media/0a1b.mp4", "GET"),
        ("/trust/bank/media/0a1b.mp4/trust/bank/", "GET"),
        (ADDRESS, "POST"),
    ],
)
def test_only_media_that_pages_show_are_served(film: Path, path: str, method: str) -> None:
    assert ask(film, path, method)[2] == b"beyond"


def test_a_deleted_film_is_not_found(film: Path) -> None:
    assert ask(film.with_name("gone.mp4"), ADDRESS)[2] == b"beyond"
