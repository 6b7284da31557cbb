"""Properties of all cues and all bytes."""

from __future__ import annotations

from itertools import pairwise

import hypothesis.strategies as st
from hypothesis import given, settings

from lessonbank.captions import (
    Captions,
    Cue,
    Node,
    Settings,
    Span,
    Text,
    Timestamp,
    decode,
    lint,
    parse,
    prose,
    rebase,
    to_webvtt,
    transcript,
)
from lessonbank.captions.cuetext import parse_cue_text

HOUR = 3_600_000
TRICKY = "\n\n\n   \t<>&;-->.:/#ab1éŵ漢\N{NO-BREAK SPACE}\N{RIGHT-TO-LEFT MARK}\r\f"

milliseconds = st.integers(0, 3 * HOUR)
words = st.text(st.sampled_from("abc ÉŵZ&<>'-.\N{NO-BREAK SPACE}"), max_size=12)
texts = st.text(st.one_of(st.sampled_from(TRICKY), st.characters(exclude_categories=["Cs"]))).map(
    lambda text: text.replace("\0", "")
)
percentages = st.one_of(
    st.integers(0, 100).map(float), st.floats(0, 100, allow_nan=False, allow_subnormal=False)
)


def _settings() -> st.SearchStrategy[Settings]:
    placed = st.one_of(
        st.builds(lambda line: {"line": line}, st.floats(-1e20, 1e20)),
        st.builds(lambda line: {"line": line, "snap_to_lines": False}, percentages),
        st.just({}),
    )
    aligned = st.sampled_from(["start", "center", "end"])
    lines = st.builds(lambda at, how: at and {**at, "line_align": how}, placed, aligned)
    columns = st.one_of(
        st.builds(
            lambda at, how: {"position": at, "position_align": how},
            percentages,
            st.sampled_from(["auto", "line-left", "center", "line-right"]),
        ),
        st.just({}),
    )
    return st.builds(
        lambda line, column, **rest: Settings(**line, **column, **rest),
        lines,
        columns,
        vertical=st.sampled_from(["", "rl", "lr"]),
        size=percentages,
        align=st.sampled_from(["start", "center", "end", "left", "right"]),
    )


def _spans(children: st.SearchStrategy[tuple[Node, ...]]) -> st.SearchStrategy[Node]:
    classes = st.lists(st.text("abc-_&<", min_size=1, max_size=4), max_size=2).map(tuple)
    plain = st.builds(
        Span, st.sampled_from("cibu"), children, classes=classes, annotation=st.just("")
    )
    annotated = st.builds(
        Span,
        st.sampled_from(["v", "lang"]),
        children,
        classes=classes,
        annotation=words.map(lambda text: " ".join(filter(None, text.split(" ")))),
    )
    rt = st.builds(Span, st.just("rt"), children)
    ruby = st.builds(
        Span, st.just("ruby"), st.builds(lambda base, over: (*base, over), children, rt)
    )
    return st.one_of(plain, annotated, ruby)


def _joined(nodes: list[Node]) -> tuple[Node, ...]:
    """Make trees as the parser builds them: no empty or adjacent texts."""
    joined: list[Node] = []
    for node in nodes:
        if isinstance(node, Text) and joined and isinstance(joined[-1], Text):
            joined[-1] = Text(joined[-1].text + node.text)
        elif node != Text(""):
            joined.append(node)
    return tuple(joined)


leaves = st.one_of(
    st.builds(Text, texts), st.builds(Timestamp, milliseconds.map(lambda n: n / 1000))
)
trees = st.recursive(
    st.lists(leaves, max_size=4).map(_joined),
    lambda children: st.lists(st.one_of(leaves, _spans(children)), max_size=4).map(_joined),
    max_leaves=8,
)
identifiers = st.text(st.sampled_from("ab1 >-<&é#NOTE"), max_size=12)


@st.composite
def cues(draw: st.DrawFn) -> Cue:
    start, length = draw(milliseconds), draw(st.integers(0, 20_000))
    return Cue(
        start / 1000,
        (start + length) / 1000,
        draw(trees),
        draw(identifiers.filter(lambda text: "-->" not in text)),
        draw(_settings()),
    )


cue_lists = st.lists(cues(), max_size=3)
spans = st.tuples(milliseconds, milliseconds).map(
    lambda pair: tuple(n / 1000 for n in sorted(pair))
)


@given(cue_lists)
def test_written_cues_are_read_back_the_same(found: list[Cue]) -> None:
    parsed = parse(to_webvtt(found).encode(), "clip.vtt")
    assert parsed.cues == tuple(found)
    assert to_webvtt(parsed.cues) == to_webvtt(found)


@settings(max_examples=400)
@given(st.text(st.sampled_from(TRICKY + "virubycltng"), max_size=80))
def test_written_cue_text_parses_to_the_same_tree(text: str) -> None:
    nodes, _ = parse_cue_text(text.replace("\r", ""))
    cue = Cue(0.0, 1.0, nodes)
    assert parse(to_webvtt([cue]).encode(), "clip.vtt").cues == (cue,)


@given(cue_lists, spans)
def test_rebased_cues_lie_in_the_clip_in_order(found: list[Cue], span: tuple[float, float]) -> None:
    start, end = span
    length = round(end - start, 3)
    kept = rebase(found, start, end)
    assert all(0 <= cue.start < cue.end <= length for cue in kept)
    assert [cue.start for cue in kept] == sorted(cue.start for cue in kept)
    assert rebase(kept, 0.0, length) == kept


