"""Renderings of findings, as golden files, with hostile text from contributors."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from lessonbank.diagnostics import Code, Diagnostic, Span
from lessonbank.diagnostics.render import as_json, github, github_summary, plain, summary
from lessonbank.diagnostics.render.terminal import terminal

GOLDEN = Path(__file__).parents[1] / "cases" / "render"

FINDINGS = (
    Diagnostic(
        Code.UNKNOWN_KEY,
        "there is no field `sumary` here",
        "content/clips/bar-models.md",
        "Rename it to `summary`, or delete it.",
        Span(3, 1, 7),
        "sumary: What you will see.",
        "summary",
    ),
    Diagnostic(
        Code.UNKNOWN_REFERENCE,
        "there is no clip `brüche`",
        "content/clips/bar-models.md",
        "Write `brueche`.",
        Span(128, 11, 17),
        "\t分数 🎬 [x](brüche) \x1b[31m[red]markup[/red]\u202e",
        "brueche",
    ),
    Diagnostic(
        Code.UNKNOWN_KEY,
        "there is no field `minuets` here",
        "content/schools/hazel.yml",
        "Delete it.",
        Span(9, 120, 127),
        f"about: {'long words before and after ' * 4}{{minuets: {'and so on and on ' * 9}",
    ),
    Diagnostic(
        Code.MISPLACED_FILE,
        "there is no folder `content/clip/` for items",
        "content/clip/100%, really: a\nfile.md",
        "Move the file to `content/clips/`.",
        suggestion="clips",
    ),
    Diagnostic(
        Code.CAPTIONS_POOR,
        "a line of the caption has 90 characters",
        "media/a.vtt",
        "Break lines at 42 characters or fewer.",
        Span(7, 1, 1),
        "",
    ),
)


def _printed(width: int, *, colour: bool) -> str:
    out = io.StringIO()
    console = Console(
        file=out,
        width=width,
        force_terminal=colour,
        color_system="standard" if colour else None,
        legacy_windows=False,
        _environ={},
    )
    console.print(terminal(FINDINGS, width=width))
    return out.getvalue()


FORMS = {
    "terminal.txt": lambda: _printed(80, colour=False),
    "terminal-colour.txt": lambda: _printed(80, colour=True),
    "plain.txt": lambda: plain(FINDINGS),
    "github.txt": lambda: github(FINDINGS),
    "summary.md": lambda: github_summary(FINDINGS),
    "findings.json": lambda: as_json(FINDINGS),
}


@pytest.mark.parametrize("name", FORMS)
def test_rendering(name: str) -> None:
    assert FORMS[name]() == (GOLDEN / name).read_text(encoding="utf-8")


LINES = st.text(st.characters(exclude_characters="\n"), min_size=1, max_size=300)


@given(LINES, st.data(), st.integers(40, 120))
def test_carets_are_under_the_marked_words(source: str, data: st.DataObject, width: int) -> None:
    start = data.draw(st.integers(0, len(source) - 1))
    end = data.draw(st.integers(start + 1, len(source)))
    span = Span(1, start + 1, end + 1)
    found = Diagnostic(Code.UNKNOWN_KEY, "m", "p.yml", "f", span, source)
    _, _, line, carets, *_ = terminal([found], width=width).plain.split("\n")
    shown, before = line.removeprefix("1 | "), carets.removeprefix("  | ").rstrip("^")
    marked = len(carets) - len("  | ") - len(before)
    assert cell_len(shown) <= width - len("1 | ")
    assert cell_len(shown) >= len(before)
    words = plain_cells(shown, len(before), marked)
    asked = "".join(map(_safe, source[start:end]))
    # A mark of no width cannot have a caret of its own: it is under the next character.
    assert words.removesuffix("...") in asked or words == "" or cell_len(asked) == 0


def plain_cells(text: str, start: int, length: int) -> str:
    """Return the characters of `text` between two cells."""
    kept, at = [], 0
    for sign in text:
        if start <= at < start + length:
            kept.append(sign)
        at += cell_len(sign)
    return "".join(kept)


def _safe(sign: str) -> str:
    return terminal([_saying(sign)]).plain.split(": ", 1)[1].split("\n")[0]


def _saying(message: str) -> Diagnostic:
    return Diagnostic(Code.UNKNOWN_KEY, message, "p.yml", "f")


_ACTING = re.compile("[\\x00-\\x09\\x0b-\\x1f\\x7f-\\x9f\\u202a-\\u202e\\u2066-\\u2069]")


@given(st.text())
def test_control_characters_never_reach_the_terminal(text: str) -> None:
    found = Diagnostic(Code.UNKNOWN_KEY, text, text, text, Span(1, 1, 2), text, text)
    for form in (terminal([found]).plain, plain([found]), github([found]), github_summary([found])):
        assert not _ACTING.search(form)
        form.encode("utf-8")
    assert json.loads(as_json([found]))["diagnostics"][0]["message"] == text


@given(st.text())
def test_annotations_are_one_line_each(text: str) -> None:
    assert github([_saying(text)] * 3).count("\n") == 3


def test_annotations_are_ranked_and_capped() -> None:
    errors = [Diagnostic(Code.UNKNOWN_KEY, "m", f"{n:02}.yml", "f", Span(1)) for n in range(14)]
    warnings = [Diagnostic(Code.NO_CAPTIONS, "m", f"{n:02}.md", "f", Span(1)) for n in range(12)]
    lines = github([*warnings, *errors], changed={"13.yml", "11.md"}).splitlines()
    assert [line.split()[0] for line in lines] == ["::error"] * 10 + ["::warning"] * 10 + [
        "::notice"
    ]
    assert "file=13.yml" in lines[0]
    assert "file=00.yml" in lines[1]
    assert "file=11.md" in lines[10]
    assert lines[-1] == "::notice title=lessonbank::6 more findings in the summary of this step"


def test_the_summary_counts_findings() -> None:
    assert summary(FINDINGS) == "4 errors and 1 warning in 4 files"
    assert summary(FINDINGS[:1]) == "1 error in 1 file"
    assert summary(()) == "No mistakes found"


def test_the_job_summary_escapes_markdown() -> None:
    row = github_summary([_saying("<script>`*x*` | [a](b) @team")])
    assert "<script>" not in row
    assert "*x*" not in row
    assert "[a](b)" not in row
    assert row.splitlines()[-1].count("|") == 5


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ("there is no tag `x`", "There is no tag `x`."),
        ("media.lock does not know it", "media.lock does not know it."),
        ("lesson.mp4 holds no frames", "lesson.mp4 holds no frames."),
        ("northgate_7.mov is empty.", "northgate_7.mov is empty."),
        ("`from` is missing", "`from` is missing."),
        ("a line, which is long", "A line, which is long."),
        ("iPad films turn", "iPad films turn."),
    ],
)
def test_file_names_keep_their_letters(message: str, told: str) -> None:
    found = Diagnostic(Code.MEDIA_UNREADABLE, message, "content/a.yml", "Do it.")
    assert told in plain([found]).splitlines()
    assert told.removesuffix(".") in github([found])
