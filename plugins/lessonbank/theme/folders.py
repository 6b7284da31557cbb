"""Paths of the theme's files."""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).parent
TEMPLATES = _HERE / "templates"
"""Templates that extend or replace those of the theme."""
ASSETS = _HERE / "assets"
"""Styles and scripts for the theme's elements, part of each site's shared files."""
