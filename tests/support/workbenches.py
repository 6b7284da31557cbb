"""A small bank for the workbench: tags of both kinds, an exclusive group, people, steps, a form."""

from __future__ import annotations

from pathlib import Path

from projects import TECHNIQUE, write_project
from watching import FORM

TAGSET = """\
title: Core
version: "1"
groups:
  - {id: talk, label: Talk, exclusive: true}
tags:
  - id: cold-call
    label: Cold call
    who: [Teacher, Pupils]
    definition: The teacher asks, pauses, then names who answers.
    looks_like: [The question comes before the name.]
    not_this: [Taking an answer from a raised hand.]
  - id: wait-time
    label: Wait time
    kind: span
    definition: The teacher waits before anyone answers.
    looks_like: [Three seconds of silence.]
    not_this: [A pause to find the place.]
  - id: teacher-talk
    label: Teacher talk
    kind: span
    group: talk
    definition: The teacher talks.
    looks_like: [An explanation.]
    not_this: [A question.]
  - id: pair-talk
    label: Pair talk
    kind: span
    group: talk
    definition: Pupils talk in pairs.
    looks_like: [Everybody talks.]
    not_this: [One talks.]
"""


def write_workbench_project(root: Path) -> Path:
    """Write the bank. Its keys are 1 cold call, 2 wait time... in the order of the groups."""
    write_project(root)
    technique = TECHNIQUE.replace("why: It", "steps: [Ask, Wait three seconds]\nwhy: It")
    files = {
        "content/tagsets/core.yml": TAGSET,
        "content/techniques/cold-call.md": technique.lstrip("\n"),
        "content/forms/cycle.yml": FORM.lstrip("\n"),
    }
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    return root
