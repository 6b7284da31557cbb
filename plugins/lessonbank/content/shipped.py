"""The frameworks that come with the program."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from lessonbank.bank import Framework
from lessonbank.content import yaml

_FOLDER = Path(__file__).parent / "frameworks"


@cache
def frameworks() -> Mapping[str, Framework]:
    """Return the shipped frameworks, by id."""
    found = (_read(path) for path in sorted(_FOLDER.glob("*.yml")))
    return MappingProxyType({framework.id: framework for framework in found})


def _read(path: Path) -> Framework:
    data = yaml.load(path.read_text(encoding="utf-8"))
    return Framework.model_validate({**data, "id": path.stem}, by_alias=True, by_name=False)
