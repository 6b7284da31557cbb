"""Each translation is complete, and keeps the placeholders of the messages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from lessonbank.texts import LOCALE, SOURCE, ngettext, speaking, translations

OTHERS = sorted(each.name for each in LOCALE.iterdir() if each.is_dir() and each.name != SOURCE)
HOLE = re.compile(r"%(?:\(\w+\)[sd]|%)|</?\w+[^>]*>")


def catalogue(language: str) -> Catalog:
    file: Path = LOCALE / language / "LC_MESSAGES" / "lessonbank.po"
    with file.open("rb") as written:
        return read_po(written, locale=language)


def messages(language: str) -> dict[str, Message]:
    found = (message for message in catalogue(language) if message.id)
    return {each.id if isinstance(each.id, str) else each.id[0]: each for each in found}


def forms(message: Message) -> Iterator[str]:
    yield from (message.string,) if isinstance(message.string, str) else message.string


@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_has_every_message_and_no_other(language: str) -> None:
    assert messages(language).keys() == messages(SOURCE).keys()
    assert not [id_ for id_, each in messages(language).items() if each.fuzzy]
    assert not [id_ for id_, each in messages(language).items() if not all(forms(each))]


@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_keeps_placeholders_and_links(language: str) -> None:
    for id_, message in messages(language).items():
        wanted = [id_] if isinstance(message.id, str) else message.id
        allowed = [sorted(HOLE.findall(each)) for each in wanted]
        for form in forms(message):
            assert sorted(HOLE.findall(form)) in allowed, form


def test_welsh_changes_the_first_letter_after_some_numbers() -> None:
    with speaking(translations("cy-GB")):
        said = [ngettext("%(num)d clip", "%(num)d clips", n) for n in (0, 1, 2, 3, 4, 6)]
    assert said == ["0 clip", "1 clip", "2 glip", "3 chlip", "4 clip", "6 chlip"]
