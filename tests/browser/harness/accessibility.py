"""Two checkers of pages: axe-core in a browser, and the W3C's Nu HTML checker on files."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from harness.browser import Browser

_MODULES = Path(__file__).resolve().parents[3] / "node_modules"
AXE = _MODULES / "axe-core" / "axe.min.js"
VNU = _MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"

# With `preload` axe would fetch stylesheets, and file:// would answer with errors.
_RUN_AXE = """async (rules) => {
  const options = {preload: false, resultTypes: ["violations"], runOnly: rules};
  const found = await axe.run(document, options);
  return found.violations.map((v) => [v.id, v.nodes.map((n) => n.target.join(" "))]);
}"""

WCAG_22_AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def axe_violations(
    browser: Browser, axe_source: str, rules: Sequence[str] = WCAG_22_AA
) -> dict[str, list[str]]:
    """What axe-core finds wrong with the open page: the elements, by rule."""
    browser.evaluate(f"() => {{ {axe_source} }}")
    return dict(browser.evaluate(_RUN_AXE, list(rules)))


def html_errors(vnu: Path, pages: Sequence[Path]) -> list[str]:
    """What the Nu HTML checker calls an error, each with its file and line."""
    # It prints its findings on standard error and exits 1 where there are any.
    command = ["java", "-jar", str(vnu), "--format", "json", "--errors-only", *map(str, pages)]
    ran = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    return [
        f"{message['url']}:{message.get('lastLine', 0)}: {message['message']}"
        for message in json.loads(ran.stderr)["messages"]
    ]
