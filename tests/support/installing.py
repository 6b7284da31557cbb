"""Packages in a folder of their own, with the metadata that an installer writes."""

from __future__ import annotations

import os
import shutil
import tomllib
from collections.abc import Mapping
from pathlib import Path

PACKAGES = Path(__file__).parents[1] / "packages"


def installed(name: str, target: Path) -> Path:
    """Install a package of `tests/packages` into a folder, from its own pyproject.toml."""
    source = PACKAGES / name
    project = tomllib.loads((source / "pyproject.toml").read_text(encoding="utf-8"))
    (module,) = project["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]
    shutil.copytree(source / module, target / module)
    about = project["project"]
    return described(target, about["name"], about["version"], about["entry-points"])


def described(
    target: Path, name: str, version: str, groups: Mapping[str, Mapping[str, str]]
) -> Path:
    """Write the metadata of what lies in a folder: its name, and the entry points of each group."""
    folder = target / f"{name.replace('-', '_')}-{version}.dist-info"
    folder.mkdir(parents=True)
    about = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"
    (folder / "METADATA").write_text(about, encoding="utf-8")
    lines = [
        line
        for group, entries in groups.items()
        for line in (f"[{group}]", *(f"{name} = {value}" for name, value in entries.items()), "")
    ]
    (folder / "entry_points.txt").write_text("\n".join(lines), encoding="utf-8")
    return target


def beside(*folders: Path) -> dict[str, str]:
    """The environment in which Python finds what is installed in these folders."""
    former = [part for part in [os.environ.get("PYTHONPATH")] if part]
    return {"PYTHONPATH": os.pathsep.join([*map(str, folders), *former])}
