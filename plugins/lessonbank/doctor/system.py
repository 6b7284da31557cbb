"""The operating system, and the commands that fix things on it."""

from __future__ import annotations

import re
import shlex
import subprocess
from collections.abc import Mapping
from enum import StrEnum


class System(StrEnum):
    """Systems with commands of their own; Debian includes Ubuntu and its other children."""

    DEBIAN = "Debian"
    LINUX = "Linux"
    MACOS = "macOS"
    WINDOWS = "Windows"


class Task(StrEnum):
    """Things to do that need another command on each system."""

    INSTALL_FFMPEG = "install ffmpeg"
    INSTALL_GIT = "install git"
    INSTALL_PYTHON = "install Python"
    SET_CLOCK = "set the clock"
    USE_UTF8 = "use UTF-8"
    ALLOW_LONG_PATHS = "allow long paths"


_COMMANDS: Mapping[Task, Mapping[System, str]] = {
    Task.INSTALL_FFMPEG: {
        System.DEBIAN: "sudo apt-get install ffmpeg",
        System.MACOS: "brew install ffmpeg",
        System.WINDOWS: "winget install --id Gyan.FFmpeg",
    },
    Task.INSTALL_GIT: {
        System.DEBIAN: "sudo apt-get install git",
        System.MACOS: "xcode-select --install",
        System.WINDOWS: "winget install --id Git.Git",
    },
    Task.INSTALL_PYTHON: {
        System.DEBIAN: "sudo apt-get install python3 python3-venv",
        System.MACOS: "brew install python@3.13",
        System.WINDOWS: "winget install --id Python.Python.3.13",
    },
    Task.SET_CLOCK: {
        System.DEBIAN: "sudo timedatectl set-ntp true",
        System.LINUX: "sudo timedatectl set-ntp true",
        System.MACOS: "sudo systemsetup -setusingnetworktime on",
        System.WINDOWS: "w32tm /resync",
    },
    Task.ALLOW_LONG_PATHS: {
        System.WINDOWS: r"reg add HKLM\SYSTEM\CurrentControlSet\Control\FileSystem"
        " /v LongPathsEnabled /t REG_DWORD /d 1 /f",
    },
    Task.USE_UTF8: {
        System.WINDOWS: "setx PYTHONUTF8 1",
    },
}
_ELSEWHERE: Mapping[Task, str] = {
    Task.INSTALL_FFMPEG: "Install ffmpeg 5.1 or later.",
    Task.INSTALL_GIT: "Install git with the program that installs software on this system.",
    Task.INSTALL_PYTHON: "Install Python with the program that installs software on this system.",
    Task.ALLOW_LONG_PATHS: "Shorten the names, or move the bank to a shorter path.",
    Task.USE_UTF8: "Run: export PYTHONUTF8=1",
}


def system_of(platform: str, os_release: str = "") -> System:
    """Return the system of `sys.platform`; `os_release` is the text of `/etc/os-release`."""
    if platform == "win32":
        return System.WINDOWS
    if platform == "darwin":
        return System.MACOS
    family = " ".join(re.findall(r"^ID(?:_LIKE)?=(.*)$", os_release, re.MULTILINE))
    return System.DEBIAN if re.search(r"\b(?:debian|ubuntu)\b", family) else System.LINUX


def how_to(task: Task, system: System) -> str:
    """Return the sentence with the command for this system."""
    command = _COMMANDS[task].get(system)
    return f"Run: {command}" if command else _ELSEWHERE[task]


def run(system: System, *command: str) -> str:
    """Return the sentence that asks for this command, quoted for the system's shell."""
    if system is System.WINDOWS:
        return f"Run: {subprocess.list2cmdline(command)}"
    return f"Run: {shlex.join(command)}"


def unset(variable: str, system: System) -> str:
    """Return the sentence that asks to remove an environment variable."""
    return f"Run: set {variable}=" if system is System.WINDOWS else f"Run: unset {variable}"


def make_writable(folder: str, system: System) -> str:
    """Return the sentence that asks for permission to write in a folder."""
    if system is System.WINDOWS:
        return f'Run: icacls {subprocess.list2cmdline([folder])} /grant "%USERNAME%":(OI)(CI)M /T'
    return run(system, "chmod", "-R", "u+rwX", folder)
