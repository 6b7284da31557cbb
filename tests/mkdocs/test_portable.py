"""Settings and elements that do not work over file:// are refused by the build."""

from __future__ import annotations

from pathlib import Path

import pytest
from mkdocs.exceptions import PluginError

from lessonbank.mkdocs.portable import portable
from projects import MKDOCS_YML, write_project
from sites import run

SETTINGS = {
    "`navigation.instant` asks for pages": ("features: [", "features: [navigation.instant, "),
    "`search` would add a second search": ("plugins: [", "plugins: [search, "),
    "`a.js` is a module": ("nav:", "extra_javascript: [{path: a.js, type: module}]\nnav:"),
    "`a.mjs` is a module": ("nav:", "extra_javascript: [a.mjs]\nnav:"),
}
"""The words of the message, and the change to `mkdocs.yml` that causes it."""


@pytest.mark.parametrize("refused", SETTINGS)
def test_a_setting_that_needs_a_server_ends_the_build(tmp_path: Path, refused: str) -> None:
    root = write_project(tmp_path)
    changed = MKDOCS_YML.replace(*SETTINGS[refused], 1)
    (root / "mkdocs.yml").write_text(changed, encoding="utf-8")
    done = run(root, "lessonbank", "build")
    assert done.returncode == 1
    assert "LB142 in mkdocs.yml" in done.stdout
    assert refused in done.stdout
    assert "Traceback" not in done.stderr
    assert not (root / "build" / "site").exists()


@pytest.mark.parametrize(
    "tag",
    [
        '<script src="a.js" integrity="sha256-x">',
        "<script crossorigin src=a.js>",
        '<script type="module">',
        "<SCRIPT TYPE = module>",
        '<link rel="modulepreload" href="a.js">',
        '<link rel="preload" as="font" href="a.woff" crossorigin="anonymous">',
    ],
)
def test_an_element_that_needs_a_server_ends_the_build(tag: str) -> None:
    with pytest.raises(PluginError, match=r"^page\.html: browsers do not load"):
        portable(f"<head>{tag}</head>", "page.html")


@pytest.mark.parametrize(
    "html",
    [
        '<script src="integrity.js" defer></script>',
        '<p>Write <code>&lt;script type="module"&gt;</code>.</p>',
        '<script type="text/javascript" data-type="module-list" src="a.js"></script>',
        '<a href="x" type="module">x</a>',
    ],
)
def test_other_elements_are_unchanged(html: str) -> None:
    assert portable(html, "page.html") == html
