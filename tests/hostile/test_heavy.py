"""Content that is small to write and long to read: each is refused, or read with little work.

Work is counted, in bytes read, memory or seconds of the processor. `tests/bench/bench_heavy.py`
measures how the time grows.
"""

from __future__ import annotations

import io
import os
import re
import signal
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from time import monotonic
from typing import NoReturn

import pytest
from click.testing import CliRunner
from markdown import Markdown

from heavy import LENGTH, PIECES, search
from irregular import write_linked_bank
from lessonbank.cli import main
from lessonbank.content import load
from lessonbank.diagnostics import Code
from lessonbank.files import regular
from lessonbank.markdown import Directory, HeavyMarkdownError
from lessonbank.markdown.extension import BankLinks
from lessonbank.markdown.time_limit import within
from lessonbank.sheets.xlsx_files import xlsx_bytes
from projects import write_project
from sites import TODAY, program

SECONDS = 20
"""Of the processor, whatever else the machine does: what is not bounded would take hours."""
HEAVY = ("[", "![", "[a](", "[a][b", "**a", "> ", "<a ", "<![CDATA[", "1. ", "[^a]", "\\")
"""Of which Python-Markdown makes minutes or hours."""


LOST = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
"""Python drops an interruption in a destructor, or in a callback of its collector."""


class OutOfWorkError(AssertionError):
    """More of the processor was used than was allowed."""


@contextmanager
def limited(seconds: int = SECONDS) -> Iterator[None]:
    """Give the block some seconds of the processor, and end it after these."""
    if sys.platform == "win32":  # It has no such limit; the other systems prove it.
        yield
        return

    def end(*_: object) -> NoReturn:
        raise OutOfWorkError(f"it is not done after {seconds} s of the processor")

    before = signal.signal(signal.SIGVTALRM, end)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def bytes_read() -> int:
    """What this process has read so far, from files and elsewhere."""
    counts = Path("/proc/self/io").read_text(encoding="ascii")
    return int(dict(line.split(": ") for line in counts.splitlines())["rchar"])


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
def test_work_without_end_is_ended() -> None:
    with pytest.raises(OutOfWorkError), limited(1):
        re.match("(a*)*b", "a" * 40)


