"""Draw social cards and title cards once, and cache them by content."""

from __future__ import annotations

import os
from collections.abc import Collection
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from lessonbank.files import atomic
from lessonbank.files.link import link_or_copy
from lessonbank.site import SocialCard, TitleCard
from lessonbank.site.pictures.title_drawing import draw_title
from lessonbank.site.social.drawing import draw as draw_card

Card = SocialCard | TitleCard


def publish_cards(
    cards: Collection[Card], kept: Path, site: Path, workers: int | None = None
) -> None:
    """Link each card into the site; draw those missing from `kept`."""
    for url, path in draw_cards(cards, kept, workers):
        link_or_copy(path, site / url)


def draw_cards(
    cards: Collection[Card], kept: Path, workers: int | None = None
) -> tuple[tuple[str, Path], ...]:
    """Return the address of each card and its file in `kept`."""
    missing = [card for card in dict.fromkeys(cards) if not (kept / card.file_name).is_file()]
    if missing:
        with ThreadPoolExecutor(workers or os.cpu_count() or 1) as pool:
            list(pool.map(partial(_draw, kept), missing))
    return tuple((card.url, kept / card.file_name) for card in cards)


def _draw(kept: Path, card: Card) -> None:
    path = kept / card.file_name
    atomic.write_bytes(path, _drawn(card))
    path.chmod(0o644)  # The site's file is this one, and a web server may be another user.


def _drawn(card: Card) -> bytes:
    if isinstance(card, TitleCard):
        return draw_title(card)
    return draw_card(card, card.frame.path.read_bytes() if card.frame else None)
