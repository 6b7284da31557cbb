"""The script of a clip, from which lists of a reader's own show it."""

from __future__ import annotations

import json
import re

from bench_pages import library

from lessonbank.bank import Clip
from lessonbank.site import clip_scripts, scripts_of

CALL = re.compile(r'lessonbank\.clip\("([a-z0-9-]+)",(\{.*\})\);\n', re.DOTALL)


def test_each_clip_has_a_script_that_it_owns() -> None:
    compiled = library(3, seconds=60)
    clips = compiled.library.clips
    scripts = clip_scripts(compiled.library)
    assert set(scripts) == {path for clip in clips for path in scripts_of(clip)}
    assert scripts.items() <= compiled.files.items()
    for clip in clips:
        assert set(scripts_of(clip)) <= set(compiled.outputs[Clip.kind, clip.id])


def test_a_script_holds_what_a_reel_shows_and_nothing_else() -> None:
    compiled = library(1, seconds=60)
    (clip,) = compiled.library.clips
    (script,) = clip_scripts(compiled.library).values()
    called = CALL.fullmatch(script.decode())
    assert called is not None
    assert called[1] == clip.id
    data = json.loads(called[2])
    assert data["title"] == clip.title
    assert data["url"] == f"clips/{clip.id}.html"
    assert data["length"] == clip.duration
    assert data.keys() == {
        *("title", "url", "code", "length", "about", "picture"),
        *("film", "small", "captions", "language"),
    }
