"""Templates of the trust's own, which take the place of ours."""

from __future__ import annotations

from collections.abc import Callable

OwnTemplates = Callable[[str], tuple[str, str, None] | None]
"""Gives a template of the trust's own by its name: what it says and its path, as Jinja wants it."""


def no_templates(_name: str) -> None:
    """The trust has no templates of its own."""
