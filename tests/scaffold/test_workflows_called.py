"""The workflows that a bank calls: by commit where it is known, else copies; also upgraded."""

from __future__ import annotations

import re
import shutil
import subprocess
from email.message import Message
from pathlib import Path

import pytest
from click.testing import CliRunner

from lessonbank import __version__
from lessonbank.cli import main
from lessonbank.content import UnknownRevisionError
from lessonbank.scaffold.bank import Pin, bank_files, pins, released_pin
from lessonbank.scaffold.bank.following import own_files
from lessonbank.scaffold.bank.workflows import CHECK, COPIES, PUBLISH
from new_banks import RELEASE, answers

REPOSITORY = "a-trust/lessonbank"
COMMIT = "0123456789abcdef0123456789abcdef01234567"
TAG = f"v{__version__}"
with_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


def git(folder: Path, *arguments: str) -> str:
    identity = ("-c", "user.name=A", "-c", "user.email=a@trust.example")
    command = ["git", *identity, *arguments]
    done = subprocess.run(command, cwd=folder, check=True, capture_output=True, encoding="utf-8")
    return done.stdout.strip()


@pytest.fixture
def hosted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a repository in place of the one on GitHub that this release names as its source."""
    folder = tmp_path / "hosted" / REPOSITORY
    folder.mkdir(parents=True)
    git(folder, "init", "-q")
    git(folder, "commit", "-q", "--allow-empty", "-m", "A release")
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", f"url.{(tmp_path / 'hosted').as_uri()}/.insteadOf")
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", "https://github.com/")
    says(monkeypatch, f"Source, https://github.com/{REPOSITORY}")
    return folder


def says(monkeypatch: pytest.MonkeyPatch, *addresses: str) -> None:
    """Let the metadata of the installed package name these addresses."""
    about = Message()
    for address in addresses:
        about["Project-URL"] = address
    monkeypatch.setattr(pins, "metadata", lambda _: about)


@pytest.fixture
def wheel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a file that is named as the wheel of this release is; stand in an empty folder."""
    path = tmp_path / f"lessonbank-{__version__}-py3-none-any.whl"
    path.write_bytes(b"a wheel")
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    return path


def new(wheel: Path, *more: str) -> tuple[int, str, dict[str, str]]:
    asked = ["new", "bank", "--yes", "--types", "none", "--wheel", str(wheel), *more]
    done = CliRunner().invoke(main, asked)
    folder = Path("bank/.github/workflows")
    files = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*")}
    return done.exit_code, done.output, files


def called(files: dict[str, str]) -> set[str]:
    return {
        each for text in files.values() for each in re.findall(r"uses: (\S+/workflows/.*)", text)
    }


def test_a_commit_that_is_given_is_called(wheel: Path) -> None:
    code, _, files = new(wheel, "--workflows", f"{REPOSITORY}@{COMMIT}")
    assert code == 0
    assert set(files) == {"check.yml", "publish.yml"}
    assert called(files) == {
        f"{REPOSITORY}/.github/workflows/{name}.yml@{COMMIT}"
        for name in ("check", "preview", "publish")
    }


@pytest.mark.parametrize(
    "written",
    ["main", "", f"{REPOSITORY}@v1", f"{REPOSITORY}@{COMMIT[:7]}", f"x@{COMMIT}", REPOSITORY],
)
def test_what_is_no_commit_is_refused(wheel: Path, written: str) -> None:
    code, said, files = new(wheel, "--workflows", written)
    assert code == 2
    assert "names no commit of a repository" in " ".join(said.split())
    assert files == {}


@with_git
@pytest.mark.parametrize("options", [(), ("-a", "-m", "A release")], ids=["light", "annotated"])
def test_the_commit_of_this_release_is_called(
    wheel: Path, hosted: Path, options: tuple[str, ...]
) -> None:
    git(hosted, "tag", *options, TAG)
    commit = git(hosted, "rev-parse", "HEAD")
    git(hosted, "commit", "-q", "--allow-empty", "-m", "Later")
    assert released_pin() == Pin(REPOSITORY, commit, TAG)
    code, _, files = new(wheel)
    assert code == 0
    assert set(files) == {"check.yml", "publish.yml"}
    assert all(each.endswith(f"@{commit} # {TAG}") for each in called(files))


@with_git
def test_a_release_without_a_tag_gives_copies_and_says_so(wheel: Path, hosted: Path) -> None:
    code, said, files = new(wheel)
    assert code == 0
    assert f"copies of the workflows, because git says: {REPOSITORY} has no tag {TAG}." in said
    assert len(files) == 5


@pytest.mark.parametrize(
    "address",
    [
        "Homepage, https://github.com/a/b",
        "Source, https://forge.example/a/b",
        "Source, https://github.com/a",
    ],
)
def test_a_package_that_names_no_repository_gives_copies(
    wheel: Path, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    says(monkeypatch, address)
    code, said, files = new(wheel)
    assert (code, "git says" in said) == (0, False)
    assert called(files) == {
        f"./.github/workflows/lessonbank-{name}.yml" for name in ("check", "preview", "publish")
    }


def written(root: Path, pin: Pin | None, **changes: object) -> Path:
    for path, data in bank_files(answers(pin=pin, **changes), RELEASE).items():
        if path.startswith(".github/"):
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_bytes(data)
    return root


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_an_upgrade_keeps_copies_and_what_a_bank_has_chosen(tmp_path: Path) -> None:
    bank = written(tmp_path, None)
    edit(bank / CHECK, "edition: public", "edition: trust")
    edit(bank / PUBLISH, "lfs: false", "lfs: true")
    wanted = {path: (bank / path).read_bytes() for path in (CHECK, PUBLISH, *COPIES)}
    for path in (CHECK, COPIES[2]):
        edit(bank / path, "permissions: {}", "permissions: write-all")
    (bank / COPIES[1]).unlink()
    assert own_files(bank) == wanted


@with_git
def test_an_upgrade_calls_the_new_commit_of_the_same_repository(
    tmp_path: Path, hosted: Path
) -> None:
    bank = written(tmp_path / "bank", Pin(REPOSITORY, COMMIT, "v0.0.1"), films_in_git=False)
    with pytest.raises(OSError, match="has no tag"):
        own_files(bank)
    git(hosted, "tag", TAG)
    text = (bank / CHECK).read_text(encoding="utf-8")
    commit = git(hosted, "rev-parse", "HEAD")
    wanted = text.replace(COMMIT, commit).replace("v0.0.1", TAG)
    assert own_files(bank) == {CHECK: wanted.encode()}


def test_an_upgrade_leaves_workflows_of_the_bank_s_own_alone(tmp_path: Path) -> None:
    bank = written(tmp_path, None)
    for path in (CHECK, PUBLISH):
        (bank / path).write_text("name: Mine\n", encoding="utf-8")
    assert own_files(bank) == {}


@with_git
def test_a_repository_that_is_not_there_is_said_to_be_missing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", f"url.{tmp_path.as_uri()}/.insteadOf")
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", "https://github.com/")
    with pytest.raises(UnknownRevisionError, match="not appear to be a git repository"):
        pins.pin_to_this_release("no/where")
