"""What each probe concludes from what it saw, on each system."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from lessonbank.content.git import Held
from lessonbank.diagnostics import Code, Diagnostic
from lessonbank.doctor.finding import Finding, Level
from lessonbank.doctor.probes import (
    clock,
    disk,
    engine,
    film,
    folders,
    lettering,
    media,
    paths,
    printer,
    python,
    repository,
    settings,
    site,
    terminal,
    zones,
)
from lessonbank.doctor.probes.engine import Engine, Package
from lessonbank.doctor.probes.media import Media, MediaFile
from lessonbank.doctor.system import System, Task, how_to, system_of
from lessonbank.doctor.workflow import Workflow, first_publishing
from lessonbank.ffmpeg.program import Ffmpeg
from lessonbank.outputs import Weight

OK, ADVICE, FAULT = Level
GOOD = Ffmpeg("/usr/bin/ffmpeg", "7.1", "the one on PATH")
PAGES = Workflow(".github/workflows/pages.yml", fetches_lfs=False, brings_media=False)
FITS = Package("pillow", ">=11.3,<14", "12.0")


def one(**facts: Any) -> MediaFile:
    return MediaFile(**{"path": "media/a.mp4", "bytes": 5, "held": Held.TRACKED, **facts})


def _weighing(size: int) -> Weight:
    return Weight((("a.mp4", size),))


CASES = [
    (python, python.Python("3.13.1", ">=3.11", is_isolated=True), OK, "3.13.1", ""),
    (python, python.Python("3.13.1", ">=3.11", is_isolated=False), ADVICE, "virtual", "venv .venv"),
    (python, python.Python("3.10.9", ">=3.11", is_isolated=True), FAULT, ">=3.11", "python"),
    (python, python.Python("3.15.0", ">=3.11,<3.15", is_isolated=True), FAULT, "<3.15", "python"),
    (engine, Engine("1", (FITS,)), OK, "right 1 package", ""),
    (engine, Engine("1", (replace(FITS, installed="9.1"),)), FAULT, "is 9.1", "pillow>=11.3,<14"),
    (engine, Engine("1", (replace(FITS, installed="14"),)), FAULT, "is 14", "pillow>=11.3,<14"),
    (engine, Engine("1", (replace(FITS, installed=None),)), FAULT, "not installed", "pillow>=11.3"),
    (engine, Engine("1", (replace(FITS, installed="odd"),)), FAULT, "is odd", "pillow>=11.3,<14"),
    (engine, Engine("1", (replace(FITS, installed="13rc1"),)), OK, "right", ""),
    (engine, Engine("1", (FITS,), ("typed-ffmpeg",)), FAULT, "typed-ffmpeg", "uninstall"),
    (film, film.Film(GOOD), OK, "7.1 at /usr/bin/ffmpeg is used (the one on PATH)", ""),
    (film, film.Film(GOOD, is_second=True), ADVICE, "is used", "ffmpeg"),
    (film, film.Film(None, "There is no ffmpeg on this machine."), FAULT, "no ffmpeg", "pip"),
    (film, film.Film(None, "It is old.", is_named=True), FAULT, "old", "LESSONBANK_FFMPEG"),
    (film, film.Film(GOOD, lacks=("libx264", "zscale")), FAULT, "lacks libx264, zscale", "pip"),
    (film, film.Film(GOOD, failure="encoding failed (why)"), FAULT, "encoding failed (why)", "pip"),
    (film, film.Film(GOOD, unread=("mxf",)), ADVICE, "of the type mxf", "pip"),
    (lettering, lettering.Lettering(""), OK, "font", ""),
    (lettering, lettering.Lettering("cannot open resource"), FAULT, "cannot open", "pip install"),
    (printer, printer.Printer(is_installed=True), OK, "can be printed", ""),
    (printer, printer.Printer(is_installed=False), OK, "lessonbank[pdf]", ""),
    (printer, printer.Printer(is_installed=True, problem="No Pango."), ADVICE, "PDF", "No Pango."),
    (zones, zones.Zones(("Europe/London",), ()), OK, "Europe/London", ""),
    (zones, zones.Zones(("Europe/London",), ("Europe/London",)), FAULT, "London", "tzdata"),
    (terminal, terminal.Terminal("utf-8", "utf-8"), OK, "UTF-8", ""),
    (terminal, terminal.Terminal("UTF8", "utf-8"), OK, "UTF-8", ""),
    (terminal, terminal.Terminal(None, "utf-8"), OK, "UTF-8", ""),
    (terminal, terminal.Terminal("cp1252", "utf-8"), ADVICE, "cp1252", "PYTHONUTF8"),
    (terminal, terminal.Terminal("no such", "utf-8"), ADVICE, "no such", "PYTHONUTF8"),
    (terminal, terminal.Terminal("utf-8", "ascii"), FAULT, "ascii", "PYTHONUTF8"),
    (clock, clock.Clock(date(2026, 5, 1), date(2026, 4, 1)), OK, "2026-05-01", ""),
    (clock, clock.Clock(date(2026, 3, 31), date(2026, 4, 1)), OK, "2026-03-31", ""),
    (clock, clock.Clock(date(1980, 1, 1), date(2026, 4, 1)), FAULT, "1980-01-01", "Run: "),
    (clock, clock.Clock(date(2099, 1, 1), date(2026, 4, 1)), ADVICE, "2099-01-01", "Run: "),
    (clock, clock.Clock(date(2026, 5, 1), date(2026, 4, 1), "0"), ADVICE, "1970-01-01", "EPOCH"),
    (clock, clock.Clock(date(2026, 5, 1), date(2026, 4, 1), "x"), FAULT, "'x'", "EPOCH"),
    (clock, clock.Clock(date(2026, 5, 1), date(2026, 4, 1), "9" * 30), FAULT, "9999", "EPOCH"),
    (repository, repository.Repository("2.39", is_bank=True, is_inside=True), OK, "2.39", ""),
    (repository, repository.Repository("2.39"), OK, "2.39", ""),
    (repository, repository.Repository(None), ADVICE, "not installed", "install"),
    (repository, repository.Repository("2.39", is_bank=True), ADVICE, "no git", "git init"),
    (
        repository,
        repository.Repository("2", is_bank=True, is_inside=True, refusal="dubious\nowner"),
        ADVICE,
        "dubious.",
        "safe.directory",
    ),
    (
        repository,
        repository.Repository("2", is_bank=True, is_inside=True, clashes=(("A.md", "a.md"),)),
        ADVICE,
        "A.md and a.md are one file",
        "Rename",
    ),
    (settings, settings.SettingsSeen(()), OK, "can be used", ""),
    (
        settings,
        settings.SettingsSeen((Diagnostic(Code.LINKED_FILE, "it is a link", "mkdocs.yml", "No"),)),
        FAULT,
        "mkdocs.yml cannot be used: it is a link.",
        "lessonbank check",
    ),
    (folders, (folders.FolderSeen("build", ""),), OK, "build/", ""),
    (folders, (folders.FolderSeen("build", "Read-only"),), FAULT, "build/: Read-only", "build"),
    (disk, disk.Disk(10_000, 1_000), OK, "has 10.0 kB free", ""),
    (disk, disk.Disk(1_999, 1_000), ADVICE, "needs 1.0 kB", "lessonbank purge"),
    (disk, disk.Disk(999, 1_000), FAULT, "999 bytes", "until 1.0 kB are free"),
    (media, Media((one(),), PAGES), OK, "1 file of the bank, 5 bytes", ""),
    (media, Media((), None), OK, "0 files", ""),
    (media, Media((one(held=None),), None), OK, "1 file", ""),
    (media, Media((one(held=Held.NOT),), None), OK, "1 file", ""),
    (media, Media((one(held=Held.NOT),), PAGES), FAULT, "not in git", "git add --force media/a"),
    (
        media,
        Media((one(held=Held.NOT),), replace(PAGES, brings_media=True)),
        ADVICE,
        "a step of .github/workflows/pages.yml names media/",
        "step",
    ),
    (media, Media((one(held=Held.NEW),), PAGES), ADVICE, "not in git yet", "git add media/a.mp4"),
    (media, Media((one(held=Held.LFS),), PAGES), FAULT, "does not fetch", "lfs: true"),
    (media, Media((one(held=Held.LFS),), replace(PAGES, fetches_lfs=True)), OK, "1 file", ""),
    (media, Media((one(is_pointer=True),), None), FAULT, "only a pointer", "git lfs pull"),
    (media, Media((one(bytes=100_000_001),), PAGES), FAULT, "100 MB", "git lfs track media/a.mp4"),
    (media, Media((one(bytes=100_000_001),), None), ADVICE, "100 MB", "git lfs track"),
    (media, Media((one(bytes=100_000_000),), PAGES), OK, "100.0 MB", ""),
    (media, Media((one(bytes=10**9, held=Held.LFS),), None), OK, "1.0 GB", ""),
    (media, Media((one(bytes=None),), PAGES), ADVICE, "not here", "lessonbank check"),
    (site, site.Site(None, None), OK, "no build/site", ""),
    (site, site.Site(_weighing(10**9), "pages.yml"), OK, "1.0 GB", ""),
    (
        site,
        site.Site(_weighing(10**9 + 1), "pages.yml"),
        FAULT,
        "takes 1.0 GB",
        "another host",
    ),
    (site, site.Site(_weighing(2 * 10**9), None), ADVICE, "2.0 GB", "another host"),
    (paths, paths.Paths("a.md", 9, is_case_sensitive=True), OK, "tells capital", ""),
    (paths, paths.Paths("a.md", 9, is_case_sensitive=False), OK, "as one", ""),
    (
        paths,
        paths.Paths("a" * 200, 60, is_case_sensitive=False, allows_long=False),
        FAULT,
        "has 260 characters",
        "",
    ),
    (
        paths,
        paths.Paths("a" * 200, 59, is_case_sensitive=False, allows_long=False),
        OK,
        "short enough",
        "",
    ),
    (paths, paths.Paths("a" * 240, 9, is_case_sensitive=True), ADVICE, "Windows", "Shorten"),
]


def judged(probe: Any, seen: object, system: System) -> list[Finding]:
    found: Iterable[Finding] = probe.judge(seen, system)
    return list(found)


def worst(found: Iterable[Finding]) -> Finding:
    return max(found, key=lambda each: [*Level].index(each.level))


@pytest.mark.parametrize("system", System)
@pytest.mark.parametrize(("probe", "seen", "level", "text", "fix"), CASES)
def test_a_probe_judges_what_it_saw(
    system: System, probe: Any, seen: object, level: Level, text: str, fix: str
) -> None:
    found = judged(probe, seen, system)
    told = worst(found)
    assert told.level is level
    assert text in told.text
    assert fix.lower() in told.fix.lower()
    for each in found:
        assert (each.fix == "") == (each.level is Level.OK)
        assert each.text.endswith(".")
        assert "\n" not in each.text + each.fix


@pytest.mark.parametrize("task", Task)
def test_each_system_has_a_fix_for_each_task(task: Task) -> None:
    fixes = {system: how_to(task, system) for system in System}
    assert all(fixes.values())
    assert "apt" not in fixes[System.WINDOWS] + fixes[System.MACOS] + fixes[System.LINUX]
    assert "sudo" not in fixes[System.WINDOWS]


@pytest.mark.parametrize(
    ("platform", "release", "system"),
    [
        ("win32", "", System.WINDOWS),
        ("darwin", "", System.MACOS),
        ("linux", "ID=debian\n", System.DEBIAN),
        ("linux", 'NAME="Mint"\nID=linuxmint\nID_LIKE="ubuntu debian"\n', System.DEBIAN),
        ("linux", "ID=fedora\n", System.LINUX),
        ("linux", "PRETTY=debian\n", System.LINUX),
        ("linux", "", System.LINUX),
        ("freebsd14", "", System.LINUX),
    ],
)
def test_the_system_is_known_by_what_it_says(platform: str, release: str, system: System) -> None:
    assert system_of(platform, release) is system


DEPLOYS = "      - uses: actions/deploy-pages@0123 # v5\n"
CALLS = "on:\n  schedule:\n    - cron: 1 2 * * *\njobs:\n  publish:\n"
WORKFLOWS = [
    (DEPLOYS, (False, False)),
    ("    uses: trust/lessonbank/.github/workflows/publish.yml@0123\n", (False, False)),
    (CALLS + "    uses: trust/bank/.github/workflows/publish.yml@0123\n", (False, False)),
    (CALLS + "    uses: ./.github/workflows/lessonbank-publish.yml\n", (False, False)),
    (
        CALLS + "    uses: ./.github/workflows/publish.yml\n    with:\n      lfs: true\n",
        (True, False),
    ),
    (CALLS + "    uses: ./.github/workflows/lessonbank-preview.yml\n", None),
    (f"on:\n  workflow_call:\n    inputs:\n{DEPLOYS}", None),
    (f"on: workflow_call\n{DEPLOYS}", None),
    (f"on:\n  push:\n  workflow_call:\n{DEPLOYS}", (False, False)),
    ("jobs:\n  build:\n    run: make test\n", None),
    (f"#{DEPLOYS}", None),
    (DEPLOYS + "        with:\n          lfs: true\n", (True, False)),
    (DEPLOYS + "        with:\n          # lfs: true\n", (False, False)),
    (DEPLOYS + "      - run: git lfs pull\n", (True, False)),
    (DEPLOYS + "      - run: rclone copy store:films media/\n", (False, True)),
    (DEPLOYS + "          path: media\n", (False, True)),
    (DEPLOYS + "          media: s3://films\n", (False, True)),
    (
        DEPLOYS + "          key: ${{ hashFiles('media.lock', 'plugins/x/media/**') }}\n",
        (False, False),
    ),
]


@pytest.mark.parametrize(("text", "expected"), WORKFLOWS)
def test_a_workflow_says_how_it_gets_films(text: str, expected: tuple[bool, bool] | None) -> None:
    found = first_publishing([("none.yml", "on: push\n"), ("a.yml", text)])
    assert (found and (found.fetches_lfs, found.brings_media)) == expected
