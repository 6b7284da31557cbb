"""The page computes what Python computes, from one file of golden cases."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft7Validator

from lessonbank.bank.figures import agreement, figures
from lessonbank.bank.statistics import Interval
from lessonbank.exchange import read_taggings
from lessonbank.schemas import session_file
from taggings import sessions

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


SESSIONS = """(sessions) => sessions.map((session) => ({
  text: lessonbank.formats.session.write(session),
  found: lessonbank.figures(lessonbank.tagging.intervals(session), session.length),
}))"""


@pytest.mark.browser
def test_a_saved_session_has_the_figures_of_the_page(
    workbench_scripts: Page, tmp_path: Path
) -> None:
    """Python reads the file that the page writes, which is as its schema says."""
    valid = Draft7Validator(session_file())
    given = list(sessions(60, seed=7))
    for number, page in enumerate(workbench_scripts.evaluate(SESSIONS, given)):
        assert [*valid.iter_errors(json.loads(page["text"]))] == []
        file = tmp_path / f"{number}.lessonbank.json"
        file.write_text(page["text"], encoding="utf-8")
        [session] = read_taggings(file).sessions
        found = figures(session.intervals, session.length)
        assert [asdict(each) for each in found.transitions] == page["found"]["transitions"]
        counts = [{**asdict(of.statistics), "mean": of.mean} for of in found.tags]
        drop = {"minutes"}
        assert counts == [
            {name: value for name, value in tag.items() if name not in drop}
            for tag in page["found"]["tags"]
        ]
