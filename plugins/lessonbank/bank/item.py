"""The base of all items of a bank: an id, a kind, and references to other items."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, ClassVar, Literal, TypeVar, get_args, get_origin

from annotated_types import MinLen
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints
from pydantic.fields import FieldInfo

SLUG = r"^[a-z0-9]+(?:-[a-z0-9]+)*$"

LONGEST_ID = 60
"""Characters."""

Slug = Annotated[
    str,
    Field(
        pattern=SLUG,
        max_length=LONGEST_ID,
        description="small letters, digits and single hyphens",
    ),
]
"""Descriptions of text formats complete the sentence "it must be ..."."""


_LETTERS = str.maketrans(
    {
        **dict.fromkeys("ßẞ", "ss"),
        **dict.fromkeys("æÆ", "ae"),
        **dict.fromkeys("œŒ", "oe"),
        **dict.fromkeys("øØ", "o"),
        **dict.fromkeys("łŁ", "l"),
        **dict.fromkeys("đĐðÐ", "d"),
        **dict.fromkeys("þÞ", "th"),
        **dict.fromkeys("ħĦ", "h"),
        **dict.fromkeys("ŧŦ", "t"),
        "\N{LATIN SMALL LETTER DOTLESS I}": "i",
    }
)
"""Latin letters that Unicode does not take apart, as they are written without them."""


def slug(text: str) -> str:
    """Return `text` as an id: small letters without accents, digits and single hyphens.

    The result is empty where `text` has no such letters, and it may be too long for an id.
    """
    whole = text.translate(_LETTERS)
    plain = unicodedata.normalize("NFKD", whole).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")


_BREAKS = re.compile(r"[ \t]*[\n\r\v\f\t\x1c-\x1f\x85\u2028\u2029][\s]*")


def one_line(text: str) -> str:
    """Return `text` with each line break or tab, and the space around it, as one space."""
    return _BREAKS.sub(" ", text) if _BREAKS.search(text) else text


_LINE_ENDS = re.compile(r"\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")


def _plain_lines(text: str) -> str:
    """Return `text` with every line ending as LF."""
    return _LINE_ENDS.sub("\n", text) if _LINE_ENDS.search(text) else text


Prose = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1), AfterValidator(_plain_lines)
]
"""Text of one or more lines."""
Text = Annotated[Prose, AfterValidator(one_line)]
"""Text on one line. Line breaks from spreadsheets and YAML block scalars become spaces."""


@dataclass(frozen=True, slots=True)
class Reference:
    """Marks a field that holds the id of an item of `kind`.

    `needed` means that the item depends on its target: an edition that may not show the target
    may not show the item either. Any other reference is a mention, which an edition drops if it
    may not show the target.
    """

    kind: str
    needed: bool = False


@dataclass(frozen=True, slots=True)
class Limits:
    """Marks a list whose entries limit who the item is for, while an empty list means everybody.

    Without its last entry, the item is for nobody.
    """


SubjectId = Annotated[Slug, Reference("subject")]
PhaseId = Annotated[Slug, Reference("phase")]
RoleId = Annotated[Slug, Reference("role")]
YearId = Annotated[Slug, Reference("year")]
TagId = Annotated[Slug, Reference("tag")]
ClipId = Annotated[Slug, Reference("clip")]
TechniqueId = Annotated[Slug, Reference("technique")]
PersonId = Annotated[Slug, Reference("person")]
PartnerId = Annotated[Slug, Reference("partner")]
SchoolId = Annotated[Slug, Reference("school")]
WorkshopId = Annotated[Slug, Reference("workshop")]
ProgrammeId = Annotated[Slug, Reference("programme")]
CommunityId = Annotated[Slug, Reference("community")]
CoachingId = Annotated[Slug, Reference("coaching")]
ProjectId = Annotated[Slug, Reference("project")]
WatchListId = Annotated[Slug, Reference("watchlist")]
FormId = Annotated[Slug, Reference("form")]
CareerStageId = Annotated[Slug, Reference("career-stage")]
FrameworkId = Annotated[Slug, Reference("framework")]
StatementId = Annotated[Slug, Reference("statement")]


class Value(BaseModel):
    """A frozen part of an item. Scalars are read as text, so version `1.10` stays `1.10`."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", validate_by_name=True, validate_by_alias=True
    )

    given: ClassVar[frozenset[str]] = frozenset()
    """Fields that come from the file's name or body, not from its YAML."""
    one_of: ClassVar[tuple[str, ...]] = ()
    """At least one of these must remain, or the value is dropped."""


