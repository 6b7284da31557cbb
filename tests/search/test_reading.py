# ruff: noqa: RUF001 - signs as people write them
"""Python and JavaScript split texts alike; highlights match the original characters."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine import SCRIPTS, node, require_node
from lessonbank.search.tokens import words

PROGRAM = Path(__file__).with_name("reading.js")
SIGNS = st.sampled_from(
    [
        *"aBz07xX .,:/'-^#+_*\n",
        *"\u2019\u2018\u201c\u2013\u2011\u2212\u00b4\u00a0\u00ad\u00d7½²ⁿ⁻",
        *"Eé\u0301ßẞİıæﬁⅣ５Ｆ",
        *"ας\u0308Σйи\u0306",
        *"数学𠮷々ーガか\u3099ｶﾞ・",
        *"학교\u1112\u1161\u11a8ดี\u0e48ह\u093f",
        *"𝐱😀№",
    ]
)
HITS = [
    ("Our well-being", ["wellbeing"], ["well-being"]),
    ("Our well-being", ["being"], ["being"]),
    ("Die Straße", ["strasse"], ["Straße"]),
    ("İstanbul ist", ["istanbul"], ["İstanbul"]),
    ("we ﬁnd", ["find"], ["ﬁnd"]),
    ("cafe\u0301 cafés", ["cafe"], ["cafe\u0301"]),
    ("7 × 8 and 7x8", ["7x8"], ["7 × 8", "7x8"]),
    ("2½ cm", ["1/2"], ["½"]),
    ("数学课 数", ["数学", "学课"], ["数学课"]),
    ("数学课 数", ["数"], ["数", "数"]),
    ("\u1112\u1161\u11a8\u1100\u116d에서", ["학교"], ["\u1112\u1161\u11a8\u1100\u116d"]),
    ("pupil’s don’t", ["pupil", "dont"], ["pupil", "don’t"]),
    ("５０ of 1,000", ["50", "1000"], ["５０", "1,000"]),
]


def reading(asked: list[tuple[str, list[str]]]) -> list[dict[str, Any]]:
    require_node()
    lines = "".join(f"{json.dumps(each)}\n" for each in asked)
    command = [node() or "node", str(PROGRAM), str(SCRIPTS)]
    done = subprocess.run(command, input=lines, capture_output=True, encoding="utf-8", check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


@given(st.lists(st.lists(SIGNS, max_size=10).map("".join), min_size=200, max_size=200))
@settings(deadline=None, max_examples=10, suppress_health_check=list(HealthCheck))
def test_python_and_javascript_split_texts_alike(texts: list[str]) -> None:
    for text, read in zip(texts, reading([(text, []) for text in texts]), strict=True):
        assert read["words"] == [list(word) for word in words(text)], repr(text)
        assert read["row"] == [word for word, _, _ in read["placed"]]
        units = len(text.encode("utf-16-le")) // 2
        places = [place for _, start, ends in read["placed"] for place in (start, *ends)]
        assert all(0 <= place <= units for place in places)
        assert all(len(word.encode("utf-16-le")) // 2 == len(e) for word, _, e in read["placed"])
        starts = [start for _, start, _ in read["placed"]]
        assert starts == sorted(starts)


def test_highlights_cover_the_original_characters() -> None:
    found = reading([(text, terms) for text, terms, _ in HITS])
    assert [each["hits"] for each in found] == [marks for _, _, marks in HITS]
