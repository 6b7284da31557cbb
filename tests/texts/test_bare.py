"""Every word of the interface is in the catalogue: none stands bare in a template or a view."""

from __future__ import annotations

import ast
import calendar
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.jslexer import tokenize
from jinja2 import Environment, nodes

from lessonbank import site, theme

SITE = Path(site.__file__).parent
PACKS = SITE.parent / "packs"
TEMPLATES = sorted(
    [
        *(SITE / "templates").glob("*.html"),
        *theme.TEMPLATES.rglob("*.html"),
        *(PACKS / "templates").glob("*.html"),
    ]
)
SCRIPTS = sorted(
    [
        *(SITE / "assets").rglob("*.js"),
        *SITE.parent.glob("theme/assets/*.js"),
        *(PACKS / "assets").glob("*.js"),
    ]
)
VIEWS = sorted(
    [
        *(p for folder in ("views", "dates") for p in (SITE / folder).glob("*.py")),
        *(SITE.parent / "handbook").glob("*.py"),
        SITE / "site.py",
        SITE.parent / "markdown" / "targets.py",
        *(SITE.parent / "search" / name for name in ("clips.py", "document.py", "facets.py")),
    ]
)
TRANSLATES = {"_", "gettext", "ngettext", "mark"}
SAID = ("aria-label", "aria-description", "placeholder", "title", "alt", "label", "data-label")
ENVIRONMENT = Environment(extensions=["jinja2.ext.i18n"], autoescape=True)

ENGLISH_DATES = {*calendar.day_name, *calendar.month_name}
"""CLDR has these in other languages."""

_TAG = re.compile(
    r"<!--.*?-->|<(script|style)\b.*?</\1>|<[^>]*>|&[a-z]+;|[\w-]+=\"[^\"]*\"", re.DOTALL
)
_ATTRIBUTE = re.compile(rf'(?<![\w-])(?:{"|".join(SAID)})="([^"]*)"')
_WORD = re.compile(r"[^\W\d_]{2}")
_KEY = r"(?:Escape|Enter|Home|End|Delete|Arrow\w*|Page\w+|Control\+(?:Shift\+)?\w)"
_FOREIGN = frozenset(
    {
        *("ELAN", "BORIS", "Annotation", "TextualBody", "FragmentSelector"),
        *("Point event", "State event", "time offset", "coding map", "None"),
        *("state start", "state stop"),
    }
)
"""Names of programs, and words of their files."""
_SELECTOR = re.compile(
    rf"^use strict$|[\[\]<>=\n]|^\.?lb-[\w-]+ |^[a-z]+(?:, [a-z]+)+$|^{_KEY}$|^Ed25519$"
)
_SENTENCE = re.compile(r"^[A-Z][a-z]|^[^<>=]*[a-z] [a-z][^<>=]*$")


def bare_in_template(source: str) -> Iterator[str]:
    """Yield what a template shows, or reads out, that no function translates."""
    tree = ENVIRONMENT.parse(source)
    hole = "\0"
    html = "".join(
        part.data if isinstance(part, nodes.TemplateData) else hole
        for output in tree.find_all(nodes.Output)
        for part in output.nodes
    )
    shown = (*_ATTRIBUTE.findall(html), *_TAG.sub("\n", html).split("\n"))
    words = (each.strip() for each in shown)
    yield from (each for each in words if _WORD.search(each) and each not in _FOREIGN)
    translated = {
        id(part) for call in tree.find_all(nodes.Call) if _translates(call) for part in _parts(call)
    }
    yield from (
        part.value
        for part in tree.find_all(nodes.Const)
        if id(part) not in translated
        and isinstance(part.value, str)
        and _SENTENCE.search(part.value)
        and not re.fullmatch(_KEY, part.value)
    )


def _translates(call: nodes.Call) -> bool:
    return isinstance(call.node, nodes.Name) and call.node.name in TRANSLATES


