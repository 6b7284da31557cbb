"""Golden cases: input files with the expected results as JSON beside them.

`LESSONBANK_ACCEPT=1 pytest tests/captions/test_golden.py` writes the JSON; read the difference.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from lessonbank.captions import (
    Captions,
    Cue,
    Node,
    Problem,
    Settings,
    Text,
    Timestamp,
    Transcript,
    parse,
    prose,
    transcript,
)

GOLDEN = Path(__file__).parent / "golden"


def _cases(*folders: str) -> list[Path]:
    inputs = (path for folder in folders for path in (GOLDEN / folder).iterdir())
    return sorted(path for path in inputs if path.suffix != ".json")


def _check(path: Path, found: dict[str, Any]) -> None:
    golden = path.with_suffix(".json")
    if os.environ.get("LESSONBANK_ACCEPT"):
        text = json.dumps(found, ensure_ascii=False, indent=2)
        golden.write_text(f"{text}\n", encoding="utf-8", newline="\n")
    assert found == json.loads(golden.read_text(encoding="utf-8"))


def _captions(captions: Captions) -> dict[str, Any]:
    return {
        "format": captions.format,
        "language": captions.language,
        "encoding": captions.encoding,
        "cues": list(map(_cue, captions.cues)),
        "problems": list(map(_problem, captions.problems)),
    }


def _cue(cue: Cue) -> dict[str, Any]:
    defaults = asdict(Settings())
    settings = {name: v for name, v in asdict(cue.settings).items() if v != defaults[name]}
    known = {"start": cue.start, "end": cue.end, "line": cue.source_line}
    extra = {"id": cue.identifier, "settings": settings}
    return known | {k: v for k, v in extra.items() if v} | {"nodes": list(map(_node, cue.nodes))}


def _node(node: Node) -> Any:
    """Write text as a string, a timestamp as a number, a span as an object."""
    if isinstance(node, Text):
        return node.text
    if isinstance(node, Timestamp):
        return node.time
    tag = {node.kind: list(map(_node, node.children))}
    extra = {"annotation": node.annotation, "classes": list(node.classes)}
    return tag | {name: value for name, value in extra.items() if value}


def _problem(problem: Problem) -> str:
    at = f"{problem.line}:{problem.column}" if problem.column else f"{problem.line}"
    return f"{at} {problem.severity} {problem.rule}: {problem.message} {problem.fix}"


def _transcript(found: Transcript) -> dict[str, Any]:
    turns = [
        {"speaker": turn.speaker, "start": turn.start, "lines": list(map(_line, turn.lines))}
        for turn in found.turns
    ]
    return {"timed": found.timed, "turns": turns}


def _line(line: Any) -> str:
    return line.text if line.start is None else f"{line.start} {line.end} {line.text}"


@pytest.mark.parametrize("path", _cases("webvtt", "subrip"), ids=lambda path: path.name)
def test_parse(path: Path) -> None:
    _check(path, _captions(parse(path.read_bytes(), path.name)))


@pytest.mark.parametrize("path", _cases("transcript"), ids=lambda path: path.name)
def test_transcript(path: Path) -> None:
    _check(path, _transcript(transcript(parse(path.read_bytes(), path.name).cues)))


@pytest.mark.parametrize("path", _cases("prose"), ids=lambda path: path.name)
def test_prose(path: Path) -> None:
    _check(path, _transcript(prose(path.read_text(encoding="utf-8"))))


def test_every_golden_has_its_input() -> None:
    inputs = _cases("webvtt", "subrip", "transcript", "prose")
    assert {path.with_suffix(".json") for path in inputs} == set(GOLDEN.rglob("*.json"))
