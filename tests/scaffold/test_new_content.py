"""What `lessonbank new` writes: each choice of types passes the check; names come out right."""

from __future__ import annotations

import html
import json
import re
import subprocess
import sys
from pathlib import Path, PureWindowsPath
from tempfile import TemporaryDirectory

import markdown
import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from lessonbank.bank import ITEM_TYPES, School
from lessonbank.compiler.project import read_project
from lessonbank.content.ids import DEVICES
from lessonbank.files.invisible import invisible
from lessonbank.scaffold.bank import (
    EXAMPLES,
    AnswerError,
    NewSchool,
    bank_files,
    name_of,
    school_of,
    types_of,
)
from new_banks import ANSWERS, RELEASE, TODAY, answers, whole_bank, without, written_bank

PROGRAM = Path(sys.executable).with_name("lessonbank")
PLACEHOLDERS = ("{{ name }}", "{% raw %}")
"""Names that the check takes for forgotten templates."""
NAMES = [
    *("Yes", "null", "1e3", "~", "no", "0x1F", "1:30", "2026-11-27", "<<", "=", ".inf", "!ENV X"),
    *('The "Best" Trust', "St Mary's", "A: B", "A #1 Trust", "- dash", "? what", "* star", "&and"),
    *(
        "{a}",
        "[b]",
        "%x",
        "@at",
        "`tick`",
        "|",
        ">",
        "a, b",
        "trailing:",
        "--- three",
        "...",
        "\\n",
    ),
    *("Müller-Schule", "Ysgol Llanfairpwllgwyngyll â ê î ô û ŵ ŷ", "🎓 Trust 👩‍🏫", "Łódź", "数学"),
    *("<b>bold</b>", "a & b &amp; c", "CON", "nul", "x" * 200, "#"),
    *PLACEHOLDERS,
    *("1. First", "**bold** _it_", "$HOME `id`", "C:\\schools", "ends with \\", "a\tb"),
]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return whole_bank(tmp_path_factory.mktemp("new"))


CHOICES = [
    *([name] for name in EXAMPLES),
    *(without(EXAMPLES, name) for name in EXAMPLES),
    ["none"],
    ["all"],
]


@pytest.mark.parametrize("asked", CHOICES, ids=lambda names: f"{len(names)}-{names[0]}")
def test_every_choice_of_types_passes_the_check(asked: list[str], whole: Path, tmp_path: Path):
    choice = answers(types=types_of(asked))
    root = written_bank(tmp_path / "bank", choice, whole)
    loaded = read_project(root, TODAY)
    assert not loaded.diagnostics
    there = {item.folder for item in loaded.bank}
    assert there == {*choice.types, "schools"}


@settings(max_examples=15)
@given(asked=st.sets(st.sampled_from(sorted(EXAMPLES))))
def test_any_choice_of_types_passes_the_check(asked: set[str], whole: Path):
    with TemporaryDirectory() as folder:
        root = written_bank(Path(folder), answers(types=types_of(asked)), whole)
        assert not read_project(root, TODAY).diagnostics


def test_every_type_of_content_has_an_example():
    assert {"schools", *EXAMPLES} == {model.folder for model in ITEM_TYPES}


@pytest.mark.parametrize("day", ["2024-02-29", "2026-12-31", "2027-01-01", "2027-07-14"])
def test_the_dates_are_right_on_any_day(day: str, whole: Path, tmp_path: Path):
    today = TODAY.fromisoformat(day)
    root = written_bank(tmp_path / "bank", answers(today=today), whole)
    assert not read_project(root, today).diagnostics


class _Settings(yaml.SafeLoader):
    """Reads mkdocs.yml as MkDocs does, where types are guessed."""


_Settings.add_constructor("!ENV", lambda _, __: None)


def front_matter(data: bytes) -> dict[str, object]:
    return yaml.safe_load(data.decode().split("---\n")[1])  # type: ignore[no-any-return]


def comes_out(name: str) -> None:
    """Read a name back from every file that has it, as the readers of that file do."""
    asked = answers(name=name, controller=name, schools=(NewSchool(name), NewSchool(name)))
    files = bank_files(asked, RELEASE)
    assert yaml.load(files["mkdocs.yml"], _Settings)["site_name"] == name  # noqa: S506
    trust = yaml.safe_load(files["content/trust.yml"])
    said = (trust["name"], trust["controller"], trust["licence"]["holder"])
    assert said == (name, name, name)
    schools = [path for path in files if path.startswith("content/schools/")]
    assert [yaml.safe_load(files[path])["name"] for path in schools] == [name, name]
    assert front_matter(files["content/index.md"])["title"] == f"{name} lesson bank"
    framework = yaml.safe_load(files["content/frameworks/example-framework.yml"])
    assert framework["publisher"] == name
    shown = markdown.markdown(files["README.md"].decode().partition("\n\n")[0])
    assert html.unescape(shown) == f"<h1>The lesson bank of {name}</h1>"


