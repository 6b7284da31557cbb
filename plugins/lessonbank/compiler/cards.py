"""Social cards, drawn once and kept from build to build under what they say."""

from __future__ import annotations

import os
from collections.abc import Collection
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from lessonbank.compiler.publish import link_or_copy
from lessonbank.files import atomic
from lessonbank.site import SocialCard, draw_card


def publish_cards(
    cards: Collection[SocialCard], kept: Path, site: Path, workers: int | None = None
) -> None:
    """Put each card into the site, drawing those that are not among the `kept`."""
    missing = [card for card in dict.fromkeys(cards) if not (kept / card.file_name).is_file()]
    if missing:
        with ThreadPoolExecutor(workers or os.cpu_count() or 1) as pool:
            list(pool.map(partial(_draw, kept), missing))
    for card in cards:
        link_or_copy(kept / card.file_name, site / card.url)


def _draw(kept: Path, card: SocialCard) -> None:
    frame = card.frame.path.read_bytes() if card.frame else None
    atomic.write_bytes(kept / card.file_name, draw_card(card, frame))
