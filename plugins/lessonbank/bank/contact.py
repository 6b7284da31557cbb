"""Contact details: the fields meant for them, and their values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, TypeGuard, get_args

from pydantic import Field

from lessonbank.bank.item import Text, Value


@dataclass(frozen=True, slots=True)
class Contact:
    """Marks a field meant for an e-mail address or a telephone number."""


_SIGNS = r"[^@\s\x00-\x1f\x7f]+"
_DOMAIN = rf"{_SIGNS}\.{_SIGNS}"
EMAIL = f"{_SIGNS}@{_DOMAIN}"
"""The pattern of an e-mail address."""

Domain = Annotated[
    str,
    Field(
        pattern=f"^{_DOMAIN}$",
        description="the part of an e-mail address after the @",
        examples=["trust.example"],
    ),
]
Email = Annotated[
    str,
    Field(
        pattern=f"^{EMAIL}$",
        description="an e-mail address",
        examples=["dpo@trust.example"],
    ),
    Contact(),
]
EmailOrPhone = Annotated[Text, Contact()]


def contacts_in(value: Value) -> Iterator[str]:
    """Yield the text of every field marked as a contact, nested ones included."""
    for name, is_marked in _fields(type(value)):
        yield from _contacts(getattr(value, name), is_marked=is_marked)


def _contacts(value: object, *, is_marked: bool) -> Iterator[str]:
    if isinstance(value, tuple):
        for part in value:
            yield from _contacts(part, is_marked=is_marked)
    elif isinstance(value, Value):
        yield from contacts_in(value)
    elif is_marked and isinstance(value, str):
        yield value


@cache
def _fields(model: type[Value]) -> tuple[tuple[str, bool], ...]:
    """Return the fields that may hold contacts, and whether the field itself is marked."""
    parts = {
        name: tuple(_parts(field.metadata, field.annotation))
        for name, field in model.model_fields.items()
    }
    return tuple(
        (name, Contact() in shape)
        for name, shape in parts.items()
        if Contact() in shape or any(_fields(part) for part in shape if _is_model(part))
    )


def _parts(*shapes: Any) -> Iterator[Any]:
    """Yield every part of a field's type, nested type arguments included."""
    for shape in shapes:
        if isinstance(shape, list):
            yield from shape
        else:
            yield shape
            yield from _parts(*get_args(shape))


def _is_model(part: object) -> TypeGuard[type[Value]]:
    return isinstance(part, type) and issubclass(part, Value)
