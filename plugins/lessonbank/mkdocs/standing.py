"""What stands in a site's folder when a build has ended, and how that is said."""

from __future__ import annotations

import logging
from datetime import date
from enum import Enum
from pathlib import Path

from mkdocs.plugins import get_plugin_logger

from lessonbank.files.staging import Staging
from lessonbank.takedown import TakedownError, report, take_down

log: logging.LoggerAdapter[logging.Logger] = get_plugin_logger(__name__)


class Outcome(Enum):
    """What may be published after a build, whether it succeeded or not."""

    BUILT = "the new site"
    REDUCED = "the last good site, without what may not be shown today"
    NOTHING = "nothing"


def fall_back(staging: Staging, root: Path, today: date) -> Outcome:
    """Free the site that stands since an earlier build of what may not be shown today."""
    if not staging.site.exists():
        return Outcome.NOTHING
    try:
        taken = take_down(staging, root, today)
    except (TakedownError, OSError) as error:
        log.error("%s %s", error, UNCHECKED)  # noqa: TRY400 - said in words
        return Outcome.NOTHING
    for line in report(taken):
        log.warning(line)
    return Outcome.REDUCED


UNCHECKED = (
    "The site there may show items that may no longer be shown. Do not publish it. Correct the"
    " errors and build again, or delete the folder."
)
