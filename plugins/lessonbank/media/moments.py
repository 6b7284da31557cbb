"""Which moments a rendition shows, seen in its frames and held against what was filmed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from lessonbank.bank import Box
from lessonbank.ffmpeg.inputs import file_url, input_args
from lessonbank.ffmpeg.packets import OWN_TIMES
from lessonbank.ffmpeg.program import Ffmpeg
from lessonbank.ffmpeg.runner import CancelToken, run
from lessonbank.media.redaction import frames as covered_frames
from lessonbank.media.shape import Pace
from lessonbank.media.witness import Frames, Witness, read_witness, witness_chain

Slots: TypeAlias = NDArray[np.int64]
"""Numbers of frames of an output."""

_TIMEOUT = 300.0
# Mean differences of grey levels: a frame after coding is never so far from itself, and all frames
# together never so much nearer to others.
_UNLIKE, _NEARER = 16.0, 1.0
# How many frames away a better fit is looked for, and in how many frames of a long clip.
_FURTHEST, _LOOKED_AT = 60, 600
# Seconds by which a container may be wrong about its first frame.
_ROUGHLY = 0.25


@dataclass(frozen=True)
class Moments:
    """What every rendition of a cut has to show, frame by frame.

    `first` is when the frame that is on show at the in-point was filmed, in the cut's clock;
    `late` frames before it are black.
    """

    witness: Witness
    pace: Pace
    first: float
    late: int
    boxes: tuple[Box, ...]

    @cached_property
    def starts(self) -> Slots:
        """From which frame of an output on each frame of the witness is on show."""
        return np.array([self.pace.slot(time) for time in self.witness.times], dtype=np.int64)

    def on_show(self, slots: Slots) -> Slots:
        """Which frame of the witness is on show in each of these frames of an output."""
        places = np.searchsorted(self.starts, slots, side="right") - 1
        return np.clip(places, 0, len(self.starts) - 1).astype(np.int64)

    def pictures(self, slots: Slots) -> Frames:
        """What is on show in each of these frames of an output."""
        shown = self.witness.frames[self.on_show(slots)]
        shown[slots < self.late] = 0
        return shown

    def telling(self, slots: Slots) -> Slots:
        """Those that are covered as they were when they were filmed."""
        return np.array([slot for slot in slots if self._is_telling(int(slot))], dtype=np.int64)

    def _is_telling(self, slot: int) -> bool:
        filmed = self.witness.times[int(self.on_show(np.array([slot]))[0])] * self.pace.fps
        for box in self.boxes:
            first, last = covered_frames(box, self.pace.fps)
            if (first <= slot <= last) != (first - 0.5 <= filmed <= last + 0.5):
                return False
        return True


def wrong_witness(moments: Moments) -> Iterator[str]:
    """What is wrong with the frames that were decoded for a cut."""
    witness = moments.witness
    if not witness.times:
        yield "no frame of the recording was decoded"
        return
    first = witness.times[int(moments.on_show(np.array([0]))[0])]
    if abs(first - moments.first) > _ROUGHLY:
        yield (
            f"it begins with the frame of {first:+.2f} s from the in-point, "
            f"not with that of {moments.first:+.2f} s"
        )


def wrong_moments(
    ffmpeg: Ffmpeg,
    path: Path,
    moments: Moments,
    *,
    keys: bool,
    folder: Path,
    token: CancelToken | None,
) -> Iterator[str]:
    """Decode a rendition, or its key frames alone, and tell where it shows another moment.

    What other frames do not refer to is left out: it stands between those that are looked at.
    """
    seen = _decoded(ffmpeg, path, keys=keys, folder=folder, token=token)
    slots = np.array([moments.pace.slot(time) for time in seen.times], dtype=np.int64)
    if not len(slots):
        yield "its frames cannot be decoded"
        return
    chosen = slots[:: max(1, len(slots) // _LOOKED_AT)]
    looked_at = moments.telling(chosen)
    shown = seen.frames[np.isin(slots, looked_at)]
    unlike = np.min([_apart(shown, moments.pictures(looked_at + by)) for by in (-1, 0, 1)], axis=0)
    if len(unlike) and unlike.max() > _UNLIKE:
        second = looked_at[unlike.argmax()] / float(moments.pace.fps)
        yield f"at {second:.2f} s it shows another moment"
    elif len(unlike) and (shift := _shift(shown, looked_at, moments)):
        yield f"it shows what is {shift / float(moments.pace.fps):+.2f} s away"


def _shift(shown: Frames, slots: Slots, moments: Moments) -> int:
    """By how many frames a rendition is out of step; 0 where nothing fits clearly better."""
    fits = {
        by: float(_apart(shown, moments.pictures(slots + by)).mean())
        for by in range(-_FURTHEST, _FURTHEST + 1)
    }
    best = min(fits, key=lambda by: (fits[by], abs(by)))
    in_step = min(fits[by] for by in (-1, 0, 1))
    return best if in_step > fits[best] + _NEARER else 0


def _apart(one: Frames, other: Frames) -> NDArray[np.float32]:
    """The mean difference of each pair of frames, in grey levels."""
    apart: NDArray[np.float32] = np.abs(one - other).mean(axis=1)
    return apart


def _decoded(
    ffmpeg: Ffmpeg, path: Path, *, keys: bool, folder: Path, token: CancelToken | None
) -> Witness:
    """The frames of a rendition as a witness has them."""
    file = folder / "seen.gray"
    # Edges of blocks do not matter to so small a picture.
    skip = ["-skip_loop_filter", "all", "-skip_frame", "nokey" if keys else "noref"]
    output = ["-an", "-vf", witness_chain(), "-f", "rawvideo", file_url(file)]
    args = ["-y", OWN_TIMES, *skip, *input_args(path), *output]
    said = run(ffmpeg, args, timeout=_TIMEOUT, token=token, keep=1_000_000)
    return read_witness(said, file)
