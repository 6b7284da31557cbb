"""Rewrite documents and archives without personal data, part by part."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable

from lessonbank.sanitise.archive import Budget, names_in, opened, read_part
from lessonbank.sanitise.bitmaps import stripped
from lessonbank.sanitise.kinds import NOBODY, UnreadableFileError
from lessonbank.sanitise.markup import read_markup

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest date of a zip; it replaces the times at which parts were saved."""
_ELEMENTS = re.compile(
    r"(<(?P<name>(?:[\w.-]+:)?(?:creator|lastModifiedBy|initial-creator|printed-by|Company|Manager"
    r"|HyperlinkBase|author))(?:\s[^<>]*)?>)[^<]*(?=</(?P=name)\s*>)"
)
_CONFIGURED = re.compile(
    r"(<[\w.-]+:config-item\s[^<>]*:name=[\"']Printer(?:Name|Setup)[\"'][^<>]*>)[^<]*"
)
_AUTHORS = re.compile(r"(\s(?:[\w.-]+:)?author=)(\"[^\"]*\"|'[^']*')")
_INITIALS = re.compile(r"(\s(?:[\w.-]+:)?initials=)(\"[^\"]*\"|'[^']*')")
_PERSONS = re.compile(r"<(?:[\w.-]+:)?(?:cmAuthor|author|person|presenceInfo)\s[^<>]*>")
_NAMED = re.compile(r"(\s(?:name|displayName)=)(\"[^\"]*\"|'[^']*')")
_USER = re.compile(r"(\s(?:[\w.-]+:)?(?:userId|providerId)=)(\"[^\"]*\"|'[^']*')")
_PATHS = re.compile(r"(<(?:[\w.-]+:)?absPath\s[^<>]*?\burl=)(\"[^\"]*\"|'[^']*')")
_TEMPLATE = re.compile(r"<Relationship\s[^<>]*/attachedTemplate[\"'][^<>]*>")
_TARGET = re.compile(r"(\sTarget=)(\"[^\"]*\"|'[^']*')")
_SIGNED = re.compile(r"^_xmlsignatures/|^META-INF/(?:document|macro|package)signatures\.xml$")


class SignedError(Exception):
    """The document is signed; any change would break the signature."""


def clean_parts(data: bytes, member: Callable[[str, bytes], bytes | None]) -> bytes:
    """Rewrite an archive with `member(name, bytes)` as each part; None drops the part.

    Raises UnreadableFileError and SignedError.
    """
    if any(_SIGNED.search(name) for name in names_in(data)):
        raise SignedError
    budget, file = Budget(), io.BytesIO()
    with opened(data) as archive, zipfile.ZipFile(file, "w") as copy:
        for info in archive.infolist():
            if info.is_dir():
                continue
            part = read_part(archive, info, budget)
            new = member(info.filename, part)
            if new is None:
                continue
            about = zipfile.ZipInfo(info.filename, _EPOCH)
            stored = info.compress_type == zipfile.ZIP_STORED
            about.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            about.external_attr = 0o644 << 16
            copy.writestr(about, new)
    return file.getvalue()


def clean_media(part: bytes) -> bytes:
    """Remove metadata from a picture in a document; return other parts unchanged."""
    try:
        return stripped(part)
    except UnreadableFileError:
        return part


def clean_xml(name: str, part: bytes) -> bytes:
    """Remove names and user paths from an XML part of a document.

    Raises UnreadableFileError if the part is invalid XML before or after.
    """
    _require_xml(part)
    try:
        text = part.decode("utf-8")
    except UnicodeDecodeError:
        return part  # Office writes UTF-8; traces in other encodings are reported as left.
    text = _ELEMENTS.sub(r"\1", text)
    text = _CONFIGURED.sub(r"\1", text)
    text = _AUTHORS.sub(rf'\1"{NOBODY}"', text)
    text = _INITIALS.sub(r'\1"A"', text)
    text = _PERSONS.sub(lambda tag: _nobody(tag[0]), text)
    text = _PATHS.sub(r'\1""', text)
    if name.endswith(".rels"):
        text = _TEMPLATE.sub(lambda tag: _TARGET.sub(r'\1"Normal.dotm"', tag[0]), text)
    changed = text.encode()
    _require_xml(changed)
    return changed


def _nobody(tag: str) -> str:
    tag = _NAMED.sub(rf'\1"{NOBODY}"', tag)
    return _USER.sub(rf'\1"{NOBODY}"', tag)


def _require_xml(part: bytes) -> None:
    read_markup(part, lambda _, __: None, lambda _: None, lambda _: None)
