"""An installed package adds a content type, with no other change."""

from __future__ import annotations

import csv
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from installing import PACKAGES, beside, described, installed
from projects import RECORDING, clip, turned, write_project
from sites import TODAY, pages, run, state

POSTER = """\
---
title: Questions that wait
aliases: [waiting]
shows: [first, secret]
---
Hang it up beside [the clip](clip:first#t=2). Never beside [words](clip:secret).
"""
DENIED = """\
---
title: Marmalade
shows: [first]
---
Print [the other poster](poster:wait).
"""

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a bank and its site with the package."""
    folder = tmp_path_factory.mktemp("made")
    root = write_project(folder / "bank")
    settings = root / "mkdocs.yml"
    settings.write_text(f"site_url: https://elmet.example/\n{settings.read_text()}", "utf-8")
    (root / "content/posters").mkdir()
    files = {
        "posters/wait.md": POSTER,
        "posters/marmalade.md": DENIED,
        "permissions/EL-9.yml": turned("paused"),
        "recordings/secret.yml": RECORDING.replace("EL-1", "EL-9"),
        "clips/secret.md": clip("Secret", "00:01", "00:05", at="00:02").replace(
            "recording: lesson", "recording: secret"
        ),
        "index.md": "# Welcome\n\nPrint [the poster](poster:wait).\n",
    }
    for name, text in files.items():
        (root / "content" / name).write_text(text, encoding="utf-8")
    environ = beside(installed("trust-posters", folder / "packages"))
    done = run(root, "lessonbank", "build", "--today", TODAY, **environ)
    assert done.returncode == 0, done.stderr
    return root


@pytest.fixture
def project(made: Path, tmp_path: Path) -> Path:
    return shutil.copytree(made, tmp_path / "bank")


@pytest.fixture
def posters(tmp_path: Path) -> dict[str, str]:
    """Return the environment in which the package is installed."""
    return beside(installed("trust-posters", tmp_path / "packages"))


@pytest.fixture
def site(project: Path) -> Path:
    return project / "build/site"


def test_its_items_are_built_linked_moved_and_kept_to_their_edition(site: Path) -> None:
    built = pages(site)
    poster = built["posters/wait.html"]
    assert re.findall(r"Shows <a[^>]*>(.*?)</a>", poster) == ["First"]  # None of what is denied.
    assert "secret" not in poster.casefold()
    assert 'href="../clips/first.html#t=2"' in poster
    assert 'href="posters/wait.html"' in built["index.html"]
    assert 'content="0; url=wait.html"' in built["posters/waiting.html"]
    assert "posters/wait.html" in (site / "sitemap.xml").read_text(encoding="utf-8")
    assert "posters/waiting.html" not in (site / "sitemap.xml").read_text(encoding="utf-8")


def test_its_items_are_listed_wherever_built_in_ones_are(site: Path) -> None:
    built = pages(site)
    assert re.search(r"Clips\s*</a>.*?Posters\s*</a>", built["index.html"], re.DOTALL)
    assert re.search(r"Posters.*?Questions that wait", built["clips/first.html"], re.DOTALL)
    assert "Questions that wait" in built["a-z.html"]
    index = b"".join(data for name, data in state(site).items() if name.startswith("assets/find/"))
    assert b"posters/wait.html" in index
    assert b'"Posters"' in index or b"Posters" in index


def test_the_audit_has_a_row_for_each_of_its_items(project: Path, site: Path) -> None:
    audit = (project / "build/audit/public.csv").read_text(encoding="utf-8-sig")
    rows = {(row["kind"], row["id"]): row for row in csv.DictReader(audit.splitlines())}
    assert rows["poster", "wait"]["title"] == "Questions that wait"
    assert rows["poster", "wait"]["files"].split() == ["posters/wait.html"]
    assert (site / "posters/wait.html").is_file()


def test_mistakes_in_its_items_are_reported(project: Path, posters: dict[str, str]) -> None:
    poster = project / "content/posters/wait.md"
    poster.write_text(POSTER.replace("first,", "frist,").replace("shows", "shoes"), "utf-8")
    done = run(project, "lessonbank", "check", **posters)
    assert done.returncode == 1
    assert "Did you mean `shows`?" in done.stdout
    poster.write_text(POSTER.replace("first,", "frist,"), "utf-8")
    assert "Did you mean `first`?" in run(project, "lessonbank", "check", **posters).stdout
    home = project / "content/index.md"
    home.write_text("[a](poster:wiat) [b](posters/wait.md#none) [c](poster:wait#t=2)\n", "utf-8")
    found = run(project, "lessonbank", "check", **posters).stdout
    assert "Did you mean `wait`?" in found
    assert "A poster has no times" in found


def test_its_items_are_taken_down_as_built_in_ones_are(
    project: Path, site: Path, posters: dict[str, str]
) -> None:
    (project / "content/posters/marmalade.md").unlink()
    done = run(project, "lessonbank", "takedown", "--today", TODAY, **posters)
    assert done.returncode == 0, done.stderr
    assert "Taken out: poster marmalade" in done.stdout
    left = state(site)
    assert "posters/wait.html" in left
    assert not [name for name, data in left.items() if b"armalade" in data or "marmalade" in name]


def test_a_withdrawal_removes_what_its_pages_say_of_a_clip(
    project: Path, site: Path, posters: dict[str, str]
) -> None:
    done = run(project, "lessonbank", "withdraw", "EL-1", "--today", TODAY, **posters)
    assert "EL-1" in done.stdout
    assert ">First</a>" not in (site / "posters/wait.html").read_text(encoding="utf-8")


def test_without_the_package_its_items_are_taken_down_and_not_built(
    project: Path, site: Path
) -> None:
    """Without the package, nothing states who may see them."""
    built = run(project, "lessonbank", "build", "--today", TODAY)
    assert built.returncode == 3, built.stdout
    assert "Traceback" not in built.stderr
    done = run(project, "lessonbank", "takedown", "--today", TODAY)
    assert done.returncode == 0, done.stderr
    left = state(site)
    ours = {name: data for name, data in left.items() if not name.startswith("assets/")}
    assert not [name for name, data in ours.items() if b"Questions that wait" in data]
    assert "posters/wait.html" not in left


FAILING = """
from dataclasses import replace
def failing(library):
    raise KeyError("poster")
