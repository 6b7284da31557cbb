"""Remove entries that reveal removed items from tables, calendars and site maps.

Functions return None if nothing is left, or if the rest still reveals an item.
"""

from __future__ import annotations

import csv
import gzip
import io
import re
from posixpath import splitext

from lessonbank.takedown.marks import Marks

_FOLD = re.compile(r"\r?\n[ \t]")
_EVENT = re.compile(r"BEGIN:VEVENT\r?\n.*?END:VEVENT\r?\n", re.DOTALL)
_ENTRY = re.compile(r"\s*<url>.*?</url>", re.DOTALL)
_LOCATION = re.compile(r"<loc>\s*(.*?)\s*</loc>", re.DOTALL)
_MARK = "\ufeff"


def reduced_list(path: str, data: bytes, marks: Marks) -> bytes | None:
    """Reduce the file at the address `path`; keep or drop files of other formats whole."""
    if path.endswith(".gz"):
        return _unpacked(path, data, marks)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return data
    reduce = {".csv": _table, ".ics": _calendar, ".xml": _site_map}.get(splitext(path)[1], _whole)
    left = reduce(text, marks)
    return None if left is None else left.encode("utf-8")


def _unpacked(path: str, data: bytes, marks: Marks) -> bytes | None:
    try:
        inner = gzip.decompress(data)
    except (OSError, EOFError):
        return None
    left = reduced_list(path.removesuffix(".gz"), inner, marks)
    if left is None or left == inner:
        return None if left is None else data
    packed = gzip.compress(left, mtime=0)
    return packed[:4] + data[4:8] + packed[8:]


def _whole(text: str, marks: Marks) -> str | None:
    return None if marks.is_told_by(text) else text


def _table(text: str, marks: Marks) -> str | None:
    head = _MARK if text.startswith(_MARK) else ""
    rows = list(csv.reader(io.StringIO(text.removeprefix(_MARK), newline="")))
    left = [row for row in rows if not marks.is_told_by(" \n".join(row))]
    if len(left) == len(rows):
        return text
    if rows[0] not in left:
        return None
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n" if "\r\n" in text else "\n").writerows(left)
    return head + out.getvalue()


def _calendar(text: str, marks: Marks) -> str | None:
    left = _EVENT.sub(lambda event: "" if marks.is_told_by(_unfolded(event[0])) else event[0], text)
    if not _EVENT.search(left) or marks.is_told_by(_unfolded(left)):
        return None
    return left


def _unfolded(text: str) -> str:
    return re.sub(r"\\[nN]", "\n", _FOLD.sub("", text))


def _site_map(text: str, marks: Marks) -> str | None:
    def kept(entry: re.Match[str]) -> str:
        location = _LOCATION.search(entry[0])
        is_gone = location is not None and marks.leads(location[1], "")
        return "" if is_gone or marks.is_told_by(entry[0]) else entry[0]

    return _whole(_ENTRY.sub(kept, text), marks)
