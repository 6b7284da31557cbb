"""The command `lessonbank clean`."""

from __future__ import annotations

import io
from contextlib import chdir
from pathlib import Path

import pytest
from click.testing import CliRunner
from PIL import Image

from lessonbank.cli import main
from papers import archive, exif, office, pdf, photo, picture
from sites import state


def clean(folder: Path, *args: str) -> tuple[int, str]:
    """Run `lessonbank clean`; return its exit code and output."""
    with chdir(folder):
        done = CliRunner().invoke(main, ["clean", *args])
    assert done.exception is None or isinstance(done.exception, SystemExit)
    return done.exit_code, done.output


def _docx(**more: str) -> bytes:
    core = "<p xmlns:dc='d'><dc:creator>Jo Smith</dc:creator></p>"
    return office({"docProps/core.xml": core, "word/media/image1.jpeg": photo(), **more})


def test_a_copy_is_written_beside_the_file(tmp_path: Path) -> None:
    (tmp_path / "sheet.docx").write_bytes(_docx())
    before = state(tmp_path)
    code, said = clean(tmp_path, "sheet.docx")
    assert code == 0
    assert "Took out: a person (docProps/core.xml, word/media/image1.jpeg)" in said
    assert "Took out: a location (word/media/image1.jpeg)" in said
    assert "Jo Smith" not in said
    assert "Wrote sheet.clean.docx." in said
    after = state(tmp_path)
    assert after.keys() == {"sheet.docx", "sheet.clean.docx"}
    assert after["sheet.docx"] == before["sheet.docx"]
    _, again = clean(tmp_path, "sheet.clean.docx")
    assert "There is nothing to take out of sheet.clean.docx. Nothing was written." in again


def test_no_file_is_replaced_without_the_option(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(_docx())
    (tmp_path / "b.docx").write_bytes(b"other")
    before = state(tmp_path)
    for options in (("--to", "b.docx"), ("--to", "a.docx")):
        code, said = clean(tmp_path, "a.docx", *options)
        assert code == 1
        assert "is there already" in said
    assert state(tmp_path) == before
    assert clean(tmp_path, "a.docx", "--overwrite")[0] == 0
    assert state(tmp_path).keys() == {"a.docx", "b.docx"}
    assert b"Jo Smith" not in (tmp_path / "a.docx").read_bytes()


def test_hidden_content_is_left_and_listed(tmp_path: Path) -> None:
    comments = "<w:c xmlns:w='w'><w:comment w:author='Jo Smith'/></w:c>"
    (tmp_path / "a.docx").write_bytes(_docx(**{"word/comments.xml": comments}))
    code, said = clean(tmp_path, "a.docx", "--to", "b.docx")
    assert code == 1
    assert "Still in it: comments (word/comments.xml)" in said
    assert b"Jo Smith" not in (tmp_path / "b.docx").read_bytes()


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("a.docx", b"PK and no more", "it is damaged"),
        ("a.pdf", pdf(["<< /Type /Sig /Name (Jo) >>"]), "it is signed"),
        ("a.txt", b"Words", "files of this kind cannot be cleaned"),
        ("a.heic", b"\0\0\0\x18ftypheic", "cannot be read"),
        ("a.zip", archive({}), "Nothing was written"),
        ("a.gif", picture("png"), "The copy is a .png file"),
    ],
)
def test_a_file_that_cannot_be_cleaned_is_unchanged(
    tmp_path: Path, name: str, data: bytes, why: str
) -> None:
    (tmp_path / name).write_bytes(data)
    _, said = clean(tmp_path, name, "--overwrite")
    assert why in said
    assert state(tmp_path) == {name: data}


def test_a_photo_stays_upright(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(picture("jpeg", (40, 20), exif=exif(turned=6)))
    assert clean(tmp_path, "a.jpg", "--overwrite")[0] == 0
    with Image.open(io.BytesIO((tmp_path / "a.jpg").read_bytes())) as image:
        assert image.size == (20, 40)
        assert not image.getexif()
    assert oct((tmp_path / "a.jpg").stat().st_mode)[-3:] == "644"
