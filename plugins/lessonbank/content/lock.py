"""media.lock: the facts of all recordings, so that checks and builds need no raw footage.

It has one block for each file of `media/`, sorted by path, so that git can merge additions.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PureWindowsPath

import yaml
from pydantic import TypeAdapter, ValidationError

from lessonbank.bank import Bank, Recording
from lessonbank.content import document
from lessonbank.content.document import Document, UnreadableError
from lessonbank.content.footage import MEDIA, Fingerprint, Known, Probe, State, survey
from lessonbank.content.tree import Folder, Tree
from lessonbank.diagnostics import Code, Diagnostic
from lessonbank.ffmpeg.errors import ProbeError
from lessonbank.ffmpeg.footage import Footage
from lessonbank.files import atomic
from lessonbank.files.fingerprint import fingerprint as sha256_of
from lessonbank.files.regular import NotRegularError
from lessonbank.files.unicode_names import nfc

LOCK = "media.lock"

_MAX_BYTES = 50_000_000
_FACTS: TypeAdapter[dict[str, Footage]] = TypeAdapter(dict[str, Footage])
_TITLE = "# The facts of the recordings in media/, written by `lessonbank media --lock`.\n"
_FIX = f"Restore {LOCK} with git, or delete it and run `lessonbank media --lock`."


def read_lock(tree: Tree) -> tuple[Mapping[str, Footage] | None, tuple[Diagnostic, ...]]:
    """Return the lock's facts by path below `media/`, or None and diagnostics if unreadable.

    Without a lock there are no facts.
    """
    try:
        text = document.read(tree, LOCK, _MAX_BYTES)
    except UnreadableError as error:
        if isinstance(error.__cause__, FileNotFoundError | NotRegularError):
            return {}, ()  # Links are reported elsewhere.
        return None, tuple(map(_unreadable, error.diagnostics))
    try:
        facts = _FACTS.validate_python(text.data() or {})
        return {nfc(path): known for path, known in facts.items()}, ()
    except UnreadableError as error:
        return None, tuple(map(_unreadable, error.diagnostics))
    except ValidationError as error:
        return None, (_wrong(text, error),)


def _unreadable(found: Diagnostic) -> Diagnostic:
    message = f"{LOCK} cannot be read: {found.message}"
    return Diagnostic(Code.LOCK_UNREADABLE, message, LOCK, _FIX, found.span, found.source)


def _wrong(text: Document, error: ValidationError) -> Diagnostic:
    location = error.errors()[0]["loc"]
    name = ".".join(map(str, location[-1:]))
    message = f"{LOCK} was edited or damaged: `{name}` is missing or wrong"
    return text.diagnostic(Code.LOCK_UNREADABLE, message, _FIX, text.span_of(location))


def written(facts: Mapping[str, Footage]) -> str:
    """Return the text of a lock with these facts."""
    blocks = (
        yaml.safe_dump({path: facts[path].to_dict()}, sort_keys=False, allow_unicode=True)
        for path in sorted(facts)
    )
    return "\n".join((_TITLE, *blocks))


@dataclass(frozen=True, slots=True)
class Update:
    """The result of updating the lock, as paths below `media/`.

    `changed` recordings have a new file or more facts. `absent` ones are neither in the lock nor
    in `media/`. Of `pointers` only a pointer of Git LFS is here. `unreadable` ones cannot be used;
    they have a reason.
    """

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    absent: tuple[str, ...]
    unreadable: Mapping[str, ProbeError]
    pointers: tuple[str, ...] = ()


def update_lock(
    root: Path,
    bank: Bank,
    probe: Probe,
    fingerprint: Fingerprint = sha256_of,
    complete: Probe | None = None,
) -> Update:
    """Probe new and changed recordings, and write the lock if it changes.

    With `complete`, add facts that an older lock lacks. Keep the facts of an absent recording
    while the bank uses it. Replace a lock that cannot be read.
    """
    before = read_lock(Folder(root))[0] or {}
    paths = media_paths(bank)
    known = survey(root, paths, before, fingerprint, probe)
    pointers = _in_state(known, State.POINTER)
    after = {path: before[path] for path in pointers if path in before}
    after |= {path: found.footage for path, found in known.items() if found.footage}
    completed = _completed(root, known, complete) if complete else {}
    after |= completed
    if after != before:
        atomic.write_text(root / LOCK, written(after))
    return Update(
        added=_in_state(known, State.NEW),
        changed=tuple(sorted({*_in_state(known, State.CHANGED), *completed})),
        removed=tuple(sorted(before.keys() - paths)),
        absent=_in_state(known, State.ABSENT),
        unreadable={path: found.error for path, found in known.items() if found.error},
        pointers=pointers,
    )


def _completed(root: Path, known: Mapping[str, Known], probe: Probe) -> dict[str, Footage]:
    """Return the facts that an older lock lacks, for files that are here."""
    incomplete = [
        path
        for path, found in known.items()
        if found.state is State.CURRENT
        and found.footage
        and not found.footage.is_complete
        and (root / MEDIA / path).is_file()
    ]
    completed = {}
    for path in incomplete:
        with suppress(ProbeError):  # Keep the lock's facts until the file is replaced.
            completed[path] = probe(root / MEDIA / path)
    return {path: facts for path, facts in completed.items() if facts != known[path].footage}


def media_paths(bank: Bank) -> frozenset[str]:
    """Return the videos of the bank's recordings, below `media/`."""
    films = (recording.films.values() for recording in bank.of(Recording).values())
    return frozenset(path for paths in films for path in paths if within(path))


def within(path: str) -> bool:
    """Return whether a relative path stays inside its folder."""
    is_relative = not PureWindowsPath(path).anchor  # Neither `/film.mp4` nor `C:film.mp4`.
    return is_relative and not {".", ".."} & set(path.split("/"))


def _in_state(known: Mapping[str, Known], state: State) -> tuple[str, ...]:
    return tuple(path for path, found in known.items() if found.state is state)
