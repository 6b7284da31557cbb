"""Agreement with the JSON that vtt.js's own tests expect of a conforming parser.

That JSON is from 2013. Where the specification has moved since, `_departures` says so by rule and
clause; everything else has to agree.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from lessonbank.captions import Cue, Node, Settings, Span, Text, parse
from lessonbank.captions.cuetext import parse_cue_text

VTTJS = Path(__file__).parents[2].parent / "shared/data/captions/vttjs/tests"
FILES = sorted(VTTJS.rglob("*.vtt"))

pytestmark = pytest.mark.skipif(not FILES, reason="../shared/data/captions/vttjs is absent")

ALIGN = {"middle": "center"}
POSITION_ALIGN = {"start": "line-left", "middle": "center", "end": "line-right"}
# "computed position alignment", 3.1 of the specification.
COMPUTED_POSITION_ALIGN = {"start": "line-left", "left": "line-left", "center": "center"} | {
    "right": "line-right",
    "end": "line-right",
}


def _name(path: Path) -> str:
    return path.relative_to(VTTJS).as_posix()


def _load(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def _expected(path: Path) -> list[dict[str, Any]]:
    """Find the JSON of a file: its own, or the one that files of its folder share."""
    folder = path.parent
    rendered = folder / f"{path.stem}-proc.json"
    if path.with_suffix(".json").exists():
        own = path.with_suffix(".json")
    elif "cue-settings" in path.parts:
        own = folder / f"bad-{folder.name}.json"
    elif "regions" in path.parts:
        own = folder / f"bad-{folder.name.removesuffix('s')}.json"
        own = own if own.exists() else folder / f"bad-{folder.name}.json"
    else:
        own = folder / ("with-data.json" if _load(rendered) else _empty(folder))
    return _load(own)["cues"]


def _empty(folder: Path) -> str:
    return "bad-data.json" if folder.name == "cue-times" else "no-output.json"


def _departures(source: str, cues: list[dict[str, Any]]) -> tuple[str, list[dict[str, Any]]]:
    """Bring expectations of 2013 up to the specification; the first value names the rule."""
    if re.search(r"^\d{3,}:\d\d\.\d{3} -->", source, re.MULTILINE):
        # 6.3 "collect a WebVTT timestamp", steps 7 and 12: a first part that is not two digits
        # is hours, and then minutes and seconds both have to follow.
        return "hours need minutes and seconds", []
    if header := re.match(r"WEBVTT\n(?P<times>[0-9:.]+ --> .*)\n(?P<text>.*)", source):
        # 6.1 "collect a WebVTT block", in header, step 4: an arrow ends the header and starts
        # a block, so a cue needs no blank line before it.
        return "an arrow ends the header", [_cue(header["times"], header["text"])]
    if found := re.search(r"^-->\n(?P<times>[0-9:.]+ --> .*)\n(?P<text>.*)", source, re.MULTILINE):
        # 6.1 "collect a WebVTT block", step 4: a second arrow line starts a new block.
        cue = _cue(found["times"], found["text"])
        return "a second arrow starts a block", sorted([*cues, cue], key=lambda c: c["startTime"])
    if re.search(r" line:[^ ,]*,(?!(?:start|center|end)\b)", source):
        # 6.3 "parse the WebVTT cue settings", line, step 8: any other alignment, the old
        # `middle` too, makes the whole setting void; vtt.js ignores the alignment alone.
        return "a bad line alignment voids the setting", [
            {**cue, "line": "auto", "lineAlign": "start", "snapToLines": True} for cue in cues
        ]
    if re.search(r" position:[^ ,]*,(?!(?:line-left|center|line-right)\b)", source):
        # The same for position, step 7; `start` and `end` became line-left and line-right.
        return "a bad position alignment voids the setting", [
            {**cue, "position": "auto", "positionAlign": "middle"} for cue in cues
        ]
    return "", cues


def _cue(times: str, text: str) -> dict[str, Any]:
    start, end = (60 * int(part[-9:-7]) + float(part[-6:]) for part in times.split(" --> "))
    return DEFAULT_CUE | {"startTime": start, "endTime": end, "text": text}


DEFAULT_CUE = {
    "align": "middle",
    "id": "",
    "line": "auto",
    "lineAlign": "start",
    "position": "auto",
    "positionAlign": "middle",
    "size": 100,
    "snapToLines": True,
    "vertical": "",
}


def _as_vttjs(cue: Cue) -> dict[str, Any]:
    settings = cue.settings
    return {
        "align": settings.align,
        "startTime": cue.start,
        "endTime": cue.end,
        "id": cue.identifier,
        "line": "auto" if settings.line is None else settings.line,
        "lineAlign": settings.line_align,
        "position": "auto" if settings.position is None else settings.position,
        "positionAlign": _computed_position_align(settings),
        "size": settings.size,
        "snapToLines": settings.snap_to_lines,
        "vertical": settings.vertical,
    }


def _computed_position_align(settings: Settings) -> str:
    if settings.position_align != "auto":
        return settings.position_align
    return COMPUTED_POSITION_ALIGN[settings.align]


def _modern(cue: dict[str, Any]) -> dict[str, Any]:
    """Rename what the specification renamed, and leave out what cues no longer have."""
    kept = {key: cue[key] for key in cue.keys() - {"text", "region", "pauseOnExit"}}
    kept["align"] = ALIGN.get(cue["align"], cue["align"])
    kept["lineAlign"] = ALIGN.get(cue["lineAlign"], cue["lineAlign"])
    kept["positionAlign"] = POSITION_ALIGN[cue["positionAlign"]]
    return kept


@pytest.mark.parametrize("path", FILES, ids=_name)
def test_cues_agree(path: Path) -> None:
    data = path.read_bytes()
    source = data.decode("utf-8-sig", errors="replace")
    _, expected = _departures(source, _expected(path))
    found = parse(data, path.name)
    if any(problem.rule == "no-header" for problem in found.problems):
        assert expected == []  # Browsers read none of it; here it is read, with a warning.
        return
    cues = found.cues
    assert [_as_vttjs(cue) for cue in cues] == [_modern(cue) for cue in expected]
    assert [cue.nodes for cue in cues] == [parse_cue_text(cue["text"])[0] for cue in expected]


def _tree(node: dict[str, Any]) -> Node:
    """Turn a rendered element back into the span it stands for."""
    if not node["localName"]:
        return Text(node["data"])
    annotation = node["title"] or node["lang"]
    kind = node["localName"]
    if kind == "span":
        kind = "v" if node["title"] else "lang" if node["lang"] else "c"
    classes = tuple(node["className"].split())
    return Span(kind, _joined(map(_tree, node["childNodes"])), annotation, classes)


def _joined(nodes: Any) -> tuple[Node, ...]:
    joined: list[Node] = []
    for node in nodes:
        if isinstance(node, Text) and joined and isinstance(joined[-1], Text):
            joined[-1] = Text(joined[-1].text + node.text)
        else:
            joined.append(node)
    return tuple(joined)


def _unnamed_as_class(nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    """Read a voice or language without an annotation as a rendered page shows it: a plain span."""
    return tuple(
        Span(
            "c" if node.kind in ("v", "lang") and not node.annotation else node.kind,
            _unnamed_as_class(node.children),
            node.annotation,
            node.classes,
        )
        if isinstance(node, Span)
        else node
        for node in nodes
    )


def _with_all_entities(nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    """vtt.js knows six entities, with semicolons.

    6.4 "WebVTT cue text tokenizer", HTML character reference in data state: all of HTML's, so
    `&nbsp`, `&lt` and `&gt` count without one as well.
    """
    wanted = {"&nbsp ": "\N{NO-BREAK SPACE} ", "&lt ": "< ", "&gt ": "> "}
    return tuple(
        Text(re.sub("|".join(wanted), lambda match: wanted[match[0]], node.text))
        if isinstance(node, Text)
        else node
        for node in nodes
    )


def _rendered(path: Path) -> list[dict[str, Any]]:
    rendered = path.parent / f"{path.stem}-proc.json"
    # `null` is what vtt.js wrote where it could not render timestamps at all.
    return (_load(rendered) or []) if rendered.exists() else []


def _renders_the_same_cues(path: Path) -> bool:
    rule, _ = _departures(path.read_text("utf-8-sig", errors="replace"), [])
    return rule not in ("hours need minutes and seconds", "a second arrow starts a block")


RENDERED = [path for path in FILES if _rendered(path) and _renders_the_same_cues(path)]


@pytest.mark.parametrize("path", RENDERED, ids=_name)
def test_cue_text_trees_agree(path: Path) -> None:
    expected = [_joined(map(_tree, cue["childNodes"][0]["childNodes"])) for cue in _rendered(path)]
    trees = [_unnamed_as_class(cue.nodes) for cue in parse(path.read_bytes(), path.name).cues]
    assert trees == [_with_all_entities(tree) for tree in expected]


def test_departures_are_few() -> None:
    named = [_departures(path.read_text("utf-8-sig", errors="replace"), [])[0] for path in FILES]
    assert len(FILES) == 267
    assert {rule: named.count(rule) for rule in sorted(set(named) - {""})} == {
        "a second arrow starts a block": 1,
        "an arrow ends the header": 1,
        "hours need minutes and seconds": 2,
        "a bad line alignment voids the setting": 2,
        "a bad position alignment voids the setting": 3,
    }
