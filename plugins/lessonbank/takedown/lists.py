"""Remove entries that reveal removed items from tables, calendars, feeds and the catalogue.

Functions return None if nothing is left, or if the rest still reveals an item.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
from collections.abc import Callable
from posixpath import splitext

from lessonbank.site.catalogue.catalogue import CATALOGUE
from lessonbank.takedown.data import GONE, reduced_data
from lessonbank.takedown.marks import Marks, plain

_FOLD = re.compile(r"\r?\n[ \t]")
_EVENT = re.compile(r"BEGIN:VEVENT\r?\n.*?END:VEVENT\r?\n", re.DOTALL)
_ENTRY = re.compile(r"\s*<(url|item)>.*?</\1>", re.DOTALL)
"""An entry of a site map or of a news feed."""
_LOCATION = re.compile(r"<(loc|link)>\s*(.*?)\s*</\1>", re.DOTALL)
_MARK = "\ufeff"


def reduced_list(path: str, data: bytes, marks: Marks) -> bytes | None:
    """Reduce the file at the address `path`; keep or drop files of other formats whole."""
    if path.endswith(".gz"):
        return _unpacked(path, data, marks)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return data
    left = _reducer(path)(text, marks)
    return None if left is None else left.encode("utf-8")


def _reducer(path: str) -> Callable[[str, Marks], str | None]:
    if path == CATALOGUE:
        return _catalogue
    return {".csv": _table, ".ics": _calendar, ".xml": _feed}.get(splitext(path)[1], _whole)


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


def _feed(text: str, marks: Marks) -> str | None:
    """Reduce a site map or a news feed. Summaries in feeds are HTML, so they are escaped twice."""

    def tells(part: str) -> bool:
        locations = (found[2] for found in _LOCATION.finditer(part))
        return marks.is_told_by(plain(plain(part))) or any(marks.leads(at, "") for at in locations)

    left = _ENTRY.sub(lambda entry: "" if tells(entry[0]) else entry[0], text)
    return None if tells(left) else left


def _catalogue(text: str, marks: Marks) -> str | None:
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return None
    left = reduced_data(data, marks)
    if left is GONE or left == data:
        return None if left is GONE else text
    return f"{json.dumps(left, ensure_ascii=False, separators=(',', ':'))}\n"
