"""Every field of every model is read by something: none is asked for in vain."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import lessonbank.bank
from lessonbank.bank import Value

PACKAGE = Path(__file__).parents[2] / "plugins" / "lessonbank"

READ_BY_NAME = {
    "Findable.exclude": "mkdocs/find.py reads it off the page's metadata",
    "OwnTerms.career_stage": "content/checks and the bank's terms take it by the vocabulary's name",
    "OwnTerms.key_stage": "content/checks and the bank's terms take it by the vocabulary's name",
    "PathwayStep.technique": "site/views/pathway.py takes it by the kind of item",
    "PathwayStep.watchlist": "site/views/pathway.py takes it by the kind of item",
    "Person.contact_for": "bank/audience.py takes it by `unless`",
    "SchoolContacts.shown_to": "bank/audience.py takes it by `unless`",
    "Session.booking_for": "bank/audience.py takes it by `unless`",
    "Trust.suggestions_for": "bank/audience.py takes it by `unless`",
}
"""Fields whose only readers find them by their names, each with the reason."""

ATTRIBUTE = re.compile(r"\.([a-z_]+)\b")
EXPRESSION = re.compile(r"\{[{%].*?[%}]\}", re.DOTALL)


def read_in_python(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load):
            yield node.attr


def read_in_template(path: Path) -> Iterator[str]:
    for expression in EXPRESSION.findall(path.read_text(encoding="utf-8")):
        yield from ATTRIBUTE.findall(expression)


def models(model: type[Value] = Value) -> Iterator[type[Value]]:
    for each in model.__subclasses__():
        if each.__module__.startswith("lessonbank.bank"):
            yield each
            yield from models(each)


for _module in pkgutil.iter_modules(lessonbank.bank.__path__):
    importlib.import_module(f"lessonbank.bank.{_module.name}")

READ = {name for path in PACKAGE.rglob("*.py") for name in read_in_python(path)} | {
    name for path in PACKAGE.rglob("*.html") for name in read_in_template(path)
}
FIELDS = sorted(
    {
        f"{model.__name__}.{name}"
        for model in models()
        for name in model.model_fields
        if name in model.__annotations__
    }
)


@pytest.mark.parametrize("field", FIELDS)
def test_a_field_is_read(field: str) -> None:
    is_read = field.split(".")[1] in READ
    assert is_read != (field in READ_BY_NAME), field
