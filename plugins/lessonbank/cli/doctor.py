"""`lessonbank doctor`: what this machine and this bank have and lack."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import click

from lessonbank.cli.project import NoProjectError, find_root
from lessonbank.cli.size import counted
from lessonbank.doctor.examination import Examined, examine, has_faults
from lessonbank.doctor.finding import Finding, Level, fault
from lessonbank.doctor.here import Here
from lessonbank.doctor.system import System, system_of

_FORMAT = 1
"""Version of the JSON; raise it if a field changes its meaning."""
_WIDTH = 8


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON for programs.")
def doctor(as_json: bool) -> None:  # noqa: FBT001 - click hands options over by keyword
    """Say what this machine and this bank have and lack, with each fix.

    Exit code 0: nothing stops a build. Exit code 1: something does. Outside a bank, only the
    machine is examined.
    """
    root, before = _bank()
    every = [] if before is None else [before]
    if not as_json:
        click.echo(f"The bank is {root}." if root else "There is no bank here; see the machine:")
        _tell(every)
    for each in examine(Here(root, os.environ), _system()):
        every.append(each)
        if not as_json:
            _tell([each])
    click.echo(_json(root, every) if as_json else _summary(every))
    sys.exit(1 if has_faults(tuple(every)) else 0)


def _bank() -> tuple[Path | None, Examined | None]:
    """Return the bank's folder, or None and what keeps it from being read."""
    try:
        return find_root(), None
    except NoProjectError:
        return None, None
    except click.ClickException as error:
        found = fault(error.message, "Do so, then run: lessonbank doctor")
    except OSError as error:
        found = fault(f"This folder cannot be read: {error.strerror}.", "Run: cd")
    return None, Examined("settings", "mkdocs.yml", (found,))


def _system() -> System:
    try:
        release = Path("/etc/os-release").read_text(encoding="utf-8", errors="replace")
    except OSError:
        release = ""
    return system_of(sys.platform, release)


def _tell(examined: list[Examined]) -> None:
    for each in examined:
        for found in each.findings:
            click.echo(f"{found.level.value:{_WIDTH}}{_printable(found.text)}")
            if found.fix:
                click.echo(f"{'':{_WIDTH}}{_printable(found.fix)}")


def _printable(text: str) -> str:
    """Return the text on one line, with control characters escaped."""
    return "".join(
        sign if sign.isprintable() else sign.encode("unicode_escape", "surrogatepass").decode()
        for sign in text
    )


def _all(examined: list[Examined]) -> list[tuple[Examined, Finding]]:
    return [(each, found) for each in examined for found in each.findings]


def _count(examined: list[Examined], level: Level) -> int:
    return sum(found.level is level for _, found in _all(examined))


def _summary(examined: list[Examined]) -> str:
    faults = _count(examined, Level.FAULT)
    pieces = counted(_count(examined, Level.ADVICE), "piece")
    return f"{counted(faults, 'fault')}, {pieces} of advice."


def _json(root: Path | None, examined: list[Examined]) -> str:
    said = {
        "format": _FORMAT,
        "bank": str(root) if root else None,
        "faults": _count(examined, Level.FAULT),
        "advice": _count(examined, Level.ADVICE),
        "findings": [
            {
                "probe": each.probe,
                "level": found.level.value,
                "text": found.text,
                "fix": found.fix,
            }
            for each, found in _all(examined)
        ],
    }
    return json.dumps(said, indent=2)
