"""`lessonbank upgrade` on a bank as any editor leaves it, and on one that is upgraded in part."""

from __future__ import annotations

import codecs
import re
import shutil
from collections.abc import Callable
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from lessonbank.content import yaml
from lessonbank.diagnostics import Diagnostic
from lessonbank.scaffold.upgrading import NotUpgradableError, plan_upgrade, write_upgrade
from sites import state

OLD = Path(__file__).parents[1] / "cases" / "banks" / "0.1"


def _with_notes(text: str) -> str:
    return re.sub(r"(?m)^(?=[\w]+:)", "# a note\n\n", text)


def _with_remarks(text: str) -> str:
    """Add a remark behind each plain value at the outer edge."""
    return re.sub(r"(?m)^(\w+: +[\w][^#\n\"']*?)$", r"\1   # a remark", text)


def _wider(text: str) -> str:
    """Indent everything below the outer edge by two more."""
    return re.sub(r"(?m)^ {2}", "    ", text)


HABITS: dict[str, Callable[[str], bytes]] = {
    "as-it-is": lambda text: text.encode(),
    "windows": lambda text: text.replace("\n", "\r\n").encode(),
    "notepad": lambda text: codecs.BOM_UTF8 + text.replace("\n", "\r\n").encode(),
    "no-last-line-end": lambda text: text.rstrip("\n").encode(),
    "many-last-line-ends": lambda text: (text + "\n\n\n").encode(),
    "spaces-at-line-ends": lambda text: re.sub(r"(?m)(?<=\S)$", "  ", text).encode(),
    "notes": lambda text: _with_notes(text).encode(),
    "remarks": lambda text: _with_remarks(text).encode(),
    "wider": lambda text: _wider(text).encode(),
    "ends-in-a-comment": lambda text: (text.rstrip("\n") + "\n# the end").encode(),
    "document-start": lambda text: ("---\n" + text).encode(),
    "document-end": lambda text: (text.rstrip("\n") + "\n...\n").encode(),
    "all-at-once": lambda text: (
        codecs.BOM_UTF8
        + _with_remarks(_with_notes(_wider(text))).rstrip("\n").replace("\n", "\r\n").encode()
    ),
}


def fields(data: bytes) -> Any:
    text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("!ENV", "")
    return _plain(yaml.load(text))


def _plain(value: Any) -> Any:
    """Return fields with single spaces: folded text keeps those at the ends of lines."""
    if isinstance(value, dict):
        return {name: _plain(part) for name, part in value.items()}
    if isinstance(value, list):
        return [_plain(part) for part in value]
    return " ".join(value.split()) if isinstance(value, str) else value


def comments(data: bytes) -> list[str]:
    text = data.decode("utf-8-sig").replace("\r\n", "\n")
    return [found.rstrip() for found in re.findall(r"(?m)(?:^|\s)(#.*)$", text)]


@pytest.fixture
def old(tmp_path: Path) -> Path:
    return Path(shutil.copytree(OLD, tmp_path / "bank"))


def upgraded(bank: Path) -> dict[str, bytes]:
    write_upgrade(bank, plan_upgrade(bank))
    found = state(bank)
    return {name: data for name, data in found.items() if not name.startswith(".cache")}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The files of a bank after an upgrade."""
    return upgraded(Path(shutil.copytree(OLD, tmp_path_factory.mktemp("whole") / "bank")))


@pytest.mark.parametrize("habit", HABITS)
def test_an_upgrade_means_the_same_however_files_are_written(
    old: Path, whole: dict[str, bytes], habit: str
) -> None:
    written: dict[str, bytes] = {}
    for path in sorted(old.rglob("*.yml")):
        text = path.read_text(encoding="utf-8").replace("\r\n", "\n")
        path.write_bytes(HABITS[habit](text))
        written[path.relative_to(old).as_posix()] = path.read_bytes()
    after = upgraded(old)
    for name, before in written.items():
        assert fields(after[name]) == fields(whole[name]), name
        assert comments(after[name]) == comments(before), name
        assert (b"\r\n" in after[name]) == (b"\r\n" in before)
        assert after[name].startswith(codecs.BOM_UTF8) == before.startswith(codecs.BOM_UTF8)
    assert not plan_upgrade(old).files


def test_a_bank_upgraded_in_part_ends_as_one_upgraded_at_once(
    old: Path, whole: dict[str, bytes]
) -> None:
    before = state(old)
    changed = [name for name, data in whole.items() if before.get(name) != data]
    assert len(changed) > 3
    for count in range(len(changed) + 1):
        for part in combinations(changed, count):
            shutil.rmtree(old)
            shutil.copytree(OLD, old)
            for name in part:
                (old / name).parent.mkdir(parents=True, exist_ok=True)
                (old / name).write_bytes(whole[name])
            assert upgraded(old) == whole, part


BROKEN = [
    "plugins: [lessonbank",
    "plugins:\n\t- lessonbank\n",
    "- a\n- b\n",
    "",
    "\x00",
    "a: &x *x",
]


@pytest.mark.parametrize("text", BROKEN)
def test_settings_that_cannot_be_read_are_left_as_they_are(old: Path, text: str) -> None:
    (old / "mkdocs.yml").write_text(text, encoding="utf-8")
    before = state(old)
    with pytest.raises(NotUpgradableError) as caught:
        plan_upgrade(old)
    assert caught.value.found
    assert all(each.fix for each in caught.value.found)
    assert state(old) == before


RANGES = [">=0.3,<0.4", ">=1", "0.2", ">=", "==0.2.*,", "{a: b}", "[0.2]", "", "~", "^0.2", "yes"]


@pytest.mark.parametrize("written", RANGES)
def test_a_range_of_any_form_is_brought_up_or_reported(old: Path, written: str) -> None:
    path = old / "mkdocs.yml"
    text = path.read_text(encoding="utf-8")
    option = f"    - lessonbank:\n        version: {written}\n"
    path.write_text(text.replace("    - lessonbank ", f"{option}    # "), encoding="utf-8")
    before = state(old)
    faults: tuple[Diagnostic, ...] = ()
    try:
        write_upgrade(old, plan_upgrade(old))
    except NotUpgradableError as error:
        faults = error.found
    assert all(each.fix and each.span for each in faults)
    assert (state(old) == before) == bool(faults)
    if not faults:
        assert not plan_upgrade(old).files
