"""A second generator, driven by the same calls as MkDocs, gives the same site."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from lessonbank.compiler.build import SiteBuild
from lessonbank.compiler.errors import CompileError
from lessonbank.compiler.settings import Settings
from lessonbank.compiler.standing import Outcome
from papers import picture
from plain_generator import Generator
from projects import turned, write_project
from sites import TODAY, built, state

DAY = date.fromisoformat(TODAY)
MAIN = re.compile(r"<main>(.*)</main>", re.DOTALL)


@dataclass(frozen=True)
class Made:
    """The files of both sites of one bank, and the folder that holds what is beside them."""

    root: Path
    by_mkdocs: dict[str, bytes]
    plain: dict[str, bytes]

    def manifest(self, name: str) -> Any:
        return json.loads((self.root / f"build/manifest/{name}.json").read_bytes())


def generate(root: Path) -> SiteBuild:
    """Build the site with three calls and the generator, beside that of MkDocs."""
    with beside(root) as build:
        build.compile(Settings(root, DAY))
        build.furnish()
        build.complete(Generator(build).generate())
    return build


def beside(root: Path) -> SiteBuild:
    return SiteBuild(root, root / "build/plain", DAY, tell=str)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    root = write_project(tmp_path_factory.mktemp("second"))
    settings = (root / "mkdocs.yml").read_text(encoding="utf-8")
    (root / "mkdocs.yml").write_text(settings.replace("{About: about.md}", "about.md"), "utf-8")
    (root / "content/images").mkdir()
    (root / "content/images/board.png").write_bytes(picture("png"))
    about = root / "content/about.md"
    text = about.read_text(encoding="utf-8")
    about.write_text(f"{text}\n![The board](images/board.png)\n[Home](index.md)\n", "utf-8")
    (root / "content/permissions/EL-9.yml").write_text(turned("paused"), encoding="utf-8")
    recording = (root / "content/recordings/lesson.yml").read_text(encoding="utf-8")
    hidden = recording.replace("EL-1", "EL-9")
    (root / "content/recordings/hidden.yml").write_text(hidden, encoding="utf-8")
    clip = (root / "content/clips/first.md").read_text(encoding="utf-8")
    denied = clip.replace("First", "Marmalade").replace("recording: lesson", "recording: hidden")
    (root / "content/clips/marmalade.md").write_text(denied, encoding="utf-8")
    built(root)
    audit = root / "build/audit/public.csv"
    audit.rename(audit.with_name("mkdocs.csv"))
    assert generate(root).outcome is Outcome.BUILT
    return Made(root, state(root / "build/site"), state(root / "build/plain"))


def test_every_page_has_the_same_body(made: Made) -> None:
    pages = [name for name in made.plain if name.endswith(".html")]
    assert {*pages, "404.html"} == {name for name in made.by_mkdocs if name.endswith(".html")}
    for name in pages:
        body = MAIN.search(made.plain[name].decode())
        if name.startswith("embed/") and not body:
            assert made.plain[name] == made.by_mkdocs[name], name
            continue
        assert body, name
        assert body[1].strip() in made.by_mkdocs[name].decode(), name


def test_all_other_files_are_the_same(made: Made) -> None:
    """Compare media, index, pictures, cards and calendars, not files of MkDocs or its theme."""
    names = {name for name in made.plain if not name.endswith(".html")}
    assert {name for name in names if made.plain[name] != made.by_mkdocs[name]} == set()
    for folder in ("media/", "assets/find/", "assets/pictures/", "assets/cards/", "calendars/"):
        ours, theirs = (
            {n for n in s if n.startswith(folder)} for s in (made.plain, made.by_mkdocs)
        )
        assert ours == theirs, folder
    assert {name for name in names if name.startswith("media/")}
    assert {name for name in names if name.startswith("assets/pictures/")}


def test_the_audit_and_the_manifest_are_the_same(made: Made) -> None:
    audits = (made.root / f"build/audit/{name}.csv" for name in ("mkdocs", "public"))
    of_mkdocs, of_plain = (list(csv.reader(a.read_text("utf-8").splitlines())) for a in audits)
    assert of_mkdocs == of_plain
    of_mkdocs, of_plain = made.manifest("site"), made.manifest("plain")
    for part in ("edition", "day", "trust", "items", "own", "ended", "documents", "index"):
        assert of_plain[part] == of_mkdocs[part], part
    of_mkdocs["copied"].pop("images/board.png")  # MkDocs knows it, and the site does not have it.
    assert of_plain["copied"] == of_mkdocs["copied"]


def test_the_site_holds_nothing_denied(made: Made) -> None:
    assert not [name for name, data in made.plain.items() if b"armalade" in data]


def run(build: SiteBuild, work: Callable[[SiteBuild], None]) -> None:
    with build:
        build.compile(Settings(build.root, DAY))
        work(build)


def nothing(_: SiteBuild) -> None:
    """Stand in for a generator that makes no page."""


def too_late(build: SiteBuild) -> None:
    build.furnish()
    build.complete(Generator(build).generate())
    (build.folder / "late.txt").write_text("Marmalade", encoding="utf-8")
    (build.folder / "link.txt").symlink_to("/etc/hostname")
    (build.folder / "about.html").unlink()


def unknown(build: SiteBuild) -> None:
    build.furnish()
    build.complete(replace(Generator(build).generate(), files=[]))


def broken(build: SiteBuild) -> None:
    raise CompileError(f"{build.folder} is broken.")


@pytest.mark.parametrize(
    ("work", "why"),
    [
        (nothing, "not complete"),
        (too_late, "not published"),
        (unknown, "not published"),
        (broken, "broken"),
    ],
)
def test_an_invalid_site_is_not_published(
    made: Made, work: Callable[[SiteBuild], None], why: str
) -> None:
    before, build = state(made.root / "build/plain"), beside(made.root)
    with pytest.raises(CompileError, match=why) as error:
        run(build, work)
    if work is too_late:
        told = [(found.path, found.message) for found in error.value.diagnostics]
        assert told == [
            ("about.html", "the file was deleted after the check"),
            ("late.txt", "the file was written after the check"),
            ("link.txt", "the file was written after the check"),
        ]
    assert build.outcome is Outcome.REDUCED  # All of it may still be shown.
    assert state(made.root / "build/plain") == before
    assert not list((made.root / "build").glob(".plain*new"))
