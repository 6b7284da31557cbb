"""Files of a project -> one edition of its bank, with media. No generator of pages is involved."""

from __future__ import annotations

from collections.abc import Callable

from lessonbank.bank import Bank, Clip
from lessonbank.compiler.compilation import Compilation, CompileError
from lessonbank.compiler.jobs import clip_and_field, jobs, media_by_clip
from lessonbank.compiler.project import read_project
from lessonbank.compiler.settings import Settings
from lessonbank.compiler.speech import cues_of, descriptions_of, prose_of
from lessonbank.content import Loaded
from lessonbank.diagnostics import Code, Diagnostic, Severity
from lessonbank.editions import Admission, Edition, Occasion, admit
from lessonbank.ffmpeg.errors import FfmpegError
from lessonbank.media import JobFailed, Listener, Plan, Settled, Store, plan, settle
from lessonbank.site import Library, Unmade

Settler = Callable[[Plan], Settled]
"""Gives the media of a plan's clips; it may leave out those that are not made yet."""


def compile_bank(settings: Settings, listener: Listener | None = None) -> Compilation:
    """Raises CompileError where the content has errors or a clip cannot be made."""
    loaded = read_whole(settings)
    admission = _admission(loaded.bank, settings)
    plan_ = _plan(loaded, admission.bank, settings)
    settled = settle(plan_, workers=settings.workers, events=listener)
    _refuse(_failed(loaded, settled))
    library = _library(loaded, admission, settings, settled)
    return Compilation(admission, library, loaded.diagnostics, settings.resources, loaded.pages)


def preview_bank(settings: Settings, settler: Settler) -> Compilation:
    """As `compile_bank`, waiting for no clip: those that `settler` leaves out are unmade.

    Raises CompileError where the content has errors. Clips that failed are among the diagnostics.
    """
    loaded = read_whole(settings)
    admission = _admission(loaded.bank, settings)
    settled = settler(_plan(loaded, admission.bank, settings))
    library = _library(loaded, admission, settings, settled)
    found = (*loaded.diagnostics, *_failed(loaded, settled))
    return Compilation(admission, library, found, settings.resources, loaded.pages)


def media_plan(settings: Settings) -> Plan:
    """What would be encoded for the edition, and why. Raises CompileError."""
    loaded = read_whole(settings)
    return _plan(loaded, _admission(loaded.bank, settings).bank, settings)


def read_whole(settings: Settings) -> Loaded:
    """The whole bank, for every edition. Raises CompileError where the content has errors."""
    try:
        loaded = read_project(settings.root)
    except FfmpegError as error:
        raise CompileError(f"{error.message} {error.fix}") from error
    _refuse(loaded.diagnostics)
    return loaded


def _refuse(diagnostics: tuple[Diagnostic, ...]) -> None:
    if any(diagnostic.severity is Severity.ERROR for diagnostic in diagnostics):
        raise CompileError("The content has errors; nothing was built.", diagnostics)


def _admission(bank: Bank, settings: Settings) -> Admission:
    name = settings.edition or bank.trust.policy.default_edition
    try:
        edition = Edition.parse(name)
    except ValueError as error:
        raise CompileError(f"{error}.") from error
    if edition.kind and edition.audience_in(bank) is None:
        raise CompileError(_no_audience(bank, edition))
    return admit(Occasion(bank, edition, settings.today))


def _no_audience(bank: Bank, edition: Edition) -> str:
    """That the edition is for nobody, and whom it could be for."""
    ids = sorted(bank.items[edition.kind or ""])
    choice = f"Those there are: {', '.join(ids)}." if ids else f"The bank has no {edition.kind}s."
    return f"There is no {edition.kind} '{edition.audience}' for the edition {edition}. {choice}"


def _library(loaded: Loaded, admission: Admission, settings: Settings, settled: Settled) -> Library:
    bank = admission.bank
    return Library(
        bank=bank,
        media=media_by_clip(settled, "media"),
        cues=cues_of(bank, loaded.captions),
        prose=prose_of(bank, settings.media),
        today=admission.occasion.today,
        described=media_by_clip(settled, "described"),
        descriptions=descriptions_of(bank, loaded.captions),
        unmade=_unmade(bank, settled),
        ended=admission.ended,
        struck=admission.struck,
    )


def _unmade(bank: Bank, settled: Settled) -> dict[str, Unmade]:
    causes = {failure.id: f"{failure.cause} {failure.fix}" for failure in settled.failures}
    return {id_: Unmade(causes.get(id_)) for id_ in bank.of(Clip) if id_ not in settled.clips}


def _plan(loaded: Loaded, bank: Bank, settings: Settings) -> Plan:
    return plan(list(jobs(loaded, bank, settings.media)), Store(settings.store))


def _failed(loaded: Loaded, settled: Settled) -> tuple[Diagnostic, ...]:
    return tuple(_cannot_be_made(loaded, failure) for failure in settled.failures)


def _cannot_be_made(loaded: Loaded, failure: JobFailed) -> Diagnostic:
    clip_id, field = clip_and_field(failure.id)
    clip = loaded.bank.of(Clip)[clip_id]
    path, span, source = loaded.locate(clip, ("recording",))
    what = "clip" if field == "media" else "described version of the clip"
    message = f"the {what} cannot be made: {failure.cause}"
    return Diagnostic(Code.MEDIA_UNREADABLE, message, path, failure.fix, span, source)
