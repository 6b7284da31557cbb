"""Media of a preview, sent straight from the store: a layer around MkDocs' own server.

Addresses are looked up in a table of what the pages show, so no address leads anywhere else.
"""

from __future__ import annotations

import mimetypes
from collections.abc import Callable, Iterable, Iterator, Mapping
from http import HTTPStatus
from pathlib import Path
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from lessonbank.mkdocs.ranges import applies, requested

MediaTable = Mapping[str, Path]
"""Files by address from the site's root."""

_PIECE = 1 << 18
_KEPT = ("Cache-Control", "public, max-age=31536000, immutable")
"""A name made from the content never changes its bytes."""


def with_media(
    app: WSGIApplication, table: Callable[[], MediaTable], mount: str = "/"
) -> WSGIApplication:
    """Wrap `app`; serve the addresses in `table` here, with byte ranges.

    `mount` is the path of the site's root, with a slash at its end.
    """

    def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        root, _, address = environ["PATH_INFO"].partition(mount)
        path = None if root else table().get(address)
        if path is None or environ["REQUEST_METHOD"] not in {"GET", "HEAD"} or not path.is_file():
            return app(environ, start_response)
        return _send(path, environ, start_response)

    return answer


def _send(path: Path, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    size, tag = path.stat().st_size, f'"{path.stem}"'
    asked = environ.get("HTTP_RANGE") if applies(environ.get("HTTP_IF_RANGE"), tag) else None
    part = requested(asked, size)
    status, about = _described(part, size)
    body = range(size) if part is None else part
    headers = [("Accept-Ranges", "bytes"), ("Content-Length", str(len(body))), ("ETag", tag), _KEPT]
    kind, _ = mimetypes.guess_type(path.name, strict=False)
    headers.append(("Content-Type", kind or "application/octet-stream"))
    start_response(f"{status.value} {status.phrase}", [*headers, *about])
    return [] if environ["REQUEST_METHOD"] == "HEAD" else _pieces(path, body)


def _described(part: range | None, size: int) -> tuple[HTTPStatus, list[tuple[str, str]]]:
    """Return the status and headers for a range."""
    if part is None:
        return HTTPStatus.OK, []
    if not part:
        unmet = HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE
        return unmet, [("Content-Range", f"bytes */{size}")]
    span = f"bytes {part.start}-{part.stop - 1}/{size}"
    return HTTPStatus.PARTIAL_CONTENT, [("Content-Range", span)]


def _pieces(path: Path, part: range) -> Iterator[bytes]:
    with path.open("rb") as file:
        file.seek(part.start)
        left = len(part)
        while left and (piece := file.read(min(left, _PIECE))):
            yield piece
            left -= len(piece)
