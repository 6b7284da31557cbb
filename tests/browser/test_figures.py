"""The page computes what Python computes, from one file of golden cases."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from lessonbank.bank.figures import agreement, figures
from lessonbank.bank.statistics import Interval

if TYPE_CHECKING:
    from playwright.sync_api import Page

GOLDEN = Path(__file__).parents[1] / "bank" / "golden" / "figures.json"
CASES: list[dict[str, Any]] = json.loads(GOLDEN.read_text(encoding="utf-8"))
SCRIPT = """(cases) => cases.map(({ one, other, length, within }) => {
  const read = (rows) => rows.map(([tag, start, end]) => ({ tag, start, end }));
  return {
    figures: lessonbank.figures(read(one), length),
    agreement: lessonbank.agreement(read(one), read(other), length, within),
  };
})"""


def computed(case: dict[str, Any]) -> dict[str, Any]:
    one, other = ([Interval(*row) for row in case[which]] for which in ("one", "other"))
    found = figures(one, case["length"])
    tags = [
        {**asdict(each.statistics), "mean": each.mean, "minutes": [asdict(m) for m in each.minutes]}
        for each in found.tags
    ]
    return {
        "figures": {"tags": tags, "transitions": [asdict(each) for each in found.transitions]},
        "agreement": [
            asdict(each) for each in agreement(one, other, case["length"], case["within"])
        ],
    }


def packed(found: dict[str, Any]) -> dict[str, Any]:
    """Return figures as the golden file has them: minutes as pairs."""
    tags = [
        {**tag, "minutes": [[m["count"], m["seconds"]] for m in tag["minutes"]]}
        for tag in found["figures"]["tags"]
    ]
    return {**found, "figures": {**found["figures"], "tags": tags}}


def test_python_computes_the_golden_figures() -> None:
    assert len(CASES) >= 200
    for case in CASES:
        assert packed(computed(case)) == case["found"], case["name"]


@pytest.mark.browser
def test_the_page_computes_the_golden_figures(workbench_scripts: Page) -> None:
    for case, found in zip(CASES, workbench_scripts.evaluate(SCRIPT, CASES), strict=True):
        assert packed(found) == case["found"], case["name"]
