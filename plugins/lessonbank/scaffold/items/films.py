"""What a film's file says about itself: month, name, captions beside it, and what it discloses."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePath

from lessonbank.bank.language_names import is_known, primary
from lessonbank.captions import Captions, lint, parse
from lessonbank.content.footage import MEDIA
from lessonbank.content.tree import Tree
from lessonbank.dates import UnclearError, month_of
from lessonbank.ffmpeg.errors import ProbeError
from lessonbank.ffmpeg.footage import Footage
from lessonbank.ffmpeg.probe import probe
from lessonbank.ffmpeg.program import locate
from lessonbank.ffmpeg.streams import Tag
from lessonbank.files.fingerprint import fingerprint
from lessonbank.files.regular import kind_of, open_regular

CAPTION_ENDINGS = (".vtt", ".srt", ".sbv", ".ttml", ".dfxp", ".xml")
"""Endings of the files that `captions` reads."""
_LARGEST_CAPTIONS = 20_000_000
_EARLIEST = 1995
"""Earlier years are those of a camera whose clock was never set."""


@dataclass(frozen=True, slots=True)
class Film:
    """A film that can be added: its file, its facts and its metadata."""

    path: Path
    facts: Footage
    container: str
    tags: tuple[Tag, ...]


def open_film(path: Path) -> Film:
    """Probe a film. Raise ProbeError for anything else, and FfmpegMissingError."""
    _refuse_others(path)
    found = probe(locate(), path)
    facts = Footage.from_probe(found, sha256=fingerprint(path), size=path.stat().st_size)
    return Film(path, facts, found.container, found.tags)


def _refuse_others(path: Path) -> None:
    """Raise ProbeError for what is no readable file."""
    if any(unicodedata.category(sign) == "Cc" for sign in str(path.absolute())):
        shown = ascii(path.name)[1:-1]
        raise ProbeError(
            f"The path of {shown} has a control character, such as a line break.",
            fix="Rename the file, or its folder.",
        )
    if kind_of(path) is not None:
        raise ProbeError(
            f"{path.name} is a link, or no ordinary file.", fix="Name the film itself."
        )
    if path.is_dir():
        raise ProbeError(f"{path.name} is a folder.", fix="Name one film in it.")
    try:
        with open_regular(path.parent, path.name) as file:
            begins = file.read(1)
    except FileNotFoundError as error:
        fix = "Check the name, and the folder that you are in."
        raise ProbeError(f"There is no file {path}.", fix=fix) from error
    except OSError as error:
        fix = "Ask its owner to let you read it, or copy it from the camera again."
        raise ProbeError(f"{path.name} cannot be read: {error.strerror}.", fix=fix) from error
    if not begins:
        raise ProbeError(f"{path.name} is empty.", fix="Copy it from the camera again.")


_ENDINGS: Mapping[str, str] = {
    "mov": ".mp4",
    "matroska": ".mkv",
    "avi": ".avi",
    "mpegts": ".ts",
    "mpeg": ".mpg",
    "asf": ".wmv",
    "flv": ".flv",
    "dv": ".dv",
    "mxf": ".mxf",
    "ogg": ".ogv",
    "gif": ".gif",
}
"""The ending of a file of each container."""
_OTHER_ENDINGS = (
    *(".3g2", ".3gp", ".asf", ".m2t", ".m2ts", ".m2v", ".m4v", ".mod", ".mov", ".mpe", ".mpeg"),
    *(".mts", ".ogg", ".ogm", ".qt", ".tod", ".vob", ".webm"),
)
"""Endings of films that cameras and programs write besides."""
FILM_ENDINGS = frozenset({".mp4", *_ENDINGS.values(), *_OTHER_ENDINGS})


def ending_of(film: Film) -> str:
    """Return the ending of the film's name in small letters if films have it.

    Otherwise return the ending of its container, so that no film is read as captions.
    """
    ending = film.path.suffix.lower()
    if ending in FILM_ENDINGS:
        return ending
    return _ENDINGS.get(film.container.split(",")[0], ".mp4")


_CAMERA = re.compile(
    r"(?:img|vid|mvi|dsc[fn]?|mov|gopr|gx|gh|pxl|c|p|clip|video|movie|film|untitled|dji|rec"
    r"|whatsapp video|screen recording|recording|zoom|gmt)?[\W\d_]*(?:at)?[\W\d_]*(?:[ap]m)?\W*",
    re.IGNORECASE,
)
"""Names that cameras and phones give."""
_LONGEST_TITLE = 80


def title_of(path: PurePath) -> str:
    """Return the file's name as a title, or an empty string for a camera's name."""
    stem = path.stem if path.suffix else path.name
    words = " ".join(re.sub(r"[_\s]+|(?<=\w)[-.](?=\w)", " ", stem).split())
    if _CAMERA.fullmatch(words) or len(words) > _LONGEST_TITLE or not words.isprintable():
        return ""
    return words[:1].upper() + words[1:]


_MADE = ("com.apple.quicktime.creationdate", "creation_time", "date", "creationdate", "icrd")
_DAY = re.compile(r"(?P<y>\d{4})[-:/](?P<m>\d\d)(?:[-:/]\d\d)?(?=\D|$)", re.ASCII)
_IN_NAME = (
    re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)[-_. ]?(?P<m>\d\d)[-_. ]?\d\d(?!\d)", re.ASCII),
    re.compile(r"(?<![^\W_])(?P<y>(?:19|20)\d\d)[-_. ](?P<m>\d\d)(?![^\W_])", re.ASCII),
)
_NAMED_MONTH = re.compile(
    r"(?<![^\W\d_])(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}"
    r"[-_. ]*(?:19|20)\d\d(?!\d)",
    re.IGNORECASE | re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Dated:
    """A month as `2026-03`, and what says so."""

    month: str
    source: str


def month_of_film(film: Film, today: date) -> Dated | None:
    """Return the earliest month that the film's name or metadata gives, or None.

    A film is exported or renamed after it is filmed, so the earlier of two is right.
    """
    found = [*_from_name(film.path.name), *_from_tags(film.tags)]
    usable = [each for each in found if f"{_EARLIEST}-01" <= each.month <= f"{today:%Y-%m}"]
    return min(usable, key=lambda each: each.month, default=None)


def _from_name(name: str) -> Iterator[Dated]:
    for pattern in _IN_NAME:
        yield from _months(pattern.finditer(name), "the file's name")
    for match in _NAMED_MONTH.finditer(name):
        try:
            month = month_of(re.sub(r"[-_. ]*(\d{4})$", r" \1", match[0]))
        except UnclearError:
            continue
        yield Dated(f"{month:%Y-%m}", "the file's name")


def _from_tags(tags: Iterable[Tag]) -> Iterator[Dated]:
    for tag in tags:
        if tag.key.lower() in _MADE:
            yield from _months(_DAY.finditer(tag.value[:10]), "the film's metadata")


def _months(matches: Iterable[re.Match[str]], source: str) -> Iterator[Dated]:
    for match in matches:
        if 1 <= int(match["m"]) <= 12:  # noqa: PLR2004 - months
            yield Dated(f"{match['y']}-{match['m']}", source)


@dataclass(frozen=True, slots=True)
class Beside:
    """A captions file beside a film; `why_not` says why it cannot be used."""

    path: Path
    language: str | None
    why_not: str = ""


def captions_beside(film: Path, duration: float, wanted: str) -> tuple[Beside, ...]:
    """Return the captions beside a film: usable ones first, those of the `wanted` language first.

    They have the film's name, perhaps with a language: `film.vtt`, `film.en-GB.srt`.
    """
    stems = {film.stem, film.name}
    found = [
        judged(path, duration, language)
        for path in _siblings(film)
        if (language := _language_of(path, stems)) is not None
    ]
    return tuple(sorted(found, key=lambda each: _rank(each, wanted)))


def _siblings(film: Path) -> Iterator[Path]:
    try:
        names = sorted(path.name for path in film.parent.iterdir())
    except OSError:
        return
    for name in names:
        path = film.parent / name
        if path.suffix.lower() in CAPTION_ENDINGS and kind_of(path) is None and path.is_file():
            yield path


_TAG = re.compile(r"[._ -]([A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*)")
_MARKS = ("cc", "sdh", "forced", "auto", "captions", "subtitles", "sub", "subs")


def _language_of(path: Path, stems: set[str]) -> str | None:
    """Return the language in the file's name, empty without one; None for another film's."""
    stem = path.stem
    for known in stems:
        if stem.casefold() == known.casefold():
            return ""
        if stem.casefold().startswith(known.casefold()):
            rest = stem[len(known) :]
            tag = _TAG.fullmatch(rest)
            if rest.strip("._ -()").casefold() in _MARKS:
                return ""
            if tag:
                return tag[1].replace("_", "-")
    return None


def judged(path: Path, duration: float, language: str | None = None) -> Beside:
    """Read a captions file, and say why it cannot be used if it has errors."""
    try:
        with open_regular(path.parent, path.name) as file:
            data = file.read(_LARGEST_CAPTIONS + 1)
    except OSError as error:
        return Beside(path, language, f"it cannot be read: {error.strerror}")
    if len(data) > _LARGEST_CAPTIONS:
        return Beside(path, language, "it is too large for captions")
    parsed = parse(data, path.name)
    wrong = [p for p in (*parsed.problems, *lint(parsed, duration)) if p.severity == "error"]
    if wrong or not parsed.cues:
        line = f"line {wrong[0].line}: " if wrong else ""
        said = wrong[0].message if wrong else "it has no captions"
        return Beside(path, language, f"{line}{said[:1].lower()}{said[1:].rstrip('.')}")
    return Beside(path, language or parsed.language)


def _rank(found: Beside, wanted: str) -> tuple[bool, bool, bool, str]:
    first = (found.language or wanted).split("-")[0].casefold()
    is_wanted = first == wanted.split("-", maxsplit=1)[0].casefold()
    return bool(found.why_not), not is_wanted, found.path.suffix.lower() != ".vtt", found.path.name


def translations(captions: Beside, others: Iterable[Beside], wanted: str) -> tuple[Beside, ...]:
    """Return the captions of each further language, one each: files that name no language are none.

    `wanted` is the language of captions that name none.
    """
    known = {primary(captions.language or wanted)}
    found = []
    for each in others:
        language = each.language or ""
        if is_known(language) and primary(language) not in known:
            known.add(primary(language))
            found.append(each)
    return tuple(found)


def same_film(
    root: Path, tree: Tree, lock: Mapping[str, Footage], facts: Footage, itself: str | None
) -> str | None:
    """Return the path below `media/` of a film with the same bytes, or None.

    A film that media.lock does not know is read only if it has the same size.
    """
    known = next((path for path, each in lock.items() if each.sha256 == facts.sha256), None)
    if known and known != itself:
        return known
    for path in tree.paths(MEDIA):
        name = path.removeprefix(f"{MEDIA}/")
        if name in lock or name == itself:
            continue
        try:
            if tree.size(path) == facts.size and fingerprint(root / path) == facts.sha256:
                return name
        except OSError:
            continue
    return None


def cues_of(tree: Tree, path: str) -> Captions:
    """Read captions of the bank, by path below `media/`. Raise OSError."""
    return parse(tree.read(f"{MEDIA}/{path}", _LARGEST_CAPTIONS), path)
