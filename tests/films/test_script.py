"""What a lesson script may say, and what is answered where it cannot be played."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.films.room import ROOMS
from tests.films.script import ScriptError, read
from tests.films.timeline import LEAD, TURN, Timeline, lay_out

HEAD = "title: T\nroom: tarnbeck\nteacher: dev\nplate: P\nbeats:\n"
SPEAKERS = frozenset({"dev", "pupil-a"})


def timeline(folder: Path, beats: str, *seconds: float) -> Timeline:
    path = folder / "wm-0000.yml"
    path.write_text(HEAD + beats, encoding="utf-8")
    return lay_out(read(path, SPEAKERS), seconds, ROOMS["tarnbeck"])


def test_each_sentence_is_a_caption_of_its_own(tmp_path: Path):
    turn = timeline(tmp_path, "- dev: Pens down. Eyes on the board.\n", 1.0, 2.0).turns[0]
    assert [one.sentence.text for one in turn.spoken] == ["Pens down.", "Eyes on the board."]
    assert turn.spoken[0].end < turn.spoken[1].start


def test_a_mark_stands_on_a_whole_second_in_silence(tmp_path: Path):
    laid = timeline(tmp_path, "- dev: One.\n- mark: two\n  pupil-a: Two.\n", 1.37, 1.0)
    first, second = laid.turns
    assert first.end < laid.marks["two"] <= second.start - LEAD + 1e-9


def test_a_turn_follows_the_one_before(tmp_path: Path):
    laid = timeline(tmp_path, "- dev: One.\n- pupil-a: Two.\n", 1.0, 1.0)
    assert laid.turns[1].start == pytest.approx(laid.turns[0].end + TURN)


def test_a_stroke_begins_at_its_word(tmp_path: Path):
    beats = "- dev: aaaaaaaaa bbbbbbbbbb\n  board:\n  - {write: b, at: [0, 0], word: bbb}\n"
    (move,) = timeline(tmp_path, beats, 2.0).moves
    assert move.start == pytest.approx(0.6 + 1.0)


def test_a_wipe_waits_for_what_it_wipes(tmp_path: Path):
    beats = (
        "- dev: One.\n  board:\n  - {write: a long line of writing, at: [0, 0], for: 9, id: a}\n"
        "- dev: Two.\n  board:\n  - {wipe: [a]}\n"
    )
    written, wiped = timeline(tmp_path, beats, 1.0, 1.0).moves
    assert wiped.start >= written.end


@pytest.mark.parametrize(
    ("beats", "cause"),
    [
        ("- dev: " + "word " * 20 + "\n", "too long for a caption"),
        ("- nobody: Hello.\n", "nobody in the cast"),
        ("- mark: start\n", "one speaker, or a wait"),
        ("- dev: Hi.\n  pupil-a: Hi.\n", "one speaker, or a wait"),
        ("- dev: Hi.\n  board:\n  - {scribble: x}\n", "one board command"),
        ("- dev: Hi.\n  board:\n  - {write: x, at: [0, 0], word: bye}\n", "nobody says 'bye'"),
        ("- {mark: a, dev: Hi.}\n- {mark: a, dev: Hi.}\n", "stands twice"),
        (
            "- dev: Hi.\n  board:\n  - {write: x, at: [0, 0], id: w}\n  - {ring: y, of: w}\n",
            "'y' is not in that writing",
        ),
    ],
)
def test_what_cannot_be_played_is_refused(tmp_path: Path, beats: str, cause: str):
    with pytest.raises(ScriptError, match=cause):
        timeline(tmp_path, beats, 1.0, 1.0)
