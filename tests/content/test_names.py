"""A name of the list is found however it is written, and is in no finding."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from lessonbank.cli import main
from lessonbank.content import Folder, compare, load, read_bank
from lessonbank.content.names import VARIABLE, NameList, NamesError, read_names
from lessonbank.diagnostics import Code

BANK = Path(__file__).parents[1] / "cases" / "bank"
CLIP = "content/clips/bar-models.md"
LIST = "Amira Khan\nO'Neill, Séamus\nZoë\nSøren Łuczak\n\n"


@pytest.fixture
def names(tmp_path: Path) -> NameList:
    path = tmp_path / "names.txt"
    path.write_text(LIST, encoding="utf-8")
    return read_names(path, tmp_path / "project")


@pytest.mark.parametrize(
    "text",
    [
        "Amira Khan",
        "AMIRA KHAN",
        "amira-khan.mp4",
        "lesson_amira_khan_2",
        "Amira\n    Khan",
        "Seamus O\u2019Neill",
        "o'neill, séamus",
        "Se\u0301amus O'Neill's bar",
        "zoe",
        "ZOE\u0308",
        '"Zo\\xEB"',
        '"Zo\\u00eb"',
        "Zo&euml;",
        "Zo&#235;",
        "soren luczak",
    ],
)
def test_found(names: NameList, text: str) -> None:
    ((start, end),) = names.find(text)
    assert text[start:end]
    assert "withheld" in names.masked(text)


@pytest.mark.parametrize(
    "text", ["Amira", "Khan", "Amirah Khan", "Amira said: Khan", "zoes", "zoology", "Neill", ""]
)
def test_not_found(names: NameList, text: str) -> None:
    assert list(names.find(text)) == []
    assert names.masked(text) == text


@given(st.text(max_size=30), st.text(max_size=30))
def test_nothing_around_a_name_hides_or_keeps_it(before: str, after: str) -> None:
    names = NameList({"amira": frozenset({("amira", "khan")})})
    text = f"{before} Amira Khan {after}"
    assert (len(before) + 1, len(before) + 11) in set(names.find(text))
    assert not list(names.find(names.masked(text)))


@pytest.mark.parametrize("data", [b"\xff\xfe", b"Jos\xe9"])
def test_a_list_that_is_not_utf8(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "names.txt").write_bytes(data)
    with pytest.raises(NamesError, match="not UTF-8"):
        read_names(tmp_path / "names.txt", tmp_path / "project")


def test_a_list_beside_the_project_may_still_lie_in_the_repository(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "names.txt").write_text(LIST, encoding="utf-8")
    with pytest.raises(NamesError, match="inside the repository"):
        read_names(tmp_path / "names.txt", tmp_path / "project")


def test_what_is_compared_with_an_older_bank_tells_no_name(tmp_path: Path, names: NameList) -> None:
    root, old = shutil.copytree(BANK, tmp_path / "new"), shutil.copytree(BANK, tmp_path / "old")
    shutil.copy(old / CLIP, old / "content/clips/amira-khan.md")
    found = compare(read_bank(Folder(old)), load(root, names=tmp_path / "names.txt"))
    assert [one.code for one in found] == [Code.LOST_ID]
    assert not any(names.find(f"{found[0].path} {found[0].message} {found[0].fix}"))


@pytest.mark.parametrize("form", ["plain", "terminal", "github", "json"])
def test_no_form_of_the_report_tells_a_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, names: NameList, form: str
) -> None:
    root = Path(shutil.copytree(BANK, tmp_path / "project"))
    (root / "content/amira-khan.md").write_text("Amira Khan's bar\n", encoding="utf-8")
    captions = (root / "media/hazel-maths.vtt").read_text(encoding="utf-8")
    long = captions.replace("So the whole is", "Zoë, can you see that the whole really is")
    (root / "media/hazel-maths.vtt").write_text(long, encoding="utf-8")
    (root / "mkdocs.yml").touch()
    monkeypatch.chdir(root)
    monkeypatch.setenv(VARIABLE, os.fspath(tmp_path / "names.txt"))
    done = CliRunner().invoke(main, ["check", "--format", form])
    assert done.exit_code == 1
    assert "LB601" in done.output
    assert not list(names.find(done.output))
