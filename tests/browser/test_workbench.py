"""The workbench: a film is tagged, and what was marked is kept, shown and taken away."""

from __future__ import annotations

import json
import os
import subprocess
from contextlib import contextmanager, suppress
from pathlib import Path
from signal import SIGKILL
from typing import TYPE_CHECKING, Any

import pytest
from imageio_ffmpeg import get_ffmpeg_exe

from harness.accessibility import axe_violations
from harness.blocked import without_storage
from harness.chromium import ARGUMENTS
from harness.chromium import Chromium as ChromiumWindow
from harness.place import Place
from harness.reader import CATCH, CAUGHT, quiet
from harness.reader import arrive as reach
from harness.workbench import (
    DO,
    LOADED,
    SAID,
    SEEK,
    SESSION,
    WRITE,
    arrive,
    give,
    marks,
    open_film,
    tag_at,
)
from once import once
from sites import built, run
from workbenches import write_workbench_project

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser as Chromium
    from playwright.sync_api import BrowserContext

    from harness.browser import Browser

LONG = 2700
"""Seconds of the long film."""
TALK, PAIRS, CALL, WAIT = "1", "2", "3", "4"
"""The keys of the tags: those of groups come first."""
TEXTS = "(selector) => [...document.querySelectorAll(selector)].map((each) => each.innerText)"
OPENED = """() => {
  const open = [...document.querySelectorAll('.lb-tag[aria-pressed=true]')];
  return open.map((each) => each.lastChild.textContent).join(', ');
}"""
ROWS = """(part) => [...document.querySelectorAll(`[data-part=${part}] table`)].map((table) => {
  return [...table.rows].map((row) => [...row.cells].map((cell) => cell.textContent));
})"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    def make(root: Path) -> None:
        built(write_workbench_project(root))

    return once(tmp_path_factory, "workbench bank", make)


@pytest.fixture(scope="module")
def film(project: Path) -> Path:
    return project / "media/lesson.mp4"


@pytest.fixture(scope="module")
def long_film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    def make(folder: Path) -> None:
        picture = ("-f", "lavfi", "-i", "testsrc2=s=64x36:r=1", "-t", str(LONG))
        codec = ("-c:v", "libx264", "-preset", "ultrafast", "-crf", "50", "-pix_fmt", "yuv420p")
        command = [get_ffmpeg_exe(), "-v", "error", *picture, *codec, str(folder / "long.mp4")]
        subprocess.run(command, check=True)

    return once(tmp_path_factory, "long film", make) / "long.mp4"


@pytest.fixture
def bench(publish: Callable[[Path], Place], project: Path) -> Place:
    return publish(project / "build/site")


def mark(at: float, to: float | None, tag: str, who: str = "", note: str = "") -> dict[str, Any]:
    return {"tag": tag, "at": at, "to": to, "who": who, "note": note}


def tagged(browser: Browser, bench: Place, film: Path) -> None:
    """Tag a span of two seconds and a point."""
    arrive(browser, bench)
    open_film(browser, film)
    for at, key in ((1, TALK), (3, TALK), (0.5, CALL)):
        tag_at(browser, at, key)


def opened(browser: Browser) -> str:
    """Return the tags whose spans are open, as their buttons say."""
    return str(browser.evaluate(OPENED))


@pytest.mark.paired
def test_a_film_is_tagged_by_keys(browser: Browser, bench: Place, film: Path) -> None:
    arrive(browser, bench)
    open_film(browser, film)
    undo = "() => document.querySelector('[data-do=undo]').disabled"
    assert browser.evaluate(undo), "to open a film is no change"
    tag_at(browser, 0.5, CALL)
    assert browser.evaluate(SAID) == "Cold call at 00:00"
    tag_at(browser, 1, TALK)
    assert browser.evaluate(SAID) == "Teacher talk starts at 00:01"
    tag_at(browser, 1.5, WAIT)
    assert opened(browser) == "Teacher talk, Wait time"
    tag_at(browser, 2, PAIRS)
    tag_at(browser, 2.5, WAIT)
    tag_at(browser, 3, PAIRS)
    expected = [
        mark(0.5, None, "cold-call"),
        mark(1, 2, "teacher-talk"),
        mark(1.5, 2.5, "wait-time"),
        mark(2, 3, "pair-talk"),
    ]
    assert marks(browser) == expected
    assert opened(browser) == ""
    length = browser.evaluate(SESSION)["length"]
    assert length > 3
    for _ in range(3):
        browser.evaluate(DO, "undo")
    assert marks(browser) == [
        expected[0],
        mark(1, -1, "teacher-talk"),
        mark(1.5, -1, "wait-time"),
    ]
    for _ in range(3):
        browser.evaluate(DO, "redo")
    assert marks(browser) == expected
    assert browser.evaluate(SESSION)["length"] == length
    assert browser.evaluate(TEXTS, "[data-part=marks] button") == [
        "00:00.5 Cold call",
        "00:01.0\u201300:02.0 Teacher talk",
        "00:01.5\u201300:02.5 Wait time",
        "00:02.0\u201300:03.0 Pair talk",
    ]
    quiet(browser, bench)


@pytest.mark.paired
def test_a_span_that_is_closed_before_it_began_is_turned_round(
    browser: Browser, bench: Place, film: Path
) -> None:
    arrive(browser, bench)
    open_film(browser, film)
    tag_at(browser, 3, WAIT)
    tag_at(browser, 1, WAIT)
    tag_at(browser, 2, TALK)
    browser.press(TALK)
    assert marks(browser) == [mark(1, 3, "wait-time")], "a span of no length is none"


@pytest.mark.paired
def test_a_mark_is_changed(browser: Browser, bench: Place, film: Path) -> None:
    arrive(browser, bench)
    open_film(browser, film)
    tag_at(browser, 1, CALL)
    browser.evaluate(WRITE, "lb-mark [data-part=note]", "Then Priya answered.")
    warning = "() => document.querySelector('lb-mark [data-part=names]').innerText"
    assert "“Priya” looks like a name" in browser.evaluate(warning)
    browser.evaluate("() => document.querySelector('[name=lb-who][value=Pupils]').click()")
    assert marks(browser) == [mark(1, None, "cold-call", "Pupils", "Then Priya answered.")]
    browser.evaluate("() => document.activeElement.blur()")
    browser.press("}")
    browser.press("[")
    assert marks(browser)[0]["at"] == pytest.approx(1.96, abs=0.03)
    tag_at(browser, 2.5, WAIT)
    tag_at(browser, 3, WAIT)
    browser.evaluate(WRITE, "[data-part=edge]", "end")
    browser.evaluate(DO, "second-later")
    assert marks(browser)[1] == mark(2.5, 4, "wait-time")
    browser.evaluate(DO, "delete")
    assert len(marks(browser)) == 1
    browser.press("Escape")
    browser.evaluate("() => document.querySelector('[data-choose]').click()")
    place = browser.evaluate("() => document.querySelector('lb-stage video').currentTime")
    assert place == pytest.approx(1.96, abs=0.05)


def test_a_session_survives_a_reload(browser: Browser, bench: Place, film: Path) -> None:
    arrive(browser, bench)
    open_film(browser, film)
    tag_at(browser, 1, CALL)
    tag_at(browser, 2, TALK)
    browser.evaluate(WRITE, "[data-field=title]", "Fractions")
    before = browser.evaluate(SESSION)
    assert opened(browser) == "Teacher talk"
    browser.until("() => location.hash.startsWith('#session=')")
    browser.evaluate("() => document.querySelector('lb-workbench').store.put({id: 'x', marks: []})")
    browser.open("about:blank")
    arrive(browser, bench, f"#session={before['id']}")
    browser.until("() => document.querySelector('lb-workbench').isOpen")
    after = browser.evaluate(SESSION)
    assert after["marks"] == before["marks"]
    assert after["title"] == "Fractions"
    again = "() => document.querySelector('[data-part=again]').innerText"
    assert "Choose or drop My lesson.mp4 to see it again." in browser.evaluate(again)
    browser.press(CALL)
    assert browser.evaluate(SAID) == "Choose the film first."
    give(browser, "film", "My lesson.mp4", film.read_bytes(), "video/mp4")
    browser.until(LOADED)
    assert browser.evaluate(SAID) == "The film is open."
    time = "() => document.querySelector('lb-stage').time"
    assert browser.evaluate(time) == 2, "it goes on where the last mark is"
    assert opened(browser) == "Teacher talk"
    give_other = film.read_bytes() + b"\0"
    browser.evaluate("() => { document.querySelector('[data-part=again]').hidden = false; }")
    give(browser, "film", "Other.mp4", give_other, "video/mp4")
    browser.until("() => document.querySelector('[data-part=said]').innerText.includes('another')")
    assert [each["at"] for each in marks(browser)] == [1, 2], "the marks stay where they are"


@pytest.mark.paired
def test_a_lesson_is_tagged_as_it_happens(browser: Browser, bench: Place, film: Path) -> None:
    arrive(browser, bench)
    browser.evaluate(DO, "live")
    browser.press(TALK)
    browser.evaluate("() => new Promise((resume) => setTimeout(resume, 300))")
    browser.press(CALL)
    id_ = browser.evaluate(SESSION)["id"]
    arrive(browser, bench, f"#session={id_}")
    browser.until("() => document.querySelector('lb-workbench').isOpen")
    assert browser.evaluate("() => document.querySelector('lb-stage').time") > 0.3
    browser.evaluate(DO, "end")
    first, second = marks(browser)
    assert (first["tag"], second["tag"]) == ("teacher-talk", "cold-call")
    assert first["to"] >= second["at"] > 0.2
    open_film(browser, film)
    browser.evaluate("() => document.querySelector('[data-choose]').click()")
    browser.evaluate(SEEK, 2)
    browser.evaluate(DO, "align")
    assert marks(browser)[0]["at"] == pytest.approx(2, abs=0.05)
    assert marks(browser)[1]["at"] == pytest.approx(2 + second["at"] - first["at"], abs=0.05)


@pytest.mark.paired
def test_figures_and_a_session_to_compare_with(browser: Browser, bench: Place, film: Path) -> None:
    tagged(browser, bench, film)
    browser.until("() => document.querySelectorAll('[data-part=figures] table').length === 3")
    counts = browser.evaluate(ROWS, "figures")[0]
    length = browser.evaluate(SESSION)["length"]
    assert counts[0][:3] == ["Tag", "Times", "Share of the time"]
    assert counts[2][:4] == ["Teacher talk", "1", f"{round(200 / length, 1):g} %", "2 s"]
    table = b"start,end,tag\n00:01.5,00:03,Teacher talk\n00:00.1,,Cold call\n00:03,,Cold call\n"
    browser.evaluate("() => { document.querySelector('.lb-work__compare').open = true; }")
    give(browser, "other", "coach.csv", table)
    browser.until("() => document.querySelectorAll('[data-part=compared] table').length === 3")
    beside, agreement, kappa = browser.evaluate(ROWS, "compared")
    assert [row[0] for row in beside[1:]] == ["Teacher talk", "Cold call"]
    assert [row[1:4] for row in agreement[1:]] == [
        ["1", "2", "2 of 3 marks have a match"],
        ["1", "1", "2 of 2 marks have a match"],
    ]
    assert [row[0] for row in kappa[1:]] == ["Cold call", "Teacher talk"]
    assert browser.evaluate("() => document.querySelectorAll('.lb-other').length") == 3


@pytest.mark.paired
def test_a_coaching_cycle_is_handed_over_as_a_file(
    browser: Browser, bench: Place, film: Path
) -> None:
    arrive(browser, bench)
    open_film(browser, film)
    tag_at(browser, 1, CALL)
    browser.evaluate(WRITE, "[data-field=by]", "Teacher")
    browser.evaluate(WRITE, "lb-reflection [data-field=goal]", "Wait three seconds")
    browser.evaluate(WRITE, "[data-part=form]", "cycle")
    browser.evaluate(WRITE, "#field-cycle-goal", "Everybody thinks")
    browser.evaluate(WRITE, "lb-reflection textarea[data-field=step]", "Count to three")
    first = browser.evaluate(SESSION)
    browser.evaluate(DO, "next")
    second = browser.evaluate(SESSION)
    assert (second["follows"], second["goal"], second["marks"]) == (
        first["id"],
        "Count to three",
        [],
    )
    browser.until("() => document.querySelectorAll('[data-part=cycle] li').length === 2")
    browser.evaluate(CATCH)
    browser.evaluate("() => document.querySelector('[data-save=cycle]').click()")
    browser.until("() => window.caught.length === 1")
    [text] = browser.evaluate(CAUGHT)
    saved = json.loads(text)["sessions"]
    assert [each["id"] for each in saved] == [first["id"], second["id"]]
    assert saved[0]["answers"] == {"cycle": {"goal": "Everybody thinks"}}
    browser.reset()
    arrive(browser, bench)
    give(browser, "file", "cycle.lessonbank.json", text.encode())
    browser.until("() => document.querySelector('lb-workbench').isOpen")
    browser.until("() => document.querySelectorAll('[data-part=cycle] li').length === 2")
    cycle = browser.evaluate(TEXTS, "[data-part=cycle] li")
    assert "Goal: Wait three seconds Step: Count to three" in cycle[0]


@pytest.mark.paired
def test_each_format_is_saved_and_opened_again(browser: Browser, bench: Place, film: Path) -> None:
    tagged(browser, bench, film)
    before = marks(browser)
    browser.evaluate(CATCH)
    names = ("session", "csv", "annotation", "elan", "boris")
    for name in names:
        browser.evaluate(f"() => document.querySelector('[data-save={name}]').click()")
    browser.until(f"() => window.caught.length === {len(names)}")
    endings = ("lessonbank.json", "csv", "jsonld", "eaf", "boris")
    for text, ending in zip(browser.evaluate(CAUGHT), endings, strict=True):
        arrive(browser, bench)
        give(browser, "file", f"again.{ending}", text.encode())
        browser.until("() => document.querySelector('lb-workbench').isOpen")
        assert marks(browser) == before, ending


@pytest.mark.paired
def test_a_span_that_is_open_is_saved_up_to_now(browser: Browser, bench: Place, film: Path) -> None:
    arrive(browser, bench)
    open_film(browser, film)
    tag_at(browser, 1, TALK)
    browser.evaluate(SEEK, 2.5)
    browser.evaluate(CATCH)
    browser.evaluate("() => document.querySelector('[data-save=session]').click()")
    browser.until("() => window.caught.length === 1")
    [text] = browser.evaluate(CAUGHT)
    [saved] = json.loads(text)["sessions"][0]["marks"]
    assert (saved["at"], saved["to"]) == (1, 2.5)
    assert opened(browser) == "Teacher talk", "it goes on"


@pytest.mark.paired
def test_mistakes_of_a_file_are_listed_by_line(browser: Browser, bench: Place) -> None:
    arrive(browser, bench)
    give(browser, "file", "odd.csv", b"start,tag\n00:01,Cold call\nsoon,Cold call\n")
    browser.until("() => !document.querySelector('[data-part=faults]').hidden")
    assert browser.evaluate(TEXTS, "[data-part=faults] li") == [
        "odd.csv, line 3: “soon” is no time."
    ]
    assert marks(browser) == [mark(1, None, "cold-call")]


@pytest.mark.paired
def test_a_clip_of_the_site_is_tagged(browser: Browser, bench: Place) -> None:
    arrive(browser, bench)
    browser.evaluate("() => { document.querySelector('[data-part=clip] input').value = 'first'; }")
    browser.evaluate("() => document.querySelector('[data-part=clip] button').click()")
    browser.until(LOADED)
    tag_at(browser, 1, CALL)
    assert marks(browser) == [mark(1, None, "cold-call")]
    assert browser.evaluate(SESSION)["film"]["name"] == "clips/first.html"
    arrive(browser, bench, "#clip=none")
    browser.until(f"() => ({SAID})() === 'There is no clip “none” here.'")


@pytest.mark.paired
def test_a_proposal_is_a_valid_clip(
    browser: Browser, bench: Place, film: Path, tmp_path: Path
) -> None:
    tagged(browser, bench, film)
    browser.evaluate(WRITE, "lb-mark [data-part=note]", 'She said: "why?" # not a comment')
    browser.evaluate("() => { document.querySelector('lb-proposal details').open = true; }")
    browser.until("() => document.querySelector('lb-proposal [name=title]').value")
    fields = {
        "title": "Halves: a start",
        "summary": "What you see, said & done.",
        "month": "2026-11",
    }
    for name, value in fields.items():
        browser.evaluate(WRITE, f"lb-proposal [name={name}]", value)
    browser.evaluate(WRITE, "lb-proposal [name=chapters]", "teacher-talk")
    browser.evaluate("() => document.querySelector('lb-proposal form button').click()")
    browser.until("() => document.querySelectorAll('lb-proposal pre').length === 3")
    names = browser.evaluate(TEXTS, "lb-proposal li button")
    texts = browser.evaluate(
        "() => [...document.querySelectorAll('lb-proposal pre')].map((each) => each.textContent)"
    )
    root = write_workbench_project(tmp_path / "bank")
    for name, text in zip(names, texts, strict=True):
        path = root / name.removeprefix("Save ")
        assert not path.exists()
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (root / "media/My lesson.mp4").write_bytes(film.read_bytes())
    done = run(root, "lessonbank", "check")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "chapters:" in texts[0]
    assert "state: requested" in texts[2]


KEPT = """async () => {
  const all = await indexedDB.databases();
  const stores = [];
  for (const { name } of all) {
    const database = await new Promise((settle) => {
      indexedDB.open(name).onsuccess = ({ target }) => settle(target.result);
    });
    for (const store of database.objectStoreNames) {
      stores.push(await new Promise((settle) => {
        const request = database.transaction(store).objectStore(store).getAll();
        request.onsuccess = () => settle(request.result);
      }));
    }
    database.close();
  }
  return JSON.stringify([stores, { ...localStorage }, { ...sessionStorage }]);
}"""


def test_nothing_leaves_and_nothing_of_the_film_is_kept(
    browser: Browser, bench: Place, film: Path
) -> None:
    arrive(browser, bench)
    open_film(browser, film)
    tag_at(browser, 1, CALL)
    browser.evaluate(DO, "look")
    browser.until("() => document.querySelectorAll('[data-part=strip] canvas').length > 5")
    quiet(browser, bench)
    assert not [each for each in browser.requests() if "blob:" not in each and film.name in each]
    kept = json.loads(browser.evaluate(KEPT))
    [session] = kept[0][0]
    assert session["film"] == {
        **session["film"],
        "name": "My lesson.mp4",
        "size": film.stat().st_size,
    }
    assert len(session["film"]["digest"]) == 16
    assert len(json.dumps(kept)) < 8000, "no picture, no sound, no part of the film"
    policy = browser.evaluate(
        "() => document.querySelector('meta[http-equiv=Content-Security-Policy]').content"
    )
    assert "connect-src 'none'" in policy
    assert "media-src 'self' data: blob:" in policy


@pytest.mark.paired
def test_without_a_store_a_session_is_tagged_and_the_reader_warned(
    browser: Browser,
    publish: Callable[[Path], Place],
    project: Path,
    film: Path,
    tmp_path: Path,
) -> None:
    bench = publish(without_storage(project / "build/site", tmp_path / "site"))
    tagged(browser, bench, film)
    assert len(marks(browser)) == 2
    kept = "() => document.querySelector('[data-part=kept]').innerText"
    assert "This browser keeps nothing. Save the session as a file" in browser.evaluate(kept)


@pytest.mark.paired
def test_switches_do_what_they_say(browser: Browser, bench: Place, film: Path) -> None:
    tagged(browser, bench, film)
    browser.evaluate(DO, "keys")
    browser.press(CALL)
    assert len(marks(browser)) == 2, "keys are off"
    browser.evaluate(DO, "keys")
    browser.press(CALL)
    assert len(marks(browser)) == 3
    browser.evaluate(DO, "slow")
    assert browser.evaluate("() => document.querySelector('lb-stage video').playbackRate") == 0.5
    browser.evaluate(DO, "closer")
    wide = """() => {
      const { scrollWidth, clientWidth } = document.querySelector('lb-lanes');
      return scrollWidth / clientWidth;
    }"""
    assert browser.evaluate(wide) == pytest.approx(2, abs=0.05)
    browser.evaluate(DO, "wider")
    assert browser.evaluate(wide) == pytest.approx(1, abs=0.05)


@pytest.mark.paired
@pytest.mark.films
def test_a_mark_is_played_again_and_again(browser: Browser, bench: Place, film: Path) -> None:
    tagged(browser, bench, film)
    browser.evaluate("() => document.querySelectorAll('[data-choose]')[1].click()")
    browser.evaluate(DO, "loop")
    browser.evaluate(
        """() => {
          const video = document.querySelector('lb-stage video');
          Object.assign(video, { muted: true, playbackRate: 2 });
          video.addEventListener('seeked', () => { window.again = (window.again ?? 0) + 1; });
        }"""
    )
    browser.evaluate(DO, "here")
    browser.until("() => window.again >= 3")
    time = browser.evaluate("() => document.querySelector('lb-stage video').currentTime")
    assert 0.9 <= time <= 3.5


def test_forgetting_leaves_nothing(browser: Browser, bench: Place, film: Path) -> None:
    arrive(browser, bench)
    open_film(browser, film)
    tag_at(browser, 1, CALL)
    browser.evaluate(DO, "forget")
    browser.press("Enter")
    assert browser.evaluate("() => !document.querySelector('lb-workbench dialog').open")
    assert len(marks(browser)) == 1, "an early press of Enter deletes nothing"
    browser.evaluate(DO, "forget")
    browser.evaluate("() => document.querySelector('lb-workbench dialog [value=yes]').click()")
    reach(browser, "() => document.querySelector('lb-workbench:not([hidden])')?.isOpen === false")
    assert json.loads(browser.evaluate(KEPT))[0] in ([], [[]])


MANY = {
    "format": "lessonbank-session",
    "version": 1,
    "sessions": [
        {
            "id": "many",
            "title": "Many marks",
            "on": "2026-11-28",
            "length": LONG,
            "goal": "Wait",
            "tags": [
                {"id": "cold-call", "label": "Cold call", "kind": "instant"},
                {"id": "wait-time", "label": "Wait time", "kind": "span"},
            ],
            "marks": [
                {
                    "id": f"m-{number}",
                    "tag": ("cold-call", "wait-time")[number % 2],
                    "at": number * 6.7,
                    "to": number * 6.7 + 3 if number % 2 else None,
                    "note": "They wait, and look." * (number % 5 == 0),
                }
                for number in range(400)
            ],
        }
    ],
}


@pytest.mark.paired
def test_four_hundred_marks_of_a_long_film_are_kept_and_shown(
    browser: Browser, bench: Place, long_film: Path
) -> None:
    arrive(browser, bench)
    give(browser, "file", "many.lessonbank.json", json.dumps(MANY).encode())
    browser.until("() => document.querySelectorAll('[data-part=marks] li').length === 400")
    assert browser.evaluate("() => document.querySelectorAll('.lb-mark').length") == 400
    give(browser, "film", "Long.mp4", long_film.read_bytes(), "video/mp4")
    browser.until(LOADED)
    tag_at(browser, LONG - 30.5, "1")
    browser.until("() => document.querySelectorAll('[data-part=marks] li').length === 401")
    assert browser.evaluate(SESSION)["length"] == pytest.approx(LONG, abs=1)
    assert LONG - 30.5 in [each["at"] for each in marks(browser)]
    arrive(browser, bench, "#session=many")
    browser.until("() => document.querySelectorAll('[data-part=marks] li').length === 401")


@contextmanager
def profile(chromium: Chromium, folder: Path) -> Iterator[BrowserContext]:
    """Start a browser of its own, which keeps what it keeps in a folder."""
    from playwright.sync_api import Error  # noqa: PLC0415

    context = chromium.browser_type.launch_persistent_context(
        folder, executable_path=ChromiumWindow.find(), args=ARGUMENTS, chromium_sandbox=False
    )
    yield context
    with suppress(Error):  # One that was killed cannot be closed.
        context.close()


def kill(folder: Path) -> None:
    """End the processes of the browser with this folder at once."""
    for line in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):  # Some end by themselves.
            if f"--user-data-dir={folder}".encode() in line.read_bytes():
                os.kill(int(line.parent.name), SIGKILL)


@pytest.mark.browser
@pytest.mark.skipif(not Path("/proc").is_dir(), reason="this system does not list processes")
def test_a_killed_browser_loses_at_most_a_second(
    chromium: Chromium, project: Path, film: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "profile"
    with profile(chromium, folder) as context:
        page = context.new_page()
        page.goto(f"{(project / 'build/site').as_uri()}/workbench.html")
        page.locator("[data-part=begin] [data-part=film]").set_input_files(film)
        page.wait_for_selector("lb-stage video:not([hidden])")
        page.keyboard.press(CALL)
        page.wait_for_selector("[data-part=marks] li")
        page.wait_for_timeout(1000)
        address = page.url
        kill(folder)
    with profile(chromium, folder) as context:
        page = context.new_page()
        page.goto(address)
        page.wait_for_selector("[data-part=marks] li")
        assert page.locator("[data-part=marks] li").count() == 1


@pytest.mark.browser
@pytest.mark.parametrize("many", [False, True])
def test_a_session_is_printed_on_one_side(
    chromium: Chromium, project: Path, tmp_path: Path, *, many: bool
) -> None:
    from pypdf import PdfReader  # noqa: PLC0415

    page = chromium.new_page()
    page.goto(f"{(project / 'build/site').as_uri()}/workbench.html")
    page.wait_for_selector("lb-workbench:not([hidden])")
    given = {**MANY, "sessions": [{**MANY["sessions"][0], "step": "Count"}]}  # type: ignore[index]
    if not many:
        given["sessions"][0]["marks"] = given["sessions"][0]["marks"][:12]  # type: ignore[index]
    path = tmp_path / "many.lessonbank.json"
    path.write_text(json.dumps(given), encoding="utf-8")
    page.locator("[data-part=begin] [data-part=file]").set_input_files(path)
    page.wait_for_selector("[data-part=marks] li")
    page.pdf(path=tmp_path / "paper.pdf", prefer_css_page_size=True)
    printed = PdfReader(tmp_path / "paper.pdf")
    assert len(printed.pages) == 1
    words = printed.pages[0].extract_text()
    for each in ("Many marks", "Goal", "Wait time", "One step to try next", "They wait, and look."):
        assert each in words
    assert ("more marks are in the saved session" in words) == many
    page.close()


@pytest.mark.paired
def test_the_page_is_accessible_with_a_session(
    browser: Browser, bench: Place, film: Path, axe_source: str
) -> None:
    arrive(browser, bench)
    assert axe_violations(browser, axe_source) == {}
    open_film(browser, film)
    for at, key in ((1, TALK), (3, TALK), (0.5, CALL)):
        tag_at(browser, at, key)
    browser.evaluate(
        """() => {
          for (const each of document.querySelectorAll('lb-workbench details')) each.open = true;
        }"""
    )
    browser.evaluate(WRITE, "[data-part=form]", "cycle")
    browser.evaluate(DO, "look")
    browser.until("() => document.querySelectorAll('[data-part=strip] canvas').length >= 24")
    assert axe_violations(browser, axe_source) == {}
    browser.resize(320, 700)
    assert browser.evaluate("() => document.documentElement.scrollWidth") <= 320