V = TypeVar("V", bound=Value)


class Item(Value):
    """A thing with an id and a file of its own: `content/<folder>/<id>.<format>`."""

    kind: ClassVar[str]
    folder: ClassVar[str]
    format: ClassVar[Literal["yml", "md"]] = "yml"

    given: ClassVar[frozenset[str]] = frozenset({"id"})

    id: Slug
    aliases: tuple[Slug, ...] = ()
    """Former ids; their addresses redirect here."""

    @property
    def label(self) -> str:
        """The item's title or name, or else its id."""
        said = (getattr(self, name, None) for name in ("title", "name"))
        return next((words for words in said if words), self.id)


class Page(Item):
    """An item written as Markdown with front matter."""

    format: ClassVar[Literal["yml", "md"]] = "md"
    given: ClassVar[frozenset[str]] = frozenset({"id", "body"})

    body: str = ""
    """The Markdown below the front matter."""


Location = tuple[str | int, ...]
"""Path to a value in a file: field names as written there, and list indexes."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One reference in an item, with its location."""

    location: Location
    reference: Reference
    id: str


def mentions(value: Value) -> Iterator[Mention]:
    """Yield every reference in `value`, nested ones included, in field order."""
    for name, alias, shape in _shapes(type(value)):
        yield from _walk(getattr(value, name), shape, (alias,))


_Shape = Reference | Literal["nested"]


@cache
def _shapes(model: type[Value]) -> tuple[tuple[str, str, _Shape], ...]:
    """Return the fields of `model` that can hold references: name, name in files, shape."""
    found = (
        (name, field.alias or name, _shape([*field.metadata, field.annotation]))
        for name, field in model.model_fields.items()
    )
    return tuple((name, alias, shape) for name, alias, shape in found if shape is not None)


def _shape(parts: list[Any]) -> _Shape | None:
    for part in parts:
        if isinstance(part, Reference):
            return part
        if isinstance(part, type) and issubclass(part, Value):
            return "nested"
        if get_origin(part) is not None and (shape := _shape(list(get_args(part)))) is not None:
            return shape
    return None


def _walk(value: object, shape: _Shape, location: Location) -> Iterator[Mention]:
    if isinstance(value, tuple):
        for index, part in enumerate(value):
            yield from _walk(part, shape, (*location, index))
    elif isinstance(value, Value):
        for mention in mentions(value):
            yield Mention((*location, *mention.location), mention.reference, mention.id)
    elif isinstance(value, str) and isinstance(shape, Reference):
        yield Mention(location, shape, value)


def without(value: V, gone: Callable[[Mention], bool]) -> V | None:
    """Return `value` without the mentions that are `gone`, or None if it depends on one.

    A list element that depends on its mention is removed from the list. A value is None if it
    would lose the last element of a list that is required or limits it, or the last of its
    `one_of` fields.
    """
    changes: dict[str, object] = {}
    for name, alias, shape in _shapes(type(value)):
        before = getattr(value, name)
        after = _strike(before, shape, (alias,), gone)
        if after is before:
            continue
        field = type(value).model_fields[name]
        if (after is None and field.is_required()) or (after == () and _must_hold(field)):
            return None
        changes[name] = after
    if changes and value.one_of and not any(_left(value, name, changes) for name in value.one_of):
        return None
    return value.model_copy(update=changes) if changes else value


def _left(value: Value, name: str, changes: dict[str, object]) -> object:
    return changes.get(name, getattr(value, name))


def _must_hold(field: FieldInfo) -> bool:
    """Return whether the value cannot do without the last entry of the field."""
    limits = field.metadata
    return Limits() in limits or any(isinstance(e, MinLen) and e.min_length > 0 for e in limits)


def _strike(
    value: object, shape: _Shape, location: Location, gone: Callable[[Mention], bool]
) -> object:
    if isinstance(value, tuple):
        parts = [_strike(part, shape, location, gone) for part in value]
        unchanged = all(after is before for after, before in zip(parts, value, strict=True))
        return value if unchanged else tuple(part for part in parts if part is not None)
    if isinstance(value, Value):
        return without(value, gone)
    if isinstance(value, str) and isinstance(shape, Reference):
        return None if gone(Mention(location, shape, value)) else value
    return value
