"""Ask a web host whether it has the films that pages load from it."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from http.client import HTTPException
from urllib.error import HTTPError
from urllib.request import Request, build_opener

from lessonbank.remote.publishing import Film

_PATIENCE = 20.0
"""Seconds for each answer."""
_AT_ONCE = 8
_NO_HEAD = frozenset({400, 403, 405, 501})
"""Answers of hosts that do not take HEAD."""


@dataclass(frozen=True, slots=True)
class Absent:
    """A film that readers would not get, and why."""

    film: Film
    why: str


def absent_films(films: Iterable[Film], base: str) -> tuple[Absent, ...]:
    """Return the films that are not at `base` with their size, sorted by name.

    `base` is an https address with a slash at its end.
    """
    asked = sorted({film.published: film for film in films}.items())
    if not asked:
        return ()
    with ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="films") as pool:
        whys = pool.map(lambda pair: _absence(pair[1], base + pair[0]), asked)
        found = [
            Absent(film, why) for (_, film), why in zip(asked, whys, strict=True) if why is not None
        ]
    return tuple(found)


def _absence(film: Film, url: str) -> str | None:
    """Return why a film is not there, as the end of a sentence, or None."""
    try:
        size = _size(url, "HEAD")
    except HTTPError as error:
        if error.code not in _NO_HEAD:
            return _answered(error)
        try:
            size = _size(url, "GET")
        except HTTPError as again:
            return _answered(again)
        except (OSError, HTTPException, ValueError) as again:
            return _unreached(again)
    except (OSError, HTTPException, ValueError) as error:
        return _unreached(error)
    if size is None:
        return "the host does not tell its size"
    return None if size == film.bytes else f"it has {size} bytes there, not {film.bytes}"


def _size(url: str, method: str) -> int | None:
    """Return the size of a file, by its headers only; None if the host does not tell."""
    headers = {"User-Agent": "lessonbank", "Cache-Control": "no-cache"}
    if method == "GET":
        headers["Range"] = "bytes=0-0"
    request = Request(url, headers=headers, method=method)  # noqa: S310 - only https is a setting
    with closing(build_opener().open(request, timeout=_PATIENCE)) as answer:
        whole = answer.headers.get("Content-Range", "").rpartition("/")[2]
        told = whole or answer.headers.get("Content-Length", "")
        return int(told) if told.isdecimal() else None


def _answered(error: HTTPError) -> str:
    return f"the host answers {error.code}"


def _unreached(error: Exception) -> str:
    reason = getattr(error, "reason", None) or getattr(error, "strerror", None)
    return f"the host cannot be reached ({reason or type(error).__name__})"
