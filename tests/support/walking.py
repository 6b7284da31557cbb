"""Do what a guide says: its samples in order, in a folder of their own.

Files are written, commands are run as people type them, and what they print is compared. A line of
only `...` stands for any lines, and `...` within a line for any words. Questions are answered with
the Enter key. A command must succeed, unless its comment says how it ends: `# exit code 1`.

Three things are not real. `pip install lessonbank` finds what is installed already. Addresses of
GitHub are folders of this machine. The day is that of `EPOCH`.
"""

from __future__ import annotations

import os
import re
import shlex
import signal
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from threading import Timer

from guides import Sample, samples
from lessonbank.content import yaml
from lessonbank.content.yaml_scene import YamlError

EPOCH = "1796040000"
"""30 November 2026, at noon."""
IS_POSSIBLE = sys.platform != "win32"
"""The commands are for a POSIX shell; `test_samples` looks at those for Windows."""
TOLD_ONLY = frozenset({"text", "bat", "html"})
"""Languages of samples that are neither written nor run."""
_ADD, _IN = "add to ", "in "
_ENDS = re.compile(r"#.*\bexit code (\d+)")
_STAYS = re.compile(r"^lessonbank serve\b")
_GITHUB = "https://github.com/"
_REPOSITORY = re.compile(re.escape(_GITHUB) + r"([\w.-]+/[\w.-]+\.git)")
_PATIENCE = 300
"""Seconds for one command."""
_PIP = """\
#!/bin/sh
# Stands for pip in guides: what they install is installed already.
for word in "$@"; do
    case "$word" in
        install | --upgrade | --require-hashes | --quiet | -r) ;;
        lessonbank | *.txt) ;;
        *) echo "pip: the guides install no '$word'" >&2; exit 1 ;;
    esac
done
exec lessonbank --version
"""
_GIT = """\
[user]
    name = Sam Reader
    email = sam@trust.example
[init]
    defaultBranch = main
[url "{hosted}/"]
    insteadOf = {github}
"""


class StumbledError(AssertionError):
    """A sample does not do what its guide says."""

    def __init__(self, sample: Sample, why: str) -> None:
        super().__init__(f"{sample.place}: {why}")


