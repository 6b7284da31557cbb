"""Pages declare the language of the bank, and mark an interface in another language."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from projects import LOCKED, MKDOCS_YML, TRUST
from sites import pages, run

WORKSHOP = """\
---
title: Yr oedi
summary: Aros cyn ateb.
outcomes: [Pawb yn barod.]
---
Dewch i mewn.
"""


@pytest.mark.parametrize(("language", "html"), [("cy", "cy"), ("cy-GB", "cy"), ("gd", "en")])
def test_pages_declare_the_language_of_the_bank(tmp_path: Path, language: str, html: str) -> None:
    files = {
        "mkdocs.yml": MKDOCS_YML,
        **LOCKED,
        "content/index.md": "# Croeso\n",
        "content/about.md": "# Amdanom\n",
        "content/trust.yml": f"{TRUST}language: {language}\n",
        "content/workshops/oedi.md": WORKSHOP,
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    done = run(tmp_path, "lessonbank", "build", "--today", "2026-11-21")
    assert done.returncode == 0, done.stdout + done.stderr
    found = pages(tmp_path / "build/site")
    assert {re.search(r'<html lang="([^"]*)"', page)[1] for page in found.values()} == {html}  # type: ignore[index]
    page = found["workshops/oedi.html"]
    is_spoken = html == "cy"
    own, ours = ("", "") if is_spoken else (f' lang="{language}"', ' lang="en" dir="ltr"')
    assert f'<h1 id="lb-title"{own}>Yr oedi</h1>' in page
    assert f'<div class="lb-imprint"{ours}>' in page
    assert is_spoken or f"<div{own}>\n<p>Dewch i mewn.</p>" in page
    assert ("Chwilio" in page) is is_spoken
