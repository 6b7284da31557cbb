"""A site whose pages may keep nothing, as where a browser refuses."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

NO_STORAGE = """\
for (const name of ["localStorage", "sessionStorage", "indexedDB"]) {
  Object.defineProperty(window, name, {
    get() {
      throw new DOMException("The operation is insecure.", "SecurityError");
    },
  });
}
"""


def without_storage(site: Path, copy: Path) -> Path:
    """Copy a site to a folder, with a script that refuses storage in each of its pages."""
    shutil.copytree(site, copy)
    (copy / "no-storage.js").write_text(NO_STORAGE, encoding="utf-8")
    for page in copy.rglob("*.html"):
        root = "../" * (len(page.relative_to(copy).parts) - 1)
        html = page.read_text(encoding="utf-8")
        script = f'<script src="{root}no-storage.js"></script>'
        page.write_text(html.replace("<head>", f"<head>{script}", 1), encoding="utf-8")
    return copy
