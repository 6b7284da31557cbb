"""The types of content that a new bank can begin with, and what each needs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

EXAMPLES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "clips": ("recordings",),
        "techniques": (),
        "tagsets": (),
        "watchlists": ("clips",),
        "workshops": (),
        "programmes": ("workshops",),
        "communities": (),
        "coaching": (),
        "pathways": (),
        "sessions": (),
        "people": (),
        "forms": (),
        "projects": (),
        "case-studies": (),
        "lessons": ("clips",),
        "units": ("lessons",),
        "recordings": ("permissions",),
        "permissions": (),
        "frameworks": (),
        "partners": (),
        "overrides": ("permissions",),
        "overlays": (),
    }
)
"""Each type, by the name of its folder, and the types without which its example has no sense."""

STARTER = (
    *("clips", "techniques", "tagsets", "watchlists", "workshops", "sessions", "people"),
    *("forms", "lessons"),
)
"""The types that give each tab of the site something to show."""


def with_needs(asked: Iterable[str]) -> frozenset[str]:
    """Return the types asked for, and all that they need."""
    found: set[str] = set()
    waiting = list(asked)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += EXAMPLES[name]
    return frozenset(found)
