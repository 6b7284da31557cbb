"""`make lint` checks the scripts of the pages with Biome and TypeScript from npm."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

SCRIPT = Path("plugins/lessonbank/site/assets/lb-sample.js")
SOUND = """(() => {
  "use strict";

  class LbSample extends HTMLElement {
    connectedCallback() {
      const video = this.querySelector("video");
      this.title = lessonbank.clock(video.currentTime);
    }
  }

  customElements.define("lb-sample", LbSample);
})();
"""
FAULTS = {
    "a name that is not known": ("lessonbank.clock(", "clok("),
    "a function of ours that is not there": ("lessonbank.clock(", "lessonbank.clok("),
    "a field that a film has not": ("video.currentTime", "video.currentTim"),
    "a value of the wrong type": ("lessonbank.clock(video.currentTime)", "video.currentTime"),
    "a constant given anew": ("this.title =", "video = null; this.title ="),
    "what may be null": ("video.currentTime", "lessonbank.stretch(location.hash).start"),
    "what nothing uses": ("this.title =", "const unused = 1; this.title ="),
    "a variable of the whole function": ("const video", "var video"),
    "no script at all": ("})();", "})("),
}


@pytest.fixture
def project(root: Path, tmp_path: Path) -> Path:
    """Make a folder with the checkers' settings and one valid script."""
    for name in ("Makefile", "biome.json", "tsconfig.json", "tests/lessonbank.d.ts"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(root / name, tmp_path / name)
    (tmp_path / SCRIPT).parent.mkdir(parents=True)
    (tmp_path / SCRIPT).write_text(SOUND, encoding="utf-8")
    return tmp_path


@pytest.fixture
def checked(root: Path, project: Path) -> Path:
    """Add the checkers to that folder."""
    tools = root / "node_modules"
    if not all((tools / ".bin" / name).exists() for name in ("biome", "tsc")):
        if os.environ.get("LESSONBANK_REQUIRE_BROWSERS") == "1":
            pytest.fail("Biome and TypeScript are missing, and LESSONBANK_REQUIRE_BROWSERS=1")
        pytest.skip("Biome and TypeScript are not installed (npm ci)")
    (project / "node_modules").symlink_to(tools)
    return project


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["make", "lint-scripts"], cwd=folder, capture_output=True, encoding="utf-8", check=False
    )


def test_a_valid_script_passes(checked: Path):
    done = lint(checked)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(("right", "wrong"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_found(checked: Path, right: str, wrong: str):
    assert right in SOUND
    (checked / SCRIPT).write_text(SOUND.replace(right, wrong), encoding="utf-8")
    done = lint(checked)
    assert done.returncode != 0
    assert SCRIPT.name in done.stdout + done.stderr


def test_without_npm_the_check_is_skipped_with_a_message(project: Path):
    done = lint(project)
    assert done.returncode == 0
    assert "were not checked" in done.stdout
    assert "npm ci" in done.stdout


def test_lint_includes_the_scripts(root: Path):
    planned = subprocess.run(
        ["make", "--dry-run", "lint"], cwd=root, capture_output=True, encoding="utf-8", check=True
    )
    assert "biome lint" in planned.stdout


def test_every_script_is_checked(root: Path, checked: Path):
    command = [root / "node_modules/.bin/tsc", "--listFilesOnly"]
    listed = subprocess.run(command, cwd=root, capture_output=True, encoding="utf-8", check=True)
    scripts = set((root / "plugins").rglob("*.js"))
    assert scripts
    assert scripts <= {Path(line) for line in listed.stdout.splitlines()}
