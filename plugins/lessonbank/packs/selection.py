"""Choose the files of a site that a pack needs: fewer files are copied to a stick sooner."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from lessonbank import theme
from lessonbank.site.catalogue.catalogue import CATALOGUE, CATALOGUE_SCHEMA
from lessonbank.site.feed_paths import NEWS

_SHARED = re.compile(r'<meta\s[^>]*"(?:og|twitter):image(?::\w+)?"[^>]*>', re.IGNORECASE)
"""The picture that other sites show beside a link to a page."""
_FOR_SERVERS = frozenset({"sitemap.xml", "sitemap.xml.gz", CATALOGUE, CATALOGUE_SCHEMA})
"""Files for programs that read the published site."""
_UNUSED = (
    ("assets/cards/", ".jpg"),  # of pages that are shared; title cards are WebP
    ("assets/", ".map"),
    ("schemas/", ".json"),  # for editors of content
    (NEWS, ".xml"),  # of the published site
)


def is_needed(address: str) -> bool:
    """Return whether a page of the pack may use this file of the site."""
    suffix = PurePosixPath(address).suffix
    return not (
        address in _FOR_SERVERS
        or address.startswith(theme.OWN_SEARCH)
        or any(address.startswith(folder) and suffix == kind for folder, kind in _UNUSED)
    )


def without_shared_picture(html: str) -> str:
    """Return a page that does not name a picture which the pack does not hold."""
    end = html.find("</head>")
    return _SHARED.sub("", html[:end]) + html[end:]
