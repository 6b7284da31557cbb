"""Compile the files of a project into one edition with its media."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from lessonbank.bank import Bank, Clip, School
from lessonbank.compiler.compilation import Compilation
from lessonbank.compiler.errors import CompileError
from lessonbank.compiler.jobs import clip_and_field, jobs, media_by_clip
from lessonbank.compiler.keeping import kept_pages
from lessonbank.compiler.logos import read_logos
from lessonbank.compiler.look import led, read_look
from lessonbank.compiler.project import read_project
from lessonbank.compiler.settings import Settings
from lessonbank.compiler.speech import cues_of, descriptions_of, prose_of, translations_of
from lessonbank.compiler.types import fault
from lessonbank.content import Composed, Folder, Loaded, is_of_record
from lessonbank.content.footage import MEDIA
from lessonbank.content.git import described
from lessonbank.content.layout import CONTENT
from lessonbank.content.mkdocs_yml.engine import engine_findings
from lessonbank.diagnostics import Code, Diagnostic, Severity
from lessonbank.editions import Admission, Edition, Occasion, admit, hidden_prose
from lessonbank.ffmpeg.errors import FfmpegError
from lessonbank.media import ClipMedia, Plan, Store, plan
from lessonbank.media.pools import Pool
from lessonbank.media.settling import JobFailed, Listener, Settled, settle
from lessonbank.media.shards import Shard
from lessonbank.site import Library, OfflineCopy, TypeFaultError, Unmade
from lessonbank.site.trial import try_out
from lessonbank.site.versions import shown_texts
from lessonbank.texts import speaking, translations

Settler = Callable[[Plan], Settled]
"""Returns the media of a plan's clips; unfinished clips may be missing."""


def compile_bank(settings: Settings, listener: Listener | None = None) -> Compilation:
    """Compile an edition and encode its clips.

    Faulty permissions and films stop nothing: their items are left out, and the errors are among
    the diagnostics. Raise CompileError for other errors, or if a recording is missing.
    """
    refuse_engine(settings)
    loaded = read_whole(settings)
    admission = admission_of(loaded, settings)
    plan_ = _plan(loaded, admission.bank, settings)
    settled = settle(plan_, workers=settings.workers, events=listener)
    if any(failure.here for failure in settled.failures):
        raise CompileError("Not all clips can be made here.", _failed(loaded, settled))
    if unmade := _causes(settled):
        admission = admission_of(loaded, settings, unmade)
    library = _library(loaded, admission, settings, settled)
    found = (*loaded.diagnostics, *_failed(loaded, settled))
    return _compilation(loaded, admission, library, found, settings)


def preview_bank(settings: Settings, settler: Settler) -> Compilation:
    """Compile an edition without waiting for clips; those that `settler` omits are unmade.

    Failed clips are among the diagnostics. Raise CompileError if the content has errors.
    """
    return preview_of(read_whole(settings), settings, settler)


def preview_of(loaded: Loaded, settings: Settings, settler: Settler) -> Compilation:
    """Compile an edition of content that has been read; see `preview_bank`."""
    refuse_errors(loaded.diagnostics)
    admission = admission_of(loaded, settings)
    settled = settler(_plan(loaded, admission.bank, settings))
    library = _library(loaded, admission, settings, settled)
    found = (*loaded.diagnostics, *_failed(loaded, settled))
    return _compilation(loaded, admission, library, found, settings)


def _compilation(
    loaded: Loaded,
    admission: Admission,
    library: Library,
    found: tuple[Diagnostic, ...],
    settings: Settings,
) -> Compilation:
    """Return the compilation. Raise CompileError if a package fails to make its pages."""
    edition, types = admission.occasion.edition, settings.installed.types
    hidden = hidden_prose(library.bank.trust, edition.scope)
    files = frozenset(loaded.reading.files) - {f"{CONTENT}/{path}" for path in hidden}
    texts = {path: page for path, page in loaded.pages.items() if path not in hidden}
    library = replace(library, texts=texts)
    compilation = Compilation(
        *(admission, library, found, files, shown_texts(library), types, settings.templates),
        look=read_look(settings.root, library.bank.trust.look),
        kept=kept_pages(settings, str(edition)),
    )
    if types.outside:
        try:
            with speaking(translations(library.bank.trust.language)):
                try_out(compilation.pages, compilation.renderer, types)
        except TypeFaultError as error:
            raise CompileError("A package failed; nothing was built.", (fault(error),)) from error
    return compilation


def media_plan(settings: Settings) -> Plan:
    """Return what would be encoded for the edition, and why. Raise CompileError."""
    refuse_engine(settings)
    loaded = read_whole(settings)
    return _plan(loaded, admission_of(loaded, settings).bank, settings)


@dataclass(frozen=True, slots=True)
class Made:
    """The media that was made or is there, and what could not be made."""

    clips: Mapping[str, ClipMedia]
    failures: tuple[Diagnostic, ...]


def make_media(
    settings: Settings,
    listener: Listener | None = None,
    *,
    shard: Shard | None = None,
    pool: Pool | None = None,
) -> Made:
    """Encode the clips of the edition, or one part of them. Raise CompileError as `compile_bank`.

    A `pool` other than threads of this machine may make them.
    """
    refuse_engine(settings)
    loaded = read_whole(settings)
    whole = _plan(loaded, admission_of(loaded, settings).bank, settings)
    part = shard.of(whole) if shard else whole
    settled = settle(part, workers=settings.workers, pool=pool, events=listener)
    failures = _failed(loaded, settled)
    if any(failure.here for failure in settled.failures):
        raise CompileError("Not all clips can be made here.", failures)
    return Made(media_by_clip(settled, "media"), failures)


