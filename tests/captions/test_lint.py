from __future__ import annotations

from lessonbank.captions import Captions, Cue, Problem, Text, lint, parse


def _captions(*cues: tuple[float, float, str]) -> Captions:
    return Captions(
        tuple(
            Cue(start, end, (Text(text),), source_line=3 * number)
            for number, (start, end, text) in enumerate(cues, 1)
        ),
        format="webvtt",
    )


def _rules(problems: tuple[Problem, ...]) -> list[str]:
    return [f"{problem.line} {problem.severity} {problem.rule}" for problem in problems]


def test_good_captions_have_no_problem() -> None:
    captions = _captions((0, 4, "Today we compare fractions."), (4, 8, "Two lines\nare fine."))
    assert lint(captions, 10) == ()


def test_a_file_without_cues_is_an_error() -> None:
    assert _rules(lint(parse(b"WEBVTT\n", "a.vtt"), 10)) == ["1 error no-cues"]


def test_an_unreadable_file_is_not_reported_as_empty_too() -> None:
    assert lint(parse(b"nothing", "a.vtt"), 10) == ()


def test_a_cue_beyond_the_end_is_a_warning() -> None:
    captions = _captions((0, 9, "a"), (9, 10.4, "b"), (9.5, 12, "c"), (10, 12, "d"))
    assert _rules(lint(captions, 10)) == ["9 warning past-end", "12 warning beyond-end"]


def test_descriptions_may_be_long_and_few() -> None:
    captions = _captions((0, 1, "The teacher draws a bar of three parts. " * 3), (99, 120, "End."))
    assert _rules(lint(captions, 100)) != _rules(lint(captions, 100, shown=False))
    assert _rules(lint(captions, 100, shown=False)) == ["6 warning past-end"]


def test_each_rule_is_reported_once_with_its_first_line_and_a_count() -> None:
    long = "x" * 43
    captions = _captions((0, 5, "fine"), *((5 * n, 5 * n + 5, long) for n in range(1, 5)))
    (problem,) = lint(captions, 25)
    assert (problem.rule, problem.line) == ("long-line", 6)
    assert problem.message == "A line of the caption has 43 characters. (3 more like it.)"


def test_limits_are_what_captioners_use() -> None:
    captions = _captions((0, 3, "y" * 42), (3, 6, "a\nb\nc"), (6, 7, "z" * 20), (7, 8, "z" * 21))
    assert _rules(lint(captions, 8)) == ["6 warning many-lines", "12 warning too-fast"]


def test_low_coverage_is_reported_and_overlaps_count_once() -> None:
    captions = _captions((0, 6, "one"), (3, 6, "two"), (10, 14, "three"))
    assert lint(captions, 50) == ()
    (problem,) = lint(captions, 100)
    assert problem.rule == "coverage"
    assert "10%" in problem.message
