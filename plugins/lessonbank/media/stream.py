"""The type of ffmpeg streams."""

from __future__ import annotations

from typing import Any

Stream = Any
"""A stream of ffmpeg-python, which ships no types."""
