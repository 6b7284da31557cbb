"""End a permission in its record."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any, Literal, get_args

from lessonbank.bank import Permission
from lessonbank.bank.permission import TRANSITIONS, State
from lessonbank.content import yaml
from lessonbank.content.edit import appended, edited
from lessonbank.content.layout import CONTENT
from lessonbank.content.yaml_scene import YamlError
from lessonbank.files import atomic

Ending = Literal["withdrawn", "paused"]
_ORDER = tuple(Permission.model_fields)


class NotWrittenError(Exception):
    """The record was not changed; the message says why and what to do."""


def record_path(root: Path, reference: str) -> Path:
    """Return the path of a permission's file. Raise NotWrittenError if it does not exist."""
    folder = root / CONTENT / Permission.folder
    for ending in (".yml", ".yaml"):
        path = folder / f"{reference}{ending}"
        if path.parent == folder and path.is_file():
            return path
    raise NotWrittenError(
        f"There is no permission '{reference}' in {CONTENT}/{Permission.folder}/."
    )


def end_permission(path: Path, state: Ending, on: date, by_role: str) -> bool:
    """Write the state and a line of history into a record, and keep every other line.

    Return whether the record changed. Raise NotWrittenError.
    """
    line = {"on": on, "from": "granted", "to": state, "by_role": by_role}
    try:
        text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
        data = yaml.load(text)
        before = _state(data)
        if before == state:
            return False
        line["from"] = before
        _check(before, state, on, data)
        changed = appended(edited(text, {"state": state}, _ORDER), "history", line, _ORDER)
    except (OSError, UnicodeDecodeError, YamlError, TypeError, AttributeError) as error:
        raise NotWrittenError(
            f"{path} is too broken to be changed. Write `state: {state}` into it, and below"
            f" `history:` the line `- {_flow(line)}`."
        ) from error
    atomic.write_text(path, changed)
    return True


def _state(data: Any) -> State:
    state: State = data.get("state") if data.get("state") in get_args(State) else "granted"
    return state


def _check(before: State, after: State, on: date, data: Any) -> None:
    if after not in TRANSITIONS[before]:
        raise NotWrittenError(
            f"A permission that is {before} does not turn to {after}: its record was not changed."
        )
    history = data.get("history")
    days = [str(line.get("on")) for line in history] if isinstance(history, list) else []
    if days and days[-1] > on.isoformat():
        raise NotWrittenError(
            f"{on} is before the last line of the history, of {days[-1]}: write the day on which"
            " it was decided with --on."
        )


def _flow(line: dict[str, Any]) -> str:
    return f"{{{', '.join(f'{name}: {value}' for name, value in line.items())}}}"
