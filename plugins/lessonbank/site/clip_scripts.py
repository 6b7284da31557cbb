"""One script for each clip, with its title and films for My list.

A page opened from a folder can load scripts but no data. A clip that the edition does not show has
no script, so nothing is shown of it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from lessonbank.bank import Clip
from lessonbank.site.labels import code_of
from lessonbank.site.library import Library
from lessonbank.site.player.reel import Stretch, whole
from lessonbank.site.urls import clip_path, clip_script


def clip_scripts(library: Library) -> Mapping[str, bytes]:
    """Return the scripts by address, those of former ids included."""
    return dict(file for clip in library.clips for file in _files(library, clip))


def scripts_of(clip: Clip) -> tuple[str, ...]:
    """Return the addresses of a clip's scripts: that of its id, then those of former ids."""
    return tuple(map(clip_script, (clip.id, *clip.aliases)))


def _files(library: Library, clip: Clip) -> Iterator[tuple[str, bytes]]:
    data = _data(clip, whole(library, clip))
    for id_, path in zip((clip.id, *clip.aliases), scripts_of(clip), strict=True):
        yield path, _script(id_, data)


def _script(id_: str, data: Mapping[str, Any]) -> bytes:
    written = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return f'lessonbank.clip("{id_}",{written});\n'.encode()


def _data(clip: Clip, part: Stretch) -> Mapping[str, Any]:
    further = {
        "name": part.name,
        "translations": [[each.language, each.name, each.src] for each in part.translations],
    }
    return {
        "title": part.title,
        "url": clip_path(clip.id),
        "code": code_of(clip),
        "length": part.end,
        "about": [part.subject_label, part.phase_label, part.school],
        "picture": part.still.url,
        "film": part.sources[0].url,
        "small": part.sources[-1].url,
        "captions": part.captions or "",
        "language": part.language,
        **(further if part.translations else {}),
    }
