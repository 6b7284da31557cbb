"""Captions of muted speech are replaced; all others are unchanged."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from lessonbank.captions import (
    REMOVED,
    Cue,
    attributed,
    parse,
    rebase,
    redact,
    to_webvtt,
    transcript,
    voice,
)

FILM = """\
WEBVTT

priya
00:01.000 --> 00:03.000 line:10%
<v Teacher>Priya, <00:02.000>what do you think?

00:03.000 --> 00:05.000
<v Priya>That it is three fifths.

00:07.000 --> 00:09.000
<v Teacher>Who agrees with Priya?

00:10.000 --> 00:12.000
<v Sam>I do.
"""
CUES = parse(FILM.encode(), "film.vtt").cues


def told(cues: tuple[Cue, ...]) -> list[tuple[float, float, str]]:
    return [(cue.start, cue.end, cue.text) for cue in cues]


def test_the_whole_cue_is_replaced_with_its_speaker_and_identifier() -> None:
    (first, *others) = redact(CUES, [(1.2, 1.5)])
    assert (first.start, first.end, first.text) == (1.0, 3.0, REMOVED)
    assert voice(first) is None
    assert "priya" not in to_webvtt([first]).lower()
    assert tuple(others) == CUES[1:]


def test_a_cue_that_only_touches_the_span_stays() -> None:
    assert redact(CUES, [(5.0, 7.0), (9.0, 10.0)]) == CUES


def test_neighbouring_replaced_cues_are_joined() -> None:
    assert told(redact(CUES, [(2.5, 3.5)])) == [
        (1.0, 5.0, REMOVED),
        (7.0, 9.0, "Who agrees with Priya?"),
        (10.0, 12.0, "I do."),
    ]
    assert [cue[:2] for cue in told(redact(CUES, [(0.0, 20.0)]))] == [(1.0, 5.0), (7.0, 12.0)]


def test_a_replaced_cue_has_no_speaker() -> None:
    """Tag few cues, so that a tag holds until the next one."""
    sparse = parse(FILM.replace("<v Priya>", "").replace("<v Sam>", "").encode(), "film.vtt").cues
    turns = transcript(redact(attributed(sparse[:2] + sparse[3:]), [(3.5, 4.0)])).turns
    assert [(turn.speaker, turn.lines[0].text) for turn in turns] == [
        ("Teacher", "Priya, what do you think?"),
        (None, REMOVED),
        ("Teacher", "I do."),
    ]


def test_a_clip_has_replaced_cues_in_its_own_clock() -> None:
    cut = rebase(redact(CUES, [(7.5, 8.0)]), 8.0, 11.0)
    assert told(cut) == [(0.0, 1.0, REMOVED), (2.0, 3.0, "I do.")]


TIMES = st.integers(0, 40).map(lambda half: half / 2)
SPANS = st.lists(st.tuples(TIMES, TIMES).map(sorted).filter(lambda s: s[0] < s[1]), max_size=4)


@given(SPANS, SPANS)
def test_words_are_kept_only_outside_redactions(
    spoken: list[list[float]], silent: list[list[float]]
) -> None:
    cues = tuple(parse(_film(spoken), "film.vtt").cues)
    silences = [(start, end) for start, end in silent]
    left = redact(cues, silences)
    kept = [cue for cue in left if cue.text != REMOVED]
    for cue in kept:
        assert cue in cues
        assert all(cue.end <= start or end <= cue.start for start, end in silences)
    gone = [cue for cue in cues if cue not in kept]
    removed = [cue for cue in left if cue.text == REMOVED]
    assert all(any(r.start <= c.start and c.end <= r.end for r in removed) for c in gone)
    assert redact(left, silences) == left


def _film(spoken: list[list[float]]) -> bytes:
    cues = (
        f"00:{start:06.3f} --> 00:{end:06.3f}\nword {number}\n\n"
        for number, (start, end) in enumerate(sorted(spoken))
    )
    return ("WEBVTT\n\n" + "".join(cues)).encode()
