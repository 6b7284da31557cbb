"""Settings of mkdocs.yml: a check and a build agree, and a build refuses before it encodes."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, MkDocsException

from lessonbank.cli import main
from lessonbank.content.mkdocs_yml.findings import settings_findings
from projects import LOCKED, TRUST
from sites import TODAY, pages

BEFORE = "site_name: Elmet\ndocs_dir: content/.locked\nsite_dir: build/site\n"
PLUGINS = "plugins: [lessonbank]\n"
THEME = "theme: {name: material, font: false}\n"
OWN = {
    "content/index.md": "# Welcome\n",
    "content/about.md": "# About us\n",
    "content/images/crest.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>',
    "content/trust.yml": TRUST,
    "content/workshops/asking.md": "---\ntitle: Asking\nsummary: Ask.\noutcomes: [A.]\n---\nAsk.\n",
    "overrides/own.js": "1;",
    **LOCKED,
}  # fmt: skip

ACCEPTED = {
    "no theme": BEFORE + PLUGINS,
    "empty theme": BEFORE + "theme:\n" + PLUGINS,
    "theme by its name": BEFORE + "theme: material\n" + PLUGINS,
    "no palette, font or nav": BEFORE + "theme: {name: material}\n" + PLUGINS,
    "one palette": BEFORE + "theme: {name: material, palette: {scheme: slate}}\n" + PLUGINS,
    "addresses of folders": BEFORE + THEME + PLUGINS + "use_directory_urls: true\n",
    "a nav without a home": BEFORE + THEME + PLUGINS + "nav: [{About: about.md}]\n",
    "a home that is a folder": BEFORE + THEME + PLUGINS + "extra: {homepage: /}\n",
    "an empty section": BEFORE + THEME + PLUGINS + "nav: [index.md, {Clips: clips/index.md}]\n",
    "an item in the nav": BEFORE + THEME + PLUGINS + "nav: [{Ask: workshops/asking.md}]\n",
    "a variable": BEFORE + THEME.replace("material", "!ENV [NO_SUCH, material]") + PLUGINS,
    "options of ours": BEFORE + THEME + "plugins: [lessonbank: {edition: trust, workers: 1}]\n",
    "a script of ours": BEFORE
    + "theme: {name: material, custom_dir: overrides}\nextra_javascript: [own.js]\n"
    + PLUGINS,
    "a logo": BEFORE + "theme: {name: material, logo: images/crest.svg}\n" + PLUGINS,
}
REFUSED = {
    "theme: mkdocs": ("LB140", "theme: mkdocs\n"),
    "theme: readthedocs": ("LB140", "theme: {name: readthedocs, locale: cy}\n"),
    "theme of one's own": ("LB140", "theme: {name: null, custom_dir: overrides}\n"),
    "unknown theme": ("LB140", "theme: materiel\n"),
    "theme without a name": ("LB140", "theme: {font: false}\n"),
    "theme: list": ("LB144", "theme: [material]\n"),
    "theme: number": ("LB144", "theme: 9\n"),
    "font": ("LB141", "theme: {name: material, font: {text: Lato}}\n"),
    "palette": ("LB144", "theme: {name: material, palette: dark}\n"),
    "features": ("LB144", "theme: {name: material, features: navigation.tabs}\n"),
    "instant": ("LB142", "theme: {name: material, features: [navigation.instant]}\n"),
    "language": ("LB144", "theme: {name: material, language: klingon}\n"),
    "logo": ("LB146", "theme: {name: material, logo: images/crset.svg}\n"),
    "logo elsewhere": ("LB141", "theme: {name: material, logo: 'https://elmet.example/a.png'}\n"),
    "custom_dir": ("LB146", "theme: {name: material, custom_dir: nowhere}\n"),
    "unknown setting": ("LB143", THEME + "site_nmae: Elmet\n"),
    "unknown plugin": ("LB143", THEME + "plugins: [lessonbank, tagz]\n"),
    "unknown option": ("LB143", THEME + "plugins: [lessonbank: {editon: trust}]\n"),
    "wrong option": ("LB144", THEME + "plugins: [lessonbank: {workers: many}]\n"),
    "no workers": ("LB144", THEME + "plugins: [lessonbank: {workers: 0}]\n"),
    "no date": ("LB144", THEME + "plugins: [lessonbank: {today: soon}]\n"),
    "no edition": ("LB144", THEME + "plugins: [lessonbank: {edition: staff}]\n"),
    "search": ("LB142", THEME + "plugins: [search, lessonbank]\n"),
    "no plugin of ours": ("LB145", THEME + "plugins: []\n"),
    "options that are none": ("LB144", THEME + "plugins: [lessonbank: [a]]\n"),
    "extension": ("LB143", THEME + "markdown_extensions: [admonitions]\n"),
    "nav: text": ("LB144", THEME + "nav: index.md\n"),
    "nav: two titles": ("LB144", THEME + "nav: [{A: index.md, B: about.md}]\n"),
    "css": ("LB146", THEME + "extra_css: [own.css]\n"),
    "css elsewhere": ("LB141", THEME + "extra_css: ['//cdn.example/own.css']\n"),
    "script": ("LB146", THEME + "extra_javascript: [own.js]\n"),
    "module": ("LB142", THEME + "extra_javascript: [own.mjs]\n"),
    "hook": ("LB146", THEME + "hooks: [hook.py]\n"),
    "switch": ("LB144", THEME + "strict: perhaps\n"),
    "address": ("LB144", THEME + "site_url: elmet.example\n"),
    "yaml": ("LB101", "theme: {name: material\n"),
    "tab": ("LB101", "theme:\n\tname: material\n"),
    "twice": ("LB104", THEME + THEME),
    "tag": ("LB108", THEME + "copyright: !made up\n"),
    "alias of itself": ("LB108", THEME + "extra: &a {b: *a}\n"),
    "no map": ("LB144", None),
}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, text in OWN.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(logging.getLogger("mkdocs"), "handlers", [])
    return tmp_path


Codes = Callable[..., tuple[int, set[str], str]]


@pytest.fixture
def codes(caplog: pytest.LogCaptureFixture) -> Codes:
    """Run a command and return its exit code, its error codes and its output."""
    return lambda *command: _codes(command, caplog)


def _codes(command: tuple[str, ...], caplog: pytest.LogCaptureFixture) -> tuple[int, set[str], str]:
    caplog.clear()
    done = CliRunner().invoke(main, [*command, "--today", TODAY])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    assert "Traceback" not in done.output
    said = done.output + caplog.text
    return done.exit_code, set(re.findall(r"Error (LB\d+)", said)), said


@pytest.mark.parametrize("name", REFUSED)
def test_a_build_refuses_every_setting_that_a_check_reports(
    project: Path, codes: Codes, name: str
) -> None:
    code, changes = REFUSED[name]
    written = "- a\n" if changes is None else BEFORE + changes
    written += "" if changes is None or "plugins:" in changes else PLUGINS
    (project / "mkdocs.yml").write_text(written, encoding="utf-8")
    ended, found, said = codes("check")
    assert (ended, found) == (1, {code}), said
    assert "mkdocs.yml, line" in said
    ended, found, said = codes("build")
    assert (ended, found) == (1, {code}), said
    assert not (project / "build" / "site").exists()


ALONE = {"404.html", "mine/store.html"}
"""Pages without the theme's frame."""


