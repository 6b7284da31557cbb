"""Build a site with any generator: lock, compile, check, publish.

A generator makes three calls: `compile` first, `complete` after it has written `folder`, and
`publish` at the end. If any step fails, the old site is reduced to what may be shown today, or is
reported as not safe to publish.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Self

from lessonbank.compiler.cards import Card, draw_cards, publish_cards
from lessonbank.compiler.compilation import Compilation
from lessonbank.compiler.compile import Settler, compile_bank, preview_bank, refuse_engine
from lessonbank.compiler.distant import not_published
from lessonbank.compiler.errors import CompileError
from lessonbank.compiler.gate import changed_since, kept_back, strangers
from lessonbank.compiler.manifest import manifest_of
from lessonbank.compiler.neutral import neutral_pages, taken_from
from lessonbank.compiler.pictures import Copies
from lessonbank.compiler.publish import furnish, publish, publish_index
from lessonbank.compiler.records import rows_of, write_audit
from lessonbank.compiler.settings import Settings
from lessonbank.compiler.sources import sources_now
from lessonbank.compiler.standing import Outcome, fall_back
from lessonbank.diagnostics import Diagnostic
from lessonbank.files.fingerprint import Stamp
from lessonbank.files.locks import Waiting, shared_use
from lessonbank.files.staging import Staging
from lessonbank.media.settling import Listener
from lessonbank.outputs import manifest_path
from lessonbank.site import CONTENT_TYPES, ContentTypes, FindView, SitePage, SocialCard, TitleCard
from lessonbank.takedown import stamps
from lessonbank.texts import speaking, translations


@dataclass(frozen=True, slots=True)
class Generated:
    """What a generator made. Addresses are from the site's root.

    `files` are all written files, `searched` the Find pages and `cards` the social cards in use.
    `copied` maps a file to the one project file that it was made from. `prose` is the Markdown of
    pages without an item.
    """

    files: Collection[str]
    searched: Sequence[FindView] = ()
    cards: Sequence[SocialCard] = ()
    copied: Mapping[str, str] = field(default_factory=dict)
    prose: Sequence[str] = ()


class SiteBuild:
    """Builds `site` from the project in `root`. Also a context manager, from lock to publication.

    If the build fails, the old site is reduced for the day `today`, with items of these `types`.
    The lock waits up to `wait` seconds and calls `waiting`. `tell` gets lines about the old site.
    A `preview` publishes no media, audit or manifest.
    """

    def __init__(
        self,
        root: Path,
        site: Path,
        today: date,
        types: ContentTypes = CONTENT_TYPES,
        *,
        preview: bool = False,
        wait: float = 0,
        waiting: Waiting | None = None,
        tell: Callable[[str], None] = print,
    ) -> None:
        self.root = root
        self.site = site
        self.bank: Compilation
        """The compiled edition."""
        self.copies: Copies
        """The published copies of pictures."""
        self.folder: Path
        """Where the generator writes. It is private until `publish`."""
        self.outcome = Outcome.NOTHING
        """What is in the site's folder now."""
        self._today, self._types, self._preview, self._tell = today, types, preview, tell
        self._work = f"a {'preview' if preview else 'build'} of {root}"
        self._patience = wait, waiting
        self._staging = Staging(site, self._work, wait=wait, waiting=waiting)
        self._held = ExitStack()
        """Locks the media store while it is in use, and speaks the trust's language."""
        self._is_open = False
        self._settings: Settings
        self._sources: bytes
        """The files that the build was made from."""
        self._records: Mapping[str, Stamp] = {}
        self._sealed: Mapping[str, Stamp | None] | None = None
        """Size and time of each file when the site was complete."""
        self._beside: dict[Path, bytes] = {}

    def __enter__(self) -> Self:
        self.lock()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: object, trace: TracebackType | None
    ) -> None:
        try:
            if kind is None:
                self.publish()
        finally:
            self.fail()

    def lock(self) -> None:
        """Lock the site before content is read, so no older content decides. Raise BusyError."""
        self._staging.lock()
        self._is_open = True
        self._records = stamps(self.root)

    def compile(
        self, settings: Settings, listener: Listener | None = None, settler: Settler | None = None
    ) -> Compilation:
        """Compile the bank and create an empty folder for the site.

        From now to the end of the build, messages of the interface are in the trust's language.
        A preview uses the media that `settler` returns. Raise CompileError, or BusyError during a
        purge.
        """
        refuse_engine(settings)
        wait, waiting = self._patience
        media = shared_use(settings.store, self._work, wait=wait, waiting=waiting)
        self._held.enter_context(media)
        self._settings, self._sources = settings, sources_now(settings)
        if settler is None:
            self.bank = compile_bank(settings, listener)
        else:
            self.bank = preview_bank(settings, settler)
        # All that is written from here on: the interface has one language for the whole site.
        self._held.enter_context(speaking(translations(self.bank.library.bank.trust.language)))
        self.copies = Copies(settings.pictures)
        self.folder = self._staging.folder()
        return self.bank

    @property
    def pages(self) -> tuple[SitePage, ...]:
        """Every page for the generator, except pages of prose."""
        trust = self.bank.library.bank.trust
        return (*self.bank.pages, *(() if self._preview else neutral_pages(trust)))

    def furnish(self) -> None:
        """Write every file beside the pages, for a generator that cannot."""
        furnish(self.bank, self.folder, self.root, self.copies)

    @property
    def streamed(self) -> tuple[tuple[str, Path], ...]:
        """Files that a preview serves from the store, by address."""
        drawn = draw_cards(self._title_cards(), self._settings.cards, self._settings.workers)
        return (*self.bank.media_files, *drawn)

    def complete(self, made: Generated) -> None:
        """Add media, index and cards, then check and seal the whole site.

        `publish` refuses any later change. Raise CompileError.
        """
        own = self._settings
        for view in made.searched:
            publish_index(view, self.folder, own.words)
        if not self._preview:
            publish(self.bank, self.folder)
            cards: list[Card] = [*self._title_cards(), *made.cards]
            publish_cards(cards, own.cards, self.folder, own.workers)
        self.copies.forget_others()
        self._refuse(
            (
                *kept_back(
                    self.folder,
                    self.bank.imprint,
                    preview=self._preview,
                    films_at=self.bank.library.films_at,
                ),
                *strangers(self.folder, {*made.files, *self.bank.files}),
                *not_published(self.bank),
            )
        )
        if not self._preview:
            # Before the last step: a full disk leaves the former site.
            self._audit(own.audit)
            manifest = manifest_of(
                self.bank,
                self.folder,
                views=made.searched,
                copied=made.copied,
                prose=tuple(made.prose),
                neutral=taken_from(self.folder),
            )
            self._beside = {manifest_path(self.site): manifest.to_json()}
        self._sealed = dict(_looks(self.folder))

    def publish(self) -> None:
        """Let the site take its place, shared_use with its manifest, and end.

        Raise CompileError if the site is incomplete or changed since, if a permission changed
        meanwhile, or, after publishing, if the bank has errors.
        """
        if not self._is_open:
            return
        if self._sealed is None:
            raise CompileError("The site is not complete; nothing was published.")
        self._refuse(changed_since(self._sealed, dict(_looks(self.folder))))
        if not self._preview and stamps(self.root) != self._records:
            raise CompileError(_CHANGED)
        self._staging.finish(self._beside)
        with suppress(OSError):  # The site is there; the next build renders more.
            self.bank.kept.write(self._sources)
        self.outcome = Outcome.BUILT
        self.end()
        if not self._preview and self.bank.faults:
            raise CompileError(_REDUCED)

    @property
    def is_complete(self) -> bool:
        """Whether the site is ready to be published."""
        return self._is_open and self._sealed is not None

    def fail(self) -> Outcome:
        """Cancel an unpublished build and reduce the old site."""
        if self._is_open and not self._preview:
            self.outcome = fall_back(self._staging, self.root, self._today, self._types, self._tell)
        self.end()
        return self.outcome

    def end(self) -> None:
        """Delete unfinished work and release the locks."""
        self._held.close()
        if self._is_open:
            self._staging.discard()
        self._is_open = False

    def _title_cards(self) -> list[TitleCard]:
        return [card for both in self.bank.title_cards.values() for card in both]

    def _refuse(self, found: tuple[Diagnostic, ...]) -> None:
        if found:
            raise CompileError(_REFUSED, found)

    def _audit(self, folder: Path) -> None:
        """Write the audit beside the site, because it names withheld items."""
        if folder.resolve().is_relative_to(self.site.resolve()):
            self._tell(f"No audit was written: {folder} is inside the site.")
        else:
            write_audit(self.bank, rows_of(self.bank), folder)


def _looks(folder: Path) -> Iterator[tuple[str, Stamp | None]]:
    """Return size and time of each file in a folder; None for a broken link."""
    for path in folder.rglob("*"):
        if path.is_symlink() or not path.is_dir():
            there = path.exists()
            yield path.relative_to(folder).as_posix(), Stamp.of(path) if there else None


_REFUSED = "The site was not published; the one before it is as it was."
_CHANGED = (
    "While the site was built, a record of who may see what was changed. Nothing of this build is"
    " shown: build again."
)
_REDUCED = "The site was built without what the errors are about: put them right, and build again."
