from __future__ import annotations

from pathlib import Path

import pytest

from projects import write_project
from sites import TODAY, run

PUBLISHED = "https://elm.example/bank/"
FILES = {
    "content/workshops/pause.md": """---
title: The pause
summary: Wait before you take an answer.
outcomes: [You wait three seconds.]
clips: [{clip: first, question: Who thinks?}]
---
See [the clip](clip:first), and [the year](programme:year).
""",
    "content/programmes/year.md": """---
title: A year of pauses
summary: All year.
aims: [Everybody thinks.]
sequence: [{workshop: pause, term: Autumn}]
---
The year begins with [the pause](workshop:pause).
""",
    "content/forms/after.yml": """title: After a lesson
summary: Notes.
sections:
  - title: Then
    fields:
      - {id: what, label: What did you see?, kind: long-text}
      - {id: who, label: Who spoke?, kind: checks, options: [Some, All]}
""",
    "content/watchlists/waits.md": """---
title: Waits
summary: Wait with me.
clips: [{clip: first, from: "00:03", to: "00:05", question: What comes next?}]
---
""",
}


@pytest.fixture(scope="session")
def bank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A bank with a handbook, whose site is published somewhere, and its built site."""
    root = write_project(tmp_path_factory.mktemp("print"))
    for name, text in FILES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    settings = (root / "mkdocs.yml").read_text(encoding="utf-8")
    (root / "mkdocs.yml").write_text(f"site_url: {PUBLISHED}\n{settings}", encoding="utf-8")
    trust = root / "content/trust.yml"
    control = "handbook: {owner: The CPD lead, version: '3.1', review_on: 2027-07-01}\n"
    trust.write_text(trust.read_text(encoding="utf-8") + control, encoding="utf-8")
    done = run(root, "lessonbank", "build", "--today", TODAY)
    assert done.returncode == 0, done.stdout + done.stderr
    return root
