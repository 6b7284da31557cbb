"""A real early years course converts to content and builds without errors."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from early_years import PROGRAMME, Converted, convert
from lessonbank.bank import Form, Programme, Workshop
from lessonbank.compiler.records import read_edition
from lessonbank.compiler.settings import Settings
from lessonbank.content import load
from lessonbank.diagnostics import Severity
from printed import misnumbered, pages_of
from projects import LOCKED, MKDOCS_YML
from sites import run


@pytest.fixture(scope="module")
def converted(shared_data: Path) -> Converted:
    course = shared_data / "content" / "dfe-early-years-training"
    if not course.is_dir():
        pytest.skip("the early years course is not in ../shared/data")
    return convert(course)


@pytest.fixture(scope="module")
def project(converted: Converted, tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("early-years")
    for name, text in converted.files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root


def test_the_course_has_no_errors(project: Path) -> None:
    loaded = load(project, today=date(2026, 11, 22))
    errors = [each for each in loaded.diagnostics if each.severity is Severity.ERROR]
    assert [(each.path, each.message) for each in errors] == []
    bank = loaded.bank
    assert len(bank.of(Workshop)) == 5
    assert [step.workshop for step in bank.of(Programme)[PROGRAMME].sequence] == [
        "child-development-and-the-eyfs",
        "brain-development-and-how-children-learn",
        "personal-social-and-emotional-development",
        "module-4",
        "module-5",
    ]
    assert sum(len(form.questions) for form in bank.of(Form).values()) > 150


def test_the_course_has_all_its_pages(project: Path) -> None:
    compilation = read_edition(Settings(project, date(2026, 11, 22), "public"))
    pages = {page.path for page in compilation.pages}
    assert f"programmes/{PROGRAMME}.html" in pages
    assert "workshops/module-5.html" in pages


def test_the_course_can_be_printed(project: Path) -> None:
    settings = {"mkdocs.yml": MKDOCS_YML, **LOCKED}
    for name, text in settings.items():
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        (project / name).write_text(text, encoding="utf-8")
    done = run(project, "lessonbank", "handbook", "--pdf", "course.pdf", "--today", "2026-11-22")
    assert done.returncode == 0, done.stdout + done.stderr
    assert misnumbered(project / "course.pdf") == []
    pages = pages_of(project / "course.pdf")
    words = " ".join(" ".join(pages).split())
    titles = [each.title for each in load(project).bank.of(Workshop).values()]
    assert len(titles) == 5
    assert all(words.count(title) > 1 for title in titles), "in the contents, and above a chapter"


def test_unsupported_content_is_counted(converted: Converted) -> None:
    left_out = +converted.left_out
    assert left_out["modules that are only announced"] == 4
    assert left_out["transcripts that no page names, and whose films are elsewhere"] == 22
    assert left_out["right answers of questions"] > 100
    assert left_out["marks to pass with"] == 5
