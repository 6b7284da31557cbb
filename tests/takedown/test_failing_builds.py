"""A failing build removes denied items from the live site, however it fails.

With LESSONBANK_ROUNDS in the environment each failure meets each denial.
"""

from __future__ import annotations

import itertools
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from lessonbank.cli import main
from lessonbank.outputs import manifest_path
from projects import turned
from sites import TODAY, digests, run
from takedowns import ITEMS, WORDS, dangling, telling

Change = Callable[[Path], object]
NOTHING, REDUCED = 1, 3


def change(path: str, before: str, after: str) -> Change:
    def edit(root: Path) -> None:
        file = root / path
        text = file.read_text(encoding="utf-8")
        assert before in text
        file.write_text(text.replace(before, after), encoding="utf-8")

    return edit


def hook(body: str) -> Change:
    """Add a hook that runs at the end of the build."""

    def add(root: Path) -> None:
        (root / "hooks.py").write_text(f"def on_page_content(html, **_):\n    {body}\n")
        config = root / "mkdocs.yml"
        config.write_text(config.read_text(encoding="utf-8") + "hooks: [hooks.py]\n")

    return add


def template(root: Path) -> None:
    """Add a template that cannot be rendered."""
    (root / "theme/partials").mkdir(parents=True)
    (root / "theme/partials/footer.html").write_text("{{ nothing.at.all }}", encoding="utf-8")
    change("mkdocs.yml", "name: material", "name: material\n  custom_dir: theme")(root)


def without_film(root: Path) -> None:
    """Add a clip that cannot be encoded."""
    (root / "media/lesson.mp4").unlink()
    change("content/clips/kestrel.md", "to: 00:09", "to: 00:08.5")(root)


FAILURES: dict[str, tuple[Change, tuple[str, ...]]] = {
    "a slip in a clip": (change("content/clips/kestrel.md", "title:", "titel:"), ()),
    "a file that is no YAML": (change("content/tagsets/core.yml", "tags:", "tags: ["), ()),
    "a broken trust": (change("content/trust.yml", "name: Elmet Trust\n", ""), ()),
    "a link to nothing": (change("content/about.md", "clip:otter", "clip:otters"), ()),
    "a film that is not here": (without_film, ()),
    "a warning under --strict": (lambda _: None, ("--strict",)),
    "an edition that is none": (lambda _: None, ("--edition", "everyone")),
    "settings that cannot be read": (change("mkdocs.yml", "plugins:", "plugins: ["), ()),
    "settings that are wrong": (change("mkdocs.yml", "docs_dir: content", "docs_dir: docs"), ()),
    "a hook that is no program": (hook("("), ()),
    "a template that breaks": (template, ()),
    "a full disk": (hook("raise OSError(28, 'No space left on device')"), ()),
    "a mistake in a plugin": (hook("raise RuntimeError('a mistake')"), ()),
    "an error of MkDocs": (
        hook("from mkdocs.exceptions import BuildError; raise BuildError('no')"),
        (),
    ),
    "a record changed meanwhile": (
        hook("from pathlib import Path; Path('content/permissions/EL-3.yml').touch()"),
        (),
    ),
}

DENIALS: dict[str, Change] = {
    "withdrawn": lambda root: _record(root).write_text(turned("withdrawn"), encoding="utf-8"),
    "with a slip": change("content/permissions/EL-1.yml", "to: requested", "to: draft"),
    "deleted": lambda root: _record(root).unlink(),
    "nothing": lambda _: None,
}


def _record(root: Path) -> Path:
    return root / "content/permissions/EL-1.yml"


def build(root: Path, monkeypatch: pytest.MonkeyPatch, *options: str) -> Result:
    monkeypatch.chdir(root)
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")
    return CliRunner().invoke(main, ["build", "--today", TODAY, *options])


ALL = itertools.product(FAILURES, DENIALS)
SOME = [
    *((failure, "withdrawn") for failure in FAILURES),
    *(("a slip in a clip", d) for d in DENIALS),
]


