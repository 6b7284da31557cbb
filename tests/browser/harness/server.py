"""A static web server as hosts are: a site under a sub-path, byte ranges answered."""

from __future__ import annotations

import re
import sys
import threading
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socket import SO_SNDBUF, SOL_SOCKET
from time import sleep
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator

# The system's own table differs from machine to machine.
MEDIA_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/x-icon",
    ".jpg": "image/jpeg",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".mp4": "video/mp4",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".vtt": "text/vtt; charset=utf-8",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
}


PIECE = 16 * 1024


@dataclass
class Answer:
    """One request the server answered, and how much of a body the other side took."""

    path: str
    status: int
    content_range: str | None
    taken: int = 0


def byte_range(header: str | None, size: int) -> range | None:
    """The bytes a Range header asks of a file of `size` bytes.

    None: all of them. An empty range: nothing that the file has.
    """
    found = re.fullmatch(r"bytes=(\d*)-(\d*)", header or "")
    if not found or not any(found.groups()):
        return None
    first, last = found.groups()
    if not first:
        return range(max(0, size - int(last)), size)
    return range(int(first), min(size, int(last) + 1) if last else size)


class StaticServer(ThreadingHTTPServer):
    """Serves `root` under `prefix` on a free port of this machine, and logs each answer.

    A real line is slower than this machine with itself: `pace` is seconds between pieces of a body.
    """

    daemon_threads = True

    def __init__(self, root: Path, prefix: str, pace: float) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.root = root
        self.prefix = prefix
        self.pace = pace
        self.log: list[Answer] = []

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}{self.prefix}"

    def locate(self, path: str) -> Path | None:
        """The file or folder at a request's path, None where the site has neither."""
        if not path.startswith(self.prefix):
            return None
        place = (self.root / path.removeprefix(self.prefix)).resolve()
        return place if place.is_relative_to(self.root.resolve()) and place.exists() else None

    def handle_error(self, request: object, client_address: object) -> None:
        # A browser that seeks hangs up on the range it no longer wants.
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: StaticServer

    def setup(self) -> None:
        if self.server.pace:
            # Little waits to be sent, so that what counts as taken is what a browser asked for.
            self.request.setsockopt(SOL_SOCKET, SO_SNDBUF, PIECE)
        super().setup()

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path)
        place = self.server.locate(path)
        if place is None:
            self._send_missing(self.server.root / "404.html")
        elif place.is_dir() and not path.endswith("/"):
            self._send(HTTPStatus.MOVED_PERMANENTLY, b"", Location=f"{path}/")
        else:
            self._send_file(place / "index.html" if place.is_dir() else place)

    def do_HEAD(self) -> None:
        self.do_GET()

    def _send_missing(self, page: Path) -> None:
        body = page.read_bytes() if page.is_file() else b""
        self._send(HTTPStatus.NOT_FOUND, body, Content_Type=MEDIA_TYPES[".html"])

    def _send_file(self, file: Path) -> None:
        data = file.read_bytes()
        kind = MEDIA_TYPES.get(file.suffix, "application/octet-stream")
        wanted = byte_range(self.headers.get("Range"), len(data))
        if wanted is None:
            self._send(HTTPStatus.OK, data, Content_Type=kind)
        elif not wanted:
            status = HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE
            self._send(status, b"", Content_Range=f"bytes */{len(data)}")
        else:
            span = f"bytes {wanted[0]}-{wanted[-1]}/{len(data)}"
            part = data[wanted.start : wanted.stop]
            self._send(HTTPStatus.PARTIAL_CONTENT, part, Content_Type=kind, Content_Range=span)

    def _send(self, status: HTTPStatus, body: bytes, **headers: str) -> None:
        answer = Answer(self.path, status, headers.get("Content_Range"))
        self.server.log.append(answer)
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Accept-Ranges", "bytes")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            piece = PIECE if self.server.pace else max(1, len(body))
            for start in range(0, len(body), piece):
                self.wfile.write(body[start : start + piece])
                answer.taken += len(body[start : start + piece])
                sleep(self.server.pace)

    def log_message(self, *_: object) -> None:
        """Say nothing: `StaticServer.log` keeps what was asked."""


@contextmanager
def serving(root: Path, prefix: str = "/trust/bank/", *, pace: float = 0) -> Iterator[StaticServer]:
    """Serve a folder until the block ends."""
    with StaticServer(root, prefix, pace) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
