"""The cast: voices and figures by name."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from tests.films.teacher import Figure


@dataclass(frozen=True)
class Speaker:
    """How one member of the cast sounds and is shown. `place` is a pupil's seat."""

    shown: str
    voice: tuple[tuple[str, float], ...] = ()
    speed: float = 1.0
    pitch: float = 1.0
    place: int | None = None
    together: tuple[str, ...] = ()
    """The speakers of a chorus."""
    figure: Figure | None = None


@cache
def cast() -> dict[str, Speaker]:
    """Everyone who can speak in a script, by name."""
    data = yaml.safe_load((Path(__file__).parent / "cast.yml").read_text(encoding="utf-8"))
    people = {**data["teachers"], **data["pupils"], "class": data["class"]}
    return {name: _speaker(entry) for name, entry in people.items()}


def _speaker(entry: dict[str, object]) -> Speaker:
    figure = entry.get("figure")
    return Speaker(
        **{
            **entry,
            "voice": tuple(sorted(dict(entry.get("voice", {})).items())),  # type: ignore[call-overload]
            "together": tuple(entry.get("together", ())),  # type: ignore[arg-type]
            "figure": Figure(**figure) if isinstance(figure, dict) else None,
        }
    )
