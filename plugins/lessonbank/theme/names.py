"""The names by which the theme knows its parts, its pages and its settings."""

from __future__ import annotations

import re

NAME = "material"
"""The theme, as `mkdocs.yml` names it."""
RESERVED = re.compile(r"md-")
"""How classes begin that only the theme may give."""
LENT = frozenset({"md-button", "md-button--primary"})
"""Classes of the theme that contributors may use."""
WHOLE_WIDTH = ("navigation", "toc")
"""The theme's two sidebars, as the setting `hide` of a page names them."""
QUIET = "NO_MKDOCS_2_WARNING"
"""The environment variable that keeps the theme's notice about MkDocs 2 out of builds."""
