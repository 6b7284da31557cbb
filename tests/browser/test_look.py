"""A trust's look and templates, as browsers show them from a host and from a folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from shutil import copy

import mkdocs
import pytest

from harness.browser import Browser
from harness.place import Place
from projects import LOCKED, TRUST
from sites import built

FONT = Path(mkdocs.__file__).parent / "themes/readthedocs/css/fonts/lato-normal.woff2"
CREST = '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h9v9z"/></svg>'
LOOK = """
look: {primary: "#4a1f79", accent: "#ffd27a", logo: crest.svg, font: lato.woff2}
"""
FILES = {
    "mkdocs.yml": "site_name: Elmet\ndocs_dir: content/.locked\nsite_dir: build/site\n"
    "theme: {name: material, custom_dir: overrides}\nplugins: [lessonbank]\n"
    "extra_javascript: [own.js]\n",
    "content/index.md": "# Welcome\n",
    "content/about.md": "# About us\n",
    "content/images/crest.svg": CREST,
    "content/trust.yml": TRUST + LOOK,
    "overrides/main.html": '{% extends "base.html" %}'
    "{% block announce %}{{ super() }}Open day{% endblock %}",
    "overrides/own.js": 'document.documentElement.dataset.own = "ran";',
    **LOCKED,
}
SEEN = """async () => {
  await document.fonts.ready;
  const logo = document.querySelector(".md-logo");
  return {
    font: [...document.fonts].map((face) => face.status),
    head: getComputedStyle(document.querySelector("header")).backgroundColor,
    logo: logo.href.replace(/^.*\\//, ""),
    shown: logo.querySelector("img").naturalWidth > 0,
    own: document.documentElement.dataset.own,
    notice: document.querySelector(".md-banner").textContent.trim(),
  };
}"""


@pytest.fixture(scope="session")
def look_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("look")
    for name, text in FILES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    (root / "content/fonts").mkdir()
    copy(FONT, root / "content/fonts/lato.woff2")
    return built(root)


def test_the_look_of_a_trust_is_shown(
    browser: Browser, publish: Callable[[Path], Place], look_site: Path
) -> None:
    place = publish(look_site)
    for page in ("index.html", "find.html"):
        browser.open(place.url(page))
        assert browser.evaluate(SEEN) == {
            "font": ["loaded"],
            "head": "rgb(74, 31, 121)",
            "logo": "index.html",
            "shown": True,
            "own": "ran",
            "notice": "Open day",
        }
        assert not browser.console_errors()
        assert not place.leaving(browser.requests())
