"""A small bank that is published at an address, with clips and a session."""

from __future__ import annotations

from pathlib import Path

from projects import MKDOCS_YML, write_project
from sites import built

ADDRESS = "https://elmet.example/bank/"
SESSION = "title: Day\non: 2026-12-01\nplace: The hall\n"


def build(root: Path, address: str, *args: str) -> Path:
    """Build a site that is published at an address; none if it is empty."""
    write_project(root)
    settings = MKDOCS_YML.lstrip() + (f"site_url: {address}\n" if address else "")
    (root / "mkdocs.yml").write_text(settings, encoding="utf-8")
    for name in ("first", "second"):
        clip = root / f"content/clips/{name}.md"
        fields = "published: 2026-09-01\ndownloads: true\nsubject: maths"
        clip.write_text(clip.read_text("utf-8").replace("subject: maths", fields), "utf-8")
    (root / "content/sessions").mkdir()
    (root / "content/sessions/day.yml").write_text(SESSION, encoding="utf-8")
    return built(root, *args)
