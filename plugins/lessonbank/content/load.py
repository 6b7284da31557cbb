"""Read and check a project's content."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial
from pathlib import Path

from lessonbank.bank import ITEM_TYPES, Bank, Item, ItemTypes, Location, Prose, Recording
from lessonbank.captions import Captions, parse
from lessonbank.content.checks import CHECKS
from lessonbank.content.checks.context import MAX_CAPTIONS, Context
from lessonbank.content.document import UnreadableError, place, read_bytes
from lessonbank.content.footage import MEDIA, Fingerprint, Known, Probe, survey
from lessonbank.content.git import committed
from lessonbank.content.irregular import (
    IRREGULAR_CODES,
    bad_names,
    folder_problems,
    irregular_in_project,
)
from lessonbank.content.layout import CONFIG, CONTENT
from lessonbank.content.lock import LOCK, media_paths, read_lock, within
from lessonbank.content.mkdocs_yml.findings import settings_findings
from lessonbank.content.names import NameList, NamesError, read_names, unusable
from lessonbank.content.read import Reading, read_bank
from lessonbank.content.records import Records, records
from lessonbank.content.tree import Composed, Folder, Laid, Part, Tree
from lessonbank.diagnostics import Diagnostic, Severity, Span
from lessonbank.ffmpeg.footage import Footage
from lessonbank.files.fingerprint import fingerprint as sha256_of
from lessonbank.files.unicode_names import on_disk

FilmTags = Callable[[Path], Iterable[str]]
"""Return the metadata of a film as text; empty for other files."""


@dataclass(frozen=True)
class Loaded:
    """The valid content of a project, and diagnostics for the rest.

    `footage` and `described` (audio-described versions) are by the recording's id, for files with
    known facts. `captions` include descriptions; they are by path below `media/`, parsed once.
    """

    reading: Reading
    footage: Mapping[str, Footage]
    described: Mapping[str, Footage]
    captions: Mapping[str, Captions]
    diagnostics: tuple[Diagnostic, ...]
    names: NameList | None = None
    """The list of names that no diagnostic may show, if there is one."""

    @property
    def bank(self) -> Bank:
        return self.reading.bank

    @cached_property
    def records(self) -> Records:
        """The permissions and overrides that decide visibility; a broken one shows nothing."""
        return records(self.reading, self.diagnostics)

    @property
    def has_errors(self) -> bool:
        return any(found.severity is Severity.ERROR for found in self.diagnostics)

    @property
    def irregular(self) -> tuple[Diagnostic, ...]:
        """Diagnostics about links and special files, which no command may follow."""
        return tuple(found for found in self.diagnostics if found.code in IRREGULAR_CODES)

    @property
    def pages(self) -> Mapping[str, Prose]:
        """The pages that are not items, by path below `content/`."""
        return {path.removeprefix(f"{CONTENT}/"): page for path, page in self.reading.pages.items()}

    def path(self, item: Item) -> str:
        """Return the path of the item's file from the project's root, with forward slashes."""
        return self.reading.documents[item.kind, item.id].path

    def locate(self, item: Item, location: Location = ()) -> tuple[str, Span, str]:
        """Return path, span and source line of the value at `location` in the item's file."""
        document = self.reading.documents[item.kind, item.id]
        return document.path, *place(document.text, *document.span_of(location))


def load(
    root: Path,
    types: ItemTypes = ITEM_TYPES,
    *,
    probe: Probe | None = None,
    fingerprint: Fingerprint = sha256_of,
    today: date | None = None,
    names: Path | None = None,
    film_tags: FilmTags | None = None,
    over: Mapping[str, bytes] | None = None,
    hides: Callable[[str], bool] | None = None,
) -> Loaded:
    """Read and check the project in `root`, with items of the given `types`.

    The facts of absent and unchanged recordings come from media.lock, and of others from `probe`,
    or also from the lock without a probe. With `today`, also report dates in the future.
    With a list of `names`, search everything for them (films by `film_tags`) and keep them out of
    all diagnostics. Files in `over`, by path from the root, are read as if they had been written,
    and those that `hides` names as if they were not there.
    """
    tree = Composed(Part(Laid(Folder(root), over or {}), hides or _nothing), MEDIA)
    reading = read_bank(tree, types)
    listing = tree.listing(MEDIA)
    unusable_names = frozenset(bad_names(listing.files))
    media = frozenset(
        path.removeprefix(f"{MEDIA}/") for path in listing.files if path not in unusable_names
    )
    lock, lock_mistakes = read_lock(tree)
    known = survey(root, media_paths(reading.bank), lock or {}, fingerprint, probe)
    footage = _footage(reading.bank, known, "media")
    captions, unread = _captions(tree, reading.bank, media)
    listed, unusable = _names(names, root)
    context = Context(
        *(tree, reading, media, lock, known, footage, captions),
        today=today,
        names=listed,
        film_tags=lambda path: film_tags(on_disk(root / MEDIA, path)) if film_tags else (),
        committed=partial(committed, root),
        settings=_settings(root),
    )
    found = [
        *(*reading.diagnostics, *folder_problems(listing, MEDIA)),
        *irregular_in_project(root, (CONFIG, LOCK)),
        *settings_findings(root),
        *(*lock_mistakes, *unread, *unusable, *_checked(context)),
    ]
    diagnostics = ordered(map(listed.withheld, found) if listed else found)
    described = _footage(reading.bank, known, "described")
    return Loaded(reading, footage, described, captions, diagnostics, listed)


def _nothing(_path: str) -> bool:
    return False


def _settings(root: Path) -> tuple[str, ...]:
    """Return each file that could hold settings of MkDocs, ProperDocs or Zensical."""
    endings = {".yml", ".yaml", ".toml"}
    found = (path for path in root.iterdir() if path.suffix in endings and path.is_file())
    return tuple(sorted(path.name for path in found))


def _names(path: Path | None, root: Path) -> tuple[NameList | None, tuple[Diagnostic, ...]]:
    if path is None:
        return None, ()
    try:
        return read_names(path, root), ()
    except NamesError as error:
        return None, (unusable(error),)


def _footage(bank: Bank, known: Mapping[str, Known], field: str) -> Mapping[str, Footage]:
    """Return the facts of the videos that a field of recordings names, by the recording's id."""
    return {
        recording.id: found.footage
        for recording in bank.of(Recording).values()
        if (path := recording.films.get(field)) and (found := known.get(path)) and found.footage
    }


def _captions(
    tree: Tree, bank: Bank, media: Collection[str]
) -> tuple[Mapping[str, Captions], tuple[Diagnostic, ...]]:
    """Parse each file of timed text once; return captions by path, and diagnostics."""
    named = [recording.words.values() for recording in bank.of(Recording).values()]
    wanted = {path for paths in named for path in paths}
    parsed: dict[str, Captions] = {}
    unread: list[Diagnostic] = []
    for path in sorted(path for path in wanted if within(path) and path in media):
        try:
            parsed[path] = parse(read_bytes(tree, f"{MEDIA}/{path}", MAX_CAPTIONS), path)
        except UnreadableError as error:
            unread += error.diagnostics
    return parsed, tuple(unread)


def _checked(context: Context) -> list[Diagnostic]:
    return [found for check in CHECKS for found in check(context)]


def ordered(found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Sort diagnostics by file and position, and drop duplicates."""
    return tuple(sorted(dict.fromkeys(found), key=_order))


def _order(found: Diagnostic) -> tuple[str, int, int, str, str]:
    span = found.span or Span(0)
    return found.path, span.line, span.column, found.code.number, found.message
