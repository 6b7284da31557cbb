"""Read files into items, with a diagnostic for everything invalid."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain
from typing import TypeGuard, cast

from pydantic import ValidationError

from lessonbank.bank import (
    ITEM_TYPES,
    VOCABULARIES,
    Bank,
    Framework,
    Item,
    ItemTypes,
    Licence,
    LicenceId,
    Prose,
    TagSet,
    Trust,
    Value,
    slug,
)
from lessonbank.bank.people import Contacts, OwnTerms
from lessonbank.content import document, kin, mistakes, shapes
from lessonbank.content.directory import Directory
from lessonbank.content.document import Document, UnreadableError
from lessonbank.content.ids import bad_ids
from lessonbank.content.irregular import bad_names, folder_problems
from lessonbank.content.layout import CONFIG, CONTENT, TRUST, ItemFile, lay_out
from lessonbank.content.mistakes import Refusal
from lessonbank.content.shipped import frameworks
from lessonbank.content.tree import Tree
from lessonbank.diagnostics import Code, Diagnostic
from lessonbank.files.regular import Listing
from lessonbank.texts import speaking, translations

STAND_IN = Trust(
    id="unnamed-trust",
    name="Unnamed trust",
    controller="Unnamed trust",
    contacts=Contacts(dpo="dpo@trust.example", concerns="concerns@trust.example"),
    licence=Licence(video=LicenceId.RESERVED, text=LicenceId.RESERVED, holder="Unnamed trust"),
)
"""Stands in for a trust with errors, so that the rest can be checked; no build continues."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The result of reading content.

    `documents` are by kind and id. `prose` holds the pages that are not items, and `pages` their
    valid front matter, by path. `trust` is None if its file is missing. `broken` holds kind and id
    of items left out because of errors, and `unsure` the kinds that a file with errors may
    define. `files` holds all readable files of `content/`, sorted.
    """

    bank: Bank
    documents: Mapping[tuple[str, str], Document]
    prose: tuple[Document, ...]
    pages: Mapping[str, Prose]
    trust: Document | None
    broken: frozenset[tuple[str, str]]
    unsure: frozenset[str]
    files: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class _Read:
    """The result for one file: its value if valid, and its text if readable."""

    value: Value | None
    document: Document | None
    diagnostics: tuple[Diagnostic, ...] = ()
    refusal: Refusal | None = None


def read_bank(tree: Tree, types: ItemTypes = ITEM_TYPES) -> Reading:
    """Read the bank in `tree`, with items of the given `types`.

    Leave out whatever has errors. References are not checked yet.
    """
    listing = tree.listing(CONTENT)
    unusable = frozenset(bad_names(listing.files))
    paths = tuple(path for path in listing.files if path not in unusable)
    layout = lay_out(paths, types, named=_settings(tree))
    trust = _read_trust(tree, listing)
    files, repeated = _first_of_each_id(layout.items)
    bad = bad_ids(layout.items)
    read = {file: _read_item(tree, file, bad.get(file.path)) for file in files}
    prose = [_read_prose(tree, path) for path in layout.pages]
    broken = [file for file, found in read.items() if found.value is None]
    items = (found.value for found in read.values())
    bank = bank_of(cast("Trust", trust.value or STAND_IN), items, types)
    every = (trust, *read.values(), *prose)
    return Reading(
        bank=bank,
        documents={(f.model.kind, f.id): r.document for f, r in read.items() if r.document},
        prose=tuple(found.document for found in prose if found.document),
        pages={
            found.document.path: found.value
            for found in prose
            if found.document and isinstance(found.value, Prose)
        },
        trust=trust.document,
        broken=frozenset(_left_out(broken, layout.misplaced, types)),
        unsure=_unsure(trust.value, broken),
        files=paths,
        diagnostics=(
            *folder_problems(listing, CONTENT),
            *(_in_its_folder(tree, found, types) for found in layout.misplaced),
            *repeated,
            *chain.from_iterable(found.diagnostics for found in every),
            *_refused((found.refusal for found in every), bank),
        ),
    )


def _settings(tree: Tree) -> str:
    """Return the text of mkdocs.yml, or an empty string without one."""
    try:
        return tree.read(CONFIG, document.MAX_BYTES).decode("utf-8", "replace")
    except OSError:
        return ""


def _in_its_folder(tree: Tree, found: Diagnostic, types: ItemTypes) -> Diagnostic:
    """Return a diagnostic that names the folder of the file's fields, or else `found`."""
    if found.code is not Code.MISPLACED_FILE or found.suggestion:
        return found
    try:
        text = document.read_fields(tree, found.path)
    except UnreadableError:
        return found
    folder = types.by_folder.get(found.path.split("/")[1])
    return kin.elsewhere(text, folder or Prose, types) or found


def _left_out(
    broken: Iterable[ItemFile], misplaced: Iterable[Diagnostic], types: ItemTypes
) -> Iterator[tuple[str, str]]:
    """Yield kind and id of items that are unknown only because their files were reported."""
    for file in broken:
        yield from ((file.model.kind, id_) for id_ in (file.id, slug(file.id)))
    for found in misplaced:
        name = found.path.rpartition("/")[2].partition(".")[0]
        yield from ((kind, id_) for kind in types.by_kind for id_ in (name, slug(name)))


