"""A site small enough to read, with everything a clip page stands on."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from urllib.parse import quote

import imageio_ffmpeg

PAGES = Path(__file__).with_name("tiny")

CAPTIONS = """WEBVTT

00:00.500 --> 00:01.400
Look at the bar.

00:01.500 --> 00:02.600
What does it show?
"""


def encode_video(target: Path) -> None:
    """Three seconds of H.264 and AAC."""
    picture = ["-f", "lavfi", "-i", "testsrc=size=320x180:rate=25:duration=3"]
    sound = ["-f", "lavfi", "-i", "sine=frequency=440:duration=3"]
    video = ["-c:v", "libx264", "-pix_fmt", "yuv420p", "-g", "25", "-preset", "veryfast"]
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", *picture, *sound, *video]
    subprocess.run([*command, "-c:a", "aac", "-movflags", "+faststart", target], check=True)


def make_tiny_site(folder: Path) -> Path:
    """Write the site into an empty folder and return it."""
    shutil.copytree(PAGES, folder, dirs_exist_ok=True)
    encode_video(folder / "clip.mp4")
    (folder / "clip.vtt").write_text(CAPTIONS, encoding="utf-8", newline="\n")
    page = folder / "clips" / "index.html"
    text = page.read_text(encoding="utf-8")
    captions = f"data:text/vtt;charset=utf-8,{quote(CAPTIONS)}"
    page.write_text(text.replace("CAPTIONS", captions), encoding="utf-8", newline="\n")
    return folder
