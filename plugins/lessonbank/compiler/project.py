"""Read a project; probe only recordings that media.lock lacks."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from lessonbank.compiler.links import page_names, with_dead_links
from lessonbank.compiler.nav import with_dead_entries
from lessonbank.compiler.removed import with_removed_html
from lessonbank.compiler.survey import Survey, film_tags
from lessonbank.content import Loaded, load
from lessonbank.content.names import VARIABLE as NAMES
from lessonbank.site import CONTENT_TYPES, ContentTypes


def read_project(
    root: Path,
    today: date | None = None,
    types: ContentTypes = CONTENT_TYPES,
    hides: Callable[[str], bool] | None = None,
) -> Loaded:
    """Read and check the content, with dates if `today` is given.

    Items are of the given `types`, and no file that `hides` names is read. Look for pupils' names
    if the environment has a list. Raise FfmpegMissingError if a recording needs probing.
    """
    survey = Survey.of(root)
    names = os.environ.get(NAMES)
    loaded = load(
        root,
        types.models,
        probe=survey.probe,
        fingerprint=survey.fingerprint,
        today=today,
        names=Path(names) if names else None,
        film_tags=film_tags,
        hides=hides,
    )
    survey.index.save()
    whole = with_removed_html(with_dead_links(loaded, types))
    return with_dead_entries(whole, root, partial(page_names, loaded, types))