@pytest.mark.parametrize("written", NAMES)
def test_an_awkward_name_comes_out_right(written: str):
    comes_out(name_of(written))


def test_awkward_names_pass_the_check(whole: Path, tmp_path: Path):
    names = [name_of(written) for written in NAMES if written not in PLACEHOLDERS]
    asked = answers(name=names[6], schools=tuple(map(NewSchool, names)))
    loaded = read_project(written_bank(tmp_path / "bank", asked, whole), TODAY)
    assert not loaded.diagnostics
    assert loaded.bank.trust.name == names[6]
    assert sorted(school.name for school in loaded.bank.of(School).values()) == sorted(names)


@settings(max_examples=200)
@given(written=st.text(min_size=1, max_size=200))
@example("a\u200bb")
@example("\ufeff")
@example("\x85")
@example("a\x00b")
@example("\ud83d")
def test_any_name_comes_out_right_or_is_refused(written: str):
    try:
        name = name_of(written)
    except AnswerError:
        assert not written.isprintable() or not written.strip() or _is_hidden(written)
    else:
        assert name == " ".join(written.split())
        comes_out(name)


def _is_hidden(text: str) -> bool:
    return any(True for _ in invisible(text))


@given(names=st.lists(st.sampled_from(NAMES), min_size=1, max_size=8))
def test_file_names_are_safe_on_windows(names: list[str]):
    schools = tuple(NewSchool(name_of(name)) for name in names)
    paths = list(bank_files(answers(schools=schools, name=schools[0].name), RELEASE))
    assert len({path.lower() for path in paths}) == len(paths)
    for path in paths:
        assert len(path) < 120
        for part in path.split("/"):
            assert re.fullmatch(r"[A-Za-z0-9._-]+", part)
            assert not part.endswith(".")
            assert PureWindowsPath(part).stem.lower() not in DEVICES


@pytest.mark.parametrize(
    ("written", "school"),
    [
        ("Fern Primary", NewSchool("Fern Primary")),
        ("Fern Primary, 123456", NewSchool("Fern Primary", "123456")),
        ("Fern Primary, 123456, primary", NewSchool("Fern Primary", "123456", "primary")),
        ("Fern Primary, primary", NewSchool("Fern Primary", None, "primary")),
        ("Fern, Moss and Ivy", NewSchool("Fern, Moss and Ivy")),
        ("Fern, Moss, 123-4567", NewSchool("Fern, Moss", "123-4567")),
        ("School 21", NewSchool("School 21")),
    ],
)
def test_a_school_is_read(written: str, school: NewSchool):
    assert school_of(written) == school


@pytest.mark.parametrize("written", ["Fern, 12", "", ", 123456", "Fern, 1234567890"])
def test_a_school_is_refused(written: str):
    with pytest.raises(AnswerError):
        school_of(written)


def test_a_misspelt_type_gets_a_suggestion():
    with pytest.raises(AnswerError, match="Did you mean workshops"):
        types_of(["clips, workshop"])


def test_editors_find_a_schema_for_every_file_of_data():
    files = bank_files(ANSWERS, RELEASE)
    places = json.loads(files[".vscode/settings.json"])["yaml.schemas"]
    assert places
    assert {path.removeprefix("./") for path in places} <= files.keys()


def test_films_that_are_kept_elsewhere_are_not_in_git():
    files = bank_files(answers(films_in_git=False), RELEASE)
    assert b"/media/*\n" in files[".gitignore"]
    assert ".github/workflows/publish.yml" not in files
    assert b"/media/*\n" not in bank_files(ANSWERS, RELEASE)[".gitignore"]


@pytest.mark.parametrize("asked", ["none", "people, sessions", "lessons"])
def test_a_choice_of_types_builds_without_a_warning(asked: str, whole: Path, tmp_path: Path):
    name = name_of('A "trust": #1 & 🎓 <b>')
    choice = answers(types=types_of([asked]), name=name)
    root = written_bank(tmp_path / "bank", choice, whole)
    done = subprocess.run(
        [PROGRAM, "build", "--strict", "--today", TODAY.isoformat()],
        cwd=root,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "WARNING" not in done.stderr
    home = (root / "build/site/index.html").read_text(encoding="utf-8")
    assert name in html.unescape(home)
    assert "<b>" not in home
    missing = (root / "build/site/404.html").read_text(encoding="utf-8")
    assert "<b>" not in missing
