"""Coverage and gaps are for staff; a wider edition shows them only where the trust says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from projects import LOCKED, MKDOCS_YML, TRUST
from sites import run, state

PAGE = "handbook/coverage.html"
PAGES = ("coverage.html", ".csv")
CANARY = "Twice-a-year"
FILES = {
    **LOCKED,
    "mkdocs.yml": MKDOCS_YML.partition("nav:")[0]
    + "nav: [index.md, handbook/index.md, {Gaps: handbook/coverage.md}]\n",
    "content/index.md": (
        "# Home\n\nSee [our Zanzibar](handbook/coverage.md), [its end](handbook/coverage.md#gaps)"
        ' and <a href="handbook/coverage.html">the Zanzibar page</a>.\n'
    ),
    "content/handbook/index.md": "---\ntitle: Handbook\n---\n[Zanzibar](coverage.md)\n",
    "content/handbook/coverage.md": f"---\ntitle: Coverage\n---\n{CANARY} we read it.\n\n## Gaps\n",
    "content/workshops/pauses.md": (
        "---\ntitle: Pauses\nsummary: Wait.\noutcomes: [All think.]\n---\n"
        "[Zanzibar](../handbook/coverage.md)\n"
    ),
    "content/schools/elm.yml": "name: Elm School\nurn: '999001'\nphase: primary\n",
    "content/partners/ridge.yml": "name: Ridge College\n",
}


@pytest.mark.parametrize(
    ("wider", "seen_by"),
    [
        (None, {"trust", "school:elm"}),
        ("named", {"trust", "school:elm", "named:ridge"}),
        ("public", {"trust", "school:elm", "named:ridge", "public"}),
    ],
)
def test_only_its_readers_get_any_of_it(
    tmp_path: Path, wider: str | None, seen_by: set[str]
) -> None:
    trust = TRUST.replace("coverage_for: public\n", f"coverage_for: {wider}\n" if wider else "")
    for name, text in {**FILES, "content/trust.yml": trust}.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    for edition in ("public", "named:ridge", "school:elm", "trust"):
        done = run(
            tmp_path, *("lessonbank", "build", "--strict", "--today", "2026-11-21"),
            *("--edition", edition),
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
        files = state(tmp_path / "build/site")
        told = [n for n, data in files.items() if b"Zanzibar" in data or CANARY.encode() in data]
        about = [name for name in files if name.endswith(PAGES)]
        if edition in seen_by:
            assert PAGE in files, edition
            assert "index.html" in told
            assert about
        else:
            assert (told, about) == ([], []), edition
            assert not [name for name, data in files.items() if b"coverage.html" in data]


def test_an_index_of_prose_is_no_page_that_the_edition_lacks(tmp_path: Path) -> None:
    files = {
        **FILES,
        "mkdocs.yml": MKDOCS_YML.partition("nav:")[0],
        "content/index.md": '# Home\n\n<a href="handbook/index.html">Zanzibar</a>\n',
        "content/handbook/README.md": "# Handbook\n",
        "content/trust.yml": TRUST,
    }
    left_out = ("content/workshops", "content/handbook/index.md", "content/handbook/coverage.md")
    for name, text in files.items():
        if not name.startswith(left_out):
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(text, encoding="utf-8")
    done = run(tmp_path, "lessonbank", "build", "--strict", "--today", "2026-11-21")
    assert done.returncode == 0, done.stdout + done.stderr
    home = state(tmp_path / "build/site")["index.html"]
    assert b'<a href="handbook/index.html">Zanzibar</a>' in home
