"""The workbench says what was marked: none of its words scores, grades, ranks or rates anybody.

A number of that kind turns coaching into inspection. So the words are refused where they would
stand: in messages, in the names of figures and of the session file, and in the translations.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from lessonbank.schemas import session_file
from lessonbank.texts import LOCALE

PACKAGE = Path(__file__).parents[2] / "plugins/lessonbank"
SCRIPTS = sorted((PACKAGE / "site/assets/workbench").glob("*.js"))
TEMPLATE = PACKAGE / "site/templates/workbench.html"
MODULES = [
    *(PACKAGE / "site/views").glob("workbench*.py"),
    *(PACKAGE / f"bank/{name}.py" for name in ("figures", "statistics", "tagging")),
]
SAID = re.compile(
    r"\b(?:scor(?:e|es|ed|ing)|grad(?:e|es|ed|ing)|rank(?:s|ed|ing|ings)?|rat(?:ing|ings|ed)"
    r"|percentiles?|quartiles?|levels?|best|worst|better|worse|(?:in)?effective(?:ness)?"
    r"|outstanding|excellent|satisfactory|inadequate|benchmarks?|leaderboards?|league"
    r"|judg(?:e|ed|ement|ments?)|marks? out of)\b",
    re.IGNORECASE,
)
"""Words that would judge people, in texts."""
NAMED = re.compile(
    r"score|grading|^grade|rank|rating|percentile|quartile|leader|league|judge", re.IGNORECASE
)
"""The same in names of functions, fields and classes."""
WELSH = re.compile(
    r"\b(?:sgôr|sgor(?:iau|io)|n?g?raddau|n?g?raddio|g?radd|rheng(?:oedd)?|rhestru yn ôl"
    r"|[cg]h?anraddau?|chanraddau?|lefel(?:au)?|n?g?orau|n?g?waethaf|(?:an)?effeithiol(?:rwydd)?"
    r"|rhagorol|boddhaol|annigonol|barnu|farnu)\b",
    re.IGNORECASE,
)
COMMENT = re.compile(r"/\*.*?\*/|(?<!:)//[^\n]*|\{#.*?#\}|<!--.*?-->", re.DOTALL)
QUOTED = re.compile(r'"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\'|`(?:[^`\\]|\\.)*`')
WORD = re.compile(r"[^\W\d_]+")
CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")


def bare(text: str) -> str:
    """Return a text without its comments, on the same lines."""
    return COMMENT.sub(lambda found: "\n" * found[0].count("\n"), text)


def texts(source: str) -> Iterator[tuple[int, str]]:
    """Yield the quoted texts of a script or module, with their lines."""
    for found in QUOTED.finditer(source):
        yield source.count("\n", 0, found.start()) + 1, found[0][1:-1]


def names(source: str) -> Iterator[tuple[int, str]]:
    """Yield the words that names are made of, with their lines."""
    for number, line in enumerate(QUOTED.sub(_blank, source).splitlines(), start=1):
        for word in WORD.findall(CAPITAL.sub("_", line)):
            yield number, word


def _blank(found: re.Match[str]) -> str:
    return "\n" * found[0].count("\n")


def judging(path: str, source: str) -> list[str]:
    """Return `file:line: word` for each word that judges."""
    said = [(line, found[0]) for line, text in texts(source) for found in SAID.finditer(text)]
    named = [(line, word) for line, word in names(source) if NAMED.search(word)]
    return [f"{path}:{line}: {word}" for line, word in sorted({*said, *named})]


@pytest.mark.parametrize("path", [*SCRIPTS, *MODULES], ids=lambda path: path.name)
def test_no_script_and_no_figure_judges(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    source = bare(text) if path.suffix == ".js" else re.sub(r"#[^\n]*", "", text)
    assert judging(path.relative_to(PACKAGE).as_posix(), source) == []


def test_the_page_does_not_judge() -> None:
    lines = bare(TEMPLATE.read_text(encoding="utf-8")).splitlines()
    assert [
        f"{TEMPLATE.name}:{number}: {found[0]}"
        for number, line in enumerate(lines, start=1)
        for found in SAID.finditer(line)
    ] == []


def test_the_session_file_has_no_place_for_a_judgement() -> None:
    lines = json.dumps(session_file(), indent=1).splitlines()
    assert [line for line in lines if SAID.search(line) or NAMED.search(line.strip(' "'))] == []


@pytest.mark.parametrize("path", sorted(LOCALE.rglob("*.po")), ids=lambda path: path.parts[-3])
def test_no_translation_judges(path: Path) -> None:
    with path.open("rb") as file:
        catalogue = read_po(file)
    found = []
    for message in catalogue:
        if not any("workbench" in place for place, _ in message.locations):
            continue
        said = message.string if isinstance(message.string, tuple | list) else (message.string,)
        found += [
            f"{path.name}:{message.lineno}: {word[0]}"
            for text in said
            for word in (SAID if path.parts[-3] == "en" else WELSH).finditer(text or "")
        ]
    assert found == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('_("Your score: %(num)d")', ["a.js:1: score"]),
        ('\n_("Rank of each teacher")', ["a.js:2: Rank"]),
        ('_("Level 3, a good lesson")', ["a.js:1: Level"]),
        ("const teacherScore = 3;", ["a.js:1: Score"]),
        ("const rankOf = (one) => one;", ["a.js:1: rank"]),
        ('/* It grades nobody. */\n// no score\nconst best = ", ";', []),
        ('_("Notes from marks; rates of frames, a graded cover")', ["a.js:1: graded"]),
        ('_("A moderate upgrade of playbackRate")', []),
    ],
)
def test_the_words_are_found_where_they_stand(source: str, found: list[str]) -> None:
    assert judging("a.js", bare(source)) == found


@pytest.mark.parametrize("word", ["sgôr", "y radd", "ei gorau", "Lefel 2", "effeithiol"])
def test_the_words_are_found_in_welsh(word: str) -> None:
    assert WELSH.search(word)
    assert not WELSH.search("Nodiadau ar y wers: graddfa amser, gwrando ar y clip")
