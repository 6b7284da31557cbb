"""Decisions on the items of a built site by current content, even with errors."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from lessonbank.bank import Bank
from lessonbank.content import Folder, read_bank
from lessonbank.editions import Edition
from lessonbank.takedown.today import denied_today
from projects import turned
from sites import TODAY
from takedowns import write_bank

DAY = date.fromisoformat(TODAY)
NOTHING: frozenset[str] = frozenset()
OF_1 = frozenset({"EL-1", "lesson-1", "heron", "badger", "brook"})
"""All items under the first permission."""


@pytest.fixture(scope="module")
def calm(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = write_bank(tmp_path_factory.mktemp("calm"), film=False)
    path = root / "content/recordings/lesson-1.yml"
    boxes = "[{from: 00:00, to: 00:01, left: 10%, top: 10%, width: 20%, height: 20%}]"
    redactions = f"redactions:\n  boxes: {boxes}\n  sounds: [{{from: 00:00.5, to: 00:01}}]\n"
    path.write_text(f"{path.read_text(encoding='utf-8')}poster: frame\n{redactions}")
    return root


Change = Callable[[Path], object]


def edit(path: str, before: str, after: str) -> Change:
    def change(root: Path) -> None:
        file = root / "content" / path
        text = file.read_text(encoding="utf-8")
        assert before in text
        file.write_text(text.replace(before, after), encoding="utf-8")

    return change


def write(path: str, text: str | bytes) -> Change:
    data = text.encode() if isinstance(text, str) else text
    return lambda root: (root / "content" / path).write_bytes(data)


def delete(path: str) -> Change:
    return lambda root: (root / "content" / path).unlink()


RECORD, FILM = "permissions/EL-1.yml", "recordings/lesson-1.yml"
BOX = "{from: 00:00, to: 00:01, left: 10%, top: 10%, width: 20%, height: 20%}"
SLIP = turned("withdrawn").replace("from: granted, to: withdrawn", "from: draft, to: withdrawn")

CHANGES: dict[str, tuple[Change, frozenset[str]]] = {
    "nothing": (lambda _: None, NOTHING),
    # The record.
    "withdrawn": (write(RECORD, turned("withdrawn")), OF_1),
    "paused": (write(RECORD, turned("paused")), OF_1),
    "expired": (write(RECORD, turned("expired")), OF_1),
    "withdrawn with a slip": (write(RECORD, SLIP), OF_1),
    "withdrawn in a file that is no YAML": (write(RECORD, "state: withdrawn\n  x: [\n"), OF_1),
    "granted with a slip in its history": (edit(RECORD, "to: requested", "to: granted"), OF_1),
    "a field that is none": (edit(RECORD, "state: granted", "state: granted\nstat: x"), OF_1),
    "a state that is none": (edit(RECORD, "state: granted", "state: grnted"), OF_1),
    "past its end": (edit(RECORD, "2028-03-04", "2026-11-20"), OF_1),
    "narrowed to the trust": (edit(RECORD, "scope_max: public", "scope_max: trust"), OF_1),
    "deleted": (delete(RECORD), OF_1),
    "not UTF-8": (write(RECORD, b"state: withdrawn \xe9\n"), OF_1),
    "empty": (write(RECORD, ""), OF_1),
    "pupils can be recognised after all": (
        edit(RECORD, "pupils_visible: none", "pupils_visible: identifiable"),
        OF_1,
    ),
    "an approval is missing": (edit(RECORD, "  - {role: headteacher, on: 2026-03-04}\n", ""), OF_1),
    "claimed by a second file": (write("permissions/el-1.yml", turned("withdrawn")), OF_1),
    # The recording.
    "a film deleted": (delete(FILM), OF_1 - {"EL-1"}),
    "a film under another permission": (edit(FILM, "EL-1", "EL-9"), OF_1 - {"EL-1"}),
    "a film cut anew": (edit(FILM, "lesson.mp4", "cut.mp4"), OF_1 - {"EL-1"}),
    "frames no longer allowed": (edit(FILM, "poster: frame", "poster: card"), OF_1 - {"EL-1"}),
    "a film that is no YAML": (write(FILM, "a: [\n"), OF_1 - {"EL-1"}),
    "a slip in a film's title": (edit(FILM, "title: Day 1", "titel: Day 1"), NOTHING),
    "a slip in a film's permission": (
        edit(FILM, "permission: EL-1", "permision: EL-1"),
        OF_1 - {"EL-1"},
    ),
    "a slip in a film's boxes": (edit(FILM, "left: 10%", "left: x"), OF_1 - {"EL-1"}),
    "a slip, and a new box": (
        lambda root: (
            edit(FILM, "title: Day 1", "titel: Day 1")(root),
            edit(FILM, "left: 10%", "left: 5%")(root),
        ),
        frozenset({"heron", "brook"}),
    ),
    # Redactions: only clips that they touch.
    "a wider box": (edit(FILM, "width: 20%", "width: 30%"), frozenset({"heron", "brook"})),
    "a box that lasts longer": (
        edit(FILM, "to: 00:01,", "to: 00:01.5,"),
        frozenset({"heron", "brook"}),
    ),
    "a box in the other clip": (
        edit(
            FILM, f"[{BOX}]", f"[{BOX}, {BOX.replace('00:00', '00:03').replace('00:01', '00:04')}]"
        ),
        frozenset({"badger"}),
    ),
    "a longer silence": (edit(FILM, "00:00.5", "00:00.2"), frozenset({"heron", "brook"})),
    "a smaller box": (edit(FILM, "width: 20%", "width: 10%"), NOTHING),
    "a box less": (edit(FILM, f"boxes: [{BOX}]", "boxes: []"), NOTHING),
    # Other items.
    "a clip deleted": (delete("clips/heron.md"), frozenset({"heron", "brook"})),
    "a broken clip": (edit("clips/heron.md", "title:", "titel:"), NOTHING),
    "a clip without front matter": (write("clips/heron.md", "Nothing."), NOTHING),
    "a broken workshop": (edit("workshops/pause.md", "title:", "titel:"), NOTHING),
    "a person who is not to be named": (
        edit("people/jo-harper.yml", "credit: name", "credit: role"),
        frozenset({"jo-harper"}),
    ),
    "a broken person who is not to be named": (
        edit("people/jo-harper.yml", "credit: name", "credit: anonymous\nroll: x"),
        frozenset({"jo-harper"}),
    ),
    # The trust.
    "a broken trust": (write("trust.yml", "a: [\n"), NOTHING),
    "a stricter policy": (
        edit("trust.yml", "licence:", "policy: {approvals: [teacher, DPO]}\nlicence:"),
        OF_1
        | {"EL-2", "EL-3", "lesson-2", "lesson-3", "otter", "kestrel", "meadow", "all", "both"},
    ),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_denies_only_dependent_items(calm: Path, tmp_path: Path, name: str) -> None:
    change, expected = CHANGES[name]
    built = read_bank(Folder(calm)).bank
    root = Path(shutil.copytree(calm, tmp_path / "bank"))
    change(root)
    denied = denied_today(built, Edition.parse("public"), Folder(root), DAY)
    assert {id_ for _, id_ in denied} == expected
    assert all(refusal.reason for found in denied.values() for refusal in found)


def test_an_expiry_denies_without_any_change(calm: Path) -> None:
    built = read_bank(Folder(calm)).bank
    denied = denied_today(built, Edition.parse("public"), Folder(calm), date(2029, 1, 1))
    assert {"EL-1", "EL-2", "EL-3"} <= {id_ for _, id_ in denied}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("", True),
        ("ends_on: 2026-11-20\n", False),
        ("ends_on: soon\n", False),
        (None, False),
    ],
    ids=["in force", "ended", "broken", "deleted"],
)
def test_an_unreadable_override_does_not_count(
    calm: Path, tmp_path: Path, text: str | None, *, shown: bool
) -> None:
    root = Path(shutil.copytree(calm, tmp_path / "bank"))
    edit(RECORD, "pupils_visible: none", "pupils_visible: identifiable")(root)
    edit(RECORD, "pupils: none_identifiable", "pupils: consent")(root)
    signed = "approvals: [{role: DSL, on: 2026-03-05}, {role: DPO, on: 2026-03-05}]"
    head = "permission: EL-1\nallows: [identifiable]\nreason: A film.\n"
    whole = f"{head}{signed}\ngranted_on: 2026-03-06\n"
    path = root / "content/overrides/el-1.yml"
    path.parent.mkdir()
    path.write_text(f"{whole}ends_on: 2027-01-01\n", encoding="utf-8")
    built: Bank = read_bank(Folder(root)).bank
    if text is None:
        path.unlink()
    elif text:
        path.write_text(whole + text, encoding="utf-8")
    denied = denied_today(built, Edition.parse("public"), Folder(root), DAY)
    assert (("clip", "heron") not in denied) is shown


def test_an_edition_without_its_audience_denies_all_permissions(calm: Path, tmp_path: Path) -> None:
    root = Path(shutil.copytree(calm, tmp_path / "bank"))
    built = read_bank(Folder(root)).bank
    edition = Edition.parse("school:elm")
    assert not denied_today(built, edition, Folder(root), DAY)
    (root / "content/schools/elm.yml").unlink()
    assert ("permission", "EL-1") in denied_today(built, edition, Folder(root), DAY)
