"""Load content types from installed packages.

Every fault of a package is a finding, and nothing is built without a type that the bank may use.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path

from lessonbank.bank import VOCABULARIES, Item, Page, reference_faults
from lessonbank.diagnostics import Code, Diagnostic
from lessonbank.site import (
    CONTENT_TYPES,
    ContentType,
    ContentTypes,
    Foreign,
    TypeFaultError,
    our_templates,
)

GROUP = "lessonbank.types"
"""Entry point group for content types."""
_KIND = re.compile(r"[a-z]+(?:-[a-z]+)*")
_FOLDER = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_KINDS = frozenset({*VOCABULARIES, "tag", "statement"})
"""Reserved kinds: things that are not items but are referred to by id."""
_SCHEMES = frozenset(
    {
        *("about", "blob", "data", "feed", "file", "ftp", "geo", "git", "http", "https", "irc"),
        *("javascript", "magnet", "mailto", "matrix", "news", "sftp", "sip", "skype", "sms", "ssh"),
        *("tel", "urn", "vbscript", "view-source", "webcal", "ws", "wss", "xmpp"),
    }
)
"""Reserved schemes of addresses."""
_FOLDERS = frozenset(
    {
        *("admin", "assets", "audit", "calendars", "chapters", "embed", "feeds", "handbook"),
        *("images", "javascripts", "manifest", "media", "mine", "moments", "overrides", "phases"),
        *("resources", "schemas", "search", "stylesheets", "subjects", "tags"),
    }
)
"""Reserved folders of the site and of `content/`."""


@dataclass(frozen=True, slots=True)
class Installed:
    """Usable types, and findings about the others."""

    types: ContentTypes = CONTENT_TYPES
    faults: tuple[Diagnostic, ...] = ()


def installed_types(ours: ContentTypes = CONTENT_TYPES) -> Installed:
    """Return our types and those of packages, by name."""
    types, faults = ours, list[Diagnostic]()
    for entry in sorted(entry_points(group=GROUP), key=lambda each: (each.name, each.value)):
        found = _loaded(entry)
        new = (found,) if isinstance(found, Diagnostic) else tuple(_type_faults(found, types))
        faults += new
        if isinstance(found, ContentType) and not new:
            types = ContentTypes((*types.every, found))
    return Installed(types, tuple(faults))


def fault(error: TypeFaultError) -> Diagnostic:
    """Return the finding for a type that failed in use."""
    return Diagnostic(Code.TYPE_FAILED, error.message, error.type.origin, error.fix)


def _loaded(entry: EntryPoint) -> ContentType | Diagnostic:
    package = f"{entry.dist.name} {entry.dist.version}" if entry.dist else "a package"
    origin = f"{package} ({GROUP}: {entry.name})"
    stand_in = replace(CONTENT_TYPES.every[0], origin=origin)
    try:
        with Foreign(stand_in, f"loading `{entry.value}`"):
            found = entry.load()
    except TypeFaultError as error:
        return Diagnostic(Code.TYPE_NOT_LOADED, error.message, origin, _AGAIN)
    if not isinstance(found, ContentType):
        message = f"`{entry.value}` is no ContentType"
        fix = "Have the entry point name a value made by `lessonbank.site.ContentType(...)`."
        return Diagnostic(Code.NO_CONTENT_TYPE, message, origin, fix)
    return replace(found, origin=origin)


_AGAIN = "Install the package again, with all that it needs; or tell its authors."


def _type_faults(type_: ContentType, known: ContentTypes) -> Iterator[Diagnostic]:
    """Yield reasons why a type cannot join the `known` ones."""
    if wrong := next(_wrong(type_), None):
        yield Diagnostic(Code.NO_CONTENT_TYPE, wrong[0], type_.origin, wrong[1])
        return
    for message, fix in _clashes(type_, known):
        yield Diagnostic(Code.TYPE_CLASHES, message, type_.origin, fix)
    kinds = {*known.models.by_kind, *_KINDS, type_.model.kind}
    for message, fix in reference_faults(type_.model, kinds):
        yield Diagnostic(Code.FIELD_NOT_FOLLOWED, message, type_.origin, fix)


def _wrong(type_: ContentType) -> Iterator[tuple[str, str]]:
    """Return why an object is not a content type, or None."""
    model: object = type_.model
    if not isinstance(model, type) or not issubclass(model, Item):
        yield f"its model {model!r} is no type of item", "Derive it from `Item` or `Page`."
        return
    yield from _wrong_model(model)
    for field in ("label", "plural"):
        if not isinstance(words := getattr(type_, field), str) or not words.strip():
            yield f"its {field} is {words!r}", "Write what readers call one item, and several."
    if type_.pages is not None and not callable(type_.pages):
        yield "its `pages` cannot be called", "Give it a function of a `Library`."
    if not isinstance(type_.nav, str | None):
        yield f"its `nav` is {type_.nav!r}", "Write the address of a page: `handbook/index.html`."
    folder = type_.templates
    if not isinstance(folder, Path | None) or (folder and not folder.is_dir()):
        fix = 'Write `Path(__file__).parent / "templates"`, and put the folder into the package.'
        yield f"its templates {str(folder)!r} are no folder", fix


def _wrong_model(model: type[Item]) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with a model."""
    name = model.__name__
    for field, pattern in (("kind", _KIND), ("folder", _FOLDER)):
        written = getattr(model, field, None)
        if not isinstance(written, str) or not pattern.fullmatch(written):
            fix = f'Write `{field}: ClassVar[str] = "..."` in small letters and single hyphens.'
            yield f"the {field} of {name} is {written!r}", fix
    if model.format != ("md" if issubclass(model, Page) else "yml"):
        fix = "Derive a model of Markdown files from `Page`, one of YAML files from `Item`."
        yield f"{name} has the format {model.format!r}", fix
    config = model.model_config
    if not config.get("frozen") or config.get("extra") != "forbid":
        yield f"{name} changes `model_config`", "Leave `frozen` and `extra` as `Item` has them."
    if "id" not in model.given or _RESERVED & {*model.model_fields}:
        fix = "Leave `given` as it is, and call no field `kind`, `folder`, `format` or `label`."
        yield f"{name} changes what every item has", fix


