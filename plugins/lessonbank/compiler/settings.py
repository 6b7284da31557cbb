"""The settings of one build."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

from lessonbank.compiler.overrides import Overrides
from lessonbank.compiler.survey import CACHE
from lessonbank.compiler.types import Installed
from lessonbank.content.layout import LOCKED
from lessonbank.content.lock import LOCK
from lessonbank.media.choice import Renditions
from lessonbank.site import OfflineCopy, OwnTemplates, no_templates


@dataclass(frozen=True, slots=True)
class Settings:
    """`root` is the project's folder, `today` the day the edition is decided for.

    `edition` is None for the trust's own default, `workers` None for one a processor. `installed`
    are the types of content that the bank may have. `overrides` is the folder of the trust's own
    templates. `renditions` are those that the site offers, `offline` is a copy of it to download.
    `films_at` is the address that its pages load films from; the site holds them if it is empty.
    `site_url` is the site's own address with a slash at its end, or empty if it is not known.
    `published` is the address that codes on paper lead to; a pack has it too.
    """

    root: Path
    today: date
    edition: str | None = None
    workers: int | None = None
    installed: Installed = field(default_factory=Installed)
    overrides: Overrides | None = None
    renditions: Renditions = field(default_factory=Renditions)
    films_at: str = ""
    site_url: str = ""
    offline: OfflineCopy | None = None
    published: str = ""

    @property
    def content(self) -> Path:
        return self.root / "content"

    @property
    def templates(self) -> OwnTemplates:
        """The trust's own templates of pages."""
        return self.overrides.page_template if self.overrides else no_templates

    @property
    def locked(self) -> Path:
        """The folder that other generators find."""
        return self.root / LOCKED

    @property
    def media(self) -> Path:
        return self.root / "media"

    @property
    def sources(self) -> tuple[Path, ...]:
        """Everything that a build reads and never writes."""
        own = (self.overrides.place,) if self.overrides else ()
        return self.content, self.media, self.root / LOCK, *own

    @property
    def store(self) -> Path:
        """Cache of media."""
        return self.root / CACHE / "media"

    @property
    def audit(self) -> Path:
        """Folder of audits, outside every site."""
        return self.root / "build" / "audit"

    @property
    def cards(self) -> Path:
        """Cache of social cards."""
        return self.root / CACHE / "cards"

    @property
    def pictures(self) -> Path:
        """Cache of copied pictures."""
        return self.root / CACHE / "pictures"

    @property
    def pages(self) -> Path:
        """Cache of rendered pages."""
        return self.root / CACHE / "pages"

    @property
    def words(self) -> Path:
        """Cache of the last build's words."""
        return self.root / CACHE / "search"


def edition_asked(environ: Mapping[str, str]) -> str | None:
    """Return the edition that the environment asks for, or None."""
    return environ.get("LESSONBANK_EDITION") or None


def build_date(given: str | None, environ: Mapping[str, str]) -> date:
    """Return the given day, else that of SOURCE_DATE_EPOCH, else today.

    Raise ValueError if it is not a date.
    """
    if given:
        try:
            return date.fromisoformat(given)
        except ValueError as error:
            raise ValueError(f"'{given}' is not a date: write it as 2026-11-21") from error
    if epoch := environ.get("SOURCE_DATE_EPOCH"):
        try:
            return datetime.fromtimestamp(int(epoch), UTC).date()
        except (ValueError, OverflowError, OSError) as error:
            raise ValueError(f"SOURCE_DATE_EPOCH is '{epoch}', not a number of seconds") from error
    return datetime.now(UTC).astimezone().date()
