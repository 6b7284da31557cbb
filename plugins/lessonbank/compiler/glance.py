"""Make the page of one changed clip at once; the whole bank is compiled after it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import PurePosixPath

from lessonbank.bank import Clip, Permission, Recording
from lessonbank.compiler.compilation import Compilation
from lessonbank.compiler.compile import admission_of
from lessonbank.compiler.errors import CompileError
from lessonbank.compiler.project import read_project
from lessonbank.compiler.settings import Settings
from lessonbank.content.layout import CONTENT
from lessonbank.diagnostics import Severity
from lessonbank.editions import Admission
from lessonbank.ffmpeg.errors import FfmpegError
from lessonbank.files.fingerprint import Stamp
from lessonbank.site import Library, SitePage, still_times
from lessonbank.site.pictures.titlecards import title_cards
from lessonbank.site.views.clip import clip_page

_TEXTS = frozenset(
    {
        *("title", "summary", "context", "body", "watch_for", "chapters", "moments"),
        *("subject", "phase", "years", "techniques", "statements", "purpose", "setting"),
    }
)
"""Fields of a clip that change neither its films and files nor who may see it."""


def changed_clip(before: Mapping[str, Stamp], now: Mapping[str, Stamp]) -> str | None:
    """Return the id of the one clip whose file has changed, if nothing else has."""
    changed = {path for path in before.keys() | now.keys() if before.get(path) != now.get(path)}
    if len(changed) != 1 or not changed <= before.keys() & now.keys():
        return None
    path = PurePosixPath(*changed)
    is_clip = path.parent == PurePosixPath(CONTENT, Clip.folder) and path.suffix == ".md"
    return path.stem if is_clip else None


def glance(settings: Settings, bank: Compilation, clip: str) -> SitePage | None:
    """Return the page of a clip whose file alone has changed since `bank` was compiled.

    The clip is read, checked and decided on with its recording and permission, as in a whole
    build, but without the other clips. None if that cannot be: a whole build decides.
    """
    former = bank.library.bank.of(Clip).get(clip)
    if former is None or clip not in bank.library.media:
        return None
    try:
        admission = _admission(settings, bank, former)
    except (CompileError, FfmpegError):
        return None
    now = admission.bank.of(Clip).get(clip) if admission else None
    if admission is None or now is None or not _is_same_film(former, now):
        return None
    return _page(bank, former, now, _library(bank.library, admission, now))


def _admission(settings: Settings, bank: Compilation, clip: Clip) -> Admission | None:
    """Decide on the clip; None if its file has errors."""
    hides = _hides(bank, clip)
    loaded = read_project(settings.root, types=settings.installed.types, hides=hides)
    path = f"{CONTENT}/{Clip.folder}/{clip.id}.md"
    wrong = (each.severity is Severity.ERROR for each in loaded.diagnostics if each.path == path)
    return None if any(wrong) else admission_of(loaded, settings)


def _hides(bank: Compilation, clip: Clip) -> Callable[[str], bool]:
    """Hide the files of all clips, recordings and permissions but those of this clip."""
    recording = bank.library.bank.recording_of(clip)
    of_clip = {
        Clip.folder: clip.id,
        Recording.folder: recording.id,
        Permission.folder: recording.permission,
    }

    def hides(path: str) -> bool:
        top, folder, *rest = path.split("/")
        if top != CONTENT or folder not in of_clip or not rest:
            return False
        return PurePosixPath(path).stem != of_clip[folder]

    return hides


def _is_same_film(former: Clip, now: Clip) -> bool:
    texts = {name: getattr(now, name) for name in _TEXTS}
    return former.model_copy(update=texts) == now and still_times(former) == still_times(now)


def _library(library: Library, admission: Admission, clip: Clip) -> Library:
    """Return the library with the clip as it is now."""
    bank, key = library.bank, (clip.kind, clip.id)
    items = {**bank.items, clip.kind: {**bank.of(Clip), clip.id: clip}}
    struck = {**library.struck, key: admission.struck.get(key, 0)}
    return replace(library, bank=replace(bank, items=items), struck=struck)


def _page(bank: Compilation, former: Clip, now: Clip, library: Library) -> SitePage | None:
    if title_cards(library, now) != title_cards(bank.library, former):
        return None  # The new ones are not drawn.
    page = clip_page(library, now)
    before = next((each for each in bank.pages if each.path == page.path), None)
    if before is None or before.prose != former.body:
        return None  # It shows the words of a school's version.
    return replace(page, notes=before.notes)
