"""A small bank with two sites for packs: before and after one of its clips is withdrawn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from lessonbank.outputs import manifest_path, read_manifest
from lessonbank.packs import (
    BankList,
    Facts,
    Part,
    SecretKey,
    SignedList,
    changes_of,
    copy_into,
    facts_of,
    first_list,
    make_room,
    parts_of,
)
from lessonbank.packs.items import Digests
from projects import PERMISSION, RECORDING, clip, write_project
from sites import TODAY, run

DAY = date.fromisoformat(TODAY)
LAST = "2027-01-31"
"""The last day of the earliest permission."""
WITHHELD = (b"What you will see in third", b"Another lesson", b"EL-2")
"""Texts of the third clip, its recording and its permission."""


@dataclass(frozen=True)
class Ready:
    """A site and what a pack of it is."""

    site: Path
    facts: Facts
    parts: tuple[Part, ...]
    recall: BankList | None = None

    def copied(self, folder: Path) -> Path:
        """Bring a folder to the pack, as the command does."""
        changes = changes_of(self.parts, folder, self.facts.edition)
        make_room(folder, changes, self.recall)
        copy_into(folder, changes, self.facts)
        return folder


def write_bank(root: Path) -> None:
    """Write a bank with a clip under a permission of its own, and a download."""
    write_project(root)
    files = {
        "content/permissions/EL-2.yml": PERMISSION.replace("2028-03-04", LAST),
        "content/recordings/other.yml": RECORDING.replace("EL-1", "EL-2").replace(
            "A lesson", "Another lesson"
        ),
        "content/clips/third.md": clip("Third", "00:01", "00:07", at="00:03").replace(
            "recording: lesson", "recording: other"
        ),
    }
    for name, text in files.items():
        (root / name).write_text(text.lstrip("\n"), encoding="utf-8")
    done = run(root, "lessonbank", "media", "--lock")
    assert done.returncode == 0, done.stdout + done.stderr


def build(root: Path, name: str) -> None:
    site = f"build/packs/{name}"
    done = run(root, "lessonbank", "build", "--today", TODAY, "--site-dir", site)
    assert done.returncode == 0, done.stdout + done.stderr


def write_packed(root: Path) -> None:
    """Write the bank and build both of its sites."""
    write_bank(root)
    build(root, "whole")
    record = root / "content/permissions/EL-2.yml"
    text = record.read_text(encoding="utf-8")
    record.write_text(withdrawn(text), encoding="utf-8")
    build(root, "reduced")
    record.write_text(text, encoding="utf-8")


def withdrawn(record: str) -> str:
    """Return a permission's record after it was withdrawn."""
    line = "  - {on: 2026-03-05, from: granted, to: withdrawn, by_role: DPO}\n"
    return record.replace("state: granted", "state: withdrawn") + line


def ready(bank: Path, name: str, label: str = "Ashgrove, spring") -> Ready:
    site = bank / "build" / "packs" / name
    manifest = read_manifest(manifest_path(site))
    facts = facts_of(manifest, label)
    return Ready(site, facts, parts_of(site, manifest, facts))


def pack_of(site: Path, recall: BankList | None = None, **facts: object) -> Ready:
    """Return a pack of any site, with facts of one's own."""
    manifest = read_manifest(manifest_path(site))
    own = facts_of(manifest, key=recall.key if recall else "").model_copy(update=facts)
    return Ready(site, own, parts_of(site, manifest, own, recall), recall)


@dataclass(frozen=True)
class Signer:
    """A bank's key, and its first list."""

    key: SecretKey
    first: BankList

    @classmethod
    def new(cls) -> Signer:
        key = SecretKey.new()
        return cls(key, BankList(key.public, first_list(key, DAY)))

    def recalling(self, pack: Ready, *items: tuple[str, str], **fields: object) -> SignedList:
        """Return a newer list that recalls some items of a pack."""
        digests = Digests(self.key.public, read_manifest(manifest_path(pack.site)))
        fields = {"items": tuple(map(digests.of, items)), "serial": 2, **fields}
        return self.first.list.model_copy(update=fields).signed(self.key)


def pack(root: Path, *args: str) -> str:
    """Make a pack by the command, and return what it says."""
    done = run(root, "lessonbank", "pack", "--edition", "public", "--today", TODAY, *args)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def withdraw(root: Path) -> None:
    """Withdraw the permission of the third clip."""
    record = root / "content/permissions/EL-2.yml"
    record.write_text(withdrawn(record.read_text(encoding="utf-8")), encoding="utf-8")
