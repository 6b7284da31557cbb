"""The interface in Welsh: pages, scripts and dates."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator
from datetime import date, time
from pathlib import Path
from shutil import which

import pytest

import sample_pages
from english import english_left
from lessonbank import site
from lessonbank.bank import VOCABULARIES
from lessonbank.site import assets
from lessonbank.site.dates.words import day, hour, month, short, weekday, weekdays
from lessonbank.texts import gettext, listed, ngettext, speaking, translations
from sample_pages import PAGES

NUMBERS = (0, 1, 2, 3, 4, 5, 6, 7, 11, 100)


@pytest.fixture
def _welsh() -> Iterator[None]:
    with speaking(translations("cy")):
        yield


@pytest.mark.usefixtures("_welsh")
@pytest.mark.parametrize("template", PAGES)
def test_a_page_says_nothing_of_the_interface_in_english(template: str) -> None:
    given = Path(sample_pages.__file__).read_text(encoding="utf-8")
    assert not english_left(PAGES[template](lambda: "§"), given)


def test_what_is_left_in_english_is_seen() -> None:
    page = '<p lang="en">Calendar</p><p title="Chapters">Calendar</p><script>"Workshop"</script>'
    assert english_left(page, "") == {"chapters", "calendar"}
    assert english_left(page, "the calendar") == {"chapters"}


TOOL = re.compile(r'word: _\("([^"]+)"\), name: _\("([^"]+)"\)')


@pytest.mark.usefixtures("_welsh")
def test_the_name_of_a_button_has_its_label() -> None:
    controls = (Path(site.__file__).parent / "assets/lb-controls.js").read_text("utf-8")
    pairs = [(gettext(word), gettext(name)) for word, name in TOOL.findall(controls)]
    assert pairs
    assert [pair for pair in pairs if pair[0].casefold() not in pair[1].casefold()] == []


@pytest.mark.usefixtures("_welsh")
def test_terms_have_welsh_labels_and_are_found_by_english_ones() -> None:
    maths = next(each for each in VOCABULARIES["subject"].translated().terms if each.id == "maths")
    assert (maths.label, maths.also) == ("Mathemateg", ("Maths",))


def test_english_terms_stay_as_they_are() -> None:
    assert all(words.translated() is words for words in VOCABULARIES.values())


ON = date(2027, 3, 5)
WRITTEN = {
    "en": ("5 March 2027", "Friday 5 March 2027", "Fri 5 Mar", "March 2027", "9am", "3:45pm"),
    "en-GB": ("5 March 2027", "Friday 5 March 2027", "Fri 5 Mar", "March 2027", "9am", "3:45pm"),
    "gd": ("5 March 2027", "Friday 5 March 2027", "Fri 5 Mar", "March 2027", "9am", "3:45pm"),
    "cy": (
        *("5 Mawrth 2027", "Dydd Gwener, 5 Mawrth 2027", "Gwen 5 Maw", "Mawrth 2027"),
        *("9yb", "3:45yp"),
    ),
}


@pytest.mark.parametrize("language", WRITTEN)
def test_dates_are_written_as_the_language_writes_them(language: str) -> None:
    with speaking(translations(language)):
        hours = hour(time(9)), hour(time(15, 45))
        assert (day(ON), weekday(ON), short(ON), month(ON), *hours) == WRITTEN[language]


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("en", "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"),
        ("cy", "Ion Chwef Maw Ebr Mai Meh Gorff Awst Medi Hyd Tach Rhag"),
    ],
)
def test_months_are_shortened_as_the_language_does(language: str, names: str) -> None:
    with speaking(translations(language)):
        short_names = [short(date(2027, number, 1)).split()[2] for number in range(1, 13)]
    assert " ".join(short_names) == names


@pytest.mark.usefixtures("_welsh")
def test_days_are_shortened_as_welsh_does() -> None:
    days = [short(date(2027, 3, number)).split()[0] for number in range(1, 8)]
    assert days == ["Llun", "Maw", "Mer", "Iau", "Gwen", "Sad", "Sul"]
    assert weekdays(2) == ("Dydd Llun", "Dydd Mawrth")


def script(name: str, language: str) -> str:
    found = (each for each in assets() if each.url.endswith(f"/{name}.js"))
    return next(found).spoken_in(language)


def test_english_scripts_are_as_they_are_written() -> None:
    assert all(each.spoken_in("en-GB") == each.content for each in assets())
    assert all(each.spoken_in("gd") == each.content for each in assets())


def test_each_script_has_its_own_messages_only() -> None:
    given = {each.url: each.spoken_in("cy") for each in assets() if each.url.endswith(".js")}
    for url, text in given.items():
        said = re.findall(r'lessonbank\.speak\("cy", (\{.*\})\);', text)
        assert len(said) <= 1, url
        for message in json.loads(said[0]) if said else ():
            assert json.dumps(message, ensure_ascii=False)[1:-1] in text.replace(said[0], ""), url


@pytest.mark.skipif(which("node") is None, reason="Node.js is not installed")
def test_scripts_choose_the_plural_that_pages_do() -> None:
    page = """
    const document = { currentScript: { src: "https://b.example/assets/lessonbank/a.js" } };
    const window = {};
    """
    base = next(part for each in assets() for part in each.parts if part.name == "1-base.js")
    asked = 'window.lessonbank.ngettext("%(num)d clip", "%(num)d clips", n)'
    told = f'window.lessonbank.speak("cy", {json.dumps({"%(num)d clip": forms()})});'
    say = f"console.log(JSON.stringify({list(NUMBERS)}.map((n) => {asked})));"
    done = subprocess.run(
        ["node", "-e", f"{page}{base.read_text(encoding='utf-8')}{told}{say}"],
        capture_output=True,
        text=True,
        check=True,
    )
    with speaking(translations("cy")):
        said = [ngettext("%(num)d clip", "%(num)d clips", number) for number in NUMBERS]
    assert json.loads(done.stdout) == said


def forms() -> dict[str, str]:
    """Return the forms of one message as a script has them."""
    said = re.search(r"speak\(\"cy\", (\{.*\})\);", script("find", "cy"))
    assert said
    found: dict[str, str] = json.loads(said[1])["%(num)d clip"]
    return found


def test_lists_are_one_in_pages_and_scripts() -> None:
    assert listed(["bars", "tables"]) == gettext(", ").join(["bars", "tables"]) == "bars, tables"