def _refused(refusals: Iterable[Refusal | None], bank: Bank) -> Iterator[Diagnostic]:
    """Yield the mistakes in fields, with suggestions from the whole bank."""
    directory = Directory(bank)
    for refusal in filter(None, refusals):
        yield from mistakes.explained(refusal, directory)


def bank_of(trust: Trust, items: Iterable[Value | None], types: ItemTypes = ITEM_TYPES) -> Bank:
    """Return the bank of a trust's items, with the shipped vocabularies and frameworks."""
    by_kind: dict[str, dict[str, Item]] = {kind: {} for kind in types.by_kind}
    for item in sorted(filter(_is_item, items), key=lambda item: item.id):
        by_kind[item.kind][item.id] = item
    own = {f.alias or n: getattr(trust.vocabularies, n) for n, f in OwnTerms.model_fields.items()}
    with speaking(translations(trust.language)):
        shipped = {kind: words.translated() for kind, words in VOCABULARIES.items()}
    vocabularies = {kind: words.extended(own[kind]) for kind, words in shipped.items()}
    return Bank(trust, by_kind, vocabularies, frameworks(), types=types)


def _is_item(value: Value | None) -> TypeGuard[Item]:
    return isinstance(value, Item)


def _unsure(trust: Value | None, broken: Iterable[ItemFile]) -> frozenset[str]:
    terms = VOCABULARIES if trust is None else ()
    parts = {_PARTS[file.model] for file in broken if file.model in _PARTS}
    return frozenset({*terms, *parts})


_PARTS: Mapping[type[Item], str] = {TagSet: "tag", Framework: "statement"}
"""Items that define parts with ids of their own, and the kind of those parts."""


def _first_of_each_id(
    files: Iterable[ItemFile],
) -> tuple[tuple[ItemFile, ...], tuple[Diagnostic, ...]]:
    first: dict[tuple[str, str], ItemFile] = {}
    repeated: list[Diagnostic] = []
    for file in files:
        # Windows and macOS treat names that differ only in case as the same.
        known = first.setdefault((file.model.kind, file.id.casefold()), file)
        if known is not file:
            message = f"the {file.model.kind} `{file.id}` is already in `{known.path}`"
            fix = "Rename one of the two files, or delete one."
            repeated.append(Diagnostic(Code.DUPLICATE_ID, message, file.path, fix))
    return tuple(first.values()), tuple(repeated)


def _read_item(tree: Tree, file: ItemFile, bad_id: Diagnostic | None) -> _Read:
    bad = () if bad_id is None else (bad_id,)
    try:
        text = document.read(tree, file.path)
    except UnreadableError as error:
        return _Read(None, None, (*bad, *error.diagnostics))
    given = {"id": file.id, "body": text.body}
    found = _value(file.model, text, {name: given[name] for name in file.model.given})
    return replace(
        found, value=None if bad else found.value, diagnostics=(*bad, *found.diagnostics)
    )


def _read_trust(tree: Tree, listing: Listing) -> _Read:
    try:
        text = document.read(tree, TRUST)
    except UnreadableError as error:
        if {TRUST, CONTENT} & {path for path, _ in listing.irregular}:
            return _Read(None, None)  # Reported elsewhere.
        if TRUST in listing.files:
            return _Read(None, None, error.diagnostics)
        fix = "Write the file: the group's name, controller, contacts and licence."
        missing = Diagnostic(Code.TRUST_MISSING, f"there is no `{TRUST}`", TRUST, fix)
        return _Read(None, None, (missing,))
    return _value(Trust, text, {})


def _read_prose(tree: Tree, path: str) -> _Read:
    try:
        text = document.read_prose(tree, path)
    except UnreadableError as error:
        return _Read(None, None, error.diagnostics)
    found = _value(Prose, text, {"body": text.body})
    return replace(found, diagnostics=(*found.diagnostics, *_unfenced(text)))


def _unfenced(text: Document) -> tuple[Diagnostic, ...]:
    """Report a field at the top outside front matter: it would be shown as text."""
    name = _FIELD.match(text.text) if not text.body_start else None
    if name is None or name[1] not in _MEANT:
        return ()
    message = f"`{name[1]}` is a field, but it is not between lines of ---"
    fix = (
        "Write a line of --- above the first field and another below the last. "
        "The first must be the first line of the file."
    )
    return (text.diagnostic(Code.UNFENCED_FIELDS, message, fix, name.span(1)),)


_FIELD = re.compile(r"\s*(?:[-\u2010-\u2015]{1,6}[ \t]*\n)?[ ]{0,3}([A-Za-z0-9_-]+):")
"""A field, perhaps below a line that is meant as ---."""
_MEANT = frozenset({*shapes.fields(Prose), "hidden", "location", "tags", "template"})
"""Fields of pages, here and on other sites."""


def _value(model: type[Value], text: Document, given: dict[str, str]) -> _Read:
    """Return the file's value, or its mistakes."""
    try:
        data = text.data() or {}
        if wrong := tuple(mistakes.not_fields(model, data, text)):
            return _Read(None, text, wrong)
        return _Read(mistakes.validate(model, data, given), text)
    except UnreadableError as error:
        return _Read(None, text, error.diagnostics)
    except ValidationError as error:
        return _Read(None, text, refusal=Refusal(model, error, text))
