"""The commands `lessonbank withdraw` and `lessonbank takedown`."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from lessonbank.cli import main
from lessonbank.content import Folder, read_bank
from lessonbank.outputs import manifest_path
from projects import PERMISSION, turned
from sites import TODAY, run, state
from takedowns import WORDS, telling

RECORD = "content/permissions/EL-1.yml"


@pytest.fixture
def here(bank: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(bank)
    return bank


def lessonbank(*args: str) -> Result:
    return CliRunner().invoke(main, [*args, "--today", TODAY])


def test_withdraw_updates_the_record_and_every_site(here: Path) -> None:
    shutil.copytree(here / "build/site", here / "build/copy")
    shutil.copy(manifest_path(here / "build/site"), manifest_path(here / "build/copy"))
    path = here / RECORD
    path.write_text(PERMISSION.replace("state: granted", "state: granted  # by letter"))
    (here / "content/clips/kestrel.md").write_text("Broken.", encoding="utf-8")
    done = lessonbank("withdraw", "EL-1", "--by-role", "DSL")
    assert done.exit_code == 0, done.output
    text = path.read_text(encoding="utf-8")
    line = f"  - {{on: {TODAY}, from: granted, to: withdrawn, by_role: DSL}}\n"
    expected = PERMISSION.replace("state: granted", "state: withdrawn  # by letter") + line
    assert text == expected.lstrip("\n") or text == expected
    assert not state(here / ".cache/pages")
    for name in ("site", "copy"):
        assert not telling(here / "build" / name, WORDS["EL-1"])
        assert telling(here / "build" / name, ["kestrel"]), "a broken clip keeps the last good one"
    for word in ("clip heron", "purge", "PURGE.md", "commit"):
        assert word in done.output
    checked = run(here, "lessonbank", "check", "--today", TODAY)
    assert RECORD not in checked.stdout


def test_a_paused_permission_can_be_granted_again(here: Path) -> None:
    assert lessonbank("withdraw", "EL-1", "--state", "paused", "--on", "2026-11-20").exit_code == 0
    permission = read_bank(Folder(here)).bank.items["permission"]["EL-1"]
    assert permission.state == "paused"
    assert str(permission.history[-1].on) == "2026-11-20"
    assert not telling(here / "build/site", WORDS["EL-1"])
    assert "already" in lessonbank("withdraw", "EL-1", "--state", "paused").output
    assert lessonbank("withdraw", "EL-1").exit_code == 0
    assert read_bank(Folder(here)).bank.items["permission"]["EL-1"].state == "withdrawn"


@pytest.mark.parametrize(
    ("record", "said"),
    [
        ("state: granted\n  x: [\n", "too broken to be changed"),
        ("[]\n", "too broken to be changed"),
        (turned("expired"), "does not turn to withdrawn"),
        (turned("granted").replace("2026-03-05", "2027-03-05"), "before the last line"),
    ],
    ids=["no YAML", "no fields", "final", "dated ahead"],
)
def test_a_record_that_cannot_be_edited_is_still_denied(here: Path, record: str, said: str) -> None:
    (here / RECORD).write_text(record, encoding="utf-8")
    done = lessonbank("withdraw", "EL-1")
    assert done.exit_code == 1
    assert said in done.output
    assert (here / RECORD).read_text(encoding="utf-8") == record
    assert not telling(here / "build/site", WORDS["EL-1"])


@pytest.mark.parametrize("reference", ["EL-9", "../../trust", "..", ""])
def test_an_unknown_reference_is_refused(here: Path, reference: str) -> None:
    before = (here / "content/trust.yml").read_bytes()
    done = lessonbank("withdraw", reference)
    assert done.exit_code == 1
    assert "There is no permission" in done.output
    assert (here / "content/trust.yml").read_bytes() == before


def test_a_takedown_works_without_valid_content_or_settings(here: Path) -> None:
    (here / RECORD).write_text(turned("withdrawn"), encoding="utf-8")
    for name in ("content/trust.yml", "content/clips/otter.md", "mkdocs.yml", "media.lock"):
        (here / name).write_text(": [", encoding="utf-8")
    shutil.rmtree(here / ".cache")
    (here / "media/lesson.mp4").unlink()
    done = lessonbank("takedown")
    assert done.exit_code == 0, done.output
    assert not telling(here / "build/site", WORDS["EL-1"])
    assert telling(here / "build/site", ["otter"])


def test_a_site_that_cannot_be_checked_is_reported(here: Path) -> None:
    manifest_path(here / "build/site").unlink()
    done = lessonbank("takedown")
    assert done.exit_code == 1
    assert str(here / "build/site") in done.output
    assert "Do not publish" in done.output
    assert lessonbank("withdraw", "EL-1").exit_code == 1
    shutil.rmtree(here / "build")
    assert "no built site" in lessonbank("takedown").output


def test_hidden_folders_are_not_sites(here: Path) -> None:
    shutil.copytree(here / "build/site", here / "build/.site.01234567.new")
    assert lessonbank("takedown").exit_code == 0


def test_sites_outside_the_project_can_be_named(here: Path, tmp_path: Path) -> None:
    away = tmp_path / "away"
    (here / "build").rename(away)
    (here / RECORD).write_text(turned("withdrawn"), encoding="utf-8")
    assert lessonbank("takedown", "--site", str(away / "site")).exit_code == 0
    assert not telling(away / "site", WORDS["EL-1"])


HISTORIES = {
    "notes": """\
history:
- on: 2026-03-03
  from: draft
  to: requested
  by_role: teacher
# a note
- {on: 2026-03-04, from: requested, to: granted, by_role: DPO} # by mail
""",
    "flow": """\
history: [{on: 2026-03-03, from: draft, to: requested, by_role: teacher},
  {on: 2026-03-04, from: requested, to: granted, by_role: DPO}]
""",
    "indented, no last line break": """\
history:
    - on: 2026-03-03
      from: draft
      to: requested
      by_role: x
    - {on: 2026-03-04, from: requested, to: granted, by_role: DPO}""",
    "empty": "history:\n",
    "missing": "",
}


@pytest.mark.parametrize("history", HISTORIES.values(), ids=HISTORIES)
def test_a_history_entry_is_added_in_any_yaml_style(here: Path, history: str) -> None:
    head, _, _ = PERMISSION.partition("history:")
    (here / RECORD).write_text(head + history, encoding="utf-8")
    done = lessonbank("withdraw", "EL-1")
    assert done.exit_code == 0, done.output
    text = (here / RECORD).read_text(encoding="utf-8")
    permission = read_bank(Folder(here)).bank.items["permission"]["EL-1"]
    assert permission.history[-1].after == "withdrawn"
    assert len(permission.history) == history.count("on:") + 1
    assert text.count("#") == history.count("#")
