"""A small bank into which things are imported."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

from lessonbank.content import Folder, Reading, read_bank
from lessonbank.exchange import Plan, plan_sessions, write_changes

CASES = Path(__file__).parents[1] / "cases"

WORKSHOP = """\
---
title: {title}
summary: What everybody can do afterwards.
outcomes: [Everybody has tried it.]
---
Come as you are.
"""

FILES = {
    "mkdocs.yml": "site_name: Larkfield\ndocs_dir: content/.locked\n"
    "theme:\n  name: material\nplugins:\n  - lessonbank\n",
    "content/schools/oak-academy.yml": 'name: Oak Academy\nurn: "999002"\nphase: secondary\n',
    "content/people/b-lind.yml": "name: Bo Lind\nrole: Teacher\nschool: oak-academy\n",
    "content/people/b-lind-2.yml": "name: Bo Lind\nrole: Mentor\nschool: hazel-primary\n",
    "content/workshops/boards-up.md": WORKSHOP.format(title="Boards up"),
    "content/workshops/cold-call.md": WORKSHOP.format(title="Cold call and wait time"),
    "content/communities/maths.md": (
        "---\ntitle: Maths network\nsummary: We meet.\nfocus: Fractions\n---\nJoin us.\n"
    ),
}

SESSION = """\
# The hall is booked until six.
workshop: boards-up
on: 2026-11-26   # a Thursday
start: "15:45"
end: "16:45"

venue: hazel-primary
note: >-
  Bring a pen
  and a board.
"""


def write_bank(root: Path, files: Mapping[str, str] | None = None) -> Path:
    """The bank of the cases with workshops, people and a community, and `files`."""
    shutil.copytree(CASES / "bank", root)
    for name, text in (FILES | {**(files or {})}).items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(text.encode())
    return root


def read(root: Path) -> Reading:
    return read_bank(Folder(root))


def import_csv(root: Path, text: str, name: str = "plan.csv") -> Plan:
    """Import a table of sessions that is written as CSV, and write what it changes."""
    file = root.parent / name
    file.write_bytes(text.encode("utf-8"))
    plan = plan_sessions(read(root), file)
    assert not plan.has_errors, [found.message for found in plan.findings]
    write_changes(root, plan.changes)
    return plan


def messages(plan: Plan) -> list[str]:
    return [found.message for found in plan.findings]