POSTERS = replace(POSTERS, pages=failing)
"""
BREAKS = {
    "its import fails": ("posters", "trust_posters:POSTERS", "raise RuntimeError('no disk')\n"),
    "it is no type": ("others", "pathlib:Path", ""),
    "its pages fail": ("posters", "trust_posters:POSTERS", FAILING),
}


@pytest.mark.parametrize(("name", "value", "code"), BREAKS.values(), ids=BREAKS)
def test_a_faulty_package_stops_the_build(
    project: Path, site: Path, tmp_path: Path, name: str, value: str, code: str
) -> None:
    """The old site loses what it may no longer show."""
    broken = tmp_path / "broken"
    shutil.copytree(PACKAGES / "trust-posters/trust_posters", broken / "trust_posters")
    with (broken / "trust_posters/__init__.py").open("a", encoding="utf-8") as module:
        module.write(code)
    groups = {"lessonbank.types": {name: value}}
    environ = beside(described(broken, "trust-posters", "1.1", groups))
    (project / "content/permissions/EL-1.yml").write_text(turned("withdrawn"), encoding="utf-8")
    for command in (("lessonbank", "build", "--today", TODAY), ("mkdocs", "build")):
        done = run(project, *command, SOURCE_DATE_EPOCH="1795219200", **environ)
        assert done.returncode == (3 if command[0] == "lessonbank" else 1), done.stdout
        assert "Traceback" not in done.stderr
        assert re.search(r"LB15[014]", done.stderr), done.stderr
        assert "trust-posters 1.1 (lessonbank.types: " in done.stderr
    assert not list((project / "build").glob(".site*new"))
    left = state(site)
    assert "media" not in {name.split("/")[0] for name in left}
    checked = run(project, "lessonbank", "check", **environ)
    assert (checked.returncode, "Traceback" in checked.stderr) == (1, False)
    assert re.search(r"LB15[014]", checked.stdout)


def test_pip_installs_the_package(tmp_path: Path) -> None:
    """The metadata that other tests write by hand is what pip makes."""
    pytest.importorskip("hatchling")
    target = tmp_path / "target"
    options = ("--no-deps", "--no-build-isolation", "--no-index", "--quiet", "--target")
    source = shutil.copytree(PACKAGES / "trust-posters", tmp_path / "source")
    subprocess.run(
        [sys.executable, "-m", "pip", "install", *options, str(target), str(source)], check=True
    )
    ours = installed("trust-posters", tmp_path / "ours")
    for folder in (target, ours):
        (found,) = folder.glob("*.dist-info")
        lines = (found / "entry_points.txt").read_text(encoding="utf-8").split()
        assert lines == ["[lessonbank.types]", "posters", "=", "trust_posters:POSTERS"]
        assert (folder / "trust_posters/templates/poster.html").is_file()
