"""List the metadata and hidden data in a file of any type, part by part."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from lessonbank.sanitise.archive import Budget, names_in, opened, parts_of
from lessonbank.sanitise.audio import look_at_mp3, look_at_mp4
from lessonbank.sanitise.kinds import (
    FOLDER,
    OTHER_PICTURES,
    PERSON,
    PICTURES,
    Kind,
    Trace,
    UnreadableFileError,
    Words,
    below,
    ending_of,
    users_in,
)
from lessonbank.sanitise.office import (
    is_known_part,
    is_office,
    is_xml,
    look_at_name,
    look_at_xml,
    refuse_encrypted,
)
from lessonbank.sanitise.svg_files import is_svg, unpacked

OFFICE = frozenset({".docx", ".pptx", ".xlsx", ".odt", ".odp", ".ods"})
_TEXTS = frozenset(
    {".txt", ".csv", ".tsv", ".md", ".vtt", ".srt", ".json", ".xml", ".ics", ".rtf", ".css"}
)
_PROGRAM_ENDINGS = """
.exe .bat .cmd .com .scr .ps1 .vbs .js .jar .msi .lnk .hta .app .sh .docm .xlsm .pptm .html .htm
.xlam .dotm .url .reg .dll .py .apk .dmg .iso
"""
_PROGRAMS = frozenset(_PROGRAM_ENDINGS.split())
_LEFTOVERS = re.compile(r"(?:^|/)(?:__MACOSX/|\.DS_Store$|\._|Thumbs\.db$|desktop\.ini$|~\$)")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")


def is_leftover(name: str) -> bool:
    """Return whether the file is a system leftover, such as `.DS_Store` or `Thumbs.db`."""
    return _LEFTOVERS.search(name) is not None


def look_inside(name: str, data: bytes, *, texts: bool = False) -> Iterator[Trace | Words]:
    """Yield the traces in the file `name`. An unreadable file is a trace too; never raises.

    With `texts`, also yield all its words, which is slow for a PDF.
    """
    yield from _Inspection(texts).at(name, data)


class _Inspection:
    def __init__(self, texts: bool) -> None:  # noqa: FBT001 - the one thing there is to say
        self._texts = texts
        self._budget = Budget()

    def at(self, name: str, data: bytes, inner: str = "") -> Iterator[Trace | Words]:
        """Yield the traces in one file; `inner` is its path inside the outer files."""
        try:
            for found in self._read(name, data):
                yield replace(found, inner=below(inner, found.inner))
        except UnreadableFileError as error:
            yield Trace(Kind.UNREADABLE, inner, str(error))

    def _read(self, name: str, data: bytes) -> Iterator[Trace | Words]:
        ending = ending_of(name)
        if ending in {".svg", ".svgz"} or (ending in PICTURES and is_svg(data)):
            yield from _drawing(data)
        elif ending in {".heic", ".heif"}:
            raise UnreadableFileError("pictures of this kind cannot be read; make it a JPEG")
        elif ending in PICTURES | OTHER_PICTURES:
            yield from _bitmap(data)
        elif ending == ".pdf":
            yield from self._pdf(data)
        elif ending == ".mp3":
            yield from look_at_mp3(data)
        elif ending in {".m4a", ".mp4", ".m4v", ".mov"}:
            yield from look_at_mp4(data)
        elif ending in _TEXTS:
            yield Words("", data.decode("utf-8", "replace"))
        elif ending in _PROGRAMS:
            yield Trace(Kind.ACTIVE, "", "code that can run")
        elif ending in OFFICE or ending == ".zip" or data.startswith(_ZIP):
            yield from self._archive(data, document=ending in OFFICE)
        else:
            yield Trace(Kind.UNKNOWN, "", f"a {ending} file")

    def _pdf(self, data: bytes) -> Iterator[Trace | Words]:
        from lessonbank.sanitise.pdf import look_at_pdf  # noqa: PLC0415 - pypdf is slow to load

        for found in look_at_pdf(data, texts=self._texts):
            if isinstance(found, tuple):
                name, attached = found
                self._budget.spend(len(attached))
                yield from self._deeper(name, attached)
            else:
                yield found

    def _archive(self, data: bytes, *, document: bool) -> Iterator[Trace | Words]:
        if data.startswith(_OLE):
            protected = _ENCRYPTED in data
            reason = "it is protected with a password" if protected else "it is in an old format"
            raise UnreadableFileError(reason)
        if not data.startswith(_ZIP):
            raise UnreadableFileError("it is damaged, or not what its name says")
        names = names_in(data)
        if document and not is_office(names):
            raise UnreadableFileError("it is not what its name says")
        with opened(data) as archive:
            if archive.comment:
                yield Trace(Kind.HIDDEN, "", "a comment on the archive")
                yield Words("", archive.comment.decode("utf-8", "replace"))
            office = is_office(names)
            for name, part in parts_of(archive, self._budget):
                if office:
                    yield from self._part(name, part, names)
                else:
                    yield from self._member(name, part)

    def _part(self, name: str, part: bytes, names: frozenset[str]) -> Iterator[Trace | Words]:
        """Yield the traces in a part of a document."""
        if name == "META-INF/manifest.xml":
            refuse_encrypted(names, part)
        yield from look_at_name(name)
        if is_xml(name):
            try:
                yield from look_at_xml(name, part)
            except UnreadableFileError as error:
                yield Trace(Kind.UNREADABLE, name, str(error))
        elif name.endswith(".bin") and part.startswith(_OLE) and "vbaProject" not in name:
            yield Trace(Kind.UNKNOWN, name, "an embedded file in an old format")
        elif part and not is_known_part(name) and not any(look_at_name(name)):
            yield from self._deeper(name, part)

    def _member(self, name: str, part: bytes) -> Iterator[Trace | Words]:
        """Yield the traces in a file of an archive."""
        if is_leftover(name):
            yield Trace(Kind.HIDDEN, "", "leftover system files")
        else:
            yield Words(name, name)
            yield from self._deeper(name, part)

    def _deeper(self, name: str, data: bytes) -> Iterator[Trace | Words]:
        self._budget.depth -= 1
        if self._budget.depth < 0:
            yield Trace(Kind.UNREADABLE, name, "it is nested too deeply")
        else:
            yield from self.at(name, data, name)
        self._budget.depth += 1


_CREATOR = re.compile(r"<dc:creator\b[^>]*>(.*?)</dc:creator>", re.DOTALL)
_TAGS = re.compile(r"<[^>]*>")
_VALUE = re.compile(r"""=\s*["']([^"']*)""")


def _bitmap(data: bytes) -> Iterator[Trace | Words]:
    """Yield the traces and words in the metadata of a bitmap."""
    from lessonbank.sanitise.metadata import read_picture  # noqa: PLC0415 - Pillow is slow to load

    yield from read_picture(data).found("")


def _drawing(data: bytes) -> Iterator[Trace | Words]:
    """Yield the creator, the user folders and the words in an SVG."""
    text = unpacked(data).decode("utf-8", "replace")
    creators = (" ".join(_TAGS.sub(" ", found).split()) for found in _CREATOR.findall(text))
    if people := tuple(name for name in creators if name):
        yield Trace(Kind.TELLS, "", PERSON, people)
    if users := tuple(name for value in _VALUE.findall(text) for name in users_in(value)):
        yield Trace(Kind.TELLS, "", FOLDER, users)
    yield Words("", text)