@pytest.mark.parametrize("name", ACCEPTED)
def test_settings_that_can_be_corrected_are_built(project: Path, codes: Codes, name: str) -> None:
    (project / "mkdocs.yml").write_text(ACCEPTED[name], encoding="utf-8")
    assert codes("check")[:2] == (0, set())
    ended, found, said = codes("build")
    assert (ended, found) == (0, set()), said
    for path, html in pages(project / "build" / "site").items():
        assert not re.findall(r'<(?:link|script|img)[^>]*(?:href|src)="(?:https?:)?//', html)
        assert not re.findall(r'href="[^":]*(?:/|\.)"', html)
        if path not in ALONE:
            assert 'data-md-color-scheme="' in html
            assert re.search(r'href="[^"]*index\.html"[^>]*data-md-component="logo"', html)


def test_a_dead_nav_entry_is_reported_and_left_out(project: Path, codes: Codes) -> None:
    written = BEFORE + THEME + PLUGINS + "nav: [index.md, {About: abuot.md}]\n"
    (project / "mkdocs.yml").write_text(written, encoding="utf-8")
    for command in ("check", "build"):
        ended, found, said = codes(command)
        assert (ended, found) == (0, set()), said
        assert "Warning LB149 in mkdocs.yml" in said
        assert codes(command, "--strict")[0]
    assert "abuot" not in "".join(pages(project / "build" / "site").values())


def test_a_bank_without_a_nav_gets_one_from_its_sections(project: Path, codes: Codes) -> None:
    (project / "mkdocs.yml").write_text(ACCEPTED["no palette, font or nav"], encoding="utf-8")
    codes("build")
    html = pages(project / "build" / "site")["index.html"]
    tabs = re.findall(r'<a href="([^"]+)" class="md-tabs__link', html)
    assert tabs == ["handbook/index.html", "a-z.html"]  # It has no clips.
    links = re.findall(r'<a href="([^"]+)" class="md-nav__link', html)
    assert {"find.html", "workshops/index.html", "about.html"} - {*links} == {
        "workshops/index.html"
    }


@pytest.mark.parametrize("name", [*ACCEPTED, *(n for n in REFUSED if REFUSED[n][1] is not None)])
def test_a_check_finds_what_mkdocs_refuses_without_running_it(project: Path, name: str) -> None:
    written = ACCEPTED.get(name) or BEFORE + str(REFUSED[name][1]) + PLUGINS
    (project / "mkdocs.yml").write_text(written, encoding="utf-8")
    try:
        load_config(str(project / "mkdocs.yml"))
    except (Abort, MkDocsException):
        assert settings_findings(project)
