"""Every case of tests/cases/sites: files of a finished site, and why it is not published."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from lessonbank.bank import Bank
from lessonbank.compiler.gate import kept_back
from lessonbank.content import Folder, read_bank
from lessonbank.editions import Edition
from lessonbank.site import content_policy, imprint
from lessonbank.site.render import Renderer

CASES = Path(__file__).parents[1] / "cases"
PATHS = sorted((CASES / "sites").glob("*.yml"))
NOINDEX = '<meta name="robots" content="noindex, nofollow">'


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_case(path: Path, tmp_path: Path) -> None:
    case = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert found(case, tmp_path) == case["diagnostics"]


def found(case: dict[str, Any], site: Path) -> list[dict[str, str]]:
    ours = imprint(bank(), Edition.parse(case["edition"]))
    for name, text in case["files"].items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        for part, html in duties(ours).items():
            text = text.replace(f"{{{part}}}", html)  # noqa: PLW2901 - one part after another
        (site / name).write_text(text, encoding="utf-8")
    return [
        {
            "code": f"{each.code.number} {each.code.title}",
            "path": each.path,
            "message": each.message,
            "fix": each.fix,
        }
        for each in kept_back(site, ours)
    ]


def duties(ours: Any) -> dict[str, str]:
    renderer = Renderer()
    policy = content_policy("<script>a()</script>")
    return {
        "policy": f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
        "imprint": renderer.imprint(ours, ours.concern("Report a concern")),
        "mark": renderer.mark(ours),
        "noindex": NOINDEX,
    }


def bank() -> Bank:
    return read_bank(Folder(CASES / "bank")).bank


def test_a_link_is_not_a_file_of_the_site(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("words", encoding="utf-8")
    site = tmp_path / "site"
    site.mkdir()
    (site / "link.txt").symlink_to(tmp_path / "secret.txt")
    (site / "folder").symlink_to(tmp_path)
    (site / "nothing.png").symlink_to(tmp_path / "nothing")
    back = kept_back(site, imprint(bank(), Edition.parse("public")))
    assert [(each.code.number, each.path) for each in back] == [
        ("LB522", name) for name in ("folder", "link.txt", "nothing.png")
    ]


def test_a_preview_has_a_policy_of_its_own(tmp_path: Path) -> None:
    ours = imprint(bank(), Edition.parse("public"))
    policy = content_policy("", preview=True)
    head = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    page = f"<head>{head}</head><body>{duties(ours)['imprint']}</body>"
    (tmp_path / "index.html").write_text(page, encoding="utf-8")
    assert not kept_back(tmp_path, ours, preview=True)
    assert kept_back(tmp_path, ours)
