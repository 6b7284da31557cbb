"""The size of a clip's page, compressed as hosts send it, without the theme's own files."""

from __future__ import annotations

import gzip

from bench_pages import library

from lessonbank.bank import Clip
from lessonbank.site import assets, shared_asset
from lessonbank.site.render import Renderer

ALLOWED = 56_000
"""Bytes, for a clip of five minutes."""
FIVE_MINUTES = 300


def packed(data: bytes) -> int:
    return len(gzip.compress(data, 9, mtime=0))


def test_the_page_of_a_five_minute_clip_is_small() -> None:
    compiled = library(6, seconds=FIVE_MINUTES)
    clips = [page for page in compiled.pages if isinstance(page.item, Clip)]
    assert {page.item.duration for page in clips if isinstance(page.item, Clip)} == {FIVE_MINUTES}
    pages = [Renderer().page(page, f"<p>{page.prose}</p>") for page in clips]
    heaviest = max(packed(page.encode()) for page in pages)
    shared = {shared_asset(kind).url for kind in (".css", ".js")}
    loaded = [asset for asset in assets() if asset.url in shared or asset.url in pages[0]]
    own = sum(packed(asset.content.encode()) for asset in loaded)
    assert len(loaded) > len(shared)
    assert heaviest + own <= ALLOWED, (heaviest, own)