@pytest.mark.parametrize("piece", PIECES)
def test_what_we_search_for_is_found_in_linear_time(piece: str) -> None:
    with limited():
        search(piece * (LENGTH // len(piece)))


@LOST
@pytest.mark.parametrize("piece", HEAVY)
def test_markdown_is_converted_in_time_or_given_up(piece: str) -> None:
    links = BankLinks(lambda: Directory({}), str, time_limit=0.1)
    extensions = ["toc", "tables", "fenced_code", "admonition", "attr_list", "footnotes", links]
    with limited(), pytest.raises(HeavyMarkdownError, match="takes too long to convert"):
        Markdown(extensions=extensions).convert(piece * (100_000 // len(piece)))


def spin(seconds: float) -> None:
    end = monotonic() + seconds
    while monotonic() < end:
        pass


class Deaf:
    """Loses the error that is raised in it, as any destructor does."""

    def __del__(self) -> None:
        spin(0.2)


def lose_one() -> None:
    Deaf()
    spin(30)


@LOST
def test_an_interruption_that_is_lost_is_repeated() -> None:
    with pytest.raises(HeavyMarkdownError):
        within(0.05, lose_one)


TRACED = """
import sys
from lessonbank.markdown.time_limit import within
within(30, lambda: None)
sys.settrace(lambda *_: None)
(lambda: None)()
"""


def test_a_debugger_goes_on_after_a_limit() -> None:
    """Python 3.11 never ended here if it still looked for an error from another thread."""
    subprocess.run([sys.executable, "-c", TRACED], check=True, timeout=60)


@LOST
def test_no_interruption_comes_after_its_work() -> None:
    """Work of up to 16 ms ends before, at or after its limit: a thread waits 5 ms for its turn."""
    ended = 0
    for number in range(300):
        with suppress(HeavyMarkdownError):
            within(0.001, partial(spin, number / 300 * 0.016))
            ended += 1
        spin(0.0001)
    spin(1.1)  # An attempt that was still to come would come now.
    assert 0 < ended < 300


DEEP = "1. " * 4_000


def test_lists_inside_each_other_without_end_are_given_up() -> None:
    with pytest.raises(HeavyMarkdownError):
        Markdown(extensions=[BankLinks(lambda: Directory({}), str)]).convert(DEEP)


def test_a_page_that_is_given_up_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = write_project(tmp_path / "bank")
    clip = root / "content/clips/first.md"
    clip.write_text(clip.read_text(encoding="utf-8") + "\n\n" + DEEP, encoding="utf-8")
    monkeypatch.chdir(root)
    done = CliRunner().invoke(main, ["build", "--today", TODAY])
    assert isinstance(done.exception, SystemExit), done.exception
    assert done.exit_code == 1
    assert "content/clips/first.md: its Markdown takes too long to convert" in done.output
    assert not list((root / "build").iterdir())


ALIASES = "\n".join(
    ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    + [f"a{depth}: &a{depth} [{', '.join([f'*a{depth - 1}'] * 10)}]" for depth in range(1, 12)]
)
FRONT_MATTER = {
    "aliases": ALIASES,
    "aliases of keys": f"title: x\n{ALIASES}\nhide: *a11",
    "brackets": "title: " + "[" * 100_000,
    "braces": "{a: " * 50_000,
    "NUL": "title: a\0b",
    "escaped NUL": 'title: "a\\0b"',
    "open quote": 'title: "' + "a\n" * 100_000,
    "merge": "a: &a {b: c}\n<<: *a",
    "itself": "a: &a [*a]",
}


@pytest.mark.parametrize("place", ["content/about.md", "content/clips/bar-models.md"])
@pytest.mark.parametrize("front_matter", FRONT_MATTER.values(), ids=FRONT_MATTER)
def test_front_matter_is_bounded_in_pages_as_in_items(
    front_matter: str, place: str, tmp_path: Path
) -> None:
    root = write_linked_bank(tmp_path)
    (root / place).write_text(f"---\n{front_matter}\n---\nWords.\n", encoding="utf-8")
    with limited():
        found = load(root)
    assert place in {each.path for each in found.diagnostics}
    assert found.has_errors


LARGE = (
    *("content/about.md", "content/clips/bar-models.md", "content/trust.yml", "media.lock"),
    *("content/schools/hazel-primary.yml", "media/hazel-maths.vtt", "mkdocs.yml"),
)


HUGE = 500_000_000
"""Bytes."""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux counts what a process reads")
@pytest.mark.parametrize("place", LARGE)
def test_a_file_of_hundreds_of_megabytes_is_not_read_to_its_end(place: str, tmp_path: Path) -> None:
    root = write_linked_bank(tmp_path)
    with (root / place).open("ab") as file:
        file.truncate(HUGE)
    before = bytes_read()
    found = load(root)
    assert bytes_read() - before < HUGE / 2
    assert place == "mkdocs.yml" or place in {each.path for each in found.diagnostics}


def _tiny(root: Path, count: int) -> None:
    folder = root / "content/images/many"
    folder.mkdir(parents=True)
    for number in range(count):
        (folder / f"{number}.png").touch()


def test_too_many_files_are_one_finding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(regular, "MAX_ENTRIES", 1_000)
    root = write_linked_bank(tmp_path)
    _tiny(root, 3_000)
    codes = [each.code for each in load(root).diagnostics]
    assert codes.count(Code.TOO_MANY_FILES) == 1


def test_folders_without_end_are_not_entered(tmp_path: Path) -> None:
    """Deeper than a path can be written, and than Python's own walk can go."""
    root = write_linked_bank(tmp_path)
    here = Path.cwd()
    os.chdir(root / "content")
    try:
        for _ in range(1_200):
            Path("deep").mkdir()
            os.chdir("deep")
    except OSError:
        pytest.skip("this system has no folders as deep")
    finally:
        os.chdir(here)
    with limited():
        (found,) = load(root).diagnostics
    _remove_deep(root / "content")
    assert found.code is Code.TOO_MANY_FILES


def _remove_deep(folder: Path) -> None:
    """Remove what no path leads to, so that the folders of old tests can be removed."""
    here = Path.cwd()
    os.chdir(folder)
    depth = 0
    while Path("deep").is_dir():
        os.chdir("deep")
        depth += 1
    for _ in range(depth):
        os.chdir("..")
        Path("deep").rmdir()
    os.chdir(here)


NAMES = (
    b"\xff\xfe.md",
    b"a\nb.md",
    b"a\rb.yml",
    b"\x1b[31m.png",
    b"a" * 250 + b".md",
    b"\xc2\x85.md",
)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names themselves")
@pytest.mark.parametrize("form", ["plain", "json", "github"])
def test_names_that_nothing_can_carry(form: str, tmp_path: Path) -> None:
    root = write_linked_bank(tmp_path)
    folders = ("content", "content/clips", "content/images", "media")
    for folder in folders:
        for name in NAMES:
            path = os.fsencode(root / folder) + b"/" + name
            os.close(os.open(path, os.O_CREAT | os.O_WRONLY))
    command = [program("lessonbank"), "check", "--format", form]
    done = subprocess.run(command, cwd=root, capture_output=True, check=False)
    said = done.stdout.decode("utf-8")
    assert done.returncode == 1, done.stderr
    assert b"Traceback" not in done.stderr
    assert said.count("LB116") >= 10  # GitHub shows no more of a kind.
    assert form == "github" or said.count("LB116") >= len(folders) * len(NAMES)
    assert "\x1b" not in said


def workbook(rows: bytes, *, after: bytes = b"", strings: bytes = b"") -> bytes:
    """A workbook whose only sheet holds these rows; `strings` are those that its cells share."""
    plain, made = xlsx_bytes("S", ["a"], [["b"]]), io.BytesIO()
    override = (
        b'<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.'
        b'openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>'
    )
    with (
        zipfile.ZipFile(io.BytesIO(plain)) as old,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            data = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                start = data.index(b"<sheetData>") + len(b"<sheetData>")
                data = data[:start] + rows + b"</sheetData>" + after + b"</worksheet>"
            if name == "[Content_Types].xml" and strings:
                data = data.replace(b"</Types>", override)
            new.writestr(name, data)
        if strings:
            main_ = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
            new.writestr("xl/sharedStrings.xml", b'<sst xmlns="%s">%s</sst>' % (main_, strings))
    return made.getvalue()


ROW, CELL = b"<row><c><v>1</v></c></row>", b"<c><v>1</v></c>"
SHARED = b'<row><c t="s"><v>0</v></c></row>'
EVERYWHERE = b'ref="A1:XFD1048576"'
FORMULA = b'<row><c><f t="shared" si="0" ref="A1:A19000">' + b"+".join([b"A1"] * 2000)
BOMBS: dict[str, tuple[Callable[[], bytes], str]] = {
    "rows.xlsx": (lambda: workbook(ROW * 1_000_000), "more than 20,000 rows"),
    "empty rows.xlsx": (lambda: workbook(b"<row/>" * 1_000_000), "more than 20,000 rows"),
    "columns.xlsx": (lambda: workbook(b"<row>" + CELL * 1_000_000 + b"</row>"), "200,000 cells"),
    "wide.xlsx": (lambda: workbook(ROW * 19_000 + b'<row><c r="XFD1"/></row>'), "200,000 cells"),
    "strings.xlsx": (
        lambda: workbook(SHARED, strings=b"<si><t/></si>" * 3_000_000),
        "200,000 cells",
    ),
    "cell.xlsx": (
        lambda: workbook(
            b'<row><c t="inlineStr"><is><t>' + b"a" * 90_000_000 + b"</t></is></c></row>"
        ),
        "more text than Excel allows",
    ),
    "string.xlsx": (
        lambda: workbook(SHARED, strings=b"<si><t>" + b"a" * 90_000_000 + b"</t></si>"),
        "more text than Excel allows",
    ),
    "merged.xlsx": (
        lambda: workbook(ROW, after=b"<mergeCells><mergeCell %s/></mergeCells>" % EVERYWHERE),
        "200,000 cells",
    ),
    "links.xlsx": (
        lambda: workbook(ROW, after=b"<hyperlinks><hyperlink %s/></hyperlinks>" % EVERYWHERE),
        "200,000 cells",
    ),
    "formulas.xlsx": (
        lambda: workbook(
            FORMULA + b"</f></c></row>" + b'<row><c><f t="shared" si="0"/></c></row>' * 18_000
        ),
        "too many formulas",
    ),
    "deep.xlsx": (lambda: workbook(b"<a>" * 1_000_000), "not a readable Excel workbook"),
    "looks.xlsx": (lambda: workbook(ROW, after=b"<a/>" * 1_000_000), "too many styles and links"),
    "unpacked.xlsx": (lambda: workbook(b" " * 101_000_000), "unpacks to more than 100 MB"),
    "rows.csv": (lambda: b"a,b\n" * 1_000_000, "more than 20,000 rows"),
    "wide.csv": (lambda: b"a\n" * 19_000 + b"a," * 5_000, "200,000 cells"),
    "row.csv": (lambda: b"," * 19_000_000 + b"a", ""),
}


@pytest.mark.parametrize("name", BOMBS)
def test_tables_are_weighed_before_they_are_read(name: str, tmp_path: Path) -> None:
    make, words = BOMBS[name]
    root = write_linked_bank(tmp_path)
    (root / name).write_bytes(make())
    with limited(), pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        done = CliRunner().invoke(main, ["import", "sessions", name])
    assert isinstance(done.exception, SystemExit), done.exception
    assert done.exit_code == 1
    assert words in done.output
    assert "LB701" in done.output


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits the memory of a process")
@pytest.mark.parametrize("name", ["columns.xlsx", "string.xlsx", "merged.xlsx", "rows.csv"])
def test_they_are_weighed_in_little_memory(name: str, tmp_path: Path) -> None:
    make, words = BOMBS[name]
    (tmp_path / name).write_bytes(make())
    script = (
        "import sys; from pathlib import Path; "
        "from lessonbank.sheets import SheetError, read_sheets; "
        "import resource; used = int(open('/proc/self/statm').read().split()[0]) * 4096; "
        "resource.setrlimit(resource.RLIMIT_AS, (used + 150_000_000,) * 2)\n"
        "try: read_sheets(Path(sys.argv[1]))\n"
        "except SheetError as error: print(error.message)"
    )
    command = [sys.executable, "-c", script, str(tmp_path / name)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert words in done.stdout, done.stderr
