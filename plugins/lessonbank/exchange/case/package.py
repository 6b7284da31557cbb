"""Read a CASE package: its document, items and associations."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
)

from lessonbank.diagnostics import Code, Diagnostic
from lessonbank.exchange import findings
from lessonbank.exchange.case.plain import plain
from lessonbank.sheets import SheetError
from lessonbank.sheets.reading import read_limited

MAX_BYTES = 30_000_000
MAX_ITEMS = 20_000
_SHOWN = 20
"""The most errors to report; a file with more is probably not a CASE package."""

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


def _day(written: object) -> object:
    """Cut an instant to its day: some programs write one instead of a day."""
    return written[:10] if isinstance(written, str) else written


def _none_if_blank(written: object) -> object:
    return None if isinstance(written, str) and not written.strip() else written


Day = Annotated[date | None, BeforeValidator(_day), BeforeValidator(_none_if_blank)]
Maybe = Annotated[Words | None, BeforeValidator(_none_if_blank)]


Plain = Annotated[Words, AfterValidator(plain)]
MaybePlain = Annotated[Plain | None, BeforeValidator(_none_if_blank)]


class _Part(BaseModel):
    """Base of the CASE objects; it ignores the fields that the bank does not use."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class CaseDocument(_Part):
    identifier: Words
    title: Plain
    creator: MaybePlain = None
    publisher: MaybePlain = None
    version: MaybePlain = None
    uri: Maybe = None
    source: Maybe = Field(default=None, alias="officialSourceURL")
    changed: Maybe = Field(default=None, alias="lastChangeDateTime")
    starts: Day = Field(default=None, alias="statusStartDate")
    ends: Day = Field(default=None, alias="statusEndDate")


class CaseItem(_Part):
    identifier: Words
    full: Plain = Field(alias="fullStatement")
    short: MaybePlain = Field(default=None, alias="abbreviatedStatement")
    code: MaybePlain = Field(default=None, alias="humanCodingScheme")


class CaseNode(_Part):
    identifier: Words


class CaseAssociation(_Part):
    kind: Words = Field(alias="associationType")
    origin: CaseNode = Field(alias="originNodeURI")
    destination: CaseNode = Field(alias="destinationNodeURI")
    number: int | None = Field(default=None, alias="sequenceNumber")


class CasePackage(_Part):
    document: CaseDocument = Field(alias="CFDocument")
    items: Annotated[tuple[CaseItem, ...], Field(alias="CFItems", min_length=1)]
    associations: tuple[CaseAssociation, ...] = Field(default=(), alias="CFAssociations")


class PackageError(findings.RefusedFileError):
    """The file is not a usable CASE package."""


def read_package(path: Path) -> CasePackage:
    """Read the package in a file. Raises PackageError."""
    try:
        data = _json(read_limited(path, MAX_BYTES))
    except SheetError as error:
        raise PackageError(findings.of_file(path.name, error)) from error
    try:
        package = CasePackage.model_validate(data)
    except ValidationError as error:
        # Invalid entries also make a list too short: report only the entries then.
        found = error.errors()
        own = [each for each in found if each["type"] != "too_short" or len(found) == 1]
        reported = [_broken(path.name, each) for each in own[:_SHOWN]]
        raise PackageError(*reported) from error
    wrong = _wrong(path.name, package)
    if wrong:
        raise PackageError(*wrong)
    return package


def _json(data: bytes) -> Any:
    try:
        return json.loads(data)
    except (ValueError, RecursionError) as error:
        reason = str(error) if isinstance(error, json.JSONDecodeError) else "it is damaged"
        fix = "Export it again as JSON, by the button or the address for a CASE package."
        raise SheetError(f"the file is not JSON: {reason}", fix) from error


def _broken(path: str, error: Any) -> Diagnostic:
    where = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in error["loc"])
    what = {"missing": "is missing", "too_short": "is empty", "string_too_short": "is empty"}.get(
        error["type"], "does not match CASE"
    )
    fix = "Export the package again, or correct the file by hand."
    return Diagnostic(
        Code.CASE_BROKEN, f"{where.removeprefix('.') or 'the file'} {what}", path, fix
    )


def _wrong(path: str, package: CasePackage) -> list[Diagnostic]:
    """Report too many items, or items with the same identifier."""
    if len(package.items) > MAX_ITEMS:
        message = (
            f"the package has {len(package.items):,} items; the most allowed are {MAX_ITEMS:,}"
        )
        fix = "Export a part of the framework: a subject, or a phase."
        return [Diagnostic(Code.CASE_BROKEN, message, path, fix)]
    found: list[Diagnostic] = []
    known: set[str] = set()
    for number, item in enumerate(package.items):
        if item.identifier in known:
            message = f"CFItems[{number}]: another item has the identifier {item.identifier} too"
            fix = "Delete one of the two, or export the package again."
            found.append(Diagnostic(Code.CASE_BROKEN, message, path, fix))
        known.add(item.identifier)
    return found[:_SHOWN]
