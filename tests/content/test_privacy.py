"""Contact details and names that are spoken: what is found, and what is not."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessonbank.bank import Trust, contacts_in
from lessonbank.captions import decode
from lessonbank.compiler.project import read_project
from lessonbank.content import lock
from lessonbank.content.checks.privacy.contacts import contact_details
from lessonbank.content.checks.privacy.spoken import called_by_name
from lessonbank.content.git import committed
from lessonbank.content.names import VARIABLE
from lessonbank.diagnostics import Code
from lessonbank.ffmpeg.program import locate

ROOT = Path(__file__).parents[2]
BANK = ROOT / "tests/cases/bank"
CORPUS = ROOT.parent / "shared/data/captions"
SPOKEN = json.loads(Path(__file__).with_name("spoken.json").read_text(encoding="utf-8"))
"""How people are spoken to and written about; browsers find the names in both."""


def found_in(text: str) -> list[str]:
    return [text[start:end] for _, start, end in contact_details(text)]


@pytest.mark.parametrize(
    "written",
    [
        "01632 960001",
        "(01632) 960001",
        "01632-960001",
        "01632960001",
        "020 7946 0123",
        "(020) 7946 0123",
        "0113 496 0123",
        "07700 900123",
        "07700900123",
        "07700\u00a0900\u00a0123",
        "+44 7700 900123",
        "+447700900123",
        "+44 (0)7700 900123",
        "0044 7700 900 123",
        "01632 96001",
        "a.b@school.example",
        "head+1@sub.school.sch.uk",
        "Jo@School.EXAMPLE",
    ],
)
@pytest.mark.parametrize("around", ["{}", "Call {}.", "tel: {}, or", "({})", "x\n{}\ny", "a;{};b"])
def test_addresses_and_numbers_are_found(written: str, around: str) -> None:
    (found,) = found_in(around.format(written))
    assert found.strip("()") == written.strip("()")


@pytest.mark.parametrize(
    "text",
    [
        "0800 1111, 0808 800 5000, 0345 123 4567 and 0906 123 4567",
        "999001, 2026-03-04, 01:02:03.000 --> 01:02:04.000",
        "0123456789",
        "0.07700900123 and 3.14159265358979",
        "978-0-12-345678-9 and 9780123456789",
        "https://a.example/07700900123?id=07700900123#t=07700900123",
        "0770090012345 and 077009001234567890",
        "WM-07700900123-X and a07700900123",
        "01-02-2026 10:30 and 01/02/2026",
        "@trust, a @ b, image@2x.png, git@github, 5@10",
    ],
)
def test_what_is_no_way_to_reach_anybody(text: str) -> None:
    assert found_in(text) == []


@given(st.text(st.sampled_from("0123456789 +-().:/\n٣७"), max_size=60))
def test_rows_of_digits_are_read_to_their_end(text: str) -> None:
    for what, start, end in contact_details(text):
        digits = [sign for sign in text[start:end] if sign.isdigit()]
        assert what == "a telephone number"
        assert len(digits) in range(10, 16)
        assert not text[end : end + 1].isdigit()


def test_contacts_are_known_by_the_field_they_stand_in() -> None:
    trust = Trust.model_validate(
        {
            "name": "Larkfield (head@larkfield.example)",
            "controller": "Larkfield",
            "contacts": {
                "dpo": "dpo@larkfield.example",
                "concerns": "dsl@larkfield.example",
                "published": ["01632 960001"],
            },
            "licence": {"video": "CC-BY-4.0", "text": "CC-BY-4.0", "holder": "Larkfield"},
        }
    )
    assert list(contacts_in(trust)) == [
        "dpo@larkfield.example",
        "dsl@larkfield.example",
        "01632 960001",
    ]


@pytest.mark.parametrize(
    ("text", "names"), [(case["text"], case["names"]) for case in SPOKEN["spoken"]]
)
def test_who_is_called_by_name(text: str, names: list[str]) -> None:
    assert [text[start:end] for start, end in called_by_name(text)] == names


def test_nobody_is_called_by_name_in_the_films_of_the_example() -> None:
    paths = sorted((ROOT / "media").glob("*.vtt"))
    assert paths
    for path in paths:
        assert called_by_name(decode(path.read_bytes()).text) == []


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the captions to try on are not here")
def test_in_real_captions_few_words_are_taken_for_names() -> None:
    texts = [decode(path.read_bytes()).text for path in sorted(CORPUS.rglob("*.vtt"))]
    called = [text[slice(*span)] for text in texts for span in called_by_name(text)]
    assert sum(len(text.split()) for text in texts) > 50_000
    assert called == ["Josh"]


def _git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True)


def test_only_what_git_would_take_counts_as_large(tmp_path: Path) -> None:
    paths = ["media/a.mp4", "media/raw.mp4", "media/lfs.mov", "media/[b].mp4"]
    assert committed(tmp_path, paths) == frozenset(paths)
    (tmp_path / "media").mkdir()
    for path in paths:
        (tmp_path / path).write_bytes(b"")
    (tmp_path / ".gitignore").write_text("raw.mp4\n", encoding="utf-8")
    (tmp_path / ".gitattributes").write_text("*.mov filter=lfs\n", encoding="utf-8")
    _git(tmp_path, "init", "-q")
    assert committed(tmp_path, paths) == {"media/a.mp4", "media/[b].mp4"}


@pytest.fixture(scope="module")
def phone_film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A film with the metadata that a telephone writes."""
    path = tmp_path_factory.mktemp("film") / "film.mp4"
    tags = {"location": "+53.0000-001.0000/", "make": "Telephone", "artist": "Amira Khan"}
    command = [str(locate().path), "-v", "error", "-f", "lavfi", "-i", "color=s=64x64:d=1:r=5"]
    command += [part for tag in tags.items() for part in ("-metadata", "=".join(tag))]
    subprocess.run([*command, "-movflags", "use_metadata_tags", str(path)], check=True)
    return path


def test_footage_that_tells_too_much_is_remembered_by_the_lock(
    tmp_path: Path, phone_film: Path
) -> None:
    root = Path(shutil.copytree(BANK, tmp_path / "bank"))
    shutil.copy(phone_film, root / "media/hazel-maths.mp4")
    loaded = read_project(root)
    lock.update_lock(root, loaded.bank, lambda _: loaded.footage["hazel-maths"])
    (root / "media/hazel-maths.mp4").unlink()
    (found,) = [f for f in read_project(root).diagnostics if f.code is Code.FOOTAGE_METADATA]
    assert found.message == "the metadata of the film reveals a location, a device and a person"


def test_a_name_in_the_metadata_of_footage_is_found(
    tmp_path: Path, phone_film: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = Path(shutil.copytree(BANK, tmp_path / "bank"))
    shutil.copy(phone_film, root / "media/hazel-maths.mp4")
    (tmp_path / "names.txt").write_text("amira khan\n", encoding="utf-8")
    monkeypatch.setenv(VARIABLE, str(tmp_path / "names.txt"))
    (found,) = [f for f in read_project(root).diagnostics if f.code is Code.LISTED_NAME]
    assert found.path == "media/hazel-maths.mp4"
