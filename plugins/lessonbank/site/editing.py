"""Links to edit a page's file in the project's repository."""

from __future__ import annotations

import re
from collections.abc import Container
from posixpath import splitext
from urllib.parse import quote, urljoin

from lessonbank.bank import Item, Scope
from lessonbank.editions import Admission

_CONTENT = "content/"
_PLACE = re.compile(r"\{(path|path_noext)(?:!\w)?\}")
_STAFF = (Scope.SCHOOL, Scope.TRUST)


def may_edit(admission: Admission) -> bool:
    """Return whether the edition may lead to the repository, which holds withheld items too.

    Staff may know of these. Other editions lead there only if nothing is withheld.
    """
    return admission.occasion.edition.scope in _STAFF or not admission.denied


def source_of_item(item: Item, files: Container[str]) -> str | None:
    """Return the path of the item's own file below `content/`, or None.

    An item in a table or in a sub-folder, whose name may tell something, has none. `files` are
    those of the project, from its root.
    """
    path = f"{item.folder}/{item.id}.{item.format}"
    return path if _CONTENT + path in files else None


def edit_address(repository: str, edit_uri: str, template: str, path: str) -> str | None:
    """Return the address to edit `path`, below `content/`; None without a repository.

    The settings are MkDocs's `repo_url`, `edit_uri` and `edit_uri_template`, or empty.
    """
    parts = {"path": quote(path), "path_noext": quote(splitext(path)[0])}
    folder = f"{edit_uri.rstrip('/')}/{{path}}" if edit_uri else ""
    tail = _PLACE.sub(lambda found: parts[found[1]], template or folder)
    if not repository or not tail:
        return None
    slash = "" if tail.startswith(("?", "#")) else "/"
    address = urljoin(repository.rstrip("/") + slash, tail)
    return address if address.startswith(("https://", "http://")) else None
