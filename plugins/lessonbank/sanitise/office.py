"""Find personal and hidden data in documents of Microsoft Office and LibreOffice."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from lessonbank.sanitise.kinds import (
    DEVICE,
    FOLDER,
    NOBODY,
    ORGANISATION,
    PERSON,
    Kind,
    Trace,
    UnreadableFileError,
    Words,
    users_in,
)
from lessonbank.sanitise.markup import local, read_markup

_PEOPLE = frozenset(
    {"creator", "lastModifiedBy", "initial-creator", "printed-by", "author", "Manager"}
)
"""Elements that contain a person's name, in properties and Excel comments."""
_PEOPLE_ATTRIBUTES: Mapping[str, str] = {
    **dict.fromkeys(("cmAuthor", "author"), "name"),  # PowerPoint
    "person": "displayName",  # Excel
}
_TRACKED_NAMES = """
ins del moveFrom moveTo rPrChange pPrChange sectPrChange tblPrChange tcPrChange trPrChange
tblGridChange numberingChange cellIns cellDel cellMerge
"""
_TRACKED = frozenset(_TRACKED_NAMES.split())
_COMMENT_PARTS = re.compile(r"(?:^|/)(?:comments|threadedComments)")
_NOTES = re.compile(r"^ppt/notesSlides/[^/]+\.xml$")
_PARAGRAPHS = frozenset(
    {"p", "h", "si", "is", "row", "tr", "table-cell", "comment", "cm", "creator", "title"}
)
_OFF = frozenset({"0", "false", "off"})
_PRINTERS = frozenset({"PrinterName"})
_PROGRAMS = re.compile(r"(?:^|/)(?:vbaProject\.bin|activeX/|Basic/|Scripts/)", re.IGNORECASE)


_SHOWN = frozenset({"image", "object", "plugin", "floating-frame"})
"""LibreOffice elements that embed another file."""
_ELSEWHERE = re.compile(r"[a-z]+://|\\\\")
_LOADED = "something that is loaded from elsewhere"


@dataclass(frozen=True, slots=True)
class _Rule:
    """An element is hidden data if `applies(part name, attributes)`."""

    what: str
    applies: Callable[[str, Mapping[str, str]], bool] = lambda _, __: True


def _is(attribute: str, *values: str) -> Callable[[str, Mapping[str, str]], bool]:
    return lambda _, given: given.get(attribute) in values


_CHANGES = _Rule("tracked changes", lambda _, given: "author" in given)
_COMMENT = _Rule("comments", lambda part, _: _COMMENT_PARTS.search(part) is not None)
_UNSEEN = _Rule(
    "hidden text", lambda part, given: given.get("val") not in _OFF and "styles" not in part
)
_LINES = "hidden rows or columns"
_HIDDEN: Mapping[str, tuple[_Rule, ...]] = {
    **dict.fromkeys(_TRACKED, (_CHANGES,)),
    "tracked-changes": (_Rule("tracked changes"),),
    **dict.fromkeys(("comment", "cm", "threadedComment"), (_COMMENT,)),
    "annotation": (_Rule("comments"),),
    "sheet": (_Rule("a hidden sheet", _is("state", "hidden", "veryHidden")),),
    "table-properties": (_Rule("a hidden sheet", _is("display", "false")),),
    "sld": (_Rule("a hidden slide", _is("show", *_OFF)),),
    "drawing-page-properties": (_Rule("a hidden slide", _is("visibility", "hidden")),),
    **dict.fromkeys(("row", "col"), (_Rule(_LINES, _is("hidden", "1", "true")),)),
    **dict.fromkeys(("table-row", "table-column"), (_Rule(_LINES, _is("visibility", "collapse")),)),
    **dict.fromkeys(("vanish", "specVanish"), (_UNSEEN,)),
    **dict.fromkeys(("hidden-text", "hidden-paragraph"), (_Rule("hidden text"),)),
    "text-properties": (_Rule("hidden text", _is("display", "none")),),
    "pivotCacheRecords": (_Rule("the data behind a pivot table"),),
}


