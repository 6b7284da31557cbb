"""A time limit for conversion: hostile text can take Python-Markdown hours."""

from __future__ import annotations

import ctypes
import threading
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

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


def within(seconds: float, work: Callable[[], T]) -> T:
    """Return the result of `work`.

    Raise HeavyMarkdownError after `seconds`, or if `work` recurses too deep.

    Another thread raises the error in this one, between two Python instructions. Where Python
    drops errors, as in a destructor, it is lost; so it is raised a few times, if need be. None is
    taken back: after that Python would look for one at every instruction, for ever, and Python 3.11
    would never end under a debugger.
    """
    thread = ctypes.c_ulong(threading.get_ident())
    begin, turn, over = threading.Lock(), threading.Lock(), threading.Event()
    begin.acquire()  # Until the thread is started: an error in there would damage Python's lists.

    def interrupt() -> None:
        begin.acquire()
        for wait in (seconds, *[_AGAIN] * _TIMES):
            if over.wait(wait) or not turn.acquire(blocking=False):
                break
            _raise_in(thread, HeavyMarkdownError)
            turn.release()

    try:
        threading.Thread(target=interrupt, daemon=True).start()
        begin.release()
        return work()
    except RecursionError as error:
        raise HeavyMarkdownError from error
    finally:
        # Python raises an error from another thread after a call and at each turn of a loop. So the
        # lock is taken before it can, and is kept: then nothing more is sent.
        try:
            turn.acquire()
            for _ in range(_LOOKS):
                pass
        except HeavyMarkdownError:
            pass
        over.set()


def _raise_in(thread: ctypes.c_ulong, error: type[Exception]) -> None:
    """Raise an error in a thread at its next instruction."""
    ctypes.pythonapi.PyThreadState_SetAsyncExc(thread, ctypes.py_object(error))
