"""Read both sides of a change, and make the page for its reviewers."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from lessonbank.bank import Clip, Recording
from lessonbank.compiler.cards import draw_cards
from lessonbank.compiler.compilation import Compilation
from lessonbank.compiler.compile import preview_of, without_film
from lessonbank.compiler.errors import CompileError
from lessonbank.compiler.project import read_project
from lessonbank.compiler.records import what_is_made
from lessonbank.compiler.settings import Settings
from lessonbank.content import (
    CONTENT,
    LOCK,
    Loaded,
    Reading,
    Snapshot,
    UnknownRevisionError,
    changed_sizes,
    compare,
    read_records,
    read_revision,
)
from lessonbank.content.footage import MEDIA
from lessonbank.content.layout import CONFIG
from lessonbank.content.lock import read_lock
from lessonbank.content.mkdocs_yml.engine import engine_findings
from lessonbank.editions import Edition, every_edition
from lessonbank.review import Change, Picture, Review, Weight, changed_items, side

_PARTS = {CONTENT: "content", MEDIA: "films and captions"}
_MOST_PICTURES = 200
"""Pictures of one page, so that a browser can open it."""


def review_change(settings: Settings, against: str, *, whole: bool = False) -> Review:
    """Compare the project with a revision. `settings.edition` is the audience of the page.

    Mistakes and an unreadable revision become part of the review. Raise CompileError for faulty
    packages, for an edition that neither side has, and if the bank does not allow this version.
    """
    if refused := engine_findings(settings.root):
        raise CompileError("Nothing was compared.", refused)
    if faults := settings.installed.faults:
        raise CompileError("A package cannot be used; nothing was compared.", faults)
    loaded = read_project(settings.root, settings.today, settings.installed.types)
    tree, trouble = _earlier(settings.root, against)
    old = read_records(tree, settings.installed.types.models) if tree else None
    editions = _editions(loaded, old[0] if old else None, settings)
    films = {id_: footage.sha256 for id_, footage in loaded.footage.items()}
    after = side(
        *(loaded.reading, loaded.records, settings.today, editions),
        films=films,
        unmade=without_film(loaded),
    )
    before = (
        side(*old, settings.today, editions, films=_films(tree, old[0], films), unmade={})
        if old and tree
        else None
    )
    found = (*loaded.diagnostics, *(compare(old[0], loaded) if old else ()))
    review = Review(
        edition=settings.edition or str(editions[0]),
        against=against,
        today=settings.today,
        before=before,
        after=after,
        editions=[str(edition) for edition in editions],
        found=found,
        trouble=trouble,
        whole=whole,
        weights=_weights(settings.root, against) if tree else (),
    )
    return _with_pictures(review, loaded, settings)


def _earlier(root: Path, against: str) -> tuple[Snapshot | None, str]:
    """Return the files of a revision, or why git cannot read it."""
    try:
        return read_revision(root, against, (f"{CONTENT}/", LOCK, CONFIG)), ""
    except UnknownRevisionError as error:
        return None, f"Git says: {error}."


def _editions(loaded: Loaded, old: Reading | None, settings: Settings) -> tuple[Edition, ...]:
    """Return the editions of both sides. Raise CompileError if the page's own is not among them."""
    banks = [loaded.records.bank, *([old.bank] if old else [])]
    editions = tuple(dict.fromkeys(each for bank in banks for each in every_edition(bank)))
    if settings.edition and settings.edition not in map(str, editions):
        raise CompileError(
            f"There is no edition '{settings.edition}'. Use one of {_list(editions)}."
        )
    return editions


def _list(editions: Iterable[Edition]) -> str:
    return ", ".join(map(str, editions))


def _films(tree: Snapshot, old: Reading, now: Mapping[str, str]) -> Mapping[str, str]:
    """Return the digests of a revision's films; those of now where its lock has none."""
    facts = read_lock(tree)[0]
    recordings = old.bank.of(Recording)
    if facts is None:
        return {id_: now[id_] for id_ in recordings if id_ in now}
    return {
        id_: facts[recording.media].sha256
        for id_, recording in recordings.items()
        if recording.media in facts
    }


def _weights(root: Path, against: str) -> tuple[Weight, ...]:
    files: Counter[str] = Counter()
    before: dict[str, int] = defaultdict(int)
    after: dict[str, int] = defaultdict(int)
    for path, (then, now) in changed_sizes(root, against).items():
        part = _PARTS.get(path.partition("/")[0], "other files")
        files[part] += 1
        before[part] += then
        after[part] += now
    return tuple(Weight(part, files[part], before[part], after[part]) for part in sorted(files))


def _with_pictures(review: Review, loaded: Loaded, settings: Settings) -> Review:
    """Add what the edition shows of changed clips; nothing if it cannot be built."""
    asked = replace(settings, edition=review.edition)
    try:
        compilation = preview_of(loaded, asked, what_is_made)
    except CompileError:
        return replace(review, is_built=False)
    changed = _shown_clips(review)
    media = {
        id_: compilation.library.media[id_] for id_ in changed if id_ in compilation.library.media
    }
    films = {id_: sum(file.bytes for file in each.files) for id_, each in media.items()}
    few = dict(list(media.items())[:_MOST_PICTURES])
    return replace(review, films=films, pictures=_pictures(compilation, few, settings))


def _shown_clips(review: Review) -> tuple[str, ...]:
    """Return the clips among the changes that the edition shows afterwards."""
    if review.before is None:
        return ()
    changes = changed_items(review.before, review.after, review.editions)
    return tuple(change.key[1] for change in changes if _is_shown_clip(change, review.edition))


def _is_shown_clip(change: Change, edition: str) -> bool:
    return change.key[0] == Clip.kind and change.standings[edition][1].is_shown


def _pictures(
    compilation: Compilation, clips: Iterable[str], settings: Settings
) -> Mapping[str, Picture]:
    """Return the poster that the site shows of each clip: a card, or a frame where allowed."""
    found: dict[str, Picture] = {}
    for id_ in clips:
        cards = compilation.title_cards.get((Clip.kind, id_))
        if cards is None:
            still = compilation.library.media[id_].poster.small
            found[id_] = Picture("image/webp", still.path.read_bytes(), still.width, still.height)
        else:
            ((_, path),) = draw_cards([cards.small], settings.cards, 1)
            size = cards.small.width, cards.small.height
            found[id_] = Picture("image/webp", path.read_bytes(), *size)
    return found
