from __future__ import annotations

import pytest

from lessonbank.captions import (
    Cue,
    Settings,
    Span,
    Text,
    Timestamp,
    dropped,
    parse,
    rebase,
    redact,
    to_webvtt,
)


def _cue(start: float, end: float, text: str = "words") -> Cue:
    return Cue(start, end, (Text(text),))


def _times(cues: tuple[Cue, ...]) -> list[tuple[float, float]]:
    return [(cue.start, cue.end) for cue in cues]


def test_cues_are_shifted_to_the_clip() -> None:
    assert _times(rebase([_cue(75.5, 78), _cue(80.25, 81.125)], 75, 90)) == [
        (0.5, 3.0),
        (5.25, 6.125),
    ]


def test_cues_half_inside_are_clipped_at_both_edges() -> None:
    assert _times(rebase([_cue(74, 76), _cue(88, 92)], 75, 90)) == [(0.0, 1.0), (13.0, 15.0)]


def test_cues_less_than_half_inside_are_dropped_at_both_edges() -> None:
    cues = [_cue(73.999, 76), _cue(88, 92.001)]
    assert _times(rebase(cues, 75.001, 90)) == []
    assert [(each.cue, each.why) for each in dropped(cues, 75.001, 90)] == [
        (cues[0], "outside"),
        (cues[1], "outside"),
    ]


def test_a_cue_longer_than_the_clip_fills_it_if_half_is_inside() -> None:
    assert _times(rebase([_cue(70, 100)], 75, 90)) == [(0.0, 15.0)]
    assert rebase([_cue(0, 100)], 75, 90) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Well done, Amira.",
        "Amira, what do you see?",
        "I think that Amira's is right.",
        "Is it four, Amira?",
        "We asked\nAmira",
    ],
)
def test_possible_names_are_dropped_only_at_an_edge(text: str) -> None:
    cue = _cue(74.9, 78, text)
    assert rebase([cue], 75, 90) == ()
    assert [each.why for each in dropped([cue], 75, 90)] == ["name"]
    assert len(rebase([cue], 74.9, 90)) == 1
    assert list(dropped([cue], 74.9, 90)) == []


def test_redacted_words_are_dropped_only_at_an_edge() -> None:
    cues = [_cue(74.9, 78), _cue(80, 84), _cue(88, 90.5)]
    spans = [(77.9, 82), (90.4, 95)]
    assert _times(rebase(cues, 75, 90, spans)) == [(5.0, 9.0)]
    assert [each.why for each in dropped(cues, 75, 90, spans)] == ["redacted", "redacted"]
    assert _times(rebase(cues, 75, 90, [(78, 88)])) == [(0.0, 3.0), (5.0, 9.0), (13.0, 15.0)]


def test_a_redacted_cue_is_clipped() -> None:
    (cue,) = redact([_cue(70, 76)], [(75.5, 75.6)])
    assert _times(rebase([cue], 75, 90, [(75.5, 75.6)])) == [(0.0, 1.0)]
    assert list(dropped([cue], 75, 90, [(75.5, 75.6)])) == []


STAMPED = """\
WEBVTT

secret
00:01.000 --> 00:05.000
<v Amira>hidden <00:02.000>words<00:02.500></v>
<v Sam><c>begin</c> <00:03.000>here <00:04.000><i>and</i> <00:04.500>end</v>
"""


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        (0.0, 9.0, "hidden words\nbegin here and end"),
        (1.0, 5.0, "hidden words\nbegin here and end"),
        (1.001, 5.0, "words\nbegin here and end"),
        (2.5, 5.0, "begin here and end"),
        (2.6, 4.5, "here and"),
        (1.0, 2.0, "hidden"),
        (1.0, 4.2, "hidden words\nbegin here and"),
        (1.5, 1.9, None),
    ],
)
def test_words_are_cut_at_their_timestamps(start: float, end: float, said: str | None) -> None:
    cues = parse(STAMPED.encode(), "film.vtt").cues
    kept = rebase(cues, start, end)
    assert [cue.text for cue in kept] == ([said] if said else [])
    written = to_webvtt(kept)
    assert ("Amira" in written) == ("hidden" in written or "words" in written)
    assert ("secret" in written) == (said == "hidden words\nbegin here and end")


def test_words_between_two_timestamps_go_together() -> None:
    text = "one <00:01.000>two three four <00:05.000>five"
    (cue,) = parse(f"WEBVTT\n\n00:00.000 --> 00:06.000\n{text}\n".encode(), "a.vtt").cues
    assert [kept.text for kept in rebase([cue], 0, 3)] == ["one two three four"]
    assert [kept.text for kept in rebase([cue], 0, 2.9)] == ["one"]
    assert [kept.text for kept in rebase([cue], 3.1, 9)] == ["five"]
    assert [each.why for each in dropped([cue], 3.1, 9)] == ["outside"]


def test_timestamps_out_of_order_do_not_split_a_cue() -> None:
    nodes = (Text("a "), Timestamp(79.0), Text("b "), Timestamp(76.0), Text("c"))
    assert rebase([Cue(70.0, 80.0, nodes)], 76, 80) == ()
    assert [cue.text for cue in rebase([Cue(70.0, 80.0, nodes)], 75, 80)] == ["a b c"]


def test_cues_outside_are_dropped_and_the_end_is_outside() -> None:
    cues = [_cue(60, 75), _cue(90, 92), _cue(100, 101)]
    assert rebase(cues, 75, 90) == ()


def test_a_very_short_remainder_is_dropped() -> None:
    assert rebase([_cue(74.902, 75.099), _cue(89.901, 90.098)], 75, 90) == ()
    assert _times(rebase([_cue(74.9, 75.1), _cue(89.9, 90.1)], 75, 90)) == [
        (0.0, 0.1),
        (14.9, 15.0),
    ]


def test_a_short_cue_inside_the_clip_is_kept() -> None:
    assert _times(rebase([_cue(80, 80.04)], 75, 90)) == [(5.0, 5.04)]


def test_cues_that_are_never_shown_are_dropped() -> None:
    assert rebase([_cue(80, 80), _cue(82, 81)], 75, 90) == ()


def test_times_stay_on_milliseconds() -> None:
    assert _times(rebase([_cue(0.3, 0.6)], 0.1, 0.9)) == [(0.2, 0.5)]


def test_text_and_settings_of_a_cue_are_kept() -> None:
    settings = Settings(line=85.0, snap_to_lines=False)
    cue = Cue(76.0, 78.0, (Text("a"),), "intro", settings, source_line=7)
    assert rebase([cue], 75, 90) == (Cue(1.0, 3.0, (Text("a"),), "intro", settings),)
    assert rebase([cue], 75, 90)[0].source_line == 7


def test_inner_timestamps_are_shifted_and_dropped_outside_their_cue() -> None:
    inner = Span("v", (Text("a "), Timestamp(74.0), Text("b "), Timestamp(76.0), Text("c")), "Ann")
    cut = rebase([Cue(70.0, 80.0, (inner, Timestamp(79.0), Text("d")))], 75, 78)
    assert cut == (Cue(1.0, 3.0, (Span("v", (Text("c"),), "Ann"),)),)


def test_an_empty_clip_has_no_cues() -> None:
    assert rebase([_cue(0, 10)], 5, 5) == ()
