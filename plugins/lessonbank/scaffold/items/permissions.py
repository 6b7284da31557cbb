"""The record of a permission that is asked for: it shows nothing until somebody grants it."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from lessonbank.bank import Bank, Permission
from lessonbank.content.checks.permissions import later

REQUESTED = "requested"
_DATED = re.compile(r"(?P<prefix>[A-Za-z0-9]+(?:-[A-Za-z]+)*)-(?P<year>\d{4})-(?P<number>\d{2,6})")
_LONGEST_PREFIX = 6


def proposed_reference(bank: Bank, today: date, taken: Collection[str]) -> str:
    """Return the next reference: `NF-2026-015` after `NF-2026-014`, or the first of the trust."""
    dated = [m for id_ in bank.of(Permission) if (m := _DATED.fullmatch(id_))]
    prefix = dated[-1]["prefix"] if dated else _initials(bank.trust.name)
    alike = [m for m in dated if (m["prefix"], int(m["year"])) == (prefix, today.year)]
    digits = max((len(m["number"]) for m in dated), default=3)
    number = max((int(m["number"]) for m in alike), default=0) + 1
    while f"{prefix}-{today.year}-{number:0{digits}}".casefold() in taken:
        number += 1
    return f"{prefix}-{today.year}-{number:0{digits}}"


def _initials(name: str) -> str:
    letters = re.findall(r"\b[A-Za-z]", name)
    return "".join(letters).upper()[:_LONGEST_PREFIX] or "REF"


def cautious(bank: Bank, today: date) -> Mapping[tuple[str, ...], tuple[str, ...]]:
    """Return the answers to propose: the most that a film may show, to the fewest people."""
    expires = later(today, bank.trust.policy.longest_permission_months)
    return {
        ("basis", "pupils"): ("public_task",),
        ("basis", "staff"): ("agreement",),
        ("pupils_visible",): ("identifiable",),
        ("pupils_audible",): ("named",),
        ("do_not_film_check", "done"): ("no",),
        ("scope_max",): ("school",),
        ("state",): (REQUESTED,),
        ("expires_on",): (expires.isoformat(),),
    }


def requested(bank: Bank, recording: str, today: date) -> dict[str, Any]:
    """Return the fields of the record of a new recording."""
    answers = {path: words[0] for path, words in cautious(bank, today).items()}
    return with_history(
        {
            "recording": recording,
            "basis": {
                "pupils": answers["basis", "pupils"],
                "staff": answers["basis", "staff"],
            },
            "pupils_visible": answers["pupils_visible",],
            "pupils_audible": answers["pupils_audible",],
            "do_not_film_check": {"done": False},
            "scope_max": answers["scope_max",],
            "state": REQUESTED,
            "expires_on": date.fromisoformat(answers["expires_on",]),
        },
        today,
    )


def with_history(data: dict[str, Any], today: date, role: str = "teacher") -> dict[str, Any]:
    """Return the fields with the line of the history that a request needs."""
    if data.get("state") != REQUESTED:
        return data
    line = {"on": today, "from": "draft", "to": REQUESTED, "by_role": role}
    return {**data, "history": [line]}


def to_grant(bank: Bank, reference: str) -> tuple[str, ...]:
    """Return what to do so that a request is granted."""
    path = f"content/{Permission.folder}/{reference}.yml"
    roles = " and ".join(bank.trust.policy.approvals)
    return (
        f"Correct {path}: the basis, who is seen and heard, and how widely it may be shown.",
        "Ask for the permission to be granted. Until then no edition shows anything under it.",
        (
            f"Then write into {path}: `do_not_film_check`, `approvals` of {roles}, `granted_on`,"
            " `state: granted`, and a line in `history`."
        ),
    )
