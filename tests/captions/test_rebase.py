from __future__ import annotations

from lessonbank.captions import Cue, Settings, Span, Text, Timestamp, rebase


def _cue(start: float, end: float, text: str = "words") -> Cue:
    return Cue(start, end, (Text(text),))


def _times(cues: tuple[Cue, ...]) -> list[tuple[float, float]]:
    return [(cue.start, cue.end) for cue in cues]


def test_cues_are_shifted_to_the_clip() -> None:
    assert _times(rebase([_cue(75.5, 78), _cue(80.25, 81.125)], 75, 90)) == [
        (0.5, 3.0),
        (5.25, 6.125),
    ]


def test_cues_are_clipped_at_both_edges() -> None:
    assert _times(rebase([_cue(70, 76), _cue(89, 95)], 75, 90)) == [(0.0, 1.0), (14.0, 15.0)]


def test_a_cue_longer_than_the_clip_fills_it() -> None:
    assert _times(rebase([_cue(0, 100)], 75, 90)) == [(0.0, 15.0)]


def test_cues_outside_are_dropped_and_the_end_is_outside() -> None:
    cues = [_cue(60, 75), _cue(90, 92), _cue(100, 101)]
    assert rebase(cues, 75, 90) == ()


def test_a_sliver_left_by_the_cut_is_dropped() -> None:
    assert rebase([_cue(70, 75.099), _cue(89.901, 95)], 75, 90) == ()
    assert _times(rebase([_cue(70, 75.1), _cue(89.9, 95)], 75, 90)) == [(0.0, 0.1), (14.9, 15.0)]


def test_a_short_cue_inside_the_clip_is_kept() -> None:
    assert _times(rebase([_cue(80, 80.04)], 75, 90)) == [(5.0, 5.04)]


def test_cues_that_are_never_shown_are_dropped() -> None:
    assert rebase([_cue(80, 80), _cue(82, 81)], 75, 90) == ()


def test_times_stay_on_milliseconds() -> None:
    assert _times(rebase([_cue(0.3, 0.6)], 0.1, 0.9)) == [(0.2, 0.5)]


def test_what_a_cue_says_and_where_is_kept() -> None:
    settings = Settings(line=85.0, snap_to_lines=False)
    cue = Cue(76.0, 78.0, (Text("a"),), "intro", settings, source_line=7)
    assert rebase([cue], 75, 90) == (Cue(1.0, 3.0, (Text("a"),), "intro", settings),)
    assert rebase([cue], 75, 90)[0].source_line == 7


def test_inner_timestamps_are_shifted_and_dropped_where_they_mean_nothing() -> None:
    inner = Span("v", (Text("a "), Timestamp(74.0), Text("b "), Timestamp(76.0), Text("c")), "Ann")
    cut = rebase([Cue(70.0, 80.0, (inner, Timestamp(79.0), Text("d")))], 75, 78)
    voice = Span("v", (Text("a b "), Timestamp(1.0), Text("c")), "Ann")
    assert cut == (Cue(0.0, 3.0, (voice, Text("d"))),)


def test_an_empty_clip_has_no_cues() -> None:
    assert rebase([_cue(0, 10)], 5, 5) == ()
