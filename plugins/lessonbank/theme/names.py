"""Names of the theme's parts, pages and settings."""

from __future__ import annotations

import re

NAME = "material"
"""The theme's name in `mkdocs.yml`."""
RESERVED = re.compile(r"md-")
"""Prefix of classes that only the theme may use."""
LENT = frozenset({"md-button", "md-button--primary"})
"""Classes of the theme that contributors may use."""
WHOLE_WIDTH = ("navigation", "toc")
"""The theme's two sidebars, as the setting `hide` of a page names them."""
OWN_SEARCH = ("assets/javascripts/lunr/", "assets/javascripts/workers/")
"""Folders of the theme's own search, which our pages do not use."""
QUIET = "NO_MKDOCS_2_WARNING"
"""The environment variable that keeps the theme's notice about MkDocs 2 out of builds."""
