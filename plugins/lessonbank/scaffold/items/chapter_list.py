# ruff: noqa: RUF001 - dashes and bullets as people type them
"""Read lists of chapters as people write them under films: `00:42 title`, one a line."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from yaml.reader import Reader

from lessonbank.bank import format_timecode
from lessonbank.captions import decode

_CLOCK = r"(?:(?P<h{0}>\d{{1,2}})[:：])?(?P<m{0}>\d{{1,3}})[:：](?P<s{0}>\d\d(?:[.,]\d{{1,3}})?)"
_LETTERS = r"(?:(?P<lh{0}>\d{{1,2}})h ?)?(?:(?P<lm{0}>\d{{1,3}})m(?:in)? ?)?(?P<ls{0}>\d{{1,2}})s\b"
_TIME = rf"(?<![\w:.,])(?:{_CLOCK}|{_LETTERS})(?!\d|[:：.,]\d)"
"""A time as players show it, or `1m42s`; its groups end in a number."""
_OPEN, _SHUT = r"[(\[{<*_`~\"'«|]*", r"[)\]}>*_`~\"'»|]*"
_TO = r"(?:\s*(?:--?>?|[–—−→~|;]|\bto\b|\buntil\b)\s*|\s+)"
_SPAN = rf"{_OPEN}{_TIME.format(0)}{_SHUT}(?:{_TO}{_OPEN}{_TIME.format(1)}{_SHUT})?"
_ADDRESS = r"(?:\((?:https?:)?[^()\s]*\))?"
"""The target of a Markdown link."""
_SIGNS = r"[-–—−:：|/•·,;>»→=~]"
_AFTER = rf"(?:{_SIGNS}+\s*|\s+(?:{_SIGNS}+(?:\s+|(?=[^\W\d])))?|(?=[^\s\d])|$)"
_BEFORE = r"(?:\s*(?:[-–—−:：|•·,;>»→~]+|\.{2,}|…|@)\s*|\s+(?:at\s+)?)"
_NUMBER = (
    r"(?:[(\[]?\d{1,3}[.)\]](?!\d)\s*|\d{1,3}\s+[-–—|]\s+|#\d{1,3}[.:)]?\s+"
    r"|[(\[]?(?:[a-z]|[ivx]{2,4})[.)\]]\s+)"
)
"""A number, or a letter, in front of an entry."""
_BULLET = rf"\s*(?:[-–—*+•‣▪▫◦●○■□►▶✓#>|]+\s+)?(?:\[[ x]\]\s+)?{_NUMBER}?(?:(?:at|time)[ :]\s*)?"
_PART = (
    r"(?P<part>(?:(?:chapter|part|section|scene|step)\s+\d{1,3}\s*[-–—:.)]?"
    r"|[^\w\s()\[\]{}<>*`~\"'«|]+)\s+)?(?:\d{1,3}\s+)?"
)
"""`Chapter 1:` or a picture sign, which stay in the title; then a bare number, which does not."""

_LEADING = re.compile(
    rf"{_BULLET}{_PART}{_SPAN}{_ADDRESS}{_AFTER}(?P<title>.*)", re.IGNORECASE | re.ASCII
)
_TRAILING = re.compile(rf"{_BULLET}(?P<title>.*?\S){_BEFORE}{_SPAN}\s*", re.IGNORECASE | re.ASCII)
_MIDDLE = re.compile(
    rf"{_BULLET}(?P<title>.*?\S)(?:\s+[(\[]{_TIME.format(0)}(?:{_TO}{_TIME.format(1)})?[)\]]\s*|"
    rf"\s*[-–—:|]\s+{_TIME.format(2)}(?:{_TO}{_TIME.format(3)})?\s*[-–—:|]\s+)(?P<rest>\S.*)",
    re.IGNORECASE | re.ASCII,
)
_FINDS_TIME = re.compile(_TIME.format(0), re.IGNORECASE | re.ASCII)
_OF_DAY = re.compile(r"[ap]\.?m\b", re.IGNORECASE)
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_LINE_END = re.compile(r"\r\n?|[\n\v\f\x1c-\x1e\x85\u2028\u2029]")
_MINUTE = 60
_LONGEST = 1_000
"""Characters in a line."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A chapter of a list: its line (from 1), its start and end in seconds, and its title."""

    line: int
    at: float
    end: float | None
    title: str


@dataclass(frozen=True, slots=True)
class NotRead:
    """A line that is no chapter, and the reason."""

    line: int
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class ChapterList:
    """A list as read: every line with text is a chapter, or is `not_read`."""

    chapters: tuple[Listed, ...]
    not_read: tuple[NotRead, ...]


