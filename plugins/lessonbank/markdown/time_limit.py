"""A time limit for conversion: hostile text can take Python-Markdown hours."""

from __future__ import annotations

import ctypes
import threading
from collections.abc import Iterator
from contextlib import contextmanager

TIME_LIMIT = 30.0
"""Seconds. The longest real page takes one, or three on an old computer."""


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

    A timer raises the error in this thread, between two Python instructions.
    """
    thread = ctypes.c_ulong(threading.get_ident())
    turn = threading.Lock()
    is_over = False

    def interrupt() -> None:
        with turn:
            if not is_over:
                ctypes.pythonapi.PyThreadState_SetAsyncExc(
                    thread, ctypes.py_object(HeavyMarkdownError)
                )

    timer = threading.Timer(seconds, interrupt)
    timer.daemon = True
    timer.start()
    try:
        yield
    except RecursionError as error:
        raise HeavyMarkdownError from error
    finally:
        with turn:
            is_over = True
        timer.cancel()