def read_whole(settings: Settings) -> Loaded:
    """Read the whole bank, for every edition.

    Raise CompileError for errors, except in permissions and overrides, and for faulty packages.
    """
    if faults := settings.installed.faults:
        raise CompileError("A package cannot be used; nothing was built.", faults)
    try:
        loaded = read_project(settings.root, types=settings.installed.types)
    except FfmpegError as error:
        raise CompileError(f"{error.message} {error.fix}") from error
    refuse_errors(loaded.diagnostics)
    return loaded


def refuse_engine(settings: Settings) -> None:
    """Raise CompileError if the bank does not allow this version of lessonbank.

    Only what makes a site or media asks this: `find` and `purge` work with every version.
    """
    if found := engine_findings(settings.root):
        raise CompileError("Nothing was built.", found)


def refuse_errors(diagnostics: tuple[Diagnostic, ...]) -> None:
    """Raise CompileError for errors that concern more than their own items."""
    errors = [found for found in diagnostics if found.severity is Severity.ERROR]
    if not all(is_of_record(e) or e.code is Code.MEDIA_UNREADABLE for e in errors):
        raise CompileError("The content has errors; nothing was built.", diagnostics)


def admission_of(
    loaded: Loaded, settings: Settings, unmade: Mapping[str, str] | None = None
) -> Admission:
    """Decide what the edition may show. `unmade` are failed clips with their cause."""
    bank, faulty = loaded.records.bank, loaded.records.faulty
    name = settings.edition or bank.trust.policy.default_edition
    try:
        edition = Edition.parse(name)
    except ValueError as error:
        raise CompileError(f"{error}.") from error
    if edition.kind and edition.audience_in(bank, settings.today) is None:
        raise CompileError(_no_audience(bank, edition))
    unfilmed = {**without_film(loaded), **(unmade or {})}
    return admit(Occasion(bank, edition, settings.today, faulty, unfilmed))


def without_film(loaded: Loaded) -> dict[str, str]:
    """Return the clips of recordings whose file is not a film."""
    clips = loaded.bank.of(Clip).items()
    cause = "its recording cannot be read"
    return {id_: cause for id_, clip in clips if clip.recording not in loaded.footage}


def _causes(settled: Settled) -> dict[str, str]:
    """Return why clips failed; a missing described version is no failure."""
    failures = ((clip_and_field(failure.id), failure.cause) for failure in settled.failures)
    return {clip_id: cause for (clip_id, field), cause in failures if field == "media"}


def _no_audience(bank: Bank, edition: Edition) -> str:
    """Say that the edition has no audience, and list possible ones."""
    if isinstance(left := edition.audience_in(bank), School):
        return f"The school '{left.id}' left on {left.left_on}, so it has no edition any more."
    ids = sorted(bank.items[edition.kind or ""])
    choice = f"Those there are: {', '.join(ids)}." if ids else f"The bank has no {edition.kind}s."
    return f"There is no {edition.kind} '{edition.audience}' for the edition {edition}. {choice}"


def _library(loaded: Loaded, admission: Admission, settings: Settings, settled: Settled) -> Library:
    bank = led(admission.bank, admission.occasion.edition)
    leading, tree = (
        admission.occasion.edition.audience_in(bank),
        Composed(Folder(settings.root), MEDIA),
    )
    return Library(
        bank=bank,
        media=settings.renditions.offered(media_by_clip(settled, "media")),
        cues=cues_of(bank, loaded.captions),
        prose=prose_of(bank, tree),
        today=admission.occasion.today,
        described=settings.renditions.offered(media_by_clip(settled, "described")),
        descriptions=descriptions_of(bank, loaded.captions),
        translations=translations_of(bank, loaded.captions, tree),
        unmade=_unmade(bank, settled),
        ended=admission.ended,
        struck=admission.struck,
        films_at=settings.films_at,
        offline=_offline(settings, admission),
        site_url=settings.site_url,
        logos=read_logos(settings.root, bank),
        leading=leading if isinstance(leading, School) else None,
        edition=admission.occasion.edition,
        published=settings.published,
        version=bank.trust.handbook.version or described(settings.root),
        shows_coverage=bank.trust.shows_coverage(admission.occasion.edition.scope),
    )


def _offline(settings: Settings, admission: Admission) -> OfflineCopy | None:
    """Return the copy to offer, if it is of this very edition."""
    copy = settings.offline
    return copy if copy and copy.edition == str(admission.occasion.edition) else None


def _unmade(bank: Bank, settled: Settled) -> dict[str, Unmade]:
    causes = {failure.id: f"{failure.cause} {failure.fix}" for failure in settled.failures}
    return {id_: Unmade(causes.get(id_)) for id_ in bank.of(Clip) if id_ not in settled.clips}


def _plan(loaded: Loaded, bank: Bank, settings: Settings) -> Plan:
    return plan(list(jobs(loaded, bank, settings.root)), Store(settings.store))


def _failed(loaded: Loaded, settled: Settled) -> tuple[Diagnostic, ...]:
    return tuple(_cannot_be_made(loaded, failure) for failure in settled.failures)


def _cannot_be_made(loaded: Loaded, failure: JobFailed) -> Diagnostic:
    clip_id, field = clip_and_field(failure.id)
    clip = loaded.bank.of(Clip)[clip_id]
    path, span, source = loaded.locate(clip, ("recording",))
    what = "clip" if field == "media" else "described version of the clip"
    message = f"the {what} cannot be made: {failure.cause}"
    return Diagnostic(Code.MEDIA_UNREADABLE, message, path, failure.fix, span, source)
