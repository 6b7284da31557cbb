"""Files that hooks and other plugins write after the check are refused with a diagnostic."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from installing import beside, described
from projects import clip, turned, write_project
from sites import built, run, state

HIDDEN = "Marmalade"
WRITES = {
    "a page": "(site / 'leak.html').write_text(HIDDEN)",
    "a page like ours": (
        "(site / 'leak.html').write_text((site / 'index.html').read_text() + HIDDEN)"
    ),
    "a file that sites may hold": "(site / 'leak.txt').write_text(HIDDEN)",
    "words on a page": (
        "(site / 'index.html').write_text((site / 'index.html').read_text() + HIDDEN)"
    ),
}
HOOK = """
from pathlib import Path
from mkdocs.plugins import event_priority

HIDDEN = {hidden!r}
SITE = []

@event_priority({priority})
def {event}(**given):
    if config := given.get("config"):
        SITE[:] = [Path(config.site_dir)]
    for site in SITE:
        {write}

def on_pre_build(config):
    SITE[:] = [Path(config.site_dir)]
"""
PLUGIN = """
from mkdocs.plugins import BasePlugin
import late_hook

class Late(BasePlugin):
    def on_pre_build(self, config):
        late_hook.on_pre_build(config)

    def {event}(self, **given):
        late_hook.{event}(**given)
    {event}.mkdocs_priority = {priority}
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a site from a bank with a withheld clip."""
    root = write_project(tmp_path_factory.mktemp("made") / "bank")
    (root / "content/permissions/EL-9.yml").write_text(turned("paused"), encoding="utf-8")
    recording = (root / "content/recordings/lesson.yml").read_text(encoding="utf-8")
    hidden = recording.replace("EL-1", "EL-9")
    (root / "content/recordings/hidden.yml").write_text(hidden, encoding="utf-8")
    text = clip(HIDDEN, "00:01", "00:05", at="00:02").replace("lesson", "hidden", 1)
    (root / "content/clips/hidden.md").write_text(text, encoding="utf-8")
    built(root)
    return root


@pytest.fixture
def bank(made: Path, tmp_path: Path) -> Path:
    return shutil.copytree(made, tmp_path / "bank")


def hooked(bank: Path, event: str, priority: int, write: str) -> None:
    text = HOOK.format(hidden=HIDDEN, event=event, priority=priority, write=write)
    (bank / "late.py").write_text(text, encoding="utf-8")
    with (bank / "mkdocs.yml").open("a", encoding="utf-8") as settings:
        settings.write("hooks: [late.py]\n")


def refused(bank: Path, *command: str, **environ: str) -> str:
    """Return the output of a build that publishes nothing."""
    before = state(bank / "build/site")
    done = run(bank, *command, SOURCE_DATE_EPOCH="1795219200", **environ)
    told = done.stdout + done.stderr
    assert done.returncode == (3 if command[0] == "lessonbank" else 1), told
    assert "Traceback" not in told
    assert "The site was not published" in told
    assert state(bank / "build/site") == before
    assert not list((bank / "build").glob(".site*new"))
    return told


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES)
def test_a_file_that_a_hook_writes_after_the_check_is_refused(bank: Path, write: str) -> None:
    hooked(bank, "on_post_build", -1000, write)
    assert "after the check" in refused(bank, "mkdocs", "build")


@pytest.mark.parametrize("command", ["lessonbank", "mkdocs"])
def test_a_file_that_a_hook_writes_at_exit_is_refused(bank: Path, command: str) -> None:
    hooked(bank, "on_shutdown", -1000, WRITES["a file that sites may hold"])
    assert "leak.txt" in refused(bank, command, "build")


def test_a_file_that_a_second_plugin_writes_is_refused(bank: Path, tmp_path: Path) -> None:
    package = tmp_path / "package"
    package.mkdir()
    (package / "late_plugin.py").write_text(
        PLUGIN.format(event="on_post_build", priority=-100), encoding="utf-8"
    )
    text = HOOK.format(
        hidden=HIDDEN, event="on_post_build", priority=0, write=WRITES["words on a page"]
    )
    (package / "late_hook.py").write_text(text, encoding="utf-8")
    described(package, "late", "1.0", {"mkdocs.plugins": {"late": "late_plugin:Late"}})
    settings = bank / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8").replace("[lessonbank]", "[lessonbank, late]")
    settings.write_text(text, encoding="utf-8")
    assert "index.html" in refused(bank, "lessonbank", "build", **beside(package))


def test_a_page_that_the_build_did_not_make_is_refused(bank: Path) -> None:
    hooked(bank, "on_post_build", 0, WRITES["a page like ours"])
    assert "is a page that the build has not made" in refused(bank, "lessonbank", "build")


def test_a_warning_under_strict_publishes_nothing(bank: Path) -> None:
    """MkDocs counts warnings after all plugins have finished."""
    (bank / "late.py").write_text(
        "import logging\n"
        "def on_post_build(config):\n"
        "    logging.getLogger('mkdocs.late').warning('Something is odd.')\n",
        encoding="utf-8",
    )
    with (bank / "mkdocs.yml").open("a", encoding="utf-8") as settings:
        settings.write("hooks: [late.py]\n")
    assert run(bank, "lessonbank", "media", "--lock").returncode == 0
    before = state(bank / "build/site")
    done = run(bank, "mkdocs", "build", "--strict", SOURCE_DATE_EPOCH="1795132800")
    said = done.stdout + done.stderr
    assert (done.returncode, "strict mode" in said) == (1, True), said
    assert state(bank / "build/site") == before


def test_a_file_written_before_the_check_is_published(bank: Path) -> None:
    """Show that the tests above could fail."""
    hooked(bank, "on_post_build", 0, "(site / 'humans.txt').write_text('Elmet')")
    assert (built(bank) / "humans.txt").is_file()
