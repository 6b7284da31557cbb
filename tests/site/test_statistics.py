"""The build computes the shared golden cases. test_watch.py computes them in the browsers."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from lessonbank.bank import Interval, statistics

CASES: list[dict[str, Any]] = json.loads(
    Path(__file__).with_name("golden").joinpath("statistics.json").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("golden", CASES, ids=[golden["case"] for golden in CASES])
def test_statistics_match_the_golden_cases(golden: dict[str, Any]):
    intervals = [Interval(**interval) for interval in golden["intervals"]]
    assert [asdict(line) for line in statistics(intervals, golden["length"])] == golden["lines"]
