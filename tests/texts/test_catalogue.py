"""The catalogue lists every word of the interface, and a translation takes their place."""

from __future__ import annotations

import re
from gettext import NullTranslations
from pathlib import Path

import pytest
from babel.messages.frontend import CommandLineInterface

import sample_pages
from fragment import Fragment
from lessonbank.texts import LOCALE, gettext, ngettext, speaking, translations
from sample_pages import PAGES

ROOT = Path(__file__).parents[2]
CATALOGUE = LOCALE / "en" / "LC_MESSAGES" / "lessonbank.po"
RULE = re.compile(r"pybabel --quiet (.*?) --output-file", re.DOTALL)
WORD = r"[^\W\d_]{3,}"
SAID = ("aria-label", "placeholder", "title", "alt", "label", "data-label")
WELSH = """
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=3; plural=(n == 1 ? 0 : n == 2 ? 1 : 2);\\n"

msgid "Clips"
msgstr "Clipiau"

msgid "Clips of %(trust)s"
msgstr "%(trust)s: clipiau"

msgid "%(num)d clip"
msgid_plural "%(num)d clips"
msgstr[0] "%(num)d clip"
msgstr[1] "%(num)d glip"
msgstr[2] "%(num)d o glipiau"
"""


class Marked(NullTranslations):
    """Puts every message in brackets, so that what no function translates shows up."""

    def gettext(self, message: str) -> str:
        return f"⟦{message}⟧"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return f"⟦{msgid1 if n == 1 else msgid2}⟧"


def test_the_catalogue_is_what_make_texts_writes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = RULE.search((ROOT / "Makefile").read_text(encoding="utf-8"))
    assert found
    made = tmp_path / "made.po"
    monkeypatch.chdir(ROOT)
    options = found[1].replace("\\\n", " ").split()
    CommandLineInterface().run(
        ["pybabel", "--quiet", *options, "--output-file", str(made), "plugins/lessonbank"]
    )
    assert made.read_text(encoding="utf-8") == CATALOGUE.read_text(encoding="utf-8"), "make texts"


def test_a_translation_is_said_and_what_it_lacks_stays_english(tmp_path: Path) -> None:
    folder = tmp_path / "cy" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "lessonbank.po").write_text(WELSH, encoding="utf-8")
    with speaking(translations("cy-GB", tmp_path)):
        assert gettext("Clips") == "Clipiau"
        assert gettext("Clips of %(trust)s", trust="100 % Elm") == "100 % Elm: clipiau"
        assert [ngettext("%(num)d clip", "%(num)d clips", n) for n in (1, 2, 5)] == [
            "1 clip",
            "2 glip",
            "5 o glipiau",
        ]
        assert gettext("Home") == "Home"
    assert gettext("Clips") == "Clips"


@pytest.mark.parametrize("language", ["en", "en-GB", "tlh", "..", "CY"])
def test_a_language_without_a_file_is_english(language: str, tmp_path: Path) -> None:
    assert type(translations(language, tmp_path)) is NullTranslations


@pytest.mark.parametrize("template", PAGES)
def test_every_word_of_a_page_comes_from_its_view_or_the_catalogue(template: str) -> None:
    with speaking(Marked()):
        page = Fragment.of(PAGES[template](lambda: "§"))
    said = (value for _, attrs in page.elements for name, value in attrs.items() if name in SAID)
    shown = re.sub(r"⟦.*?⟧", "", " ".join((*page.words, *said)), flags=re.DOTALL)
    given = Path(sample_pages.__file__).read_text(encoding="utf-8")
    assert not set(re.findall(WORD, shown)) - set(re.findall(WORD, given))
