"""Check that a rendition shows the right moments, by comparing its frames with the source."""

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
"""Frame numbers of an output."""

_TIMEOUT = 300.0
# Mean grey-level differences. `_UNLIKE`: coding never changes a frame this much. `_NEARER`: a
# correct rendition never fits shifted frames better by this much.
_UNLIKE, _NEARER = 16.0, 1.0
# The largest shift to try, in frames, and the number of frames to compare in a long clip.
_FURTHEST, _LOOKED_AT = 60, 600
# Tolerance in seconds for the container's time of the first frame.
_ROUGHLY = 0.25


@dataclass(frozen=True)
class Moments:
    """The frames that every rendition of a cut must show.

    `first` is the filming time of the frame on show at the in-point, in the cut's clock. `late`
    is the number of black frames before it.
    """

    witness: Witness
    pace: Pace
    first: float
    late: int
    boxes: tuple[Box, ...]

    @cached_property
    def starts(self) -> Slots:
        """Return the first output frame that shows each frame of the witness."""
        return np.array([self.pace.slot(time) for time in self.witness.times], dtype=np.int64)

    def on_show(self, slots: Slots) -> Slots:
        """Return the witness frame shown in each of these output frames."""
        places = np.searchsorted(self.starts, slots, side="right") - 1
        return np.clip(places, 0, len(self.starts) - 1).astype(np.int64)

    def pictures(self, slots: Slots) -> Frames:
        """Return the expected picture of each of these output frames."""
        shown = self.witness.frames[self.on_show(slots)]
        shown[slots < self.late] = 0
        return shown

    def telling(self, slots: Slots) -> Slots:
        """Return the output frames under the same boxes as when they were filmed."""
        return np.array([slot for slot in slots if self._is_telling(int(slot))], dtype=np.int64)

    def _is_telling(self, slot: int) -> bool:
        filmed = self.witness.times[int(self.on_show(np.array([slot]))[0])] * self.pace.fps
        for box in self.boxes:
            first, last = covered_frames(box, self.pace.fps)
            if (first <= slot <= last) != (first - 0.5 <= filmed <= last + 0.5):
                return False
        return True


def wrong_witness(moments: Moments) -> Iterator[str]:
    """Yield faults of the frames decoded for a cut."""
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
    """Decode a rendition, or only its key frames, and yield where it shows the wrong moment.

    Skip non-reference frames: they lie between frames that are compared.
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
        yield f"at {second:.2f} s it shows the wrong moment"
    elif len(unlike) and (shift := _shift(shown, looked_at, moments)):
        yield f"its picture is shifted by {shift / float(moments.pace.fps):+.2f} s"


def _shift(shown: Frames, slots: Slots, moments: Moments) -> int:
    """Return the shift of a rendition in frames; 0 unless a shift fits clearly better."""
    fits = {
        by: float(_apart(shown, moments.pictures(slots + by)).mean())
        for by in range(-_FURTHEST, _FURTHEST + 1)
    }
    best = min(fits, key=lambda by: (fits[by], abs(by)))
    in_step = min(fits[by] for by in (-1, 0, 1))
    return best if in_step > fits[best] + _NEARER else 0


def _apart(one: Frames, other: Frames) -> NDArray[np.float32]:
    """Return the mean difference of each pair of frames, in grey levels."""
    apart: NDArray[np.float32] = np.abs(one - other).mean(axis=1)
    return apart


def _decoded(
    ffmpeg: Ffmpeg, path: Path, *, keys: bool, folder: Path, token: CancelToken | None
) -> Witness:
    """Decode a rendition's frames to the format of a witness."""
    file = folder / "seen.gray"
    # The deblocking filter makes no difference at this size.
    skip = ["-skip_loop_filter", "all", "-skip_frame", "nokey" if keys else "noref"]
    output = ["-an", "-vf", witness_chain(), "-f", "rawvideo", file_url(file)]
    args = ["-y", OWN_TIMES, *skip, *input_args(path), *output]
    said = run(ffmpeg, args, timeout=_TIMEOUT, token=token, keep=1_000_000)
    return read_witness(said, file)