def _parts(call: nodes.Call) -> Iterator[nodes.Node]:
    yield from (arg for arg in call.args if isinstance(arg, nodes.Const))


def bare_in_python(source: str) -> Iterator[str]:
    """Yield the texts of a module that look like words for people and that nothing translates."""
    tree = ast.parse(source)
    known: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            known.add(id(node.value))
        elif isinstance(node, ast.Call) and getattr(node.func, "id", "") in {
            *TRANSLATES,
            "TypeVar",
            "ValueError",
        }:
            known.update(id(part) for arg in node.args for part in ast.walk(arg))
        elif isinstance(node, ast.Dict):
            known.update(id(key) for key in node.keys)
        elif isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "__all__":
            known.update(id(part) for part in ast.walk(node))
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Constant)
            and id(node) not in known
            and isinstance(node.value, str)
            and _SENTENCE.search(node.value)
        ):
            yield node.value


def bare_in_script(source: str) -> Iterator[str]:
    """Yield the texts of a script that look like words for people and that nothing translates."""
    depth, called, before = 0, 0, ""
    for token in tokenize(source, jsx=False, template_string=True):
        if token.value == "(":
            depth += 1
            called = called or (depth if before.rpartition(".")[2] in TRANSLATES else 0)
        elif token.value == ")":
            called = 0 if called == depth else called
            depth -= 1
        elif token.type in {"string", "template_string"} and not called:
            words = token.value.strip("\"'`")
            is_said = _SENTENCE.search(words) and not _SELECTOR.search(words)
            if is_said and words not in _FOREIGN:
                yield words
        before = token.value


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda p: p.name)
def test_no_text_stands_bare_in_a_script(path: Path) -> None:
    assert not list(bare_in_script(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('a.textContent = "Not found";', ["Not found"]),
        ("a.textContent = `Page ${n} of many`;", ["Page ${n} of many"]),
        ('a.textContent = n ? _("Not found") : "Found";', ["Found"]),
        ('say(ngettext("%(num)d clip", "%(num)d clips", f(n)), "Too late");', ["Too late"]),
        ('"use strict"; a.querySelector("video, img a[href]"); b("Escape");', []),
    ],
)
def test_bare_text_of_scripts_is_seen(source: str, found: list[str]) -> None:
    assert list(bare_in_script(source)) == found


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda p: p.name)
def test_no_text_stands_bare_in_a_template(path: Path) -> None:
    assert not list(bare_in_template(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("path", VIEWS, ids=lambda p: p.name)
def test_no_text_stands_bare_in_a_view(path: Path) -> None:
    assert not {*bare_in_python(path.read_text(encoding="utf-8"))} - ENGLISH_DATES


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("<p>Hello there</p>", ["Hello there"]),
        ("<p>{{ view.n }} clips</p>", ["\0 clips"]),
        ('<p aria-label="Close">x</p>', ["Close"]),
        ('<p aria-label="{{ _(\'Close\') }}">{{ _("Hi") }}</p>', []),
        ('{{ lb.points("What to do", view.points) }}', ["What to do"]),
        ('{{ "Gone" if view.gone else _("Here") }}', ["Gone"]),
        ("{% trans %}Hello{% endtrans %}", []),
        ("{# A comment #}<b>·</b> 5 <script>var words = 1</script>", []),
    ],
)
def test_bare_text_of_templates_is_seen(source: str, found: list[str]) -> None:
    assert list(bare_in_template(source)) == found


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('"""A module."""\nx = "Clips"', ["Clips"]),
        ('x = _("Clips")', []),
        ('x = mark("Clips")', []),
        ('x = f"Clips of {trust}"', ["Clips of "]),
        ('x = ngettext("%(num)d clip", "%(num)d clips", n)', []),
        ('x = "clips/index.html"', []),
    ],
)
def test_bare_text_of_views_is_seen(source: str, found: list[str]) -> None:
    assert list(bare_in_python(source)) == found
