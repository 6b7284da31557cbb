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


_LOOKS = 8
"""How often to let Python look for an error from another thread."""


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
        while not _ended(turn, over):
            pass


def _ended(turn: threading.Lock, over: threading.Event) -> bool:
    """End the interruptions; return whether none came in between.

    None is taken back: after that Python would look for one at every instruction, for ever, and
    Python 3.11 would never end under a debugger.
    """
    try:
        with turn:
            over.set()
        for _ in range(_LOOKS):  # Each turn of a loop raises what was sent and is not raised yet.
            pass
    except HeavyMarkdownError:
        return False
    return True


def _raise_in(thread: ctypes.c_ulong, error: type[Exception]) -> None:
    """Raise an error in a thread at its next instruction."""
    ctypes.pythonapi.PyThreadState_SetAsyncExc(thread, ctypes.py_object(error))
