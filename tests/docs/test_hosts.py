"""The samples for GitLab and for cron do what their guides say, on good days and bad."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from guides import DOCS, Sample, samples
from lessonbank.content import yaml
from new_banks import BANK
from sites import state
from walking import IS_POSSIBLE, Walk

ROOT = Path(__file__).resolve().parents[2]
GITLAB, CRON = f"{DOCS}/how-to/it/publish-on-gitlab.md", f"{DOCS}/how-to/it/publish-with-cron.md"
MANY = f"{DOCS}/how-to/it/many-machines.md"
CLIP = "content/clips/example-ten-frame.md"
PAGE = "clips/example-ten-frame.html"
GOOD, FAILED, REDUCED = 0, 1, 3
"""How a build ends."""
YEARS_LATER = "1900000000"
"""A day in 2030, when the permission of the example has ended."""

pytestmark = [
    pytest.mark.skipif(not IS_POSSIBLE, reason="the scripts are for a POSIX shell"),
    pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed"),
]


def sample(guide: str, title: str) -> Sample:
    (found,) = (each for each in samples(ROOT, guide) if each.title == title)
    return found


@pytest.fixture
def walk(new: Path, tmp_path: Path) -> Walk:
    """Return a reader in a bank of their own, which is in git and has been pushed."""
    walk = Walk(tmp_path / "reader")
    shutil.copytree(new, walk.here / BANK, ignore=shutil.ignore_patterns("build"))
    walk.here /= BANK
    sh(walk, "git init --quiet && git add . && git commit --quiet --message Bank")
    sh(walk, "git remote add origin https://github.com/our-trust/our-bank.git")
    sh(walk, "git push --quiet --set-upstream origin main")
    return walk


def sh(walk: Walk, script: str, ends: int = 0, **variables: str) -> str:
    """Run a script as these hosts do."""
    exported = "".join(f"export {name}='{value}'\n" for name, value in variables.items())
    return walk._shell(Sample("script", 0, "sh", "", script), f"set -e\n{exported}{script}", ends)


def break_something(walk: Walk) -> None:
    broken = walk.here / "content/techniques/broken.md"
    broken.write_text("title: [Broken\n", encoding="utf-8")


def jobs() -> Mapping[str, Any]:
    return yaml.load(sample(GITLAB, ".gitlab-ci.yml").text)


def gitlab(walk: Walk, job: str, ends: int = 0, **variables: str) -> str:
    """Run a job of the sample as a runner does: before_script and script in one shell."""
    every = jobs()
    before = every[job].get("before_script", every["default"]["before_script"])
    lines = [*before, *every[job]["script"]]
    named = {name: str(value) for name, value in every[job].get("variables", {}).items()}
    return sh(walk, "\n".join(lines), ends, **named, **variables)


def revision(walk: Walk) -> str:
    command = ["git", "rev-parse", "HEAD"]
    done = subprocess.run(command, cwd=walk.here, capture_output=True, check=True, encoding="utf-8")
    return done.stdout.strip()


def test_gitlab_checks_and_previews_a_merge_request(walk: Walk) -> None:
    base = {"CI_MERGE_REQUEST_DIFF_BASE_SHA": revision(walk)}
    clip = walk.here / CLIP
    clip.write_text(clip.read_text(encoding="utf-8").replace("title: ", "title: New ", 1), "utf-8")
    assert "No mistakes found." in gitlab(walk, "check", **base)
    gitlab(walk, "preview", **base)
    assert "New " in (walk.here / "review.html").read_text(encoding="utf-8")
    assert (walk.here / "preview/START HERE.html").is_file()
    assert (walk.here / "preview/lesson-bank" / PAGE).is_file()
    assert not (walk.here / "packs.json").exists()
    kept = jobs()["preview"]["artifacts"]
    assert (kept["when"], kept["paths"]) == ("always", ["review.html", "preview"])
    break_something(walk)
    gitlab(walk, "check", 1, **base)
    gitlab(walk, "preview", 3, **base)
    assert "LB110" in (walk.here / "review.html").read_text(encoding="utf-8")


def test_gitlab_divides_films_over_several_machines(walk: Walk) -> None:
    (job,) = (
        yaml.load(each.text)["films"] for each in samples(ROOT, MANY) if each.language == "yaml"
    )
    shutil.rmtree(walk.here / ".cache/media", ignore_errors=True)
    for number in (1, 2):
        nodes = {"CI_NODE_INDEX": str(number), "CI_NODE_TOTAL": "2"}
        sh(walk, "\n".join(job["script"]), **nodes)
    (folder,) = job["artifacts"]["paths"]
    assert films(walk.here / folder)
    assert "0 of 1 clip to make" in sh(walk, "lessonbank media --edition public --plan")


def publish_on_gitlab(walk: Walk, ends: int, **variables: str) -> Path:
    """Run the two jobs of the default branch; the second is red where the bank has mistakes."""
    gitlab(walk, "pages", 0 if ends == REDUCED else ends, **variables)
    if ends in {GOOD, REDUCED}:
        gitlab(walk, "verdict", 0 if ends == GOOD else 1)
    return walk.here / "public"


def publish_by_cron(walk: Walk, ends: int, **variables: str) -> Path:
    walk.do(sample(CRON, "nightly.sh"))
    said = sh(walk, "sh nightly.sh ../www", ends, **variables)
    assert bool(said) == bool(ends), said
    return walk.here.parent / "www"


@pytest.mark.parametrize("publish", [publish_on_gitlab, publish_by_cron])
def test_a_film_leaves_on_its_day_even_while_the_bank_has_mistakes(
    walk: Walk, publish: Callable[..., Path]
) -> None:
    site = publish(walk, GOOD)
    assert (site / PAGE).is_file()
    assert films(site)
    assert not (site / "manifest").exists()
    break_something(walk)
    publish(walk, REDUCED, SOURCE_DATE_EPOCH=YEARS_LATER)
    assert (site / "index.html").is_file()
    assert not films(site)
    assert not films(walk.here / ".cache")
    shutil.rmtree(walk.here / "build")
    before = state(site)
    publish(walk, FAILED)
    assert state(site) == before


def films(folder: Path) -> list[Path]:
    return [*folder.rglob("*.mp4")]


def test_gitlab_publishes_the_site_and_keeps_what_a_bad_day_needs() -> None:
    pages = jobs()["pages"]
    assert pages["artifacts"]["paths"] == ["public", "code"]
    assert {"build/site", "build/manifest"} <= set(pages["cache"]["paths"])
    assert jobs()["verdict"]["dependencies"] == ["pages"]
