"""Where the files of the theme's room lie."""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).parent
TEMPLATES = _HERE / "templates"
"""Templates that extend those of the theme, or take their place."""
ASSETS = _HERE / "assets"
"""Styles and scripts about the theme's own elements; each site's shared files hold them."""