@pytest.mark.parametrize(
    ("failure", "denial"), ALL if "LESSONBANK_ROUNDS" in os.environ else dict.fromkeys(SOME)
)
def test_no_failing_build_leaves_denied_items(
    bank: Path, monkeypatch: pytest.MonkeyPatch, failure: str, denial: str
) -> None:
    fail, options = FAILURES[failure]
    site = bank / "build/site"
    before = digests(site)
    DENIALS[denial](bank)
    fail(bank)
    result = build(bank, monkeypatch, *options)
    assert result.exit_code == REDUCED, result.output
    assert "Traceback" not in result.output
    assert not list((bank / "build").glob(".site*"))
    if denial == "nothing":
        assert digests(site) == before
    else:
        assert not telling(site, WORDS["EL-1"])
        assert dangling(site) == set()
    for word in (*ITEMS["EL-2"], *ITEMS["EL-3"]):
        assert len(telling(site, [word])) >= 2


@pytest.mark.parametrize("failure", ["a slip in a clip", "settings that cannot be read"])
def test_a_site_without_a_manifest_is_reported(
    bank: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, failure: str
) -> None:
    manifest_path(bank / "build/site").unlink()
    FAILURES[failure][0](bank)
    result = build(bank, monkeypatch)
    assert result.exit_code == NOTHING
    said = result.output + caplog.text
    assert str(bank / "build/site") in said
    assert "could not be checked" in said
    assert "Do not publish it" in said


def test_a_first_build_that_fails_leaves_no_site(
    bank: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.rmtree(bank / "build")
    FAILURES["a slip in a clip"][0](bank)
    assert build(bank, monkeypatch).exit_code == NOTHING
    assert not (bank / "build/site").exists()


@pytest.mark.parametrize(
    ("record", "has_ended"),
    [
        (turned("withdrawn").replace("from: granted, to: w", "from: draft, to: w"), True),
        (turned("paused") + "stat: paused\n", True),
        (turned("withdrawn") + "  x: [\n", True),
        (turned("granted").replace("from: granted, to: granted", "from: draft, to: x"), False),
        ("", False),
    ],
    ids=["slip in history", "unknown field", "no YAML", "granted with a slip", "empty"],
)
def test_a_record_with_errors_denies_and_does_not_stop_the_takedown(
    bank: Path, monkeypatch: pytest.MonkeyPatch, record: str, *, has_ended: bool
) -> None:
    _record(bank).write_text(record, encoding="utf-8")
    change("content/about.md", "About this bank", "About all of this")(bank)
    result = build(bank, monkeypatch)
    site = bank / "build/site"
    assert result.exit_code == REDUCED
    assert not telling(site, WORDS["EL-1"])
    assert telling(site, ["About all of this"]), "the rest was built anew"
    assert (site / "clips/heron.html").exists() is has_ended
    checked = run(bank, "lessonbank", "check", "--today", TODAY)
    assert checked.returncode == 1
    assert "content/permissions/EL-1.yml" in checked.stdout


def test_a_failing_mkdocs_build_takes_down_too(bank: Path) -> None:
    DENIALS["withdrawn"](bank)
    FAILURES["a slip in a clip"][0](bank)
    done = run(bank, "mkdocs", "build", SOURCE_DATE_EPOCH="1795219200")
    assert done.returncode == 1
    assert "Taken out: clip heron" in done.stderr
    assert not telling(bank / "build/site", WORDS["EL-1"])
    (bank / "content/clips/kestrel.md").write_text(
        (bank / "content/clips/otter.md")
        .read_text(encoding="utf-8")
        .replace("otter", "kestrel")
        .replace("OX-0103", "KX-0104"),
        encoding="utf-8",
    )
    _record(bank).write_text(turned("withdrawn") + "stat: x\n", encoding="utf-8")
    done = run(bank, "mkdocs", "build", SOURCE_DATE_EPOCH="1795219200")
    assert done.returncode == 1
    assert "was built without" in done.stderr
    assert telling(bank / "build/site", ["kestrel"])
