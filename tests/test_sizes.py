"""Functions and modules of the package stay small enough to read."""

from __future__ import annotations

import ast
from pathlib import Path
from statistics import median, quantiles

import pytest

import lessonbank

PACKAGE = Path(lessonbank.__file__).parent
MODULES = sorted(PACKAGE.rglob("*.py"))
LONGEST_MODULE, LONGEST_MEDIAN, LONGEST_P90 = 350, 6, 15
"""The most lines of a module, of the median function, and of nine functions in ten."""


def functions(path: Path) -> list[int]:
    """Return the lines of each function of a module, with its docstring."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = (each for each in ast.walk(tree) if isinstance(each, ast.FunctionDef))
    return [(each.end_lineno or each.lineno) - each.lineno + 1 for each in found]


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_a_module_is_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_MODULE


def test_functions_are_short() -> None:
    lines = [each for path in MODULES for each in functions(path)]
    assert median(lines) <= LONGEST_MEDIAN
    assert quantiles(lines, n=10)[-1] <= LONGEST_P90
