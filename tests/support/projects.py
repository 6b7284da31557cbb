"""Small banks on disk, with real films, for tests that build one."""

from __future__ import annotations

import shutil
import subprocess
import textwrap
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from imageio_ffmpeg import get_ffmpeg_exe

from once import once
from sites import built

MKDOCS_YML = """
site_name: Elmet Trust
docs_dir: content/.locked
site_dir: build/site
use_directory_urls: false
theme:
  name: material
  font: false
  features: [navigation.tabs, navigation.path, navigation.footer, navigation.top]
  palette:
    - media: "(prefers-color-scheme: light)"
      scheme: default
      toggle: {icon: material/weather-night, name: Dark}
    - media: "(prefers-color-scheme: dark)"
      scheme: slate
      toggle: {icon: material/weather-sunny, name: Light}
plugins: [lessonbank]
nav: [{Home: index.md}, {Clips: clips/index.md}, {About: about.md}]
"""

_CACHES = (".cache/media/actions", ".cache/media/objects", ".cache/cards")
_encoded: Callable[[], Path | None] = lambda: None  # noqa: E731

LOCKED = {"content/.locked/index.md": "# This lesson bank is not built yet\n"}
"""The one page that programs find which do not know the plugin, by its path."""

TRUST = """
id: elmet
name: Elmet Trust
controller: Elmet Trust Ltd
contacts: {dpo: dpo@elmet.example, concerns: concerns@elmet.example}
licence: {video: all-rights-reserved, text: CC-BY-4.0, holder: Elmet Trust}
coverage_for: public
"""

SCHOOL = """
name: Elm Primary
urn: "999001"
phase: primary
"""

PERSON = """
name: Jo Harper
role: Class teacher
school: elm
credit: name
"""

TAGSET = """
title: Core
version: "1"
tags:
  - id: cold-call
    label: Cold call
    definition: The teacher asks, pauses, then names who answers.
    looks_like: [The question comes before the name.]
    not_this: [Taking an answer from a raised hand.]
"""

TECHNIQUE = """
---
title: Cold call
summary: Everyone thinks, because anyone may be asked.
why: It makes thinking the duty of all.
looks_like: [A pause before the name.]
not_this: [A punishment.]
---
Ask first.
"""

PERMISSION = """
basis: {pupils: none_identifiable, staff: agreement}
pupils_visible: none
pupils_audible: none
do_not_film_check: {done: true, on: 2026-03-02, by_role: DSL}
scope_max: public
state: granted
granted_on: 2026-03-04
expires_on: 2028-03-04
approvals:
  - {role: teacher, on: 2026-03-03}
  - {role: headteacher, on: 2026-03-04}
history:
  - {on: 2026-03-03, from: draft, to: requested, by_role: teacher}
  - {on: 2026-03-04, from: requested, to: granted, by_role: DPO}
"""


def turned(state: str) -> str:
    """The permission, since turned to another state."""
    line = f"  - {{on: 2026-03-05, from: granted, to: {state}, by_role: DPO}}\n"
    return PERMISSION.replace("state: granted", f"state: {state}") + line


RECORDING = """
title: A lesson
media: lesson.mp4
captions: lesson.vtt
month: 2026-03
school: elm
permission: EL-1
credits: [{person: jo-harper}]
"""

CAPTIONS = """\
WEBVTT

00:00.500 --> 00:02.000
<v Teacher>What do you notice?

00:02.500 --> 00:05.500
<v Pupil>Both halves are equal & <i>whole</i>.

00:06.000 --> 00:09.500
<v Teacher>Who can add to that?
"""

INDEX = """
# Welcome

A small bank. Begin with [the first question](clip:first#t=2).

![Watch it here](clip:first#t=1,3)
"""

ABOUT = """
# About this bank

## Who we are

We film what [cold call](technique:cold-call) looks like.

![The pause](clip:second#t=2,4)
"""


def clip(title: str, start: str, end: str, *, at: str, body: str = "Why we did this.") -> str:
    """A clip file with one chapter and one moment at the same time."""
    return textwrap.dedent(
        f"""\
        ---
        title: {title}
        summary: What you will see in {title.lower()}.
        recording: lesson
        from: {start}
        to: {end}
        subject: maths
        phase: primary
        years: [year-4, year-5]
        techniques: [cold-call]
        chapters: [{{at: {start}, title: The question}}, {{at: {at}, title: The answer}}]
        moments: [{{at: {at}, tag: cold-call, note: A pause comes first.}}]
        ---
        {body}
        """
    )


def make_film(path: Path, seconds: int = 10, *, size: str = "320x180") -> None:
    """A moving test picture with a tone, and a title that may not survive."""
    command = [
        *(get_ffmpeg_exe(), "-v", "error", "-y"),
        *("-f", "lavfi", "-i", f"testsrc2=size={size}:rate=10:duration={seconds}"),
        *("-f", "lavfi", "-i", f"sine=frequency=330:duration={seconds}"),
        *("-metadata", "title=Secret lesson", "-c:v", "libx264", "-preset", "ultrafast"),
        *("-pix_fmt", "yuv420p", "-c:a", "aac", "-shortest", str(path)),
    ]
    subprocess.run(command, check=True)


def write_project(root: Path, *, film: bool = True, encoded: bool = True) -> Path:
    """Write a bank of one recording and two clips.

    In a test session its renditions and cards are in its cache already, unless `encoded` is false.
    """
    files = {
        "mkdocs.yml": MKDOCS_YML,
        **LOCKED,
        "content/index.md": INDEX,
        "content/about.md": ABOUT,
        "content/trust.yml": TRUST,
        "content/schools/elm.yml": SCHOOL,
        "content/people/jo-harper.yml": PERSON,
        "content/tagsets/core.yml": TAGSET,
        "content/techniques/cold-call.md": TECHNIQUE,
        "content/permissions/EL-1.yml": PERMISSION,
        "content/recordings/lesson.yml": RECORDING,
        "content/clips/first.md": clip("First", "00:00", "00:06", at="00:02.5"),
        "content/clips/second.md": clip("Second", "00:04", "00:10", at="00:06"),
        "media/lesson.vtt": CAPTIONS,
    }
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.lstrip("\n"), encoding="utf-8")
    if film and encoded and (ready := _encoded()):
        shutil.copytree(ready, root, dirs_exist_ok=True)
    elif film:
        make_film(root / "media/lesson.mp4")
    return root


def encode(folder: Path) -> None:
    """Write the film, its renditions and its cards below `folder`, as they lie in a bank."""
    bank = write_project(folder / "bank", encoded=False)
    built(bank)
    lend_frames(bank)
    built(bank)
    for name in ("media/lesson.mp4", *_CACHES):
        (folder / "ready" / name).parent.mkdir(parents=True, exist_ok=True)
        (bank / name).rename(folder / "ready" / name)


def encode_once(factory: pytest.TempPathFactory) -> None:
    """Let all banks of this session share one encoding of their film; the first one makes it."""
    global _encoded  # noqa: PLW0603  banks are written where no fixture is at hand
    _encoded = cache(lambda: once(factory, "encoded", encode) / "ready")


def lend_frames(root: Path) -> None:
    """Let frames of the recording stand outside the film."""
    recording = root / "content/recordings/lesson.yml"
    recording.write_text(
        f"{recording.read_text(encoding='utf-8')}poster: frame\n", encoding="utf-8"
    )
