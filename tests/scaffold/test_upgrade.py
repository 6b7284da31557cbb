"""`lessonbank upgrade`: a bank of the version before, and anything that a bank may look like."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tomllib
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st
from packaging.version import Version

from lessonbank.content.document import Document
from lessonbank.content.former import TRUST, Former
from lessonbank.content.mkdocs_yml.engine import ENGINE, range_of
from lessonbank.content.tree import Snapshot
from lessonbank.files import atomic
from lessonbank.scaffold.upgrading import (
    RELEASES,
    NotUpgradableError,
    Release,
    Task,
    Upgrade,
    edits,
    plan_upgrade,
    write_upgrade,
)
from lessonbank.scaffold.upgrading.content import former_names
from lessonbank.scaffold.upgrading.draft import Draft
from lessonbank.scaffold.upgrading.settings import allow_engine
from sites import run, state

OLD = Path(__file__).parents[1] / "cases" / "banks" / "0.1"
DAY = "2026-11-22"


@pytest.fixture
def old(tmp_path: Path, root: Path) -> Path:
    """A bank that version 0.1 built, with its film."""
    bank = tmp_path / "bank"
    shutil.copytree(OLD, bank)
    (bank / "media").mkdir()
    for name in ("wm-0005.mp4", "wm-0005.vtt"):
        shutil.copy(root / "media" / name, bank / "media" / name)
    return bank


def comments(text: str) -> list[str]:
    return re.findall(r"(?m)(?:^|\s)#.*$", re.sub(r"\r\n?", "\n", text))


def test_a_bank_of_the_version_before_builds_after_an_upgrade(old: Path) -> None:
    before = state(old)
    strict = ("--strict", "--today", DAY)
    assert run(old, "lessonbank", "check", *strict).returncode == 1
    done = run(old, "lessonbank", "upgrade")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "for lessonbank 0.1.0" in done.stdout
    for name, data in before.items():
        now = (old / name).read_bytes()
        if name.endswith((".yml", ".md")):
            assert comments(data.decode()) == comments(now.decode()), name
            assert (b"\r\n" in data) == (b"\r\n" in now)
        else:
            assert data == now, name
    checked = run(old, "lessonbank", "check", *strict)
    assert checked.stdout.strip() == "No mistakes found."
    built = run(old, "lessonbank", "build", *strict)
    assert built.returncode == 0, built.stdout + built.stderr
    pages = (old / "build/site/clips/say-it-as-a-historian/index.html", *old.rglob("*.html"))
    assert any("Again, as a historian" in page.read_text("utf-8") for page in pages[1:])
    after = state(old / "content")
    again = run(old, "lessonbank", "upgrade")
    assert "up to date" in again.stdout
    assert state(old / "content") == after


def test_a_dry_run_shows_a_diff_that_git_can_apply(old: Path) -> None:
    shutil.rmtree(old / "media")
    before = state(old)
    done = run(old, "lessonbank", "upgrade", "--dry-run")
    assert done.returncode == 0
    assert state(old) == before
    patch = done.stdout[done.stdout.index("--- ") : done.stdout.index("\nWhat you have to do")]
    trust = (old / "content/trust.yml").read_bytes()
    (old / "content/trust.yml").write_bytes(trust.replace(b"\r\n", b"\n"))
    applied = subprocess.run(
        ["git", "apply", "-"], cwd=old, input=patch, text=True, capture_output=True, check=False
    )
    assert applied.returncode == 0, applied.stderr
    by_git = state(old)
    for name, data in before.items():
        (old / name).write_bytes(data)
    assert run(old, "lessonbank", "upgrade").returncode == 0
    by_us = state(old)
    by_us["content/trust.yml"] = by_us["content/trust.yml"].replace(b"\r\n", b"\n")
    assert by_us == by_git


def test_where_one_file_cannot_be_written_none_is(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = state(old)
    planned = plan_upgrade(old)
    replace, calls = atomic.replace, iter(range(99))

    def failing(source: Path, target: Path) -> None:
        if next(calls) == 2:
            raise OSError(28, "No space left on device", str(target))
        replace(source, target)

    monkeypatch.setattr(atomic, "replace", failing)
    with pytest.raises(OSError, match="No space left"):
        write_upgrade(old, planned)
    monkeypatch.undo()
    left = {n: d for n, d in state(old).items() if not n.startswith(".cache")}
    assert left == before


def test_a_file_that_changed_meanwhile_is_not_overwritten(old: Path) -> None:
    planned = plan_upgrade(old)
    with (old / "content/trust.yml").open("a") as file:
        file.write("\n# Another hand.\n")
    before = state(old)
    with pytest.raises(OSError, match="changed meanwhile"):
        write_upgrade(old, planned)
    assert state(old) == before


@pytest.mark.skipif(os.name == "nt", reason="needs links")
@pytest.mark.parametrize("name", ["content/trust.yml", "mkdocs.yml", "content/.locked"])
def test_no_link_is_followed(old: Path, tmp_path: Path, name: str) -> None:
    outside = tmp_path / "outside"
    if name == "content/.locked":
        outside.mkdir()
    else:
        shutil.move(old / name, outside)
    (old / name).symlink_to(outside)
    before = state(tmp_path)
    done = run(old, "lessonbank", "upgrade")
    assert done.returncode == 1
    assert "Traceback" not in done.stdout + done.stderr
    assert state(tmp_path) == before


def test_files_of_ours_are_refreshed(old: Path) -> None:
    files = {"requirements.txt": b"lessonbank==0.2.0\n", "media.lock": b""}
    planned = plan_upgrade(old, refreshers=[lambda _: files])
    write_upgrade(old, planned)
    assert (old / "requirements.txt").read_bytes() == files["requirements.txt"]
    assert not plan_upgrade(old, refreshers=[lambda _: files]).files


def test_the_next_renamed_field_is_one_entry(old: Path) -> None:
    table = (Former("0.3.0", "recording", ("credits", "role"), now="part"),)
    more = (*RELEASES, Release("0.3.0", former_names("0.3.0", table), (Task("Look at it."),)))
    planned = plan_upgrade(old, releases=more, engine=Version("0.3.1"))
    text = planned.files["content/recordings/wm-0005.yml"].decode()
    before = (old / "content/recordings/wm-0005.yml").read_text(encoding="utf-8")
    assert text == before.replace("{role:", "{part:")
    assert [task.words for task in planned.tasks][-1] == "Look at it."
    assert b'">=0.3,<0.4"' in planned.files["mkdocs.yml"]


def test_a_field_with_both_names_is_left_to_people(old: Path) -> None:
    path = old / "content/recordings/wm-0005.yml"
    path.write_text(path.read_text("utf-8") + "place: Here\n", encoding="utf-8")
    table = (Former("0.3.0", "recording", ("title",), now="place"),)
    with pytest.raises(NotUpgradableError) as refused:
        plan_upgrade(old, releases=[Release("0.3.0", former_names("0.3.0", table))])
    assert refused.value.found[0].fix == "Rename `title` to `place`."


NAMES = st.sampled_from(["old", "name", "about", "olds", "ol"])
PLAIN = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), max_size=8)
VALUES = st.recursive(
    PLAIN,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(NAMES | PLAIN.filter(bool), inner, max_size=3)
    ),
    max_leaves=8,
)
STYLES = st.fixed_dictionaries(
    {
        "default_flow_style": st.sampled_from([None, True, False]),
        "default_style": st.sampled_from([None, '"', "'"]),
        "indent": st.integers(2, 6),
        "allow_unicode": st.booleans(),
        "sort_keys": st.sampled_from([False]),
    }
)


@given(st.dictionaries(NAMES, VALUES, min_size=1), STYLES, st.sampled_from(["\n", "\r\n", "\r"]))
@example({"old": "x"}, {"default_flow_style": True}, "\n")
def test_a_rename_changes_one_name_and_keeps_all_the_rest(
    fields: dict[str, object], style: dict[str, object], end: str
) -> None:
    text = "# first\n" + yaml.dump(fields, **style) + "# last, without a line end"
    raw = text.replace("\n", end).encode()
    draft = Draft(Snapshot({"content/trust.yml": raw}))
    gone = Former("9.0.0", TRUST, ("old",), now="new")
    (migration,) = former_names("9.0.0", (gone,))
    steps = list(migration(draft))
    if "old" not in fields:
        assert steps == []
        return
    (step,) = steps
    after = step.data.decode()
    wanted = {("new" if name == "old" else name): value for name, value in fields.items()}
    assert yaml.safe_load(after) == yaml.safe_load(yaml.dump(wanted, **style))
    assert comments(after) == comments(raw.decode())
    assert len(after) - len(raw.decode()) == len("new") - len("old")
    assert not list(migration(draft.with_file(step.path, step.data)))


@given(st.dictionaries(NAMES, VALUES), STYLES)
def test_a_new_field_changes_nothing_else(
    fields: dict[str, object], style: dict[str, object]
) -> None:
    text = "# first\n" + yaml.dump(fields, **style)
    document = Document("x.yml", text, len(text), len(text))
    after = edits.with_field(document, (), "id", "elmet")
    assert after is not None
    assert yaml.safe_load(after) == {"id": "elmet", **yaml.safe_load(text)}
    assert re.sub(r"id: elmet(, |\n)?", "", after, count=1) == text


OPTIONS = ["", ":", ": {}", ": {edition: trust}", ": {edition: 'public', wait: 1 }"]


@given(
    st.sampled_from(["lessonbank", '"lessonbank"']),
    st.sampled_from(OPTIONS),
    st.sampled_from(["[{}]", "[ {} ]  # b", ""]),
    st.lists(st.sampled_from(["tags", "social: {a: 1}", "'x y'"]), max_size=2),
)
def test_the_range_is_added_to_any_list_of_plugins(
    name: str, options: str, brackets: str, others: list[str]
) -> None:
    entries = [*others, name + options]
    block = "\n" + "".join(f"  # c\n  - {each}  # d\n" for each in entries)
    listed = brackets.format(", ".join(entries)).replace(":]", ": ]") + "\n" if brackets else block
    text = f"a: 1 # a\nplugins: {listed}"
    draft = Draft(Snapshot({"mkdocs.yml": text.encode()}))
    (step,) = allow_engine(draft, ENGINE)
    after = yaml.safe_load(step.data)
    before = yaml.safe_load(text)
    (own_after,) = (p["lessonbank"] for p in after["plugins"] if "lessonbank" in p)
    assert own_after.pop("version") == range_of(ENGINE)
    (own_before,) = (
        (p.get("lessonbank") or {}) if isinstance(p, dict) else {}
        for p in before["plugins"]
        if "lessonbank" in p
    )
    assert own_after == own_before
    assert [p for p in after["plugins"] if "lessonbank" not in p] == [
        p for p in before["plugins"] if "lessonbank" not in p
    ]
    assert comments(step.data.decode()) == comments(text)
    assert not list(allow_engine(draft.with_file(step.path, step.data), ENGINE))


HOSTILE = {
    "a list that holds itself": "plugins: &a [*a, lessonbank]\n",
    "a billion laughs": "a: &a [x,x,x,x,x,x,x,x,x,x]\n"
    + "".join(
        f"{n}: &{n} [{','.join(['*' + p] * 10)}]\n"
        for p, n in zip("abcdefg", "bcdefgh", strict=True)
    )
    + "plugins: [lessonbank]\ndocs_dir: content\n",
    "a name that is a list": "? [a, b]\n: 1\nplugins: [lessonbank]\n",
    "a merged map": "base: &b {plugins: [lessonbank]}\n<<: *b\n",
    "two documents": "plugins: [lessonbank]\n---\nplugins: [lessonbank]\n",
    "deep": "a: " + "[" * 200 + "]" * 200 + "\nplugins: [lessonbank]\n",
    "a tag": "plugins: !!python/object:os.system [lessonbank]\n",
    "an anchor": "plugins: [&x lessonbank, *x]\n",
    "a null byte": "plugins: [lessonbank]\0\n",
    "a question": "plugins:\n- ? lessonbank\n",
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_settings_of_any_form_are_changed_wholly_or_left(tmp_path: Path, kind: str) -> None:
    (tmp_path / "mkdocs.yml").write_text(HOSTILE[kind], encoding="utf-8")
    before = state(tmp_path)
    planned = planned_or_refused(tmp_path)
    if planned is None:
        assert state(tmp_path) == before
    else:
        write_upgrade(tmp_path, planned)
        assert not plan_upgrade(tmp_path).files


def planned_or_refused(root: Path) -> Upgrade | None:
    try:
        return plan_upgrade(root)
    except NotUpgradableError:
        return None


def sections(text: str) -> Iterator[tuple[str, str]]:
    parts = re.split(r"(?m)^## \[(.+?)\].*$", text)[1:]
    return zip(parts[::2], parts[1::2], strict=True)


def test_each_version_says_what_a_trust_has_to_do(root: Path) -> None:
    text = (root / "CHANGELOG.md").read_text(encoding="utf-8")
    found = {name: part for name, part in sections(text) if name != "Unreleased"}
    assert str(ENGINE) in found
    for name, part in found.items():
        Version(name)
        assert "### Steps for a trust" in part, name
    for release in RELEASES:
        said = " ".join(found[release.version].split())
        assert [task.words for task in release.tasks if f"- {task.words}" not in said] == []


def test_the_versions_stand_in_order() -> None:
    versions = [Version(release.version) for release in RELEASES]
    assert versions == sorted(set(versions))
    assert versions[-1] <= ENGINE


def test_the_package_has_the_version_of_its_module(root: Path) -> None:
    assert Version(version("lessonbank")) == ENGINE
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert "version" not in project
    assert "version" in project["dynamic"]
