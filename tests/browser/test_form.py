"""A form: what is written stays, goes into a file, comes back, and is gone when it is cleared."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from harness.blocked import without_storage
from harness.browser import Browser
from harness.place import Place
from harness.reader import CATCH, CAUGHT, press, quiet

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.paired

FORM = "forms/cycle.html"
ANSWERS = {
    "goal": "Everybody thinks\nbefore anybody speaks & says why.",
    "evidence": {"clip": "EL-0003", "time": "00:05"},
    "step": "Count to three; “then” choose.",
    "often": "Twice",
    "looked": ["Boards", "Faces"],
    "day": "2027-01-12",
}
READY = "() => document.querySelector('lb-form').fields !== undefined"
WRITE = """(values) => {
  const tell = (control, type) => control.dispatchEvent(new Event(type, { bubbles: true }));
  const write = (control, value) => {
    control.value = value;
    tell(control, "input");
    tell(control, "change");
  };
  for (const [id, value] of Object.entries(values)) {
    const controls = [...document.querySelectorAll(`[data-field="${id}"] :is(input, textarea)`)];
    if (controls[0].type === "radio" || controls[0].type === "checkbox") {
      for (const each of controls) if ([value].flat().includes(each.value)) each.click();
    } else if (value.clip) {
      write(controls[0], value.clip);
      write(controls[1], value.time);
    } else write(controls[0], value);
  }
}"""
VALUES = "() => document.querySelector('lb-form').values"
STATE = "() => document.querySelector('.lb-form__state').textContent"
PRESS = "(name) => document.querySelector(`[data-do=${name}]`).click()"
OPEN = """(name, text) => {
  const files = new DataTransfer();
  files.items.add(new File([text], name, { type: "application/json" }));
  const input = document.querySelector(".lb-form__file");
  input.files = files.files;
  input.dispatchEvent(new Event("change", { bubbles: true }));
}"""
ANSWER = """(yes) => {
  const dialog = document.querySelector("lb-form dialog[open]");
  dialog?.querySelector(`button[value="${yes}"]`).click();
  return dialog !== null;
}"""
WARNING = "() => document.querySelector('#warning-goal').textContent"
KEYS = "() => Object.keys(localStorage).filter((key) => key.includes('form:'))"
KEPT = "() => lessonbank.kept('form:cycle')"
STORE = "mine/store.html"
"""The page whose storage all others share in a folder; on a host they share one anyway."""
SPOKEN = json.loads((Path(__file__).parents[1] / "content/spoken.json").read_text(encoding="utf-8"))


def in_store(browser: Browser, place: Place, function: str, *args: object) -> Any:
    """Leave the page, and return what a function finds where everything is kept."""
    browser.open(place.url(STORE))
    return browser.evaluate(function, *args)


def begin(browser: Browser, place: Place, answers: dict[str, Any] = ANSWERS) -> None:
    browser.open(place.url(FORM))
    browser.until(READY)
    browser.evaluate(WRITE, answers)


def saved(browser: Browser, how: str) -> str:
    """The file that the form offers."""
    browser.evaluate(CATCH)
    browser.evaluate(PRESS, how)
    (text,) = browser.evaluate(CAUGHT)
    return str(text)


def test_what_is_written_is_there_again(browser: Browser, watching: Place) -> None:
    begin(browser, watching)
    assert browser.evaluate(VALUES) == ANSWERS
    assert "Saved only on this device" in browser.evaluate(STATE)
    browser.open(watching.url(FORM))
    browser.until(READY)
    assert browser.evaluate(VALUES) == ANSWERS
    quiet(browser, watching)
    assert in_store(browser, watching, KEYS) == ["elmet.lessonbank:form:cycle"]


def test_what_an_older_version_kept_is_moved_once(browser: Browser, watching: Place) -> None:
    """In a folder, Firefox kept it for the page alone; today's is in the store."""
    old, new = "lessonbank:form:Elmet Trust/cycle", "elmet.lessonbank:form:cycle"
    others = {"lessonbank:form:Other Trust/cycle": "{}", "lessonbank:form:Elmet Trust/other": "{}"}
    begin(browser, watching, {})
    keep = "(all) => Object.entries(all).forEach((each) => localStorage.setItem(...each))"
    browser.evaluate(keep, {**others, old: json.dumps(ANSWERS), "lessonbank:wide": "yes"})
    for _ in range(2):
        browser.open(watching.url(FORM))
        browser.until(READY)
        assert browser.evaluate(VALUES) == ANSWERS
        assert set(browser.evaluate(KEYS)) - {new} == set(others)
        assert browser.evaluate("() => lessonbank.kept('wide')") == "yes"
        assert browser.evaluate("() => localStorage.getItem('lessonbank:wide')") is None
        assert new in in_store(browser, watching, KEYS)
    browser.open(watching.url(FORM))
    browser.until(READY)
    browser.evaluate(keep, {old: "{}"})
    browser.open(watching.url(FORM))
    browser.until(READY)
    assert browser.evaluate(VALUES) == ANSWERS, "what is newer stays"
    browser.evaluate(PRESS, "clear")
    assert browser.until(ANSWER, "yes")
    browser.until(f"() => ({STATE})().includes('The form is empty')")
    assert set(browser.evaluate(KEYS)) == {*others}
    assert new not in in_store(browser, watching, KEYS)


