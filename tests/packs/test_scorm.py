"""`lessonbank scorm`: what a package holds, refuses and leaves in the ledger."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree as ET
from zipfile import ZipFile

from packed import WITHHELD, withdraw
from sites import TODAY, run

CP = "{http://www.imsproject.org/xsd/imscp_rootv1p1p2}"
ADL = "{http://www.adlnet.org/xsd/adlcp_rootv1p2}"
REQUIRED = {
    "manifest": {"identifier"},
    "metadata": set(),
    "metadata/schema": set(),
    "metadata/schemaversion": set(),
    "organizations": {"default"},
    "organizations/organization": {"identifier"},
    "organizations/organization/title": set(),
    "organizations/organization/item": {"identifier", "identifierref"},
    "organizations/organization/item/title": set(),
    "resources": set(),
    "resources/resource": {"identifier", "type", "href", f"{ADL}scormtype"},
    "resources/resource/file": {"href"},
}
"""Elements and attributes that SCORM 1.2 requires of a content aggregation package."""


def made(root: Path, file: Path, *ids: str, code: int = 0) -> str:
    where = ("--site", "build/packs/whole", "--out", str(file), "--today", TODAY)
    done = run(root, "lessonbank", "scorm", *ids, *where)
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout + done.stderr


def test_the_manifest_has_all_that_the_standard_requires(own_bank: Path, tmp_path: Path) -> None:
    file = tmp_path / "course.zip"
    made(own_bank, file, "first", "third")
    with ZipFile(file) as zipped:
        names = set(zipped.namelist())
        root = ET.fromstring(zipped.read("imsmanifest.xml"))  # noqa: S314 - our own
    for path, attributes in REQUIRED.items():
        found = [root] if path == "manifest" else root.findall(f"{CP}{path.replace('/', f'/{CP}')}")
        assert found, path
        assert all(attributes <= each.attrib.keys() for each in found), path
    assert [each.text for each in root.iter(f"{CP}schemaversion")] == ["1.2"]
    resources = {each.attrib["identifier"]: each for each in root.iter(f"{CP}resource")}
    items = [each.attrib["identifierref"] for each in root.iter(f"{CP}item")]
    assert items == [*resources]
    listed = {each.attrib["href"] for each in root.iter(f"{CP}file")}
    assert listed == names - {"imsmanifest.xml", "lesson-bank/pack.json"}
    assert {each.attrib["href"] for each in resources.values()} <= listed


def test_it_is_the_same_twice_and_holds_only_what_was_chosen(
    own_bank: Path, tmp_path: Path
) -> None:
    one, two = tmp_path / "one.zip", tmp_path / "two.zip"
    assert "edition public" in made(own_bank, one, "first")
    made(own_bank, two, "first")
    assert one.read_bytes() == two.read_bytes()
    with ZipFile(one) as zipped:
        zipped.extractall(tmp_path / "course")
        for name in zipped.namelist():
            assert not any(word in zipped.read(name) for word in WITHHELD), name
    checked = run(own_bank, "lessonbank", "verify", str(tmp_path / "course"), "--today", TODAY)
    assert checked.returncode == 0, checked.stdout
    (entry,) = json.loads((own_bank / "packs.json").read_bytes())["packs"]
    assert (entry["copies"], entry["clips"], entry["permissions"]) == (2, ["first"], ["EL-1"])


def test_what_may_not_be_shown_is_refused(own_bank: Path, tmp_path: Path) -> None:
    file = tmp_path / "course.zip"
    made(own_bank, file, "third")
    withdraw(own_bank)
    asked = run(own_bank, "lessonbank", "packs", "--recall", "--today", TODAY)
    assert (asked.returncode, "EL-2" in asked.stdout) == (1, True)
    before = file.read_bytes()
    said = made(own_bank, file, "third", code=1)
    assert "may no longer be shown" in said
    assert "Did you mean first?" in made(own_bank, tmp_path / "x.zip", "frist", code=1)
    assert file.read_bytes() == before
    assert not (tmp_path / "x.zip").exists()
    made(own_bank, file, "first")