@dataclass
class _Scan:
    """Collects the traces and words of one XML part during parsing."""

    name: str
    disclosed: dict[str, list[str]] = field(default_factory=dict)
    """Disclosed values, by a noun with its article."""
    hidden: list[str] = field(default_factory=list)
    active: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    _open: list[str] = field(default_factory=list)
    _setting: str = ""
    _in_notes: int = 0

    def start(self, full: str, attributes: Mapping[str, str]) -> None:
        name = local(full)
        given = {local(key): value for key, value in attributes.items()}
        self._open.append(name)
        self._setting = given.get("name", "") if name == "config-item" else ""
        self._in_notes += name == "notes"
        self._people(name, given)
        self._hidden(name, given)
        self._active(name, given)
        if name in {"tab", "br", "line-break", "s"}:
            self.text.append(" ")
        if name in {"user-defined", "property"}:
            self.text.append("\n")

    def _people(self, name: str, given: Mapping[str, str]) -> None:
        if who := given.get(_PEOPLE_ATTRIBUTES.get(name, "author")):
            self._tell(PERSON, who)
        for value in given.values():
            self._tell(FOLDER, *users_in(value))

    def _hidden(self, name: str, given: Mapping[str, str]) -> None:
        for rule in _HIDDEN.get(name, ()):
            if rule.applies(self.name, given):
                self.hidden.append(rule.what)

    def _active(self, name: str, given: Mapping[str, str]) -> None:
        if name == "Relationship" and given.get("TargetMode") == "External":
            kind = given.get("Type", "").rpartition("/")[2]
            target = given.get("Target", "")
            local_template = kind == "attachedTemplate" and not _ELSEWHERE.match(target)
            if kind != "hyperlink" and not local_template:
                self.active.append(_LOADED)
        if name in _SHOWN and _ELSEWHERE.match(given.get("href", "")):
            self.active.append(_LOADED)
        if name == "event-listener":
            self.active.append("a script")

    def end(self, full: str) -> None:
        name = local(full)
        self._open.pop()
        self._in_notes -= name == "notes"
        if name in _PARAGRAPHS:
            self.text.append("\n")

    def words(self, text: str) -> None:
        name = self._open[-1] if self._open else ""
        self.text.append(text)
        if not text.strip():
            return
        if name in _PEOPLE:
            self._tell(PERSON, text)
        elif name == "Company":
            self._tell(ORGANISATION, text)
        elif self._setting in _PRINTERS:
            self._tell(DEVICE, text)
        elif name == "instrText" and re.match(r"\s*DDE", text):
            self.active.append(_LOADED)
        self._tell(FOLDER, *users_in(text))
        if (_NOTES.match(self.name) and name == "t" and "fld" not in self._open) or (
            self._in_notes and name not in {"page-number", "date", "time", "creator"}
        ):
            self.notes.append(text)

    def _tell(self, what: str, *values: str) -> None:
        if named := [value for value in values if value != NOBODY]:
            self.disclosed.setdefault(what, []).extend(named)


def look_at_xml(name: str, data: bytes) -> Iterator[Trace | Words]:
    """Yield the traces and words of an XML part. Raises UnreadableFileError."""
    scan = _Scan(name)
    read_markup(data, scan.start, scan.end, scan.words)
    for what, values in scan.disclosed.items():
        yield Trace(Kind.TELLS, name, what, tuple(dict.fromkeys(values)))
    for what in dict.fromkeys(scan.hidden):
        yield Trace(Kind.HIDDEN, name, what)
    for what in dict.fromkeys(scan.active):
        yield Trace(Kind.ACTIVE, name, what)
    if "".join(scan.notes).strip():
        yield Trace(Kind.NOTES, name, "speaker notes")
    yield Words(name, "".join(scan.text))


def look_at_name(name: str) -> Iterator[Trace]:
    """Yield the traces that a part's name reveals."""
    if _PROGRAMS.search(name):
        yield Trace(Kind.ACTIVE, name, "a macro")
    if name.startswith("xl/externalLinks/") and name.endswith(".xml"):
        yield Trace(Kind.HIDDEN, name, "values of another workbook")


def is_xml(name: str) -> bool:
    return name.lower().endswith((".xml", ".rels", ".vml", ".rdf"))


def is_office(names: frozenset[str]) -> bool:
    """Return whether an archive with these parts is a document."""
    return "[Content_Types].xml" in names or {"mimetype", "META-INF/manifest.xml"} <= names


def is_known_part(name: str) -> bool:
    """Return whether a part has no content of its own: printer settings, fonts, thumbnails."""
    return (
        name == "mimetype"
        or re.search(
            r"printerSettings\d*\.bin$|/fonts?/|\.odttf$|\.fntdata$|\.(?:emf|wmf|wdp)$|^layout-cache$"
            r"|^Configurations2/",
            name,
        )
        is not None
    )


def refuse_encrypted(names: frozenset[str], manifest: bytes) -> None:
    """Raise UnreadableFileError for a password-protected LibreOffice document."""
    if "META-INF/manifest.xml" in names and b"encryption-data" in manifest:
        raise UnreadableFileError("it is protected with a password")