def test_a_file_brings_back_what_was_cleared(browser: Browser, watching: Place) -> None:
    begin(browser, watching)
    file = saved(browser, "save")
    assert json.loads(file)["values"] == ANSWERS
    browser.evaluate(PRESS, "clear")
    assert browser.until(ANSWER, "")
    assert browser.evaluate(VALUES) == ANSWERS, "it was left as it is"
    browser.evaluate(PRESS, "clear")
    assert browser.until(ANSWER, "yes")
    browser.until(f"() => Object.keys(({VALUES})()).length === 0")
    browser.until(f"() => ({STATE})().includes('The form is empty')")
    assert browser.evaluate(KEPT) is None
    browser.evaluate(OPEN, "cycle.json", file)
    browser.until(f"() => ({STATE})().includes('The file was opened.')")
    assert browser.evaluate(VALUES) == ANSWERS
    assert browser.evaluate(KEPT) is not None, "what was read is kept as well"
    quiet(browser, watching)


def test_a_file_takes_the_place_of_what_is_there_only_when_asked_to(
    browser: Browser, watching: Place
) -> None:
    begin(browser, watching)
    file = saved(browser, "save")
    browser.evaluate(WRITE, {"step": "Another step."})
    browser.evaluate(OPEN, "cycle.json", file)
    assert browser.until(ANSWER, "")
    assert browser.evaluate(VALUES)["step"] == "Another step."
    browser.evaluate(OPEN, "cycle.json", file)
    assert browser.until(ANSWER, "yes")
    browser.until(f"(step) => ({VALUES})().step === step", ANSWERS["step"])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{}", "is not a saved form"),
        ("Nothing.", "is not a saved form"),
        ('{"format": "lessonbank-form", "values": "no"}', "is not a saved form"),
        (
            '{"format": "lessonbank-form", "form": "other", "title": "Another", "values": {}}',
            "belongs to another form, “Another”",
        ),
        (
            '{"format": "lessonbank-form", "form": "cycle", "values": '
            + json.dumps({"step": ["no"], "often": "Never", "gone": "x", "day": "2027-01-12"})
            + "}",
            "3 answers in it have no question here.",
        ),
    ],
)
def test_what_is_not_a_file_of_this_form_is_told(
    browser: Browser, watching: Place, text: str, told: str
) -> None:
    begin(browser, watching, {})
    browser.evaluate(OPEN, "some.json", text)
    browser.until(f"(told) => ({STATE})().includes(told)", told)
    quiet(browser, watching)


def test_the_text_has_every_question_with_its_answer(browser: Browser, watching: Place) -> None:
    begin(browser, watching, {**ANSWERS, "step": ""})
    lines = saved(browser, "tell").splitlines()
    assert lines[:2] == ["One cycle", "Elmet Trust"]
    for question, answer in (
        ("The goal", "Everybody thinks"),
        ("The moment", "EL-0003 @ 00:05"),
        ("The step", "(empty)"),
        ("How often", "Twice"),
        ("What we looked at", "Boards; Faces"),
        ("The day", "2027-01-12"),
    ):
        assert lines[lines.index(question) + 1] == answer


def test_where_nothing_can_be_kept_it_says_so_and_still_saves(
    browser: Browser, publish: Callable[[Path], Place], watching_site: Path, tmp_path: Path
) -> None:
    place = publish(without_storage(watching_site, tmp_path / "site"))
    begin(browser, place)
    assert "cannot save your answers" in browser.evaluate(STATE)
    assert browser.evaluate(VALUES) == ANSWERS
    assert json.loads(saved(browser, "save"))["values"] == ANSWERS
    browser.open(place.url(FORM))
    browser.until(READY)
    assert "step" not in browser.evaluate(VALUES)


def test_what_looks_like_a_name_is_pointed_out_and_taken(browser: Browser, watching: Place) -> None:
    begin(browser, watching, {"goal": "A pupil asked, and Amira and Kai answered Jo Harper."})
    assert "“Amira”, “Kai” look like names." in browser.evaluate(WARNING)
    assert "Harper" not in browser.evaluate(WARNING), "a colleague who is credited by name"
    assert "Amira" in browser.evaluate(VALUES)["goal"]
    browser.evaluate(WRITE, {"goal": "A pupil asked, and two others answered."})
    assert not browser.evaluate(WARNING)


def test_names_are_found_as_the_check_finds_them(browser: Browser, watching: Place) -> None:
    begin(browser, watching, {})
    known = ["year", "maths", "harebell", "hill", "cold", "call"]
    spoken = "(text) => lessonbank.spokenIn(text).map((span) => text.slice(...span))"
    for case in SPOKEN["spoken"]:
        assert browser.evaluate(spoken, case["text"]) == case["names"], case
    written = "(text, known) => lessonbank.namesIn(text, new Set(known))"
    for case in SPOKEN["written"]:
        assert browser.evaluate(written, case["text"], known) == case["names"], case


def test_it_is_cleared_by_the_keyboard(browser: Browser, watching: Place) -> None:
    begin(browser, watching)
    press(browser, "[data-do=clear]")
    browser.until("() => document.querySelector('lb-form dialog[open]')")
    assert browser.evaluate("() => document.activeElement.value") == "", "nothing is lost by Enter"
    browser.press("Escape")
    browser.until("() => !document.querySelector('lb-form dialog[open]')")
    assert browser.evaluate(VALUES) == ANSWERS
    assert browser.evaluate("() => document.activeElement.dataset.do") == "clear"


def test_each_form_of_the_example_is_one_side_of_a4(browser: Browser, bank: Place) -> None:
    if browser.name != "chromium":
        pytest.skip("paper is drawn by Chromium alone")
    forms = sorted(path.name for path in (bank.root / "forms").glob("*.html"))
    assert len(forms) == 5
    for name in forms:
        if name != "index.html":
            browser.open(bank.url(f"forms/{name}"))
            paper = browser._page.pdf(prefer_css_page_size=True)  # type: ignore[attr-defined]
            assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 1, name
