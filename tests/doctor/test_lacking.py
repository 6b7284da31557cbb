"""Doctor on machines and banks that really lack something."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from lessonbank.doctor.finding import Level
from lessonbank.doctor.here import Here
from lessonbank.doctor.probe import Probe
from lessonbank.doctor.probes import clock, disk, film, folders, lettering, media, paths, settings
from lessonbank.doctor.probes.repository import PROBE as REPOSITORY
from lessonbank.doctor.system import System
from lessonbank.ffmpeg.program import locate
from lessonbank.site.pictures import lettering as drawn
from projects import write_project

PROGRAM = Path(sys.executable).with_name("lessonbank")
posix = pytest.mark.skipif(sys.platform == "win32", reason="The machine is made with shell scripts")
with_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


@dataclass(frozen=True)
class Said:
    """The exit code of doctor, and its findings as level and text by probe."""

    code: int
    findings: Mapping[str, list[tuple[str, str]]]
    fixes: str

    def told(self, probe: str, level: Level, text: str) -> bool:
        return any(level == has and text in words for has, words in self.findings[probe])


def said_by(done: subprocess.CompletedProcess[bytes]) -> Said:
    """Read the JSON of a run, which may end neither with a traceback nor with words on stderr."""
    assert done.stderr == b"", done.stderr.decode()
    told = json.loads(done.stdout)
    findings: dict[str, list[tuple[str, str]]] = {}
    for each in told["findings"]:
        findings.setdefault(each["probe"], []).append((each["level"], each["text"]))
        assert bool(each["fix"]) == (each["level"] != "ok")
    counts = [sum(e["level"] == level for e in told["findings"]) for level in ("fault", "advice")]
    assert counts == [told["faults"], told["advice"]]
    assert done.returncode == (1 if told["faults"] else 0)
    return Said(done.returncode, findings, "\n".join(each["fix"] for each in told["findings"]))


def doctor(folder: Path, *before: str, **environ: str) -> Said:
    """Run `lessonbank doctor --json` with a changed environment."""
    done = subprocess.run(
        [*before, str(PROGRAM), "doctor", "--json"],
        cwd=folder,
        env={**os.environ, **environ},
        capture_output=True,
        check=False,
    )
    return said_by(done)


def hidden(folder: Path, *modules: str) -> str:
    """Return a PYTHONPATH on which these packages cannot be imported."""
    for name in modules:
        text = "raise ModuleNotFoundError(f'No module named {__name__!r}', name=__name__)\n"
        (folder / f"{name}.py").write_text(text, encoding="utf-8")
    return str(folder)


def script(path: Path, body: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


def git(root: Path, *arguments: str) -> None:
    who = ("-c", "user.name=A", "-c", "user.email=a@trust.example")
    subprocess.run(["git", *who, *arguments], cwd=root, check=True, capture_output=True)


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    """Return a bank whose film is a stand-in."""
    root = write_project(tmp_path / "bank", film=False)
    (root / "media/lesson.mp4").write_bytes(b"film")
    return root


def found(probe: Probe[Any], root: Path | None, **environ: str) -> list[tuple[Level, str, str]]:
    found = probe.findings(Here(root, environ), System.DEBIAN)
    return [(each.level, each.text, each.fix) for each in found]


# A machine without a bank, and one with a bank.


def test_outside_a_bank_only_the_machine_is_examined(tmp_path: Path) -> None:
    said = doctor(tmp_path)
    assert said.code == 0
    assert {"python", "engine", "film", "zones"} <= said.findings.keys()
    assert not {"settings", "disk", "media"} & said.findings.keys()


@with_git
def test_a_healthy_bank_has_no_fault(bank: Path) -> None:
    git(bank, "init", "-q")
    git(bank, "add", ".")
    said = doctor(bank)
    assert said.code == 0, said.findings
    assert said.told("media", Level.OK, "2 files")
    assert said.told("folders", Level.OK, "build/")
    assert said.told("film", Level.OK, "is used")
    assert not (bank / "build").exists(), "an examination makes nothing"
    assert not (bank / ".cache").exists()


def test_words_are_for_people(bank: Path) -> None:
    done = subprocess.run(
        [str(PROGRAM), "doctor"], cwd=bank, capture_output=True, check=False, encoding="utf-8"
    )
    lines = done.stdout.splitlines()
    assert lines[0] == f"The bank is {bank}."
    assert lines[-1].endswith("of advice.")
    assert all(
        line.split()[0] in {"ok", "advice", "fault"} or line[0] == " " for line in lines[1:-1]
    )


# ffmpeg.

OLD = 'echo "ffmpeg version 4.1.11-0+deb10u1 Copyright (c) 2000-2023 the FFmpeg developers"'


@posix
def test_no_ffmpeg_at_all(tmp_path: Path) -> None:
    said = doctor(tmp_path, PATH=str(tmp_path), PYTHONPATH=hidden(tmp_path, "imageio_ffmpeg"))
    assert said.code == 1
    assert said.told("film", Level.FAULT, "There is no ffmpeg on this machine.")
    assert "-m pip install --force-reinstall imageio-ffmpeg" in said.fixes


@posix
def test_an_old_ffmpeg_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script(tmp_path / "ffmpeg", OLD)
    monkeypatch.delenv("LESSONBANK_FFMPEG", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    ((level, text, fix),) = found(film.PROBE, None)
    assert level is Level.ADVICE
    assert "is version 4.1.11-0+deb10u1; it takes 5.1 or later" in text
    assert fix == "Run: sudo apt-get install ffmpeg"


@posix
def test_an_old_ffmpeg_alone(tmp_path: Path) -> None:
    script(tmp_path / "bin/ffmpeg", OLD)
    hide = hidden(tmp_path, "imageio_ffmpeg")
    said = doctor(tmp_path, PATH=str(tmp_path / "bin"), PYTHONPATH=hide)
    assert said.told("film", Level.FAULT, "it takes 5.1 or later")


REAL = '"$REAL" "$@"'
WRAPPERS = [
    (f"case $* in *-encoders*) {REAL} | grep -v libx264;; *) exec {REAL};; esac", "libx264"),
    (f"case $* in *-filters*) {REAL} | grep -v zscale;; *) exec {REAL};; esac", "zscale"),
    (f"case $* in *-filters*) {REAL} | grep -v ' aeval ';; *) exec {REAL};; esac", "aeval"),
    (f"case $* in *c:v*) echo 'Error: no x264' >&2; exit 1;; *) exec {REAL};; esac", "no x264"),
    (f"case $* in *tonemap*) echo 'Error: tone' >&2; exit 1;; *) exec {REAL};; esac", "dynamic"),
    (f"case $* in *c:v*) exit 0;; *) exec {REAL};; esac", "made no file"),
    (f"case $* in *-filters*) exit 0;; *) exec {REAL};; esac", "other parts that films need"),
    ("exit 3", "does not answer"),
    ("kill -9 $$", "does not answer"),
]


@posix
@pytest.mark.parametrize(("body", "lacks"), WRAPPERS)
def test_an_ffmpeg_that_lacks_something(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, body: str, lacks: str
) -> None:
    monkeypatch.delenv("LESSONBANK_FFMPEG", raising=False)
    monkeypatch.setenv("REAL", locate().path)
    wrapper = str(script(tmp_path / "ffmpeg", body))
    monkeypatch.setenv("LESSONBANK_FFMPEG", wrapper)
    ((level, text, fix),) = found(film.PROBE, None, LESSONBANK_FFMPEG=wrapper)
    assert level is Level.FAULT
    assert lacks in text
    assert fix == "Run: unset LESSONBANK_FFMPEG"


@posix
@pytest.mark.skipif(not Path("/usr/bin/ffmpeg").exists(), reason="The system has no ffmpeg")
def test_the_systems_ffmpeg_is_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LESSONBANK_FFMPEG", raising=False)
    monkeypatch.setenv("PATH", "/usr/bin")
    ((level, text, _),) = found(film.PROBE, None)
    assert level in {Level.OK, Level.ADVICE}
    assert "/usr/bin/ffmpeg" in text


@posix
def test_a_container_that_ffmpeg_cannot_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REAL", locate().path)
    body = f"case $* in *-demuxers*) {REAL} | grep -v ' mxf ';; *) exec {REAL};; esac"
    wrapper = str(script(tmp_path / "ffmpeg", body))
    monkeypatch.setenv("LESSONBANK_FFMPEG", wrapper)
    said = found(film.PROBE, None, LESSONBANK_FFMPEG=wrapper)
    assert [(level, "mxf" in text) for level, text, _ in said] == [
        (Level.OK, False),
        (Level.ADVICE, True),
    ]


# The rest of the machine.


def test_no_time_zones_and_packages_that_are_missing(tmp_path: Path) -> None:
    hide = hidden(tmp_path, "tzdata", "PIL")
    said = doctor(tmp_path, PYTHONTZPATH="", PYTHONPATH=hide)
    assert said.code == 1
    assert said.told("zones", Level.FAULT, "no time zone data for Europe/London")
    assert said.told("lettering", Level.FAULT, "No module named 'PIL'")


def test_no_font(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawn, "_FONTS", tmp_path)
    drawn.font.cache_clear()
    ((level, text, _),) = found(lettering.PROBE, None)
    drawn.font.cache_clear()
    assert level is Level.FAULT
    assert "cannot open resource" in text


@posix
@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "utf-16"])
def test_a_terminal_without_utf8(tmp_path: Path, encoding: str) -> None:
    done = subprocess.run(
        [str(PROGRAM), "doctor"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONIOENCODING": encoding},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0
    assert f"The terminal uses {encoding}" in done.stdout.decode(encoding)
    assert b"Traceback" not in done.stderr


@posix
def test_no_git(bank: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert found(REPOSITORY, bank)[0][:2] == (
        Level.ADVICE,
        "Git is not installed, so changes cannot be compared or published from here.",
    )
    assert found(clock.PROBE, bank)[0][0] is Level.OK
    assert found(media.PROBE, bank)[0][0] is Level.OK


@with_git
def test_a_clock_behind_the_last_commit(bank: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    git(bank, "init", "-q")
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2090-01-01T00:00:00Z")
    git(bank, "commit", "-q", "--allow-empty", "-m", "Later")
    level, text, _ = found(clock.PROBE, bank)[0]
    assert level is Level.FAULT
    assert "2090-01-01" in text


# The bank.


@with_git
def test_no_repository(bank: Path) -> None:
    assert found(REPOSITORY, bank)[0][2] == "Run: git init"


@with_git
@pytest.mark.skipif(sys.platform != "linux", reason="The disk may take both names as one")
def test_names_that_differ_only_in_case(bank: Path) -> None:
    git(bank, "init", "-q")
    (bank / "content/About.md").write_text("# About\n", encoding="utf-8")
    git(bank, "add", ".")
    assert any(
        "content/About.md and content/about.md" in text for _, text, _ in found(REPOSITORY, bank)
    )


PAGES = ".github/workflows/pages.yml"
DEPLOYS = "on: push\njobs:\n  a:\n    steps:\n      - uses: actions/deploy-pages@0123\n{more}"


def write(root: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")


POINTER = "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 5\n"
STORED = [
    ({".gitignore": "media/*.mp4\n"}, "", Level.OK, "2 files"),
    ({".gitignore": "media/*.mp4\n", PAGES: ""}, "", Level.FAULT, "media/lesson.mp4 is not in git"),
    (
        {".gitignore": "media/*.mp4\n", PAGES: ""},
        "      - run: cp store/* media/\n",
        Level.ADVICE,
        "names media/",
    ),
    ({".gitattributes": "*.mp4 filter=lfs\n", PAGES: ""}, "", Level.FAULT, "does not fetch"),
    (
        {".gitattributes": "*.mp4 filter=lfs\n", PAGES: ""},
        "        with: \n          lfs: true\n",
        Level.OK,
        "2 files",
    ),
    ({"media/lesson.mp4": POINTER}, "", Level.FAULT, "media/lesson.mp4 is in Git LFS, and only a"),
    ({PAGES: ""}, "", Level.OK, "2 files"),
]


@with_git
@pytest.mark.parametrize(("files", "more", "level", "text"), STORED)
def test_films_and_the_workflow(
    bank: Path, files: dict[str, str], more: str, level: Level, text: str
) -> None:
    git(bank, "init", "-q")
    if PAGES in files:
        files = {**files, PAGES: DEPLOYS.format(more=more)}
    write(bank, files)
    # Git LFS itself may be missing here, and would only change what git stores.
    git(bank, "-c", "filter.lfs.clean=cat", "-c", "filter.lfs.required=false", "add", ".")
    ((found_level, words, _),) = found(media.PROBE, bank)
    assert (found_level, text in words) == (level, True), words


def test_a_full_disk(bank: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = shutil.disk_usage(bank)._replace(free=1000)
    monkeypatch.setattr(disk.shutil, "disk_usage", lambda _: usage)
    ((level, text, _),) = found(disk.PROBE, bank)
    assert level is Level.FAULT
    assert "The disk has 1.0 kB free" in text


def test_the_next_build_needs_what_the_cache_lacks(bank: Path) -> None:
    whole = disk.observe(Here(bank, {})).needed
    (bank / ".cache/media/objects").mkdir(parents=True)
    (bank / ".cache/media/objects/a.mp4").write_bytes(b"x" * 100_000)
    assert disk.observe(Here(bank, {})).needed == whole - 100_000
    assert whole - disk._PAGES == 12 * (1500 + 96 + 700 + 48) * 1000 / 8


MOUNTS = 'mount -t tmpfs -o "$1" tmpfs "$2" && { [ -z "$3" ] || "$3" "$2"; shift 3; exec "$@"; }'


def mounted(options: str, folder: Path, fill: str = "") -> Callable[..., Said]:
    """Return a run of doctor with a small disk at `folder`; skip where none can be mounted."""
    start = ["unshare", "--mount", "sh", "-c", MOUNTS, "sh", options, str(folder), fill]
    try:
        tried = subprocess.run([*start, "true"], capture_output=True, check=False)
    except OSError:
        pytest.skip("this system has no `unshare`")
    if tried.returncode:
        pytest.skip("no disk can be mounted here")
    return lambda root: doctor(root, *start)


@posix
def test_a_build_folder_that_can_only_be_read(bank: Path) -> None:
    (bank / "build").mkdir()
    run = mounted("ro", bank / "build")
    said = run(bank)
    assert said.told("folders", Level.FAULT, "build/: Read-only file system")
    assert "chmod -R u+rwX build" in said.fixes


@posix
def test_a_cache_on_a_full_disk(bank: Path, tmp_path: Path) -> None:
    (bank / ".cache").mkdir()
    fill = script(tmp_path / "fill", 'head -c 100000 /dev/zero > "$1/all" 2>/dev/null || true')
    said = mounted("size=16k", bank / ".cache", str(fill))(bank)
    assert said.told("folders", Level.FAULT, ".cache/: No space left on device")


def test_a_file_in_place_of_the_build_folder(bank: Path) -> None:
    (bank / "build").write_text("", encoding="utf-8")
    assert found(folders.PROBE, bank)[0][0] is Level.FAULT


BROKEN = [
    b"site_name: [\n",
    b"\xff\xfe\x00\xd8",
    b"",
    b"- a\n- b\n",
    b"plugins: &a [*a]\n",
    b"site_name: !!python/object/apply:os.system [true]\n",
    b"x: " + b"[" * 3000,
]


@pytest.mark.parametrize("text", BROKEN)
def test_a_corrupted_mkdocs_yml(bank: Path, text: bytes) -> None:
    (bank / "mkdocs.yml").write_bytes(text)
    level, _, fix = found(settings.PROBE, bank)[0]
    assert level is Level.FAULT
    assert fix == "Run: lessonbank check"


@pytest.mark.skipif(sys.platform == "win32", reason="Links need a permission there")
@pytest.mark.parametrize("name", ["mkdocs.yml", "content", "media"])
def test_a_link_in_place_of_a_file(bank: Path, tmp_path: Path, name: str) -> None:
    (bank / name).rename(tmp_path / "elsewhere")
    (bank / name).symlink_to(tmp_path / "elsewhere")
    said = doctor(bank)
    assert said.code == 1
    assert said.told("settings", Level.FAULT, "link")


@pytest.mark.skipif(sys.platform == "win32", reason="It may refuse to make the path")
def test_a_long_path(bank: Path) -> None:
    deep = bank / "content" / "/".join(["a" * 60] * 4)
    deep.mkdir(parents=True)
    (deep / "page.md").write_text("# Deep\n", encoding="utf-8")
    ((level, text, _),) = found(paths.PROBE, bank)
    assert level is Level.ADVICE
    assert "too long for many Windows computers" in text


HOSTILE = ["-rf", "a\nb.mp4", "\x1b[31mred.mp4", "ü-数学.mp4", "$(touch x).mp4", "a'b\".mp4"]


@posix
@with_git
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names(bank: Path, name: str) -> None:
    git(bank, "init", "-q")
    write(bank, {PAGES: DEPLOYS.format(more=""), ".gitignore": "media/\n"})
    (bank / "media" / name).write_bytes(b"film")
    record = bank / "content/recordings/lesson.yml"
    text = record.read_text(encoding="utf-8").replace("lesson.mp4", json.dumps(name))
    record.write_text(text, encoding="utf-8")
    done = subprocess.run([str(PROGRAM), "doctor"], cwd=bank, capture_output=True, check=False)
    assert done.stderr == b""
    assert b"\x1b" not in done.stdout
    assert done.returncode == 1
    words = done.stdout.decode()
    # A name with control characters is a mistake in the content.
    assert (f"media/{name}" if name.isprintable() else "content/ has 1 mistake") in words
