"""A real course, the DfE's early years child development training, as content of a bank.

It is read from files that are no part of the repository. What the model has no place for is
counted in `Converted.left_out`, by what it is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from lessonbank.bank import slug
from lessonbank.content.edit import new_file
from projects import LOCKED

PROGRAMME = "child-development-training"
MKDOCS_YML = """\
site_name: Early years child development training
docs_dir: content/.locked
site_dir: build/site
use_directory_urls: false
theme: {name: material, font: false}
plugins: [lessonbank]
"""
TRUST = """\
id: early-years
name: Early years child development training
controller: Department for Education
contacts: {dpo: dpo@training.example, concerns: concerns@training.example}
licence: {video: all-rights-reserved, text: OGL-UK-3.0, holder: Crown copyright}
"""
_SUBMODULE = re.compile(r"\d+-(\d+)(?:-.*)?")
_QUESTIONS = ("formative", "summative", "confidence")


@dataclass
class Converted:
    """Files of a project by path, and how much of what was left out."""

    files: dict[str, str] = field(default_factory=dict)
    left_out: Counter[str] = field(default_factory=Counter)


def convert(course: Path) -> Converted:
    """The whole course as the files of a project."""
    made = Converted({"mkdocs.yml": MKDOCS_YML, "content/index.md": "# The training\n", **LOCKED})
    modules: dict[str, dict[str, Any]] = _yaml(course / "training-modules.yml")
    ready = {name: module for name, module in modules.items() if not module.get("draft")}
    made.left_out["modules that are only announced"] += len(modules) - len(ready)
    made.files["content/trust.yml"] = TRUST + _roles(course)
    for number, (name, module) in enumerate(ready.items(), start=1):
        made.files[f"content/workshops/{slug(name)}.md"] = _workshop(number, module, made)
        _structure(course / "modules" / f"{name}.yml", name, made)
    made.files[f"content/programmes/{PROGRAMME}.md"] = _programme(ready)
    for kind in _QUESTIONS:
        for name, module in ready.items():
            _form(course / f"{kind}-questionnaires" / f"{name}.yml", kind, module, made)
    for path in sorted((course / "video-transcripts").glob("*.yml")):
        text = _yaml(path)["transcript"]
        made.files[f"content/transcripts/{slug(path.stem)}.md"] = f"# Film {path.stem}\n\n{text}"
        made.left_out["transcripts that no page names, and whose films are elsewhere"] += 1
    _places(course, made)
    return made


def _yaml(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def _roles(course: Path) -> str:
    roles = [each["name"] for each in _yaml(course / "role-type.yml")]
    terms = tuple({"id": slug(f"ey {name}"), "label": name} for name in roles)
    lines = new_file({"role": terms}, ["role"]).splitlines(keepends=True)
    return "vocabularies:\n" + "".join(f"  {line}" for line in lines)


def _page(fields: Mapping[str, Any], body: str) -> str:
    return f"---\n{new_file(fields, list(fields))}---\n{body}\n"


def _points(text: str) -> tuple[str, ...]:
    """The entries of a list in Markdown."""
    return tuple(
        " ".join(point.split()) for point in re.findall(r"^\s*- (.+)$", text, re.MULTILINE)
    )


def _words(text: str) -> str:
    return " ".join((text or "").split())


def _workshop(number: int, module: Mapping[str, Any], made: Converted) -> str:
    made.left_out["pictures of modules"] += bool(module.get("thumbnail"))
    made.left_out["marks to pass with"] += "summative_threshold" in module
    made.left_out["modules that have to be done first"] += "depends_on" in module
    minutes = round(float(module["duration"]) * 60)
    fields = {
        "title": module["title"],
        "summary": _words(module["short_description"]),
        "audience": "early years practitioners",
        "phases": ("foundation",),
        "outcomes": _points(module["criteria"]),
        "agenda": ({"minutes": minutes, "what": f"Work through module {number} by yourself"},),
    }
    return _page(fields, f"{module['description']}\n{module['objective']}")


def _structure(path: Path, name: str, made: Converted) -> None:
    """The pages of a module: their texts are not in the course's files, only their kinds."""
    pages: dict[str, dict[str, str]] = _yaml(path)[name]
    for page, about in pages.items():
        known = about["type"].endswith("questionnaire")
        made.left_out[f"pages without their text ({about['type']})"] += not known
        made.left_out["parts of modules without a title"] += bool(_SUBMODULE.fullmatch(page)) and (
            about["type"] == "sub_module_intro"
        )


def _programme(modules: Mapping[str, Mapping[str, Any]]) -> str:
    fields = {
        "title": "Early years child development training",
        "summary": "Modules that people who work with young children go through by themselves.",
        "audience": "everyone who works in an early years setting",
        "roles": ("ey-practitioner", "ey-childminder", "ey-manager-or-team-leader"),
        "phases": ("foundation",),
        "aims": tuple(_words(module["objective"]) for module in modules.values()),
        "sequence": tuple({"workshop": slug(name), "term": "In your own time"} for name in modules),
        "hours": sum(float(module["duration"]) for module in modules.values()),
    }
    return _page(fields, "The modules build on one another, so take them in their order.")


def _form(path: Path, kind: str, module: Mapping[str, Any], made: Converted) -> None:
    if not path.is_file():
        return
    sections = tuple(_sections(_yaml(path), made))
    if not sections:
        return
    title = f"{module['title']}: {kind} questions"
    fields = {"title": title, "summary": f"The {kind} questions of the module, without marks."}
    text = new_file(fields, list(fields)) + "sections:\n" + "".join(sections)
    made.files[f"content/forms/{kind}-{slug(path.stem)}.yml"] = text


def _sections(pages: Mapping[str, Any], made: Converted) -> Iterator[str]:
    for module in pages.values():
        for page, about in module.items():
            questions = [_field(page, question, made) for question in about["questions"].values()]
            fields = "".join(f"      - {_flow(question)}\n" for question in questions)
            yield f"  - title: Page {page}\n    fields:\n{fields}"


def _flow(value: Mapping[str, Any]) -> str:
    return new_file({"x": (value,)}, ["x"]).removeprefix("x:\n  - ").rstrip("\n")


def _field(page: str, question: Mapping[str, Any], made: Converted) -> dict[str, Any]:
    """One question; which answer is right, and what is said then, a form has no place for."""
    options = tuple(_words(str(answer)) for answer in (question.get("answers") or {}).values())
    label = _words(question.get("label") or question.get("body") or page)
    made.left_out["right answers of questions"] += bool(question.get("correct_answers"))
    made.left_out["what is said to an answer"] += bool(
        question.get("assessment_summary") or question.get("assessment_fail_summary")
    )
    made.left_out["scales of confidence"] += not options
    if options and all(option.isdigit() for option in options):  # A form takes them for grades.
        made.left_out["choices among bare numbers"] += 1
        options = ()
    kind = "long-text" if not options else "checks" if question.get("multi_select") else "choice"
    fields = {"id": slug(page), "label": label, "kind": kind}
    return fields | ({"options": options} if options else {})


def _places(course: Path, made: Converted) -> None:
    made.left_out["types of settings"] += len(_yaml(course / "setting-type.yml"))
    made.left_out["local authorities"] += len(_yaml(course / "local-authority.yml"))
