"""The workbench is on every page's way, unless the trust does without."""

from __future__ import annotations

from pathlib import Path

import pytest

from projects import TRUST, write_project
from sites import built, pages


@pytest.mark.parametrize("is_wanted", [True, False])
def test_a_setting_leaves_the_workbench_out(tmp_path: Path, *, is_wanted: bool) -> None:
    root = write_project(tmp_path)
    setting = f"{TRUST}workbench: {str(is_wanted).lower()}\n"
    (root / "content/trust.yml").write_text(setting, encoding="utf-8")
    html = pages(built(root))
    assert ("workbench.html" in html) == is_wanted
    leading = {name for name, page in html.items() if 'workbench.html"' in page}
    tagging = {name for name, page in html.items() if "workbench.html#clip=" in page}
    assert ("index.html" in leading) == is_wanted
    assert tagging == ({"clips/first.html", "clips/second.html"} if is_wanted else set())
    assert is_wanted or not leading
