"""Captions that other projects' users reported as faulty are read as expected."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from lessonbank.captions import Cue, Node, Span, Text, Timestamp, parse, voice, with_durations

CASES = Path(__file__).parents[1] / "cases" / "reported" / "captions.yml"


@pytest.mark.parametrize(
    "case", yaml.safe_load(CASES.read_text(encoding="utf-8")), ids=lambda case: case["what"]
)
def test_reported_captions_are_read(case: Mapping[str, Any]) -> None:
    text = case["text"].replace("~", " ")  # A line of one space, which editors take away.
    found = parse(text.encode(case.get("encode", "utf-8")), case["name"])
    assert [_told(cue) for cue in found.cues] == case["cues"]
    assert {problem.rule for problem in found.problems} == {*case["rules"]}
    assert found.encoding == case.get("encoding", "utf-8")
    if "stamps" in case:
        assert [at for cue in found.cues for at in _stamps(cue.nodes)] == case["stamps"]
    if "ids" in case:
        assert [cue.identifier for cue in found.cues] == case["ids"]
    if "language" in case:
        assert found.language == case["language"]


def _told(cue: Cue) -> list[Any]:
    return [cue.start, cue.end, voice(cue), cue.text.strip().replace("\n", " / ")]


def _stamps(nodes: Iterable[Node]) -> Iterable[float]:
    for node in nodes:
        if isinstance(node, Timestamp):
            yield node.time
        elif isinstance(node, Span):
            yield from _stamps(node.children)


def test_a_cue_without_length_is_shown_for_as_long_as_it_takes_to_read() -> None:
    cues = (
        Cue(1, 1, (Text("Hi."),)),
        Cue(4, 3, (Text("x" * 45),)),
        Cue(5, 6, (Text("Next."),)),
        Cue(9, 9, (Text("x" * 900),)),
    )
    assert [(cue.start, cue.end) for cue in with_durations(cues)] == [
        (1, 2),
        (4, 5),
        (5, 6),
        (9, 16),
    ]
    assert with_durations(with_durations(cues)) == with_durations(cues)
