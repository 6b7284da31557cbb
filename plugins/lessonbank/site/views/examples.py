"""Example searches: the techniques and tags of most clips."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from urllib.parse import urlencode

from lessonbank.bank import Technique
from lessonbank.site.library import Library
from lessonbank.site.urls import Link, technique_path

_TOP = 8
_EXAMPLES = 2
"""Example searches of each kind."""
_BRIEF = 22
"""Characters of the longest example, so that two fit side by side on a phone."""


def top_techniques(library: Library) -> tuple[Link, ...]:
    """Return the techniques that most clips show."""
    shown = Counter(technique for clip in library.clips for technique in clip.techniques)
    techniques = library.bank.of(Technique)
    most = _most(shown)[:_TOP]
    return tuple(Link(techniques[id_].title, technique_path(id_)) for id_ in most)


def examples(library: Library, find: str) -> Iterator[Link]:
    """Yield searches on the page `find` that find something."""
    tagged = Counter(moment.tag for clip in library.clips for moment in clip.moments)
    names = [each.label for each in top_techniques(library) if len(each.label) <= _BRIEF]
    tags = (library.bank.tags[id_].label for id_ in _most(tagged))
    others = [tag for tag in tags if tag not in names and len(tag) <= _BRIEF]
    for asked in (*names[:_EXAMPLES], *others[:_EXAMPLES]):
        yield Link(asked, f"{find}#{urlencode({'q': asked})}")


def _most(counted: Counter[str]) -> list[str]:
    return sorted(counted, key=lambda id_: (-counted[id_], id_))
