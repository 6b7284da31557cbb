"""Awkward texts in every field of a bank appear unchanged, on one line, in every output."""

from __future__ import annotations

import csv
import html
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
import vobject
import yaml
from icalendar import Calendar

from lessonbank.bank import one_line
from projects import LOCKED, MKDOCS_YML
from sites import pages, run

ASCII = "".join(map(chr, range(0x20, 0x7F)))
AWKWARD = (
    *("A, B; C\\n \\ D", "\\,;:\"'", "a\nb", "a\r\nb", "a\tb", "a\u2028b", "a\x85b", "\n a \n"),
    *("=1+1", "+44", "-5", "@SUM(A1)", "'=x", "\uff1d1", "_x000D_", "_x005F_x000D_"),
    *("<b>bold</b>", "</title><script>alert(1)</script>", "&lt;p&gt;", "&amp;amp;", "]]>", "<!--"),
    *("{{ config }}", "{% raw %}", "${x}", "$(x)", "%s %d {0}", "#{x}", "[a](b)", "![a](clip:x)"),
    *("*a* _b_ `c`", "# heading", "- list", "1. one", "> quote", "| a | b |", "---", "...", "~"),
    *("null", "NO", "yes", "1.10", "2027-01-01", "12:30", "0x10", "- x", "? x", "a: b", "a #b"),
    *("\u00e9e\u0301", "\U0001f469\u200d\U0001f3eb", "\u0645\u06cc\u200c\u0634\u0648\u062f"),
    *("\u05e9\u05dc\u05d5\u05dd", "\u6f22\u5b57", "\ufb01 \u0130\u0131\u00df", "x" * 300),
    *("END:VEVENT\nBEGIN:VEVENT", "a;b=c:d", "mailto:a", "http://", "data:text/html,x", "WEBVTT"),
    *("00:01.000 --> 00:02.000", "NOTE x", "\u00a0a\u00a0", "\u202fa", "\u3000a", "a" + " b" * 60),
    *(ASCII, ASCII[::-1]),
)


FIXED = {
    "mkdocs.yml": MKDOCS_YML,
    "content/index.md": "# Hi\n",
    "content/about.md": "# About\n",
    **LOCKED,
}


def test_there_are_more_than_fifty_awkward_texts() -> None:
    assert len({*AWKWARD}) > 50


def files(text: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Return a bank with a workshop and a session for each text, in every text field."""
    trust = {
        "id": "awkward",
        "name": text[0],
        "controller": text[1],
        "contacts": {"dpo": "dpo@elmet.example", "concerns": "concerns@elmet.example"},
        "licence": {"video": "all-rights-reserved", "text": "CC-BY-4.0", "holder": text[0]},
        "about": text[0],
        "terms": [{"name": text[0], "starts": "2026-09-01", "ends": "2026-12-18"}],
        "vocabularies": {"role": [{"id": "own", "label": text[0]}]},
    }
    yield "content/trust.yml", yaml.safe_dump(trust, allow_unicode=False)
    school = {"name": text[0], "urn": "999001", "phase": "primary", "about": text[0]}
    yield "content/schools/elm.yml", yaml.safe_dump(school)
    for number, each in enumerate(text):
        front = {
            "title": each,
            "summary": each,
            "audience": each,
            "outcomes": [each],
            "agenda": [{"minutes": 5, "what": each}],
            "pre_work": [each],
            "follow_up": [each],
        }
        head = yaml.safe_dump(front)
        yield f"content/workshops/w-{number}.md", f"---\n{head}---\nCome as you are.\n"
        session = {
            "title": each,
            "workshop": f"w-{number}",
            "on": "2026-11-26",
            "time_words": each,
            "place": each,
            "cost": each,
            "note": each,
            "venue": "elm",
            "roles": ["own"],
        }
        yield f"content/sessions/s-{number}.yml", yaml.safe_dump(session)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("awkward") / "bank"
    for name, text in (*files(AWKWARD), *FIXED.items()):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(text.encode())
    done = run(root, "lessonbank", "build", "--today", "2026-11-21")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    return root


def test_every_calendar_has_each_text(site: Path) -> None:
    data = (site / "build/site/calendars/all.ics").read_bytes()
    calendar = Calendar.from_ical(data)
    names = [calendar[name].to_ical() for name in ("NAME", "X-WR-CALNAME")]
    assert names == [rb"A\, B\; C\\n \\ D"] * 2
    found = {str(event["UID"]).partition("@")[0]: event for event in calendar.walk("VEVENT")}
    for number, text in enumerate(AWKWARD):
        event = found[f"s-{number}"]
        assert str(event["SUMMARY"]) == one_line(text.strip())
        assert one_line(text.strip()) in str(event["LOCATION"])
    (other,) = vobject.readComponents(data.decode())
    assert len(other.vevent_list) == len(AWKWARD)
    assert {event.summary.value for event in other.vevent_list} == {
        one_line(text.strip()) for text in AWKWARD
    }


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_every_sheet_has_each_text_and_imports_it_again(site: Path, ending: str) -> None:
    assert run(site, "lessonbank", "export", "sessions", f"plan.{ending}").returncode == 0
    if ending == "csv":
        text = (site / "plan.csv").read_text("utf-8-sig")
        assert len(list(csv.DictReader(io.StringIO(text, newline="")))) == len(AWKWARD)
    done = run(site, "lessonbank", "import", "sessions", f"plan.{ending}", "--dry-run")
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"0 would be changed, {len(AWKWARD)} as they were" in done.stdout, done.stdout


def test_every_page_has_each_text_escaped(site: Path) -> None:
    found = pages(site / "build/site")
    for number, text in enumerate(AWKWARD):
        page = found[f"workshops/w-{number}.html"]
        words = one_line(text.strip())
        shown = html.escape(words, quote=False).replace('"', "&#34;").replace("'", "&#39;")
        assert f">{shown}</h1>" in page, words
        assert "<script>alert(1)" not in page
        head = page.partition("</head>")[0]
        title = html.unescape(head.partition("<title>")[2].partition("</title>")[0])
        assert "\n" not in title.strip()
        assert title.startswith(" ".join(words.split())[:20].strip()) or "<" in words
