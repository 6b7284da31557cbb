"""What is in a site's folder after a build."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from enum import Enum
from pathlib import Path

from lessonbank.files.staging import Staging
from lessonbank.site import ContentTypes
from lessonbank.takedown import TakedownError, report, take_down


class Outcome(Enum):
    """What may be published after a build, whether it succeeded or not."""

    BUILT = "the new site"
    REDUCED = "the last good site, without what may not be shown today"
    NOTHING = "nothing"


def fall_back(
    staging: Staging, root: Path, today: date, types: ContentTypes, tell: Callable[[str], None]
) -> Outcome:
    """Reduce the old site to what may be shown today.

    `tell` gets lines about what was removed, or why the site must not be published.
    """
    if not staging.site.exists():
        return Outcome.NOTHING
    try:
        taken = take_down(staging, root, today, types)
    except (TakedownError, OSError) as error:
        tell(f"{error} {UNCHECKED}")
        return Outcome.NOTHING
    for line in report(taken):
        tell(line)
    return Outcome.REDUCED


UNCHECKED = (
    "The site there may show items that may no longer be shown. Do not publish it. Correct the"
    " errors and build again, or delete the folder."
)
