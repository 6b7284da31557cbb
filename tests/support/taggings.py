"""Taggings made at random from a seed, as the workbench holds them."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any

Session = dict[str, Any]
WORDS = ("Cold call", "Wait time", "Teacher talk", "Pair talk", "Probing", "Éclair & <b>")
NOTES = (
    *(
        "",
        "Why?",
        'She said "no"; he, "yes"',
        "=1+1",
        "'=1",
        "two\nlines",
        "a,b;c\td",
        "ŵŷ 田中 😀",
    ),
    *("<i>&amp;</i>", "-5 degrees", "\\n", "--> not a cue"),
)
PEOPLE = ("", "", "Teacher", "Pupils")
LONGEST = 3600


def session(random: Random) -> Session:
    """Return a session with marks in the order of time. Spans of one tag may overlap."""
    length = random.randint(1, LONGEST) + random.choice((0, 0.5, 0.123))
    tags = [_tag(number, label) for number, label in enumerate(WORDS)]
    marks = [_mark(random, number, tags, length) for number in range(random.randint(0, 14))]
    marks.sort(key=lambda mark: (mark["at"], mark["id"]))
    film = {"name": "Lesson 4 (b).mp4", "size": 1234, "digest": "ab" * 16}
    return {
        "id": f"s-{random.randint(0, 10**9)}",
        "title": random.choice(("", "Year 4: fractions")),
        "on": "2026-11-28",
        "by": random.choice(("", "Coach")),
        "follows": random.choice(("", "s-1")),
        "film": film,
        "length": length,
        "tagset": "talk",
        "tags": tags,
        "marks": marks,
        "goal": "Wait",
        "step": "Count to three\nthen choose",
        "answers": {
            "visit": {
                "what": "A pause",
                "ticks": ["one", "two"],
                "moment": {"clip": "WM-0001", "time": "01:15"},
            }
        },
    }


def _tag(number: int, label: str) -> dict[str, Any]:
    kind = "span" if number % 2 else "instant"
    group = "talk" if number in {2, 3} else ""
    times = {"lead": 3, "lag": 7, "exclusive": bool(group), "who": ["Teacher", "Pupils"]}
    return {"id": f"tag-{number}", "label": label, "kind": kind, "group": group, **times}


def _mark(random: Random, number: int, tags: list[dict[str, Any]], length: float) -> dict[str, Any]:
    tag = random.choice(tags)
    at = round(random.uniform(0, length), random.choice((0, 1, 3)))
    to = round(at + random.uniform(0.05, 90), 3) if tag["kind"] == "span" else None
    rest = {"who": random.choice(PEOPLE), "note": random.choice(NOTES)}
    return {"id": f"m{number}", "tag": tag["id"], "at": at, "to": to, **rest}


def sessions(count: int, seed: int = 1) -> Iterator[Session]:
    """Yield sessions, the same for the same seed."""
    random = Random(seed)  # noqa: S311 - samples, no secrets
    for _ in range(count):
        yield session(random)
