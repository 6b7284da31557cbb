"""Each tile of a storyboard shows the frame of its own second."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PIL import Image

from lessonbank.media import recipe
from lessonbank.media.clip import ClipMedia, Storyboard
from lessonbank.media.job import ClipJob
from lessonbank.media.planning import plan
from lessonbank.media.settling import settle
from lessonbank.media.store import Store

Film = Callable[..., Path]
Clip = Callable[..., ClipJob]

STEPS = 20


def counting(film: Film, seconds: int, size: str, rate: int) -> Path:
    """Make a film that encodes the second in the greys of its halves."""
    grey = f"16+10*if(lt(X,W/2),mod(floor(T),{STEPS}),floor(T/{STEPS}))"
    picture = f"nullsrc=s={size}:r={rate}:d={seconds},geq=lum='{grey}':cb=128:cr=128"
    options = ("-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p")
    return film(f"count-{seconds}-{size}.mp4", "-f", "lavfi", "-i", picture, *options)


def made(job: ClipJob, store: Store) -> ClipMedia:
    settled = settle(plan([job], store))
    assert not settled.failures
    return settled.clips[job.id]


def seconds_shown(board: Storyboard) -> list[int]:
    """Return the second that each tile shows."""
    with Image.open(board.picture.path) as sheet:
        assert sheet.size == board.size == (board.picture.width, board.picture.height)
        grey = sheet.convert("L")
    return [_second(grey, board, tile) for tile in range(board.count)]


def _second(sheet: Image.Image, board: Storyboard, tile: int) -> int:
    row, column = divmod(tile, board.columns)
    middle = (row + 0.5) * board.tile_height
    quarter, half = board.tile_width / 4, board.tile_width / 2
    left = column * board.tile_width + quarter
    second, rounds = (sheet.getpixel((int(x), int(middle))) for x in (left, left + half))
    return _steps(second) + STEPS * _steps(rounds)


def _steps(grey: object) -> int:
    """Read a grey: the film has 10 of 219 levels a step, the sheet 255 levels."""
    assert isinstance(grey, int)
    return round(grey * 219 / 255 / 10)


def test_every_second_has_its_tile(film: Film, clip: Clip, store: Store) -> None:
    board = made(clip(counting(film, 33, "192x108", 25)), store).storyboard
    assert (board.interval, board.count, board.columns) == (1.0, 33, 10)
    assert (board.tile_width, board.tile_height) == (160, 90)
    assert seconds_shown(board) == list(range(33))


def test_seconds_are_those_of_the_clip(film: Film, clip: Clip, store: Store) -> None:
    """Show each second's exact frame, counted from the in-point."""
    path = counting(film, 33, "192x108", 25)
    early = made(clip(path, 3.96, 14.96, id="early"), store).storyboard
    late = made(clip(path, 4.0, 15.0, id="late"), store).storyboard
    assert seconds_shown(early) == list(range(3, 14))
    assert seconds_shown(late) == list(range(4, 15))


def test_a_long_clip_has_fewer_tiles_a_minute(film: Film, clip: Clip, store: Store) -> None:
    board = made(clip(counting(film, 201, "96x54", 5)), store).storyboard
    assert (board.interval, board.count) == (2.0, 101)
    assert (board.tile_width, board.tile_height) == (96, 54)  # a small picture is not enlarged
    assert seconds_shown(board) == list(range(0, 201, 2))


def test_a_portrait_clip_has_portrait_tiles(film: Film, clip: Clip, store: Store) -> None:
    board = made(clip(counting(film, 12, "180x320", 10)), store).storyboard
    assert (board.tile_width, board.tile_height) == (90, 160)
    assert seconds_shown(board) == list(range(12))


def test_a_short_clip_is_one_tile(film: Film, clip: Clip, store: Store) -> None:
    board = made(clip(counting(film, 12, "180x320", 10), 2.0, 2.5), store).storyboard
    assert (board.columns, board.count) == (1, 1)
    assert seconds_shown(board) == [2]


def test_a_storyboard_is_a_step_of_the_plan(film: Film, clip: Clip, store: Store) -> None:
    job = clip(counting(film, 12, "180x320", 10))
    media = made(job, store)
    assert media.storyboard.picture in media.files
    assert list(plan([job], store).reasons()) == []
    media.storyboard.picture.path.unlink()
    assert list(plan([job], store).reasons()) == [(job.id, "storyboard", "output object missing")]
    assert made(job, store) == media


def test_the_largest_sheet_is_no_larger_than_a_webp_may_be() -> None:
    rows = recipe.STORYBOARD.most_tiles / recipe.STORYBOARD.columns
    assert max(rows, recipe.STORYBOARD.columns) * recipe.STORYBOARD.tile <= 16383
