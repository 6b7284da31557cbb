"""Concurrent builds of a site, and takedowns during a build, with processes killed.

LESSONBANK_ROUNDS says how many interleavings are tried; some are in every run.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest

from forked import start
from lessonbank.outputs import manifest_path, read_manifest
from projects import PERMISSION
from sites import TODAY, built, run, state
from takedowns import WORDS, telling

ROUNDS = int(os.environ.get("LESSONBANK_ROUNDS", "3"))

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kills groups of processes")


def ended(processes: Sequence[BaseProcess], logs: Path) -> list[int | None]:
    for process in processes:
        process.join(120)
    said = "".join(path.read_text(encoding="utf-8") for path in logs.glob("*.log"))
    assert "Traceback" not in said, said
    return [process.exitcode for process in processes]


def sound(root: Path) -> str:
    """Return the edition of the live site; assert that it is complete and shows nothing denied."""
    site = root / "build/site"
    manifest = read_manifest(manifest_path(site))
    assert manifest.describes(site)
    assert set(manifest.files) == set(state(site))
    is_trust = manifest.edition == "trust"
    assert bool(telling(site, WORDS["EL-2"])) is is_trust, "EL-2 is for the trust alone"
    return manifest.edition


@pytest.fixture(scope="module")
def apart(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = Path(shutil.copytree(made, tmp_path_factory.mktemp("apart") / "bank"))
    path = root / "content/permissions/EL-2.yml"
    path.write_text(PERMISSION.replace("scope_max: public", "scope_max: trust"), encoding="utf-8")
    built(root)
    return root


@pytest.fixture
def divided(apart: Path, tmp_path: Path) -> Path:
    """Write a bank that shows the public less than the trust."""
    return Path(shutil.copytree(apart, tmp_path / "bank"))


@pytest.mark.parametrize("seed", range(ROUNDS))
def test_two_builds_never_mix(divided: Path, tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - chance, and the same each time
    editions = chance.choice([("public", "trust"), ("trust", "public"), ("public", "public")])
    processes = []
    for edition in editions:
        log = tmp_path / f"{len(processes)}.log"
        options = ("--edition", edition, "--today", TODAY)
        processes.append(start(divided, log, "build", *options))
        time.sleep(chance.uniform(0, 1))
    victim = processes[chance.randrange(2)] if chance.random() < 0.5 else None
    if victim:
        time.sleep(chance.uniform(0, 1.5))
        victim.kill()
    codes = ended(processes, tmp_path)
    survivors = [code for p, code in zip(processes, codes, strict=True) if p is not victim]
    assert survivors == [0] * len(survivors)
    if survivors:
        assert sound(divided) in editions
    if victim:
        after = start(divided, tmp_path / "after.log", "build", "--today", TODAY)
        assert ended([after], tmp_path) == [0]
        assert sound(divided) == "public"
    if victim or editions[0] == editions[1]:
        assert sorted(p.name for p in (divided / "build").iterdir()) == [
            "audit",
            "manifest",
            "site",
        ]


@pytest.mark.parametrize("seed", range(ROUNDS))
def test_items_withdrawn_during_a_build_are_in_no_live_site(
    bank: Path, tmp_path: Path, seed: int
) -> None:
    chance = random.Random(seed)  # noqa: S311 - chance, and the same each time
    build = start(bank, tmp_path / "build.log", "build", "--today", TODAY)
    time.sleep(chance.uniform(0, 2))
    withdrawing = start(bank, tmp_path / "withdraw.log", "withdraw", "EL-1", "--today", TODAY)
    if chance.random() < 0.3:
        time.sleep(chance.uniform(0, 1))
        build.kill()
    codes = ended([build, withdrawing], tmp_path)
    assert codes[1] == 0
    assert codes[0] in {0, 3, -signal.SIGKILL}
    assert not telling(bank / "build/site", WORDS["EL-1"])
    assert telling(bank / "build/site", ["otter"])


def test_a_second_build_names_the_running_one_and_ends(bank: Path) -> None:
    program_ = """
import time
from pathlib import Path
from lessonbank.files.staging import Staging
staging = Staging(Path("build/site"), "somebody")
staging.lock()
print("in", flush=True)
time.sleep(600)
"""
    command = [sys.executable, "-c", program_]
    with subprocess.Popen(command, cwd=bank, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "in\n"
        done = run(bank, "lessonbank", "build", "--today", TODAY, "--wait", "1")
        asked = run(bank, "lessonbank", "takedown", "--today", TODAY, "--wait", "0")
        holder.kill()
    assert done.returncode == 1
    assert f"Waiting for somebody (process {holder.pid}), since 20" in done.stderr
    assert f"locked by somebody (process {holder.pid})" in done.stderr
    assert asked.returncode == 1
    assert "was not looked at" in asked.stderr


def test_a_purge_waits_for_builds(bank: Path) -> None:
    program_ = """
import time
from pathlib import Path
from lessonbank.files.lock import together
with together(Path(".cache/media"), "a build"):
    print("in", flush=True)
    time.sleep(600)
"""
    made = {path for path in state(bank) if "/objects/" in path}
    for reference in WORDS:
        (bank / f"content/permissions/{reference}.yml").write_text(
            PERMISSION.replace("expires_on: 2028-03-04", "expires_on: 2026-11-01"), encoding="utf-8"
        )
    command = [sys.executable, "-c", program_]
    with subprocess.Popen(command, cwd=bank, stdout=subprocess.PIPE, text=True) as user:
        assert user.stdout is not None
        assert user.stdout.readline() == "in\n"
        done = run(bank, "lessonbank", "purge", "--today", TODAY, "--wait", "1")
        assert done.returncode == 1
        assert f"a build (process {user.pid})" in done.stderr
        assert made <= set(state(bank))
        user.kill()
    assert run(bank, "lessonbank", "purge", "--today", TODAY).returncode == 0
    assert not made & set(state(bank))
