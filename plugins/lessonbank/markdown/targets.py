"""What an address in Markdown can lead to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from lessonbank.bank import Address


@dataclass(frozen=True, slots=True)
class Target:
    """An item's page, and how it is embedded where it can be.

    `url` counts from the site's root. `embed` gives the HTML of a player for the address, its
    title and the way from the page to the site's root.
    """

    url: str
    title: str
    embed: Callable[[Address, str, str], str] | None = None


Targets = Mapping[tuple[str, str], Target]
"""Targets by kind and id."""
