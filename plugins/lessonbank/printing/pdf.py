"""Lay the handbook out in pages with WeasyPrint, which an extra brings."""

from __future__ import annotations

import mimetypes
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

from lessonbank.printing.document import Sheet, document
from lessonbank.site import assets
from lessonbank.site.urls import WHOLE
from lessonbank.texts import gettext as _
from lessonbank.texts import speaking, translations

_STYLES = Path(__file__).parent / "pages.css"
_WHOLE_STYLES = "assets/lessonbank/whole.css"
_NO_PACKAGE = (
    "Printing needs WeasyPrint, which is not installed. Run: pip install 'lessonbank[pdf]'"
)
_NO_PANGO = (
    "WeasyPrint is installed, but it does not find Pango. Debian and Ubuntu: sudo apt install"
    " libpango-1.0-0 libpangoft2-1.0-0. macOS: brew install pango. Windows: install MSYS2, then run"
    " in it: pacman -S mingw-w64-x86_64-pango"
)


class PrintError(Exception):
    """The handbook cannot be printed. The message says why, and the fix."""


def require_program() -> Any:
    """Return WeasyPrint. Raise PrintError if it or Pango is missing."""
    try:
        import weasyprint  # noqa: PLC0415 - an extra, and slow to import
    except ImportError as error:
        raise PrintError(_NO_PACKAGE) from error
    except OSError as error:  # Its libraries are looked for at import.
        raise PrintError(_NO_PANGO) from error
    return weasyprint


def handbook_pdf(site: Path, sheet: Sheet) -> bytes:
    """Return the handbook of a finished site as PDF/UA-1. Raise PrintError.

    The same site gives the same bytes. Only files of the site are read.
    """
    program = require_program()
    page = site / WHOLE
    if not page.is_file():
        raise PrintError("This edition has no handbook: it needs a programme or another offer.")
    with speaking(translations(sheet.language)):
        html = document(page.read_text(encoding="utf-8"), sheet, _styles())
    if not html:
        raise PrintError("The page of the whole handbook is the trust's own and cannot be printed.")
    read = program.HTML(string=html, base_url=page.as_uri(), url_fetcher=_Only(site).fetch)
    made: bytes = read.write_pdf(
        pdf_variant="pdf/ua-1",
        pdf_tags=True,
        pdf_identifier=sha256(html.encode()).digest()[:16],
    )
    return made


def _styles() -> str:
    whole = next(each.content for each in assets() if each.url == _WHOLE_STYLES)
    reference = _("page %(number)s", number="\0").replace('"', "").partition("\0")
    before, _number, after = (f'"{part}"' for part in reference)
    words = f'content: " (" {before} target-counter(attr(href url), page) {after} ")"'
    refer = f'.lb-part-of a[href^="#"]::after {{ {words}; }}'
    return f"{whole}\n{_STYLES.read_text(encoding='utf-8')}\n{refer}"


class _Only:
    """Reads files of one site for WeasyPrint, and nothing else: no network, no other folder."""

    def __init__(self, site: Path) -> None:
        self._site = site.resolve()

    def fetch(self, url: str) -> Any:
        from weasyprint.urls import URLFetcherResponse  # noqa: PLC0415 - see above

        parts = urlsplit(url)
        path = Path(url2pathname(unquote(parts.path))).resolve()
        if parts.scheme != "file" or not path.is_relative_to(self._site):
            raise ValueError(f"not a file of the site: {url}")
        kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": kind})
