"""The page for reviewers says what a change does, and names only what its edition may show."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import unescape
from pathlib import Path

import pytest

from projects import PERMISSION, RECORDING, clip, turned, write_project
from sites import TODAY, built, run

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")

PUBLIC, TRUST, SCHOOL = "public", "trust", "school:elm"
STAFF = PERMISSION.replace("scope_max: public", "scope_max: trust")
ASKED = PERMISSION.replace("state: granted\ngranted_on: 2026-03-04", "state: requested").replace(
    "  - {on: 2026-03-04, from: requested, to: granted, by_role: DPO}\n", ""
)
PERMISSION_FILE = "content/permissions/EL-1.yml"


def recording(permission: str, title: str) -> str:
    return RECORDING.replace("EL-1", permission).replace("A lesson", title)


WITHHELD = {
    "content/permissions/EL-2.yml": STAFF,
    "content/permissions/EL-3.yml": ASKED,
    "content/recordings/curlew.yml": recording("EL-2", "Curlew film"),
    "content/recordings/dunlin.yml": recording("EL-3", "Dunlin film"),
    "content/clips/curlew-one.md": clip("Curlew one", "00:01", "00:04", at="00:02").replace(
        "recording: lesson", "recording: curlew"
    ),
}
"""Items for staff (Curlew), and items that wait for a permission (Dunlin)."""
NEW_CLIP = clip("Avocet new", "00:02", "00:05", at="00:03")


def git(root: Path, *arguments: str) -> None:
    identity = [
        "-c",
        "user.name=A",
        "-c",
        "user.email=a@trust.example",
        "-c",
        "core.autocrlf=false",
    ]
    subprocess.run(["git", *identity, *arguments], cwd=root, check=True, capture_output=True)


@pytest.fixture(scope="module")
def committed(tmp_path_factory: pytest.TempPathFactory, one_encoding: None) -> Path:
    """Return a bank in git, with items that some editions withhold. It has been built."""
    root = write_project(tmp_path_factory.mktemp("review") / "bank")
    write(root, {**WITHHELD, ".gitignore": "/build/\n/.cache/\n/review.html\n"})
    run(root, "lessonbank", "media", "--lock")
    built(root, "--edition", TRUST)
    git(root, "init", "-q")
    git(root, "add", ".")
    git(root, "commit", "-qm", "A bank")
    return root


@pytest.fixture
def bank(committed: Path, tmp_path: Path) -> Path:
    return shutil.copytree(committed, tmp_path / "bank")


def write(root: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text.lstrip("\n"), encoding="utf-8")


def review(root: Path, edition: str = PUBLIC, *more: str) -> str:
    asked = ("--against", "HEAD", "--edition", edition, "--today", TODAY, *more)
    done = run(root, "lessonbank", "review", *asked)
    assert done.returncode == 0, done.stdout + done.stderr
    return (root / "review.html").read_text(encoding="utf-8")


def words(page: str) -> str:
    """Return what a page says, on one line."""
    said = re.sub(r"<[^>]*>", " ", re.sub(r"<style>.*?</style>", "", page, flags=re.DOTALL))
    return " ".join(unescape(said).replace("\u2019", "'").split())


@dataclass(frozen=True)
class Case:
    """A change, what every edition's page says of it, and what only some may name."""

    change: Callable[[Path], None]
    says: tuple[str, ...]
    names: Mapping[str, frozenset[str]]


def writes(**files: str) -> Callable[[Path], None]:
    return lambda root: write(root, {f"content/{name}": text for name, text in files.items()})


def edits(name: str, old: str, new: str) -> Callable[[Path], None]:
    def edit(root: Path) -> None:
        text = (root / name).read_text(encoding="utf-8")
        assert old in text
        write(root, {name: text.replace(old, new)})

    return edit


def removes(*names: str) -> Callable[[Path], None]:
    return lambda root: [(root / name).unlink() for name in names] and None