_RESERVED = frozenset({"kind", "folder", "format", "label"})


def _clashes(type_: ContentType, known: ContentTypes) -> Iterator[tuple[str, str]]:
    """Yield names that the type shares with others."""
    kind, folder = type_.model.kind, type_.model.folder
    others = {each.model.kind: each for each in known.every}
    if kind in others:
        yield f"the kind `{kind}` is that of {_whose(others[kind])}", "Choose another word."
    elif kind in _KINDS | _SCHEMES:
        yield f"the kind `{kind}` means something else in links", "Choose another word."
    folders = {each.model.folder: each for each in known.every}
    if folder in folders:
        yield f"the folder `{folder}` is that of {_whose(folders[folder])}", "Choose another."
    elif folder in _FOLDERS:
        yield f"the folder `{folder}` holds something else", "Choose another."
    taken = {**dict.fromkeys(our_templates(), "lessonbank"), **_templates(known)}
    for template in sorted(_of(type_)):
        if template in taken:
            fix = f"Rename it, as `{kind}-{template}`."
            yield f"the template `{template}` is one of {taken[template]}", fix


def _templates(known: ContentTypes) -> dict[str, str]:
    return {name: each.origin for each in known.outside for name in _of(each)}


def _of(type_: ContentType) -> frozenset[str]:
    """Return the names of a type's templates."""
    folder = type_.templates
    if folder is None:
        return frozenset()
    return frozenset(f.relative_to(folder).as_posix() for f in folder.rglob("*") if f.is_file())


def _whose(type_: ContentType) -> str:
    return type_.origin or "lessonbank itself"