@given(cue_lists)
def test_rebasing_to_the_whole_only_sorts_and_drops_the_empty(found: list[Cue]) -> None:
    kept = rebase(found, 0.0, 4 * HOUR / 1000)
    shown = sorted((cue for cue in found if cue.end > cue.start), key=lambda cue: cue.start)
    assert [(cue.start, cue.end, cue.text) for cue in kept] == [
        (cue.start, cue.end, cue.text) for cue in shown
    ]


@given(cue_lists, spans)
def test_rebased_inner_timestamps_lie_in_their_cue(
    found: list[Cue], span: tuple[float, float]
) -> None:
    for cue in rebase(found, *span):
        assert all(cue.start < time < cue.end for time in _times(cue.nodes))
        assert parse(to_webvtt([cue]).encode(), "clip.vtt").cues == (cue,)


@st.composite
def spoken(draw: st.DrawFn) -> tuple[Cue, list[tuple[float, float, str, int]]]:
    """Make a cue with timestamps, and its runs: start, end, a unique word, number of words."""
    bounds = sorted(draw(st.lists(st.integers(0, 400), min_size=2, max_size=6, unique=True)))
    nodes: list[Node] = []
    runs = []
    for number, (begins, ends) in enumerate(pairwise(bounds)):
        count = draw(st.integers(1, 2))
        if number:
            nodes.append(Timestamp(begins / 100))
        text = Text(f"word{number} " + "more " * (count - 1))
        nodes.append(Span("v", (text,), f"voice{number}") if draw(st.booleans()) else text)
        runs.append((begins / 100, ends / 100, f"{number}", count))
    return Cue(bounds[0] / 100, bounds[-1] / 100, tuple(nodes), identifier="called"), runs


@settings(max_examples=400)
@given(
    spoken(),
    st.tuples(st.integers(0, 400), st.integers(0, 400)).map(sorted),
    st.lists(st.tuples(st.integers(0, 400), st.integers(0, 400)).map(sorted), max_size=2),
)
def test_no_word_from_outside_the_clip_is_written(
    found: tuple[Cue, list[tuple[float, float, str, int]]],
    cut: list[int],
    covered: list[list[int]],
) -> None:
    cue, runs = found
    start, end = (edge / 100 for edge in cut)
    redacted = [(first / 100, last / 100) for first, last in covered]
    written = to_webvtt(rebase([cue], start, end, redacted))
    is_inside = start <= cue.start and cue.end <= end
    for begins, ends, name, count in runs:
        inside = round(min(ends, end) - max(begins, start), 3)
        is_exact = len(runs) > 1 and count == 1
        half = begins >= start if is_exact else 2 * inside >= round(ends - begins, 3)
        touched = any(begins < last and ends > first for first, last in redacted)
        is_whole = start <= begins and ends <= end
        may_stay = is_whole or (inside > 0 and half and not touched)
        assert may_stay or f"word{name}" not in written
        assert may_stay or f"voice{name}" not in written
        assert not (may_stay and inside >= 0.1) or f"word{name}" in written
    assert is_inside or "called" not in written or all(f"word{n}" in written for *_, n, _ in runs)


def _times(nodes: tuple[Node, ...]) -> list[float]:
    found = [node.time for node in nodes if isinstance(node, Timestamp)]
    inner = (_times(node.children) for node in nodes if isinstance(node, Span))
    return found + [time for times in inner for time in times]


@given(cue_lists)
def test_a_transcript_holds_every_word_once_in_order(found: list[Cue]) -> None:
    found.sort(key=lambda cue: cue.start)
    lines = [line for turn in transcript(found).turns for line in turn.lines]
    assert [c for line in lines for c in line.text if not c.isspace()] == [
        c for cue in found for c in cue.text if not c.isspace()
    ]


@settings(max_examples=400)
@given(st.binary(), st.sampled_from(["a.vtt", "b.SRT", "c.txt", "d"]))
def test_parsing_any_bytes_never_raises(data: bytes, filename: str) -> None:
    _use(parse(data, filename))
    prose(decode(data).text)


@settings(max_examples=400)
@given(
    st.binary(), st.sampled_from([b"WEBVTT\n\n", b"1\n", b"WEBVTT\n\n00:01.000 --> 00:02.000\n"])
)
def test_parsing_any_bytes_after_a_valid_start_never_raises(data: bytes, start: bytes) -> None:
    _use(parse(start + data, "a.vtt"))


@settings(max_examples=400)
@given(st.text(st.sampled_from("<>/.&;:0123456789-, \n\r\t{}\\vibruytcNOTEWEBVTT"), max_size=200))
def test_parsing_nearly_valid_text_never_raises(text: str) -> None:
    _use(parse(f"WEBVTT\n\n{text}".encode(), "a.vtt"))
    _use(parse(text.encode(), "a.srt"))


def _use(captions: Captions) -> None:
    assert captions.cues or captions.problems or captions.format
    assert all(problem.line >= 1 for problem in captions.problems)
    lint(captions, 60.0)
    transcript(captions.cues)
    again = parse(to_webvtt(captions.cues).encode(), "clip.vtt")
    assert again.cues == captions.cues