def rename(root: Path) -> None:
    (root / "content/clips/second.md").unlink()
    text = clip("Second", "00:04", "00:10", at="00:06")
    write(root, {"content/clips/avocet.md": text.replace("---\n", "---\naliases: [second]\n", 1)})
    edits("content/about.md", "clip:second", "clip:avocet")(root)


def withdraw(root: Path) -> None:
    done = run(root, "lessonbank", "withdraw", "EL-1", "--today", TODAY)
    assert done.returncode == 0, done.stdout + done.stderr


EVERYONE = frozenset({PUBLIC, TRUST, SCHOOL})
TO_STAFF = frozenset({TRUST, SCHOOL})
NOBODY: frozenset[str] = frozenset()
GONE = "not shown: its permission is not granted"
CASES = {
    "a public clip is added": Case(
        writes(**{"clips/avocet.md": NEW_CLIP}),
        ("Clip: added", "every edition not there shown", "No mistakes found."),
        {"Avocet new": EVERYONE, "content/clips/avocet.md": EVERYONE},
    ),
    "a clip for staff is added": Case(
        writes(
            **{
                "clips/curlew-two.md": NEW_CLIP.replace("Avocet", "Curlew").replace(
                    "lesson", "curlew"
                )
            }
        ),
        ("Clip: added", "not there not shown: its permission is for fewer people"),
        {"Curlew new": TO_STAFF, "curlew-two": TO_STAFF},
    ),
    "a clip that nobody may see is added": Case(
        writes(
            **{
                "clips/dunlin-one.md": NEW_CLIP.replace("Avocet", "Dunlin").replace(
                    "lesson", "dunlin"
                )
            }
        ),
        ("Clip: added", f"every edition not there {GONE}"),
        {"Dunlin new": NOBODY, "dunlin-one": NOBODY},
    ),
    "a clip for staff is changed": Case(
        edits("content/clips/curlew-one.md", "title: Curlew one", "title: Curlew anew"),
        ("Clip: changed . Fields: title",),
        {"Curlew anew": TO_STAFF, "Curlew one": NOBODY, "curlew-one": TO_STAFF},
    ),
    "a clip for staff is removed": Case(
        removes("content/clips/curlew-one.md"),
        ("Clip: removed",),
        {"Curlew one": TO_STAFF, "curlew-one": TO_STAFF},
    ),
    "a permission waits again": Case(
        writes(**{"permissions/EL-1.yml": turned("paused")}),
        ("Permission 1", "Items that change with them", f"every edition shown {GONE}"),
        {"First": NOBODY, "Second": NOBODY, "EL-1": NOBODY},
    ),
    "a permission is withdrawn": Case(
        withdraw,
        (
            "Permission: changed . Fields: state, history",
            "every edition allows does not allow: its permission is not granted",
            f"every edition shown {GONE}",
        ),
        {"First": NOBODY, "clips/first": NOBODY, "EL-1": NOBODY},
    ),
    "a permission goes with all that it allowed": Case(
        removes(
            *(PERMISSION_FILE, "content/recordings/lesson.yml"),
            *("content/clips/first.md", "content/clips/second.md"),
        ),
        ("Clip: removed", "Permission: removed", "every edition shown not there"),
        {"First": NOBODY, "Second": NOBODY},
    ),
    "a permission is for fewer people": Case(
        edits(PERMISSION_FILE, "scope_max: public", "scope_max: trust"),
        ("Permission: changed . Fields: scope_max", "changes with others"),
        {"First": TO_STAFF, "Second": TO_STAFF},
    ),
    "a clip is removed": Case(
        removes("content/clips/second.md"),
        ("Clip: removed", "LB208 broken-link", "LB204 lost-id"),
        {"content/clips/second.md": EVERYONE, "Second": EVERYONE},
    ),
    "a clip is renamed": Case(
        rename,
        ("Clip: renamed ; it was second", "every edition shown shown"),
        {"content/clips/avocet.md": EVERYONE},
    ),
    "a technique is changed": Case(
        edits("content/techniques/cold-call.md", "Ask first.", "Ask first, then name."),
        ("Technique: changed . Fields: text", "every edition shown shown"),
        {"Cold call": EVERYONE},
    ),
    "a page is changed": Case(
        edits("content/about.md", "## Who we are", "## Who we were"),
        (
            "Changed pages of prose that this edition shows. content/about.md : changed",
            "No item's file has changed.",
        ),
        {},
    ),
    "a file cannot be read": Case(
        writes(**{"techniques/dunlin.md": "title: [Dunlin\n"}),
        ("Technique: cannot be read", "that stop a build", "LB110 no-front-matter"),
        {"Dunlin": NOBODY, "dunlin": NOBODY},
    ),
    "nothing is changed": Case(
        lambda _: None, ("No item's file has changed.", "No file has changed."), {}
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_page_says_what_changes_and_names_what_its_edition_shows(case: Case, bank: Path) -> None:
    case.change(bank)
    for edition in sorted(EVERYONE):
        said = words(review(bank, edition))
        for sentence in case.says:
            assert sentence in said, (edition, said)
        named = {name for name in case.names if re.search(rf"\b{re.escape(name)}\b", said)}
        assert named == {name for name, may in case.names.items() if edition in may}, edition
    whole = words(review(bank, PUBLIC, "--whole"))
    assert "Do not publish it" in whole


def test_what_is_withheld_is_on_no_page_of_others(bank: Path) -> None:
    """Everything changes at once; no word of what an edition withholds is on its page."""
    for name in sorted(path for path in (bank / "content").rglob("*.md") if path.is_file()):
        name.write_text(f"{name.read_text(encoding='utf-8')}\nMore.\n", encoding="utf-8")
    for name in sorted((bank / "content").rglob("*.yml")):
        name.write_text(f"# More\n{name.read_text(encoding='utf-8')}", encoding="utf-8")
    for edition, withheld in ((PUBLIC, r"curlew|dunlin|EL-\d"), (TRUST, r"dunlin|EL-\d")):
        said = words(review(bank, edition))
        assert "Clip: changed" in said
        assert re.findall(withheld, said, re.IGNORECASE) == []


def test_a_poster_is_shown_only_of_what_the_edition_shows(bank: Path) -> None:
    write(bank, {"content/clips/avocet.md": NEW_CLIP})
    edits("content/clips/curlew-one.md", "title: Curlew one", "title: Curlew anew")(bank)
    built(bank, "--edition", TRUST)
    pictures = {edition: review(bank, edition).count("data:image/") for edition in EVERYONE}
    assert pictures == {PUBLIC: 1, TRUST: 2, SCHOOL: 2}


def test_clips_whose_films_are_not_made_are_counted(bank: Path) -> None:
    write(bank, {"content/clips/avocet.md": NEW_CLIP})
    page = review(bank)
    assert "data:image/" not in page
    assert "1 changed clip has no film here yet." in words(page)


def test_the_page_is_one_file_that_asks_for_nothing(bank: Path) -> None:
    title = '"><script>alert(1)</script>'
    write(bank, {"content/clips/avocet.md": NEW_CLIP.replace("Avocet new", f"'{title}'")})
    built(bank)
    page = review(bank)
    assert "<script" not in page
    assert title in unescape(page)
    addresses = re.findall(
        r"(?:src|href|action|srcset)\s*=\s*[\"']?([^\"'\s>]+)|url\(([^)]*)\)", page
    )
    assert addresses
    assert all("".join(each).startswith("data:image/") for each in addresses)
    assert "default-src 'none'" in page


def test_bytes_are_those_of_changed_files(bank: Path) -> None:
    with (bank / "media/lesson.vtt").open("a", encoding="utf-8") as captions:
        captions.write("\nNOTE " + "x" * 2000 + "\n")
    (bank / "notes.txt").write_text("y" * 500, encoding="utf-8")
    said = words(review(bank))
    assert "films and captions 1 2.0 kB" in said
    assert "other files 1 500 Bytes" in said


def test_an_earlier_revision_that_is_not_there_is_part_of_the_page(bank: Path) -> None:
    asked = ("--against", "origin/none", "--edition", PUBLIC, "--today", TODAY)
    done = run(bank, "lessonbank", "review", *asked)
    assert done.returncode == 0, done.stderr
    assert "'origin/none' cannot be read." in done.stderr
    said = words((bank / "review.html").read_text(encoding="utf-8"))
    assert "The earlier revision cannot be read." in said
    assert "fetch-depth: 0" in said


@pytest.mark.parametrize(
    ("before", "after", "readers"),
    [
        ("", "", {TRUST, SCHOOL}),
        ("coverage_for: public\n", "coverage_for: public\n", {PUBLIC, TRUST, SCHOOL}),
        ("", "coverage_for: public\n", {TRUST, SCHOOL}),
        ("coverage_for: public\n", "", {TRUST, SCHOOL}),
    ],
)
def test_prose_on_coverage_is_named_to_its_readers(
    bank: Path, before: str, after: str, readers: set[str]
) -> None:
    trust = (bank / "content/trust.yml").read_text(encoding="utf-8")
    write(bank, {"content/trust.yml": trust.replace("coverage_for: public\n", before)})
    git(bank, "commit", "-qam", "Readers", "--allow-empty")
    write(bank, {"content/trust.yml": trust.replace("coverage_for: public\n", after)})
    write(bank, {"content/handbook/coverage.md": "# Coverage\n\n[x](smew.md)\n"})
    for edition in (PUBLIC, TRUST, SCHOOL):
        page = review(bank, edition)
        listed, message = (2, 1) if edition in readers else (0, 0)
        assert page.count("coverage.md") == listed, edition
        assert page.count("coverage.md, line 3") == message, edition
    assert "coverage.md" in review(bank, PUBLIC, "--whole")


@pytest.mark.parametrize("side", ["before", "after"])
def test_a_trust_that_cannot_be_read_names_nothing_wrongly(bank: Path, side: str) -> None:
    edits("content/trust.yml", "name: Elmet Trust", "nam: Elmet Trust")(bank)
    if side == "before":
        git(bank, "commit", "-qam", "Broken")
        edits("content/trust.yml", "nam: Elmet Trust", "name: Elmet Trust")(bank)
    write(bank, {"content/clips/curlew-two.md": NEW_CLIP.replace("lesson", "curlew")})
    said = words(review(bank))
    assert "trust's file" in said
    assert "Avocet" not in said
    assert "curlew" not in said


def test_a_bank_below_the_top_of_its_repository(bank: Path, tmp_path: Path) -> None:
    shutil.rmtree(bank / ".git")
    root = tmp_path / "repository/a folder/bänk"
    root.parent.mkdir(parents=True)
    bank.rename(root)
    git(tmp_path / "repository", "init", "-q")
    git(tmp_path / "repository", "add", ".")
    git(tmp_path / "repository", "commit", "-qm", "A bank")
    write(root, {"content/clips/avocet.md": NEW_CLIP})
    said = words(review(root))
    assert "Avocet new Clip: added" in said
    assert "content 1" in said


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--against", "HEAD", "--edition", "school:none"), "There is no edition 'school:none'."),
        (("--against", "HEAD", "--edition", "x"), "There is no edition 'x'."),
        (("--against", "HEAD", "--to", "no/such/page.html"), "There is no folder"),
        ((), "Missing option '--against'"),
    ],
)
def test_what_cannot_be_done_is_refused(
    bank: Path, arguments: tuple[str, ...], message: str
) -> None:
    done = run(bank, "lessonbank", "review", *arguments, "--today", TODAY)
    assert done.returncode != 0
    assert message in done.stderr
    assert "Traceback" not in done.stderr
    assert not (bank / "review.html").exists()


def test_a_bank_of_another_version_is_not_compared(bank: Path) -> None:
    edits("mkdocs.yml", "plugins: [lessonbank]", 'plugins: [{lessonbank: {version: ">=99"}}]')(bank)
    done = run(bank, "lessonbank", "review", "--against", "HEAD", "--today", TODAY)
    assert done.returncode == 1
    assert "Nothing was compared." in done.stderr
    assert "lessonbank>=99" in done.stdout
    assert not (bank / "review.html").exists()
