"""Every case of tests/cases/upgrades: the files of a bank, and those that an upgrade leaves."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from lessonbank.content.mkdocs_yml.engine import ENGINE, range_of
from lessonbank.diagnostics import Diagnostic
from lessonbank.scaffold.upgrading import NotUpgradableError, plan_upgrade, write_upgrade

CASES = Path(__file__).parents[1] / "cases" / "upgrades"
PATHS = sorted(CASES.glob("*.yml"))


@pytest.fixture(params=PATHS, ids=lambda path: path.stem)
def case(request: pytest.FixtureRequest) -> Any:
    text = request.param.read_text(encoding="utf-8")
    return yaml.safe_load(
        text.replace("{range}", range_of(ENGINE)).replace("{engine}", str(ENGINE))
    )


def written(root: Path, files: Mapping[str, str], line_end: str = "\n", mark: str = "") -> Path:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes((mark + text.replace("\n", line_end)).encode())
    return root


def files_of(root: Path) -> dict[str, bytes]:
    found = (path for path in root.rglob("*") if path.is_file() and ".cache" not in path.parts)
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in found}


def told(found: Diagnostic, wanted: Mapping[str, Any]) -> dict[str, Any]:
    """The finding, as far as the case says it."""
    span = found.span
    words = span and span.end_column and found.source[span.column - 1 : span.end_column - 1]
    whole = {
        "code": f"{found.code.number} {found.code.title}",
        "path": found.path,
        "line": span.line if span else None,
        "words": words,
        "message": found.message,
        "fix": found.fix,
    }
    return {name: whole[name] for name in wanted}


@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["plain", "byte order mark"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
def test_case(case: Any, tmp_path: Path, line_end: str, mark: str) -> None:
    root = written(tmp_path, case["files"], line_end, mark)
    before = files_of(root)
    if "diagnostics" in case:
        with pytest.raises(NotUpgradableError) as refused:
            plan_upgrade(root)
        pairs = zip(refused.value.found, case["diagnostics"], strict=True)
        assert [told(found, wanted) for found, wanted in pairs] == case["diagnostics"]
        assert files_of(root) == before
        return
    write_upgrade(root, plan_upgrade(root))
    after = files_of(root)
    new = {name for name, text in case["after"].items() if text is None}
    wanted = {n: mark + t.replace("\n", line_end) for n, t in case["after"].items() if t}
    assert after.keys() == before.keys() | new
    assert {
        n: d.decode() for n, d in after.items() if before.get(n) != d and n not in new
    } == wanted
    assert not plan_upgrade(root).files
    assert not plan_upgrade(root).steps


def test_mixed_line_ends_stay_as_they_are(tmp_path: Path) -> None:
    text = b"site_name: a\r\ndocs_dir: content\nplugins:\r\n- lessonbank\r# end"
    (tmp_path / "mkdocs.yml").write_bytes(text)
    write_upgrade(tmp_path, plan_upgrade(tmp_path))
    wanted = text.replace(b"docs_dir: content", b"docs_dir: content/.locked")
    more = b'lessonbank: {version: "%s"}' % range_of(ENGINE).encode()
    assert (tmp_path / "mkdocs.yml").read_bytes() == wanted.replace(b"lessonbank", more)
