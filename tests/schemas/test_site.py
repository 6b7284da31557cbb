"""Each site has the schemas at an address that stays, the same in every edition."""

from __future__ import annotations

from pathlib import Path

import pytest

from lessonbank.schemas import written
from projects import write_project
from sites import TODAY, run


@pytest.mark.parametrize("edition", ["public", "trust"])
def test_a_site_has_the_schemas_and_nothing_links_the_editor(edition: str, tmp_path: Path) -> None:
    root = write_project(tmp_path / "bank")
    (root / "admin").mkdir()
    (root / "admin/index.html").write_text("the editor", encoding="utf-8")
    done = run(root, "lessonbank", "build", "--edition", edition, "--today", TODAY)
    assert done.returncode == 0, done.stderr
    site = root / "build/site"
    found = {path.name: path.read_bytes() for path in (site / "schemas").iterdir()}
    assert found == written()
    assert not (site / "admin").exists()
    assert not [page for page in site.rglob("*.html") if "admin/" in page.read_text("utf-8")]
