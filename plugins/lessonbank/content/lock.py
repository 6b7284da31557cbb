"""media.lock: the facts of every recording, so that checks and builds need no raw footage.

One block per file of `media/`, sorted by its path, so that two people's additions merge.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

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
    """What the lock knows, by path below `media/`, or None and why it cannot be read.

    Where there is no lock it knows nothing.
    """
    try:
        text = document.read(tree, LOCK, _MAX_BYTES)
    except UnreadableError as error:
        if isinstance(error.__cause__, FileNotFoundError | NotRegularError):
            return {}, ()  # A link is reported as such.
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
    message = f"{LOCK} is no longer as it was written: `{name}` is missing or wrong"
    return text.diagnostic(Code.LOCK_UNREADABLE, message, _FIX, text.span_of(location))


def written(facts: Mapping[str, Footage]) -> str:
    """The lock that holds these facts."""
    blocks = (
        yaml.safe_dump({path: facts[path].to_dict()}, sort_keys=False, allow_unicode=True)
        for path in sorted(facts)
    )
    return "\n".join((_TITLE, *blocks))


@dataclass(frozen=True, slots=True)
class Update:
    """What an update of the lock did, as paths below `media/`.

    `changed` are recordings that are others now, or of which more is known. `absent` are those
    that neither the lock nor `media/` has, `unreadable` those that cannot be used, with the reason.
    """

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    absent: tuple[str, ...]
    unreadable: Mapping[str, ProbeError]


def update_lock(
    root: Path,
    bank: Bank,
    probe: Probe,
    fingerprint: Fingerprint = sha256_of,
    complete: Probe | None = None,
) -> Update:
    """Probe the recordings that are new or have changed, and write the lock if that changes it.

    Facts that an older lock lacks are added where `complete` is given. Facts of a recording whose
    file is not here are kept for as long as the bank uses it. A lock that cannot be read is made
    anew.
    """
    before = read_lock(Folder(root))[0] or {}
    paths = media_paths(bank)
    known = survey(root, paths, before, fingerprint, probe)
    after = {path: found.footage for path, found in known.items() if found.footage}
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
    )


def _completed(root: Path, known: Mapping[str, Known], probe: Probe) -> dict[str, Footage]:
    """The facts that an older lock lacks, of recordings that are here."""
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
        with suppress(ProbeError):  # What the lock says holds until the file is replaced.
            completed[path] = probe(root / MEDIA / path)
    return {path: facts for path, facts in completed.items() if facts != known[path].footage}


def media_paths(bank: Bank) -> frozenset[str]:
    """The videos of the bank's recordings, below `media/`."""
    films = (recording.films.values() for recording in bank.of(Recording).values())
    return frozenset(path for paths in films for path in paths if within(path))


def within(path: str) -> bool:
    """Whether a path stays below the folder it counts from."""
    return not path.startswith("/") and not {".", ".."} & set(path.split("/"))


def _in_state(known: Mapping[str, Known], state: State) -> tuple[str, ...]:
    return tuple(path for path, found in known.items() if found.state is state)
