"""No file of the site has words that are spoken outside a clip."""

from __future__ import annotations

import gzip
from pathlib import Path
from urllib.parse import unquote_to_bytes

import pytest

from decoder import decode
from projects import make_film, write_project
from sites import built, run, state

# The clips are cut from 0 to 6 and from 4 to 10 seconds, of a film of 14 seconds.
CAPTIONS = """\
WEBVTT

00:00.000 --> 00:02.000
<v Teacher>Plainwordone begins.

00:05.000 --> 00:07.000
<v Aardvark>hiddenone <00:05.500>hiddentwo <00:06.500>hiddenthree

00:09.000 --> 00:14.000
<v Teacher>hiddenfour after the clip, mostly

00:09.500 --> 00:11.000
<v Teacher>Well done, Hiddenfive.

secretname
00:08.000 --> 00:12.000
<v Teacher>plainwordtwo <00:09.000>plainwordthree <00:10.500>hiddensix
"""
DESCRIPTIONS = """\
WEBVTT

00:09.500 --> 00:12.000
hiddenseven comes to the board

00:01.000 --> 00:02.000
plainwordfour is on the board
"""
ONE_CLIP_ONLY = ("hiddenone", "hiddentwo")
NEVER = ("hiddenfour", "hiddenfive", "hiddensix", "hiddenseven", "secretname")
ALWAYS = ("plainwordone", "plainwordtwo", "plainwordthree", "plainwordfour")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = write_project(tmp_path_factory.mktemp("words"), film=False)
    make_film(root / "media/lesson.mp4", 14, size="160x90")
    (root / "media/lesson.vtt").write_text(CAPTIONS, encoding="utf-8")
    (root / "media/descriptions.vtt").write_text(DESCRIPTIONS, encoding="utf-8")
    record = root / "content/recordings/lesson.yml"
    text = record.read_text(encoding="utf-8") + "descriptions: descriptions.vtt\n"
    record.write_text(text, encoding="utf-8")
    assert run(root, "lessonbank", "media", "--lock").returncode == 0
    return root


@pytest.fixture(scope="module")
def site(project: Path) -> Path:
    return built(project)


def read(site: Path) -> dict[str, str]:
    """Return every file as text, with encoded and compressed parts decoded."""
    found = {}
    for name, data in state(site).items():
        whole = gzip.decompress(data) if name.endswith(".gz") else data
        found[name] = f"{name}\n{unquote_to_bytes(whole).decode('utf-8', 'replace')}".casefold()
    return found


def found_words(site: Path) -> set[str]:
    """Return the words in the index of the Find page."""
    (folder,) = (site / "assets/find").iterdir()
    index = decode(state(folder))
    return {*index.terms, *index.spelling, *(w for t in index.terms.values() for w in t.relatives)}


@pytest.mark.parametrize("word", NEVER)
def test_words_outside_a_clip_are_in_no_file(site: Path, word: str) -> None:
    assert [name for name, text in read(site).items() if word in text] == []
    assert not any(word in known for known in found_words(site))


@pytest.mark.parametrize("word", ALWAYS)
def test_words_inside_a_clip_are_shown_and_found(site: Path, word: str) -> None:
    assert any(word in text for name, text in read(site).items() if name.startswith("clips/"))
    assert word in found_words(site)


def test_a_word_on_the_boundary_of_two_clips_is_in_the_right_one(site: Path) -> None:
    pages = read(site)
    for word in ONE_CLIP_ONLY:
        assert word in pages["clips/first.html"]
    assert "hiddenthree" not in pages["clips/first.html"]
    assert "hiddenthree" in pages["clips/second.html"]


def test_the_author_gets_a_diagnostic(project: Path) -> None:
    done = run(project, "lessonbank", "check")
    assert done.returncode == 0
    assert done.stdout.count("LB430") == 3
    for line in (9, 12):
        assert f"line {line} of `media/lesson.vtt`" in done.stdout
    assert "line 3 of `media/descriptions.vtt`" in done.stdout
    assert run(project, "lessonbank", "build", "--strict").returncode != 0