def read_chapters(text: str) -> ChapterList:
    """Read a list, one chapter a line; sort the chapters by time. Ignore blank lines."""
    chapters: list[Listed] = []
    not_read: list[NotRead] = []
    for number, line in enumerate(_LINE_END.split(text), start=1):
        words = _plain(line)
        if words:
            found = _chapter(number, words)
            (chapters if isinstance(found, Listed) else not_read).append(found)  # type: ignore[arg-type]
    first, repeated = _once(sorted(chapters, key=lambda chapter: chapter.at))
    return ChapterList(tuple(first), tuple(sorted((*not_read, *repeated), key=_by_line)))


def read_chapter_bytes(data: bytes) -> ChapterList:
    """Read a list from a file's bytes, in any usual encoding."""
    return read_chapters(decode(data).text)


def without(listed: ChapterList, start: float, end: float) -> ChapterList:
    """Return the list without the chapters that start outside [start, end); say so by line."""
    inside = [chapter for chapter in listed.chapters if start <= chapter.at < end]
    bounds = f"{_clock(start)} to {_clock(end)}"
    outside = (
        NotRead(chapter.line, f"{_clock(chapter.at)} {chapter.title}", f"it is not in {bounds}")
        for chapter in listed.chapters
        if not start <= chapter.at < end
    )
    return ChapterList(tuple(inside), tuple(sorted((*listed.not_read, *outside), key=_by_line)))


def _by_line(found: NotRead) -> int:
    return found.line


def _clock(seconds: float) -> str:
    return format_timecode(seconds, decimals=True)


def _once(chapters: Iterable[Listed]) -> tuple[list[Listed], list[NotRead]]:
    """Return the first chapter of each time, and the others as lines that are not read."""
    first: dict[float, Listed] = {}
    again: list[NotRead] = []
    for chapter in chapters:
        known = first.setdefault(chapter.at, chapter)
        if known is not chapter:
            text = f"{_clock(chapter.at)} {chapter.title}"
            again.append(NotRead(chapter.line, text, f"line {known.line} has the same time"))
    return list(first.values()), again


def _plain(line: str) -> str:
    """Return the line without invisible characters, and with ordinary spaces around it."""
    shown = _INVISIBLE.sub("", line)
    spaced = "".join(" " if _is_space(sign) else sign for sign in shown).strip()
    return spaced.removesuffix("|").strip() if spaced.startswith("|") else spaced


def _is_space(sign: str) -> bool:
    return sign == "\t" or unicodedata.category(sign) == "Zs"


def _chapter(number: int, line: str) -> Listed | NotRead:
    if len(line) > _LONGEST:
        return NotRead(number, f"{line[:60]}...", f"it has more than {_LONGEST} characters")
    if Reader.NON_PRINTABLE.search(line):
        shown = line.encode("unicode_escape").decode("ascii")
        return NotRead(number, shown, "it has a character that no file may contain")
    try:
        found = _listed(number, line)
    except ValueError as error:
        return NotRead(number, line, str(error))
    return found or NotRead(number, line, _why_not(line))


def _listed(number: int, line: str) -> Listed | None:
    """Return the chapter that a line says. Raise ValueError with the reason."""
    if (match := _LEADING.fullmatch(line)) and not _OF_DAY.match(match["title"]):
        title = f"{(match['part'] or '').strip()} {match['title']}".strip()
        at, end = _seconds(match, 0), _seconds(match, 1)
    elif match := _TRAILING.fullmatch(line):
        title = match["title"]
        at, end = _seconds(match, 0), _seconds(match, 1)
    elif match := _MIDDLE.fullmatch(line):
        title = f"{match['title']} {match['rest']}"
        at = _first(_seconds(match, 0), _seconds(match, 2))
        end = _first(_seconds(match, 1), _seconds(match, 3))
    else:
        return None
    if at is None:
        return None
    if not any(unicodedata.category(sign)[0] in "LNS" for sign in title):
        raise ValueError("it has a time and no title")
    if end is not None and end <= at:
        raise ValueError(f"it ends at {_clock(end)}, which is not after its start")
    return Listed(number, at, end, title.strip())


def _first(*values: float | None) -> float | None:
    return next((value for value in values if value is not None), None)


def _seconds(match: re.Match[str], place: int) -> float | None:
    """Return a time of the match in seconds. Raise ValueError if it is no time."""
    said = match.groupdict()
    written = said.get(f"s{place}") or said.get(f"ls{place}")
    if written is None:
        return None
    hours = said.get(f"h{place}") or said.get(f"lh{place}")
    minutes = said.get(f"m{place}") or said.get(f"lm{place}")
    seconds = float(written.replace(",", "."))
    if seconds >= _MINUTE or (hours and int(minutes or 0) >= _MINUTE):
        raise ValueError("its time is not one that a player shows")
    whole = (int(hours or 0) * _MINUTE + int(minutes or 0)) * _MINUTE
    return round(whole + seconds, 3)


def _why_not(line: str) -> str:
    if _FINDS_TIME.search(line):
        return "the time is in the middle, so it may not be a chapter's"
    return "it has no time such as 00:42"
