"""The storyboard: one sheet of small frames of a clip, at regular intervals."""

from __future__ import annotations

from math import ceil
from pathlib import Path

from PIL import Image

from lessonbank.ffmpeg.inputs import file_url, input_args
from lessonbank.ffmpeg.program import Ffmpeg
from lessonbank.ffmpeg.runner import CancelToken, run
from lessonbank.media.grid import Grid, grid
from lessonbank.media.recipe import STORYBOARD, StoryboardRecipe
from lessonbank.media.store import Store, Stored
from lessonbank.media.verify import VerifyError


def keep_sheet(
    ffmpeg: Ffmpeg, low: Stored, store: Store, folder: Path, token: CancelToken | None
) -> Stored:
    """Make the sheet in one run of ffmpeg and move it into the store. Raises FfmpegError."""
    layout = grid(low)
    raw, sheet = folder / "sheet.rgb", folder / "sheet.webp"
    run(ffmpeg, _taking(store.path(low), layout, raw), timeout=_timeout(low), token=token)
    _save(raw.read_bytes(), layout, sheet)
    return store.adopt(sheet, ext="webp", size=layout.size)


def _taking(source: Path, layout: Grid, target: Path) -> list[str]:
    rows = ceil(layout.count / layout.columns)
    chain = (
        # Repeat the last frame: a picture may end a few frames before its sound.
        "tpad=stop_mode=clone:stop_duration=1",
        # Rounding up selects the last frame that starts by each second: the one on show.
        f"fps=1/{layout.interval:.0f}:start_time=0:round=up",
        f"scale={layout.tile_width}:{layout.tile_height}:flags=area+accurate_rnd+bitexact",
        "format=rgb24",
        f"tile={layout.columns}x{rows}:nb_frames={layout.count}",
    )
    raw = ["-frames:v", "1", "-f", "rawvideo", "-y", file_url(target)]
    return [*input_args(source), "-an", "-vf", ",".join(chain), *raw]


def _save(pixels: bytes, layout: Grid, path: Path, recipe: StoryboardRecipe = STORYBOARD) -> None:
    width, height = layout.size
    if len(pixels) != 3 * width * height:
        raise VerifyError(
            f"The storyboard does not have the expected {layout.count} frames.",
            fix="Play the clip: if it stops before its end, move its out-point.",
        )
    picture = Image.frombytes("RGB", (width, height), pixels)
    picture.save(path, "WEBP", quality=recipe.quality, method=recipe.effort)


def _timeout(low: Stored) -> float:
    """Return the timeout of the run in seconds of wall time."""
    return 120 + 10 * (low.duration or 0.0)
