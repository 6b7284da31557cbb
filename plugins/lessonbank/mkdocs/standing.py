"""What stands in a site's folder when a build has ended, and how that is said."""

from __future__ import annotations

import logging
from datetime import date
from enum import Enum
from pathlib import Path

from mkdocs.plugins import get_plugin_logger

from lessonbank.files.staging import Staging
from lessonbank.site import ContentTypes
from lessonbank.takedown import TakedownError, take_down, told

log: logging.LoggerAdapter[logging.Logger] = get_plugin_logger(__name__)


class Outcome(Enum):
    """What may be published after a build, whether it succeeded or not."""

    BUILT = "the new site"
    REDUCED = "the last good site, without what may not be shown today"
    NOTHING = "nothing"


def fall_back(staging: Staging, root: Path, today: date, types: ContentTypes) -> Outcome:
    """Free the site that stands since an earlier build of what may not be shown today."""
    if not staging.site.exists():
        return Outcome.NOTHING
    try:
        taken = take_down(staging, root, today, types)
    except (TakedownError, OSError) as error:
        log.error("%s %s", error, UNCHECKED)  # noqa: TRY400 - said in words
        return Outcome.NOTHING
    for line in told(taken):
        log.warning(line)
    return Outcome.REDUCED


UNCHECKED = (
    "What stands there may show what may be shown no longer: do not publish it. Put the errors"
    " right and build again, or delete the folder."
)