@dataclass
class Walk:
    """One reader's machine. `here` is the folder that they are in, below `home`."""

    home: Path
    here: Path = field(init=False)

    def __post_init__(self) -> None:
        self.here = self.home / "work"
        for folder in (self.here, self._programs, self._hosted):
            folder.mkdir(parents=True, exist_ok=True)
        installed = Path(sys.executable).parent / "lessonbank"
        (self._programs / "lessonbank").symlink_to(installed)
        pip = self._programs / "pip"
        pip.write_text(_PIP, encoding="utf-8")
        pip.chmod(0o755)
        settings = _GIT.format(hosted=self._hosted.as_uri(), github=_GITHUB)
        (self.home / ".gitconfig").write_text(settings, encoding="utf-8")

    @property
    def _programs(self) -> Path:
        return self.home / ".programs"

    @property
    def _hosted(self) -> Path:
        return self.home / ".hosted"

    def through(self, folder: Path, guide: str) -> None:
        """Do all samples of a guide. Raise StumbledError."""
        for sample in samples(folder, guide):
            self.do(sample)

    def do(self, sample: Sample) -> None:
        """Do one sample. Raise StumbledError."""
        if sample.title.startswith(_ADD):
            self._add(sample, self._path(sample, sample.title.removeprefix(_ADD)))
        elif sample.title.startswith(_IN):
            self._compare(sample, self._path(sample, sample.title.removeprefix(_IN)))
        elif sample.title:
            path = self._path(sample, sample.title)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(sample.text, encoding="utf-8")
        elif sample.language == "console":
            for command, printed in sample.commands:
                self._run(sample, command, printed)
        elif sample.language == "sh":
            self._shell(sample, f"set -e\n{sample.text}", 0)
        elif sample.language == "yaml":
            self._read(sample)
        elif sample.language not in TOLD_ONLY:
            raise StumbledError(sample, f"nothing proves a sample of `{sample.language}`")

    def _path(self, sample: Sample, name: str) -> Path:
        path = (self.here / name).resolve()
        if not path.is_relative_to(self.home.resolve()):
            raise StumbledError(sample, f"{name} is outside the reader's folder")
        return path

    def _add(self, sample: Sample, path: Path) -> None:
        """Add fields to a file that is there, in place of those of the same name."""
        try:
            text = path.read_text(encoding="utf-8")
        except FileNotFoundError as error:
            raise StumbledError(sample, f"there is no {path.name} to add to") from error
        path.write_text(with_fields(text, sample.text), encoding="utf-8")

    def _compare(self, sample: Sample, path: Path) -> None:
        """Require that a file has these lines, however far they are indented."""
        if not path.is_file():
            raise StumbledError(sample, f"there is no {path.name}")
        there = [line.strip() for line in path.read_text(encoding="utf-8").splitlines()]
        wanted = [line.strip() for line in sample.text.strip().splitlines()]
        starts = range(len(there) - len(wanted) + 1)
        if not any(there[start : start + len(wanted)] == wanted for start in starts):
            raise StumbledError(sample, f"{path.name} has no such lines:\n" + "\n".join(there))

    def _read(self, sample: Sample) -> None:
        try:
            yaml.load(sample.text)
        except YamlError as error:
            raise StumbledError(sample, str(error)) from error

    def _run(self, sample: Sample, line: str, printed: str) -> None:
        ends = _ENDS.search(line)
        command = line.partition(" #")[0].strip()
        if command.startswith("cd "):
            self.here = self._path(sample, command.removeprefix("cd "))
            if not self.here.is_dir():
                raise StumbledError(sample, f"there is no folder {self.here.name}")
        elif _STAYS.match(command):
            self._start(sample, command, printed)
        else:
            said = self._shell(sample, command, int(ends[1]) if ends else 0)
            _require(sample, command, said, printed)

    def _shell(self, sample: Sample, script: str, ends: int) -> str:
        """Run a script, and return what it said."""
        for name in _REPOSITORY.findall(script):
            if not (self._hosted / name).exists():
                self._host(name)
        done = subprocess.run(
            ["sh", "-c", script],
            cwd=self.here,
            env=self._environ,
            input="\n" * 99,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            timeout=_PATIENCE,
            check=False,
        )
        if done.returncode != ends:
            raise StumbledError(sample, f"`{script}` ended with {done.returncode}:\n{done.stdout}")
        return done.stdout

    def _host(self, name: str) -> None:
        """Make an empty repository, as somebody does in a browser."""
        folder = self._hosted / name
        folder.mkdir(parents=True)
        command = ["git", "init", "--quiet", "--bare", str(folder)]
        subprocess.run(command, env=self._environ, check=True)

    def _start(self, sample: Sample, command: str, printed: str) -> None:
        """Run a command that stays until it is stopped, and stop it when it has said enough."""
        with subprocess.Popen(
            shlex.split(command),
            cwd=self.here,
            env={**self._environ, "PYTHONUNBUFFERED": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        ) as process:
            said = ""
            assert process.stdout
            late = Timer(_PATIENCE, process.kill)
            late.start()
            for line in process.stdout:
                said += line
                if _is_said(said, printed):
                    break
            process.send_signal(signal.SIGINT)
            said += process.stdout.read()
            late.cancel()
        _require(sample, command, said, printed)

    @property
    def _environ(self) -> dict[str, str]:
        kept = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("LESSONBANK_", "GIT_", "GITHUB_"))
        }
        path = os.pathsep.join([str(self._programs), os.environ["PATH"]])
        day = {"SOURCE_DATE_EPOCH": EPOCH, "TZ": "Europe/London"}
        return {**kept, **day, "HOME": str(self.home), "PATH": path, "NO_COLOR": "1"}


def _require(sample: Sample, command: str, said: str, printed: str) -> None:
    if not _is_said(said, printed):
        raise StumbledError(sample, f"`{command}` did not print this:\n{printed}\nbut:\n{said}")


def _is_said(said: str, printed: str) -> bool:
    """Return whether a command said what its guide prints."""
    lines = [line.rstrip() for line in printed.strip("\n").splitlines()]
    if not any(lines):
        return True
    pattern = "".join(_ANY if line == _DOTS else f"{_words(line)}\n" for line in lines)
    plain = "".join(f"{line.rstrip()}\n" for line in said.strip("\n").splitlines())
    return re.fullmatch(pattern, plain) is not None


_DOTS = "..."
_ANY = r"(?:.*\n)*?"
"""Any lines."""


def _words(line: str) -> str:
    return ".*".join(map(re.escape, line.split(_DOTS)))


_KEY = re.compile(r"^([\w-]+):", re.MULTILINE)
_BLOCK = r"^{}:.*\n(?:(?:[ \t#-].*)?\n)*"
_FRONT = "---\n"


def with_fields(text: str, fields: str) -> str:
    """Return a file with more fields, in place of those of the same name.

    They go to the end of a file of YAML, or of the front matter of a page.
    """
    if text.startswith(_FRONT):
        _, front, body = text.split(_FRONT, 2)
        return f"{_FRONT}{with_fields(front, fields)}{_FRONT}{body}"
    for name in _KEY.findall(fields):
        text = re.sub(_BLOCK.format(re.escape(name)), "", text, flags=re.MULTILINE)
    return f"{text.rstrip(chr(10))}\n{fields}"
