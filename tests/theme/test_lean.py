"""Templates lose white space that a browser shows nothing of, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import material
import pytest
from jinja2 import Environment

import lessonbank.site
import lessonbank.theme
from lessonbank.texts.templates import translate
from lessonbank.theme.lean import Lean, make_lean

FOLDERS = [
    Path(lessonbank.site.__file__).parent / "templates",
    lessonbank.theme.TEMPLATES,
    Path(material.__file__).parent / "templates",
]
TEMPLATES = [path for folder in FOLDERS for path in sorted(folder.rglob("*.html"))]
BETWEEN_LINKS = """<p>
    {% for name in ("one", "two") %}
      <a>{{ name }}</a>
      {% if not loop.last %}
        and
      {% endif %}
    {% endfor %}
    <b>three</b>{% if true %}
    <i>four</i>
  {% endif %}
  <b>five</b>{% if true %}
  {% for name in ("six", "seven") %}
    <i>{{ name }}</i>{# as said #}
    <u>{{ name }}</u>
  {% endfor %}{% endif %}

  {%- if true %}
    ,
  {% endif -%}
    five
</p>"""


def environment(*, trim: bool, lean: bool) -> Environment:
    env = Environment(autoescape=True, trim_blocks=trim, lstrip_blocks=trim)
    translate(env)
    if lean:
        make_lean(env)
    return env


def folder_is_ours(path: Path) -> bool:
    """Return whether the renderer of pages reads the template, not the theme."""
    return path.is_relative_to(FOLDERS[0])


def shown(html: str) -> str:
    """Return the HTML as a browser reads it, with each white space as one space."""
    return re.sub(r"\s+", " ", html).strip()


@pytest.mark.parametrize("trim", [True, False])
def test_words_that_stand_apart_stay_apart(*, trim: bool) -> None:
    rendered = [
        environment(trim=trim, lean=lean).from_string(BETWEEN_LINKS).render()
        for lean in (True, False)
    ]
    assert shown(rendered[0]) == shown(rendered[1])
    assert len(rendered[0]) < len(rendered[1])


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_lines_keep_their_numbers(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    lean = Lean(environment(trim=folder_is_ours(path), lean=False)).preprocess(source, None)
    assert lean.count("\n") == source.count("\n")
    assert re.sub(r"\s|-%\}|%\}", "", lean) == re.sub(r"\s|-%\}|%\}", "", source)


@pytest.mark.parametrize(
    "source",
    ["<pre>\n  one\n    two\n</pre>", "<textarea rows=2>\n  as written\n</textarea>"],
)
def test_lines_that_are_shown_as_written_stay(source: str) -> None:
    assert environment(trim=True, lean=True).from_string(source).render() == source


def test_a_text_to_translate_is_one_text() -> None:
    source = "{% trans %}\nTwo lines\n{% endtrans %}"
    for trim in (True, False):
        plain, lean = (environment(trim=trim, lean=each) for each in (False, True))
        assert lean.from_string(source).render() == plain.from_string(source).render()
