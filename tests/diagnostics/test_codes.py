"""The catalogue has a section for every code, and no others."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from lessonbank.diagnostics import Code, Severity, explanation
from lessonbank.diagnostics.catalogue import entries
from lessonbank.diagnostics.explanation import sections

LONGEST_SENTENCE = 25
"""In words; fenced examples are not counted."""


def test_numbers_and_names_are_unique() -> None:
    assert len({code.number for code in Code}) == len(Code)
    assert len({code.title for code in Code}) == len(Code)
    assert [code.number for code in Code] == sorted(code.number for code in Code)


def test_the_members_and_the_catalogue_list_the_same_codes_in_one_order() -> None:
    assert [*entries()] == [code.number for code in Code]


def test_texts_are_read_only_when_they_are_asked_for() -> None:
    script = (
        "from lessonbank.diagnostics import Code, catalogue\n"
        "before = catalogue.entries.cache_info().currsize\n"
        "Code.UNREADABLE_YAML.cause\n"
        "print(before, catalogue.entries.cache_info().currsize)"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["0", "1"]


def test_every_code_has_its_section() -> None:
    headings = {text.splitlines()[0] for text in sections().values()}
    assert headings == {f"{code.number} {code.title}" for code in Code}


@pytest.mark.parametrize("code", Code, ids=lambda code: code.number)
def test_section(code: Code) -> None:
    text = explanation(code.number)
    assert "Put it right:" in text
    assert text.startswith("LB")
    warns = re.search(r"^A warning\.", text, re.MULTILINE) is not None
    assert warns == (code.severity is Severity.WARNING)


def test_a_code_is_found_by_number_and_by_name() -> None:
    assert explanation(" lb201 ") == explanation("unknown-reference") == explanation("LB201")
    with pytest.raises(KeyError):
        explanation("LB999")


@pytest.mark.parametrize("code", Code, ids=lambda code: code.number)
def test_causes_are_sentences(code: Code) -> None:
    assert code.cause[0].isupper() or code.cause.startswith("lessonbank ")
    assert code.cause.endswith(".")


@pytest.mark.parametrize("code", Code, ids=lambda code: code.number)
def test_no_sentence_is_longer_than_25_words(code: Code) -> None:
    prose = re.sub(r"^```.*?^```", "", explanation(code.number), flags=re.MULTILINE | re.DOTALL)
    sentences = re.split(r"(?<=[.!?])\s+|\n\n", f"{code.cause}\n\n{prose}")
    assert [each for each in sentences if len(each.split()) > LONGEST_SENTENCE] == []
