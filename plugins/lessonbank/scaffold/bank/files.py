"""The files of a new bank, from its answers. The film and its facts are made after them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from lessonbank.bank import ITEM_TYPES, school_year
from lessonbank.content.checks.permissions import later
from lessonbank.content.edit import field
from lessonbank.content.footage import MEDIA
from lessonbank.content.layout import CONTENT
from lessonbank.content.mkdocs_yml.engine import ENGINE, range_of
from lessonbank.scaffold.bank.answers import Answers, placeholders, school_ids, trust_id
from lessonbank.scaffold.bank.release import WHEELS, Release
from lessonbank.scaffold.bank.workflows import CALLERS, COPIES, workflows
from lessonbank.schemas import FOLDER, schema_line, vscode_settings, written

TEMPLATE = Path(__file__).parent / "template"
LOCKED_PACKAGES = Path(__file__).parent / "runtime.txt"
"""Every package that lessonbank needs, with hashes; `make lock` writes it."""
REQUIREMENTS = "requirements.txt"
REQUIREMENTS_HEAD = """\
# lessonbank and every package that it needs, each with its hash. Install them with
# pip install -r requirements.txt
"""
FILM = f"{MEDIA}/example-ten-frame.mp4"

_FILLED = ".jinja"
"""The ending of files with places to fill; others are copied."""
_SCHOOL = f"{CONTENT}/schools/school.yml{_FILLED}"
_SESSIONS_OF = {"example-ask-and-wait.yml": "workshops", "example-maths-network.yml": "communities"}
_MONTHS, _REVIEW = 24, 12
"""How long the example's permission lasts, and when it is reviewed."""
_HOLIDAYS = (((7, 13), (9, 7)), ((12, 14), (12, 31)), ((1, 1), (1, 7)))
"""First and last day, as month and day, of weeks in which an example date would look wrong."""
_SPECIAL = str.maketrans(
    {sign: f"\\{sign}" for sign in "\\`*_{}[]()#+!>-"}
    | {sign: f"&#{ord(sign)};" for sign in "&<~|:@"}
)
"""Signs of Markdown, of tables and strikethrough, and of GitHub's short names and mentions."""


def bank_files(answers: Answers, release: Release) -> Mapping[str, bytes]:
    """Return every file but the film and what is made from it, by path with forward slashes."""
    files = dict(_template_files(answers))
    files[REQUIREMENTS] = requirements(release)
    files |= workflows(TEMPLATE, answers.pin, films_in_git=answers.films_in_git)
    files[".vscode/settings.json"] = _json(vscode_settings())
    files |= schemas()
    if release.wheel:
        name, data = release.wheel
        files[f"{WHEELS}/{name}"] = data
    return dict(sorted(files.items()))


@cache
def schemas() -> Mapping[str, bytes]:
    """Return the schemas for editors, by path in a bank."""
    return {f"{FOLDER}/{name}": data for name, data in written().items()}


def _json(value: object) -> bytes:
    return f"{json.dumps(value, indent=2)}\n".encode()


def _template_files(answers: Answers) -> Iterator[tuple[str, bytes]]:
    jinja = _environment()
    values = _values(answers)
    for path in _wanted(answers):
        if path == _SCHOOL:
            for school in values["schools"]:
                text = jinja.get_template(path).render(values, school=school)
                yield _file(f"{CONTENT}/schools/{school['id']}.yml", text)
        elif path.endswith(_FILLED):
            yield _file(path.removesuffix(_FILLED), jinja.get_template(path).render(values))
        else:
            yield path, (TEMPLATE / path).read_bytes()


def _file(path: str, text: str) -> tuple[str, bytes]:
    """Return the path and the bytes of a file; YAML of content names its schema to editors."""
    folder, _, name = path.removeprefix(f"{CONTENT}/").rpartition("/")
    has_schema = path.startswith(f"{CONTENT}/") and name.endswith(".yml")
    line = schema_line(path, folder or PurePosixPath(name).stem) if has_schema else ""
    return path, f"{line}{text}".encode()


def _wanted(answers: Answers) -> Iterator[str]:
    """Yield the paths in the template that belong to a bank with these answers."""
    found = (each for each in TEMPLATE.rglob("*") if each.is_file())
    for path in sorted(each.relative_to(TEMPLATE).as_posix() for each in found):
        parts = PurePosixPath(path).parts
        is_item = parts[0] == CONTENT and parts[1] in ITEM_TYPES.by_folder
        needed = {parts[1]} if is_item and path != _SCHOOL else set()
        if parts[0] == MEDIA:
            needed = {"recordings"}
        if also := _SESSIONS_OF.get(PurePosixPath(path).name.removesuffix(_FILLED)):
            needed.add(also)
        if needed <= answers.types and path not in {*CALLERS, *COPIES}:
            yield path


@cache
def _environment() -> Environment:
    jinja = Environment(
        loader=FileSystemLoader(TEMPLATE),
        undefined=StrictUndefined,
        autoescape=False,  # noqa: S701 - YAML and Markdown, each value with a filter of its own
        keep_trailing_newline=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    jinja.filters["yaml"] = _yaml
    jinja.filters["markdown"] = _markdown
    return jinja


def _yaml(value: str) -> str:
    """Return text as YAML, in quotes where any reader of YAML could take it for something else."""
    alone, in_a_list = field("", value)[2:-1], field("", [value])[3:-2]
    return alone if in_a_list == value else in_a_list


def _markdown(text: str) -> str:
    """Return text so that Markdown shows it as it is."""
    return text.translate(_SPECIAL)


def _values(answers: Answers) -> dict[str, Any]:
    ids = school_ids(answers.schools)
    numbers = placeholders(answers.schools)
    schools = [
        {"id": id_, "name": each.name, "urn": each.urn, "phase": each.phase, "placeholder": number}
        for id_, each, number in zip(ids, answers.schools, numbers, strict=True)
    ]
    today = answers.today
    return {
        "trust": {
            "id": trust_id(answers.name),
            "name": answers.name,
            "controller": answers.controller,
            "dpo": answers.dpo,
            "concerns": answers.concerns,
        },
        "schools": schools,
        "first": schools[0],
        "types": answers.types,
        "films_in_git": answers.films_in_git,
        "versions": range_of(ENGINE),
        "today": today,
        "month": f"{today:%Y-%m}",
        "review": later(today, _REVIEW),
        "expires": later(today, _MONTHS) - timedelta(days=1),
        "autumn": school_year(today),
        "inset": _term_monday(today, weeks=2),
        "twilight": _term_monday(today, weeks=2) + timedelta(days=1),
        "meeting": _term_monday(today, weeks=3) + timedelta(days=3),
    }


def _term_monday(today: date, *, weeks: int) -> date:
    """Return the first Monday, some weeks from now, that lies in most schools' terms."""
    monday = today + timedelta(days=7 * weeks - today.weekday())
    while any(first <= (monday.month, monday.day) <= last for first, last in _HOLIDAYS):
        monday += timedelta(days=7)
    return monday


def requirements(release: Release) -> bytes:
    """Return the requirements of a bank that is built by this release."""
    packages = _without_comments(LOCKED_PACKAGES.read_text(encoding="utf-8"))
    return f"{REQUIREMENTS_HEAD}{release.requirement}{packages}".encode()


def _without_comments(text: str) -> str:
    kept = (line for line in text.splitlines(keepends=True) if not line.lstrip().startswith("#"))
    return "".join(kept)
