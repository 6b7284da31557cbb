"""Fields of a YAML file are changed, and nothing else in it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessonbank.content import yaml
from lessonbank.content.edit import edited, field, new_file
from lessonbank.content.yaml_scene import YamlError

ORDER = ["title", "on", "start", "note", "facilitators", "cost", "places"]
TEXT = """\
# The hall is booked.
on: 2026-11-26   # a Thursday

start: "15:45"
# who
facilitators:
  - ada   # leads
  - bo

note: >-
  Bring a pen
  and a board.

# nothing below
"""


@pytest.mark.parametrize(
    ("changes", "before", "after"),
    [
        ({"on": date(2026, 12, 3)}, "on: 2026-11-26   #", "on: 2026-12-03   #"),
        ({"start": time(9, 5)}, '"15:45"', '"09:05"'),
        ({"facilitators": ("cy",)}, "\n  - ada   # leads\n  - bo\n", " [cy]\n"),
        ({"note": "Short"}, ">-\n  Bring a pen\n  and a board.\n", "Short\n"),
        ({"note": None}, "note: >-\n  Bring a pen\n  and a board.\n", ""),
        ({"on": None}, "on: 2026-11-26   # a Thursday\n", ""),
        ({"facilitators": None}, "facilitators:\n  - ada   # leads\n  - bo\n", ""),
        ({"title": "New: one"}, "on: 2026", 'title: "New: one"\non: 2026'),
        ({"cost": "Free"}, "  - bo\n", "  - bo\ncost: Free\n"),
        ({"places": 12}, "  - bo\n", "  - bo\nplaces: 12\n"),
    ],
)
def test_only_what_is_meant_changes(changes: dict[str, Any], before: str, after: str) -> None:
    assert TEXT.count(before) == 1
    assert edited(TEXT, changes, ORDER) == TEXT.replace(before, after)


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("", "cost: Free\n"),
        ("# only this\n", "# only this\ncost: Free\n"),
        ("cost:\n", "cost: Free\n"),
        ("cost: # none yet\non: 2026-11-26\n", "cost: Free # none yet\non: 2026-11-26\n"),
        ("on: 2026-11-26", "on: 2026-11-26\ncost: Free\n"),
        ("{title: A talk, cost: Much}\n", "title: A talk\ncost: Free\n"),
        ('"cost" : Much\n', '"cost" : Free\n'),
        ("---\non: 2026-11-26\n", "---\non: 2026-11-26\ncost: Free\n"),
    ],
)
def test_a_field_is_set_in_any_file(text: str, after: str) -> None:
    assert edited(text, {"cost": "Free"}, ORDER) == after


UNWRITABLE = [*map(chr, (0, 7, 0x1B, 0x7F, 0x80, 0x9F, 0xFFFE, 0xFFFF, 0xD800))]
WORDS = st.text(
    st.characters(exclude_categories=["Cc", "Cs"], exclude_characters=UNWRITABLE)
    | st.sampled_from("\n\x85\u2028\ufeff\ufffd:#-'\"[]{},&*!|>%@`"),
    min_size=1,
    max_size=30,
)


@given(WORDS)
def test_any_text_is_read_as_it_was_written(text: str) -> None:
    assert yaml.load(field("note", text)) == {"note": text}
    assert yaml.load(field("facilitators", (text,))) == {"facilitators": [text]}
    assert yaml.load(field("parts", ({"id": "a", "label": text},))) == {
        "parts": [{"id": "a", "label": text}]
    }


@pytest.mark.parametrize("sign", UNWRITABLE)
@pytest.mark.parametrize("wrap", [str, lambda text: (text,), lambda text: ({"label": text},)])
def test_what_no_file_may_hold_is_refused_in_words(sign: str, wrap: Callable[[str], Any]) -> None:
    value = wrap(f"a{sign}b")
    for write in (
        lambda: field("note", value),
        lambda: new_file({"note": value}, ORDER),
        lambda: edited(TEXT, {"note": value}, ORDER),
    ):
        with pytest.raises(YamlError, match=f"U.{ord(sign):04X}"):
            write()


@given(
    st.dictionaries(st.sampled_from(ORDER), WORDS),
    st.dictionaries(st.sampled_from(ORDER), st.none() | WORDS),
)
def test_what_is_set_is_there_and_what_is_not_stays(
    fields: dict[str, str], changes: dict[str, str | None]
) -> None:
    wanted = {name: text for name, text in (fields | changes).items() if text is not None}
    assert (yaml.load(edited(new_file(fields, ORDER), changes, ORDER)) or {}) == wanted


@pytest.mark.parametrize("word", ["yes", "no", "1.10", "2026-11-26", "null", "~", "15:45", "0x1f"])
def test_words_that_other_readers_take_for_something_else_are_quoted(word: str) -> None:
    assert field("note", word) == f'note: "{word}"\n'


SIGNS = st.text(st.sampled_from(list("ab1 :-?[]{},#&*!|>'\"%@`~=.é分")), min_size=1, max_size=20)


@given(SIGNS, SIGNS)
def test_what_is_written_means_the_same_to_every_reader(one: str, two: str) -> None:
    """PyYAML is installed with libyaml or without it."""
    text = new_file({"title": one, "chapters": ({"at": "00:01", "title": two},)}, ORDER)
    expected = {"title": one, "chapters": [{"at": "00:01", "title": two}]}
    for loader in (yaml.Loader, yaml.PurePythonLoader):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(yaml, "Loader", loader)
            assert yaml.load(text) == expected
