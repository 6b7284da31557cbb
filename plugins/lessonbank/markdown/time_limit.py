"""A time limit for conversion: hostile text can take Python-Markdown hours."""

from __future__ import annotations

import ctypes
import threading
from collections.abc import Iterator
from contextlib import contextmanager

TIME_LIMIT = 30.0
"""Seconds. The longest real page takes one, or three on an old computer."""

_AGAIN, _TIMES = 1.0, 5
"""Seconds from one attempt to interrupt to the next, and how many follow the first."""


class HeavyMarkdownError(Exception):
    """Converting the text takes too long. The message says why and what to do."""

    def __init__(self) -> None:
        super().__init__(
            "its Markdown takes too long to convert. Look for a passage with very many brackets,"
            " quotation marks, tags or other symbols, or with deeply nested lists. Often it was"
            " pasted by mistake. Delete it, or offer it as a file to download."
        )


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Raise HeavyMarkdownError in the block after `seconds`, or if it recurses too deep.

    Another thread raises the error in this one, between two Python instructions. Where Python
    drops errors, as in a destructor, it is lost; so it is raised a few times, if need be.
    """
    thread = ctypes.c_ulong(threading.get_ident())
    turn = threading.Lock()
    over = threading.Event()

    def interrupt() -> None:
        for wait in (seconds, *[_AGAIN] * _TIMES):
            if over.wait(wait):
                break
            with turn:
                if not over.is_set():
                    _raise_in(thread, HeavyMarkdownError)

    threading.Thread(target=interrupt, daemon=True).start()
    try:
        yield
    except RecursionError as error:
        raise HeavyMarkdownError from error
    finally:
        while not _ended(thread, turn, over):
            pass


def _ended(thread: ctypes.c_ulong, turn: threading.Lock, over: threading.Event) -> bool:
    """End the interruptions; return whether none came in between."""
    try:
        with turn:
            over.set()
            _raise_in(thread, None)
    except HeavyMarkdownError:
        return False
    return True


def _raise_in(thread: ctypes.c_ulong, error: type[Exception] | None) -> None:
    """Raise an error in a thread at its next instruction; None takes back one not yet raised."""
    wanted = None if error is None else ctypes.py_object(error)
    ctypes.pythonapi.PyThreadState_SetAsyncExc(thread, wanted)
