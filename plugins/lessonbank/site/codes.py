"""QR codes that lead from paper to the published site."""

from __future__ import annotations

import segno
from markupsafe import Markup

from lessonbank.texts import gettext as _

_QUIET = 2
"""Empty modules around a code: white paper does the rest."""


def qr(published: str, url: str) -> Markup:
    """Return a QR code of a page as inline SVG; nothing if the site's address is not known.

    `published` is the address of the site, `url` is from its root.
    """
    if not published:
        return Markup()
    made = segno.make(f"{published}{url}", error="l", micro=False)
    svg = made.svg_inline(omitsize=True, border=_QUIET, svgclass=None, lineclass=None)
    title = Markup("<title>{}</title>").format(_("QR code"))
    head, _path, rest = svg.partition("<path")
    drawn = Markup(f"{head}{title}<path{rest}")  # noqa: S704 - drawn by segno
    return Markup('<span class="lb-qr">{}</span>').format(drawn)
