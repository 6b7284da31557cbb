"""Parse untrusted XML without external or nested entities."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NoReturn
from xml.parsers import expat

from lessonbank.sanitise.kinds import UnreadableFileError

_LONGEST_ENTITY = 200
_DEEPEST = 256

Start = Callable[[str, Mapping[str, str]], None]
"""Called with a name, as `namespace local` or `local`, and attributes."""


def read_markup(
    data: bytes, start: Start, end: Callable[[str], None], text: Callable[[str], None]
) -> None:
    """Parse `data` and call `start`, `end` and `text`. Raises UnreadableFileError.

    Resolve short plain-text entities, which drawing programs use for namespaces. Refuse all other
    definitions and never read another file.
    """
    depth = 0

    def opened(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            raise UnreadableFileError("its elements are nested too deeply")
        start(name, attributes)

    def closed(name: str) -> None:
        nonlocal depth
        depth -= 1
        end(name)

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = opened
    parser.EndElementHandler = closed
    parser.CharacterDataHandler = text
    parser.EntityDeclHandler = _define
    parser.ExternalEntityRefHandler = _refuse
    try:
        parser.Parse(data, True)  # noqa: FBT003 - it is the last part
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise UnreadableFileError("it is not valid XML") from error


def _define(_: str, is_parameter: bool, value: str | None, *names: str | None) -> None:  # noqa: FBT001 - as expat calls it
    """`names` are the base, the system's and the public name, and the notation."""
    plain = value is not None and len(value) <= _LONGEST_ENTITY and not set(value) & set("&<%")
    if is_parameter or not plain or names[1]:
        _refuse()


def _refuse(*_: object) -> NoReturn:
    raise UnreadableFileError("it defines entities, which can hide anything")


def local(name: str) -> str:
    """Return the name without its namespace."""
    return name.rpartition(" ")[2]
