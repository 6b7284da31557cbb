"""Converting within a time: Python-Markdown takes hours over text that was made for it."""

from __future__ import annotations

import ctypes
import threading
from collections.abc import Iterator
from contextlib import contextmanager

PATIENCE = 30.0
"""Seconds. The longest real page takes one, on an old computer two or three."""


class HeavyMarkdownError(Exception):
    """Text that cannot be converted in good time. The message says why and what to do."""

    def __init__(self) -> None:
        super().__init__(
            "its Markdown is too heavy to convert. Look for a passage with very many brackets,"
            " quotation marks, tags or other signs, or lists far inside each other: often it was"
            " pasted by mistake. Delete it, or offer it as a file to download."
        )


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """End the block after `seconds`, or where it is nested too deep. Raises HeavyMarkdownError.

    A timer raises the error in this thread, between two steps of Python.
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
