"""Real captions and transcripts, and hostile strings."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import yaml

from lessonbank.captions import parse, prose, to_webvtt, transcript


def _talks(shared_data: Path) -> list[Path]:
    return sorted((shared_data / "captions/w3c-ml-workshop/talks/captions").glob("*.vtt"))


def test_talks_parse_without_a_problem(shared_data: Path) -> None:
    parsed = {path.name: parse(path.read_bytes(), path.name) for path in _talks(shared_data)}
    assert sum(len(captions.cues) for captions in parsed.values()) == 6465
    assert {name: found.problems for name, found in parsed.items() if found.problems} == {}


def test_written_talks_parse_to_the_same_cues(shared_data: Path) -> None:
    for path in _talks(shared_data):
        cues = parse(path.read_bytes(), path.name).cues
        assert parse(to_webvtt(cues).encode(), path.name).cues == cues


def test_talks_make_transcripts_in_paragraphs(shared_data: Path) -> None:
    for path in _talks(shared_data):
        cues = parse(path.read_bytes(), path.name).cues
        turns = transcript(cues).turns
        words = " ".join(line.text for turn in turns for line in turn.lines).split()
        assert words == [word for cue in cues for word in cue.text.split()]
        assert 1 < len(turns) < len(cues) / 2


def test_speakers_of_a_dialogue_take_turns(shared_data: Path) -> None:
    path = shared_data / "captions/w3c-ml-workshop/talks/captions/ls_joc_cognitive.vtt"
    turns = transcript(parse(path.read_bytes(), path.name).cues).turns
    assert [turn.speaker for turn in turns[:2]] == ["Josh", "Lisa"]
    assert {turn.speaker for turn in turns} == {"Josh", "Lisa"}


def test_a_film_scene_parses(shared_data: Path) -> None:
    captions = parse((shared_data / "video/friday.vtt").read_bytes(), "friday.vtt")
    assert captions.problems == ()
    assert [cue.settings.line for cue in captions.cues] == [80.0] * 5
    (turn,) = transcript(captions.cues).turns
    assert turn.lines[0].text == "Hildy!"


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def test_prose_transcripts_keep_every_word_and_find_speakers(shared_data: Path) -> None:
    folder = shared_data / "content/dfe-early-years-training/video-transcripts"
    speakers = set()
    for path in sorted(folder.glob("*.yml")):
        text = yaml.safe_load(path.read_text(encoding="utf-8"))["transcript"]
        turns = prose(text).turns
        speakers |= {turn.speaker for turn in turns}
        said = " ".join(line.text for turn in turns for line in turn.lines)
        left_out = list((Counter(_words(text)) - Counter(_words(said))).elements())
        names = {word for turn in turns for word in _words(turn.speaker or "")}
        assert set(left_out) <= names
    assert {"Practitioner", "Child", "Karla", "Louise", "Practitioner and children"} <= speakers
    assert "The practitioners are" not in speakers


def test_hostile_strings_stay_text(shared_data: Path) -> None:
    naughty = json.loads((shared_data / "hostile/blns.json").read_text(encoding="utf-8"))
    payloads = (shared_data / "hostile/xss-payload-list.txt").read_text(encoding="utf-8")
    for text in [*naughty, *payloads.splitlines()]:
        for start, name in (("WEBVTT\n\n00:01.000 --> 00:02.000\n", "a.vtt"), ("", "a.srt")):
            cues = parse(f"{start}{text}".encode(), name).cues
            assert parse(to_webvtt(cues).encode(), "a.vtt").cues == cues
            transcript(cues)
        prose(text)
