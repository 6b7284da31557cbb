"""One build of a site, whatever generates its pages: from its lock to the place that it takes.

A generator needs three calls: `compile`, before it makes anything; `complete`, once all that it
makes lies in `folder`; and `publish`, when nothing is to be written any more. Whatever fails, what
stands in the site's place may be shown today, or is said not to be.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Self

from lessonbank.compiler.cards import Card, draw_cards, publish_cards
from lessonbank.compiler.compilation import Compilation
from lessonbank.compiler.compile import Settler, compile_bank, preview_bank
from lessonbank.compiler.errors import CompileError
from lessonbank.compiler.gate import changed_since, kept_back, strangers
from lessonbank.compiler.manifest import manifest_of
from lessonbank.compiler.neutral import neutral_pages, taken_from
from lessonbank.compiler.pictures import Copies
from lessonbank.compiler.publish import furnish, publish, publish_index
from lessonbank.compiler.records import rows_of, write_audit
from lessonbank.compiler.settings import Settings
from lessonbank.compiler.standing import Outcome, fall_back
from lessonbank.diagnostics import Diagnostic
from lessonbank.files.fingerprint import Stamp
from lessonbank.files.locks import Waiting, shared_use
from lessonbank.files.staging import Staging
from lessonbank.media.settling import Listener
from lessonbank.outputs import manifest_path
from lessonbank.site import CONTENT_TYPES, ContentTypes, FindView, SitePage, SocialCard, TitleCard
from lessonbank.takedown import stamps


@dataclass(frozen=True, slots=True)
class Generated:
    """What a generator has made of a compilation. Addresses count from the site's root.

    `files` are those that it has written, or has had written. `searched` are the Find pages, and
    `cards` the social cards that pages name. `copied` is the file of the project that a file is
    made of alone, `prose` the Markdown of pages that are about no item.
    """

    files: Collection[str]
    searched: Sequence[FindView] = ()
    cards: Sequence[SocialCard] = ()
    copied: Mapping[str, str] = field(default_factory=dict)
    prose: Sequence[str] = ()


class SiteBuild:
    """Builds the site `site` of the project in `root`; as a context, from lock to publication.

    `today` is the day for which a failing build frees the site that stands of what may not be
    shown, with items of the given `types`. Other work is waited for `wait` seconds, of which
    `waiting` is told. `tell` hears what becomes of the site that stands. A `preview` publishes no
    media, and has no audit and no manifest.
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
        """What the site is made from."""
        self.copies: Copies
        """The published copies of pictures."""
        self.folder: Path
        """Where the generator writes: nobody reads it before it takes the place of the site."""
        self.outcome = Outcome.NOTHING
        """What stands in the site's folder now."""
        self._today, self._types, self._preview, self._tell = today, types, preview, tell
        self._work = f"a {'preview' if preview else 'build'} of {root}"
        self._patience = wait, waiting
        self._staging = Staging(site, self._work, wait=wait, waiting=waiting)
        self._media = ExitStack()
        """Held while the media store is used."""
        self._is_open = False
        self._settings: Settings
        self._records: Mapping[str, Stamp] = {}
        self._sealed: Mapping[str, Stamp | None] | None = None
        """What every file looked like when the site was complete."""
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
        """Keep other builds away from the site before anything is read.

        So what is decided afterwards is decided by content that is no older than the lock. Raises
        BusyError.
        """
        self._staging.lock()
        self._is_open = True
        self._records = stamps(self.root)

    def compile(
        self, settings: Settings, listener: Listener | None = None, settler: Settler | None = None
    ) -> Compilation:
        """Compile the bank, and make an empty folder for its site.

        A preview takes what media its `settler` gives. Raises CompileError, and BusyError where
        somebody purges the media.
        """
        wait, waiting = self._patience
        media = shared_use(settings.store, self._work, wait=wait, waiting=waiting)
        self._media.enter_context(media)
        self._settings = settings
        if settler is None:
            self.bank = compile_bank(settings, listener)
        else:
            self.bank = preview_bank(settings, settler)
        self.copies = Copies(settings.pictures)
        self.folder = self._staging.folder()
        return self.bank

    @property
    def pages(self) -> tuple[SitePage, ...]:
        """Every page that the generator is to make, but for those of prose."""
        trust = self.bank.library.bank.trust
        return (*self.bank.pages, *(() if self._preview else neutral_pages(trust)))

    def furnish(self) -> None:
        """Write every file beside the pages, for a generator that has no way of its own."""
        furnish(self.bank, self.folder, self.root, self.copies)

    @property
    def streamed(self) -> tuple[tuple[str, Path], ...]:
        """The files that a preview sends from where they lie, by their addresses."""
        drawn = draw_cards(self._title_cards(), self._settings.cards, self._settings.workers)
        return (*self.bank.media_files, *drawn)

    def complete(self, made: Generated) -> None:
        """Add what no generator makes, and hold the whole site against what it may hold.

        The folder is sealed then: `publish` refuses whatever is changed in it. Raises CompileError.
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
                *kept_back(self.folder, self.bank.imprint, preview=self._preview),
                *strangers(self.folder, made.files),
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

        Raises CompileError where it is not complete or was changed since, where a record of who
        may see what was changed meanwhile, and, when the site is in its place, where the bank has
        faults.
        """
        if not self._is_open:
            return
        if self._sealed is None:
            raise CompileError("The site is not complete; nothing was published.")
        self._refuse(changed_since(self._sealed, dict(_looks(self.folder))))
        if not self._preview and stamps(self.root) != self._records:
            raise CompileError(_CHANGED)
        self._staging.finish(self._beside)
        self.outcome = Outcome.BUILT
        self.end()
        if not self._preview and self.bank.faults:
            raise CompileError(_REDUCED)

    @property
    def is_complete(self) -> bool:
        """Whether the site waits to be published."""
        return self._is_open and self._sealed is not None

    def fail(self) -> Outcome:
        """Give up a build that is not published, and free the site that stands."""
        if self._is_open and not self._preview:
            self.outcome = fall_back(self._staging, self.root, self._today, self._types, self._tell)
        self.end()
        return self.outcome

    def end(self) -> None:
        """Leave no trace of unfinished work, and let others in."""
        self._media.close()
        if self._is_open:
            self._staging.discard()
        self._is_open = False

    def _title_cards(self) -> list[TitleCard]:
        return [card for both in self.bank.title_cards.values() for card in both]

    def _refuse(self, found: tuple[Diagnostic, ...]) -> None:
        if found:
            raise CompileError(_REFUSED, found)

    def _audit(self, folder: Path) -> None:
        """Beside the site, for it names what the site withholds."""
        if folder.resolve().is_relative_to(self.site.resolve()):
            self._tell(f"No audit was written: {folder} is inside the site.")
        else:
            write_audit(self.bank, rows_of(self.bank), folder)


def _looks(folder: Path) -> Iterator[tuple[str, Stamp | None]]:
    """What every file of a folder looks like, None for a link that leads nowhere."""
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
