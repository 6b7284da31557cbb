"""Positions, saved clips and notes stay on the reader's device, in a folder too."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from harness.accessibility import axe_violations
from harness.blocked import without_storage
from harness.browser import Browser
from harness.place import Place
from harness.reader import CATCH, CAUGHT, press, quiet

if TYPE_CHECKING:
    from collections.abc import Callable

THIRD, FOURTH = "clips/third.html", "clips/fourth.html"
LIST, NOTES, HOME = "mine/list.html", "mine/notes.html", "index.html"
SAYS = "(part) => document.querySelector(part)?.textContent.trim()"
LISTED = (
    "() => [...document.querySelectorAll('lb-mylist .lb-stop__title')].map((e) => e.textContent)"
)
NOTED = "() => [...document.querySelectorAll('lb-note p')].map((e) => e.textContent)"
STATE = "() => document.querySelector('[data-part=state]').textContent"
TOLD = "() => document.querySelector('lb-device [role=status]').textContent"
CLICK = "(part) => document.querySelector(part).click()"
WRITE = """(text) => {
  const field = document.querySelector("#lb-note");
  field.value = text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  document.querySelector("lb-notes [data-do=add]").click();
}"""
OPEN = """(text) => {
  const files = new DataTransfer();
  files.items.add(new File([text], "kept.json", { type: "application/json" }));
  const input = document.querySelector("lb-device input");
  input.files = files.files;
  input.dispatchEvent(new Event("change", { bubbles: true }));
}"""
CLIPBOARD = """() => {
  const writeText = async (text) => { window.copied = text; };
  Object.defineProperty(navigator, "clipboard", { value: { writeText } });
}"""
PRESSED = "() => document.querySelector('lb-save button')?.getAttribute('aria-pressed')"
KEEP = """(entries) => {
  for (const [name, value] of Object.entries(entries)) lessonbank.keep(name, JSON.stringify(value));
}"""
KEPT = "() => Object.fromEntries(lessonbank.names().map((name) => [name, lessonbank.kept(name)]))"
# What is written in a folder goes by message, so it is there when it can be read again.
SETTLED = "() => new Promise((done) => setTimeout(done, 150))"
SMALL = """() => [...document.querySelectorAll(
  '.lb-resume button, .lb-save button, .lb-notes button, .lb-mylist .lb-tools :is(button, a),'
  + '.lb-mynotes button, .lb-device button, .lb-mine-links a, .lb-note > a')]
  .filter((each) => each.checkVisibility())
  .map((each) => [each.textContent.trim(), each.getBoundingClientRect()])
  .filter(([, { width, height }]) => width < 43.9 || height < 43.9)
  .map(([name]) => name)"""


def opened(browser: Browser, place: Place, page: str) -> None:
    browser.open(place.url(page))
    browser.until("() => lessonbank.stored.then(() => true)")


def save(browser: Browser, place: Place, page: str) -> None:
    opened(browser, place, page)
    browser.until("() => !document.querySelector('lb-save').hidden")
    browser.evaluate(CLICK, "lb-save button")
    browser.evaluate(SETTLED)


def fill(browser: Browser, place: Place) -> None:
    """Save both clips, stop in one, and write on it."""
    save(browser, place, FOURTH)
    save(browser, place, THIRD)
    browser.until("() => !document.querySelector('lb-notes').hidden")
    browser.evaluate(WRITE, "Who waits?\nAsk <b>Jo</b>.")
    browser.evaluate("() => lessonbank.mine.setPlace('third', 6, 12, false)")
    browser.evaluate(SETTLED)


def shows_everything(browser: Browser, place: Place) -> None:
    opened(browser, place, THIRD)
    assert browser.until(PRESSED) == "true"
    browser.until(f"() => ({NOTED})()[0] === 'Who waits?\\nAsk <b>Jo</b>.'")
    browser.until(f"() => ({SAYS})('.lb-resume [role=status]') === 'Continues from 00:06.'")
    assert browser.until("() => document.querySelector('lb-clip video').currentTime") == 6
    opened(browser, place, LIST)
    browser.until(f"() => ({LISTED})().length === 2")
    assert browser.evaluate(LISTED) == ["Fourth", "Third"]
    opened(browser, place, NOTES)
    browser.until(f"() => ({NOTED})().length === 1")
    assert browser.evaluate(SAYS, "lb-mynotes h2") == "Third"
    link = browser.evaluate("() => document.querySelector('lb-note a').href")
    assert link == place.url(f"{THIRD}#t=0")
    opened(browser, place, HOME)
    shelf = """(kind) => {
      const shelf = document.querySelector(`lb-shelf[data-kind=${kind}]:not([hidden])`);
      return [...(shelf?.querySelectorAll("h3") ?? [])].map((each) => each.textContent);
    }"""
    browser.until(f"() => ({shelf})('saved').length === 2")
    assert browser.evaluate(shelf, "continue") == ["Third"]


def test_everything_is_there_on_every_page_and_after_a_move(
    browser: Browser, watching: Place
) -> None:
    fill(browser, watching)
    shows_everything(browser, watching)
    opened(browser, watching, LIST)
    browser.evaluate(CATCH)
    browser.until("() => !document.querySelector('lb-device').hidden")
    browser.evaluate(CLICK, "lb-device [data-do=save]")
    (file,) = browser.evaluate(CAUGHT)
    quiet(browser, watching)
    browser.reset()
    opened(browser, watching, LIST)
    browser.until(f"() => ({STATE})() === 'Your list is empty.'")
    browser.evaluate(OPEN, file)
    browser.until(f"() => ({TOLD})() ?.endsWith('entries were added.')")
    browser.evaluate(SETTLED)
    shows_everything(browser, watching)
    quiet(browser, watching)


@pytest.mark.films
def test_the_place_is_noted_while_a_film_plays(browser: Browser, watching: Place) -> None:
    opened(browser, watching, THIRD)
    browser.until("() => document.querySelector('lb-resume').video !== undefined")
    film = "document.querySelector('lb-clip video')"
    browser.evaluate(f"() => {{ {film}.muted = true; }}")
    browser.evaluate("() => document.querySelector('lb-clip').player.play(4, Infinity)")
    browser.until(f"() => {film}.currentTime > 4.5")
    browser.evaluate(f"() => {film}.pause()")
    at = browser.until("() => lessonbank.mine.place('third')?.at")
    assert 4.4 < at < 8
    browser.evaluate(f"() => {{ {film}.currentTime = 11; return {film}.play(); }}")
    browser.until("() => lessonbank.mine.place('third').done")
    browser.evaluate(SETTLED)
    opened(browser, watching, "clips/index.html")
    browser.until("() => document.querySelector('.lb-card[data-id=third] .lb-watched')")
    assert not browser.evaluate(
        "() => document.querySelector('.lb-card[data-id=fourth] .lb-watched')"
    )
    # Who watched to the end begins again, and an address with a time is obeyed.
    opened(browser, watching, THIRD)
    browser.evaluate(SETTLED)
    assert browser.evaluate(f"() => {film}.currentTime") == 0
    browser.evaluate("() => lessonbank.mine.setPlace('third', 6, 12, true)")
    browser.evaluate(SETTLED)
    opened(browser, watching, f"{THIRD}#t=3")
    browser.evaluate(SETTLED)
    assert browser.evaluate(f"() => {film}.currentTime") == 3
    assert browser.evaluate("() => document.querySelector('.lb-resume').hidden")


def test_speed_and_captions_stay(browser: Browser, watching: Place) -> None:
    film = "document.querySelector('lb-clip video')"
    opened(browser, watching, THIRD)
    browser.until(f"() => {film}.readyState && document.querySelector('lb-controls').video")
    browser.evaluate(
        f"() => {{ {film}.playbackRate = 1.5; {film}.textTracks[0].mode = 'disabled'; }}"
    )
    browser.until(
        "() => lessonbank.kept('speed') === '1.5' && lessonbank.kept('captions') === 'off'"
    )
    browser.evaluate(SETTLED)
    opened(browser, watching, FOURTH)
    browser.until(f"() => {film}.playbackRate === 1.5")
    opened(browser, watching, THIRD)
    browser.until(f"() => {film}.playbackRate === 1.5 && {film}.textTracks[0].mode === 'disabled'")


@pytest.mark.paired
def test_the_list_is_put_in_order_played_and_shared(browser: Browser, watching: Place) -> None:
    fill(browser, watching)
    opened(browser, watching, LIST)
    browser.until(f"() => ({LISTED})().length === 2")
    press(browser, "[data-id=third] [data-move='-1']")
    browser.until(f"() => ({LISTED})()[0] === 'Third'")
    assert "Third is now 1 of 2." in browser.evaluate(STATE)
    assert browser.evaluate("() => document.activeElement.dataset.move") == "1", (
        "the keyboard stays"
    )
    assert browser.evaluate(
        "() => document.querySelector('lb-reel').parts.map((p) => p.title)"
    ) == [
        "Third",
        "Fourth",
    ]
    browser.evaluate(CLIPBOARD)
    browser.evaluate(CLICK, "[data-do=copy]")
    address = browser.until("() => window.copied")
    assert address == watching.url(f"{LIST}#list=third,fourth")
    browser.evaluate(CLICK, "[data-id=third] [data-move='0']")
    browser.until(f"() => ({LISTED})().length === 1")
    browser.evaluate(SETTLED)
    browser.reset()
    opened(browser, watching, f"{LIST}#list=fourth,gone-clip,../x,third")
    browser.until(f"() => ({LISTED})().length === 2")
    assert "A list of 2 clips" in browser.evaluate(STATE)
    assert browser.evaluate(SAYS, "h1") == "List of clips"
    assert not browser.evaluate("() => document.querySelector('.lb-lead').checkVisibility()")
    assert browser.evaluate(SAYS, "[data-part=gone] span") == "1 clip is no longer here."
    assert not browser.evaluate("() => document.body.innerText.includes('gone-clip')")
    browser.evaluate(CLICK, "[data-do=keep]")
    browser.evaluate(SETTLED)
    opened(browser, watching, LIST)
    browser.until(f"() => ({LISTED})().join() === 'Fourth,Third'")
    assert browser.evaluate(SAYS, "h1") == "My list"


@pytest.mark.paired
def test_notes_are_changed_deleted_and_saved_as_files(browser: Browser, watching: Place) -> None:
    opened(browser, watching, THIRD)
    notes = {
        "note:third:a-1": {"at": 75, "text": "=1+1 [x](y) *z*", "when": 5},
        "note:third:a-2": {"at": 3, "text": "Two\nlines", "when": 5},
        "note:gone-clip:a-3": {"at": 9, "text": "Kept", "when": 5},
    }
    browser.evaluate(KEEP, notes)
    browser.evaluate(SETTLED)
    opened(browser, watching, NOTES)
    browser.until(f"() => ({NOTED})().length === 3")
    browser.evaluate(CATCH)
    for how in ("text", "table", "markdown"):
        browser.evaluate(CLICK, f"lb-mynotes [data-do={how}]")
    text, table, markdown = browser.until(f"async () => window.caught.length === 3 && ({CAUGHT})()")
    url = watching.url(THIRD)
    assert text.startswith("Third (EL-")
    assert "00:03  Two\r\n       lines" in text
    assert table.splitlines()[0].endswith('"Clip","Code","Time","Note","Address"')
    assert f'"01:15","\'=1+1 [x](y) *z*","{url}#t=75"' in table
    assert f"## [Third](<{url}>)" in markdown
    assert "- **01:15** =1\\+1 \\[x\\]\\(y\\) \\*z\\*" in markdown
    assert "gone-clip" not in text + table + markdown
    assert "A clip that is no longer here" in browser.evaluate("() => document.body.innerText")
    browser.evaluate(CLICK, "lb-note [data-do=edit]")
    browser.evaluate("() => { document.querySelector('lb-note textarea').value = 'Changed'; }")
    browser.evaluate(CLICK, "lb-note [data-do=save]")
    browser.evaluate("() => [...document.querySelectorAll('lb-note [data-do=discard]')][1].click()")
    assert browser.evaluate(NOTED) == ["Changed", "Deleted.", "Kept"]
    browser.evaluate("() => [...document.querySelectorAll('lb-note [data-do=discard]')][2].click()")
    browser.evaluate("() => [...document.querySelectorAll('lb-note [data-do=undo]')][2].click()")
    browser.evaluate(SETTLED)
    opened(browser, watching, NOTES)
    browser.until(f"() => ({NOTED})().length === 2")
    assert browser.evaluate(NOTED) == ["Changed", "Kept"]


HOSTILE = [
    "",
    "no json",
    "null",
    "[]",
    '{"format": "lessonbank-memory", "version": 2, "bank": "x", "entries": {}}',
    '{"format": "lessonbank-memory", "version": 1, "bank": "x", "entries": null}',
]


@pytest.mark.paired
def test_a_file_of_anybody_does_no_harm(browser: Browser, watching: Place) -> None:
    fill(browser, watching)
    opened(browser, watching, LIST)
    browser.until("() => !document.querySelector('lb-device').hidden")
    before = browser.evaluate(KEPT)
    for text in HOSTILE:
        browser.evaluate(
            "() => { document.querySelector('lb-device [role=status]').textContent = ''; }"
        )
        browser.evaluate(OPEN, text)
        browser.until(f"() => ({TOLD})().includes('Nothing has changed.')")
    other = {"format": "lessonbank-memory", "version": 1, "bank": "elsewhere", "entries": {}}
    browser.evaluate(OPEN, json.dumps(other))
    browser.until(f"() => ({TOLD})().includes('another lesson bank')")
    assert browser.evaluate(KEPT) == before
    trust = browser.evaluate("() => lessonbank.memory.bank()")
    entries: dict[str, Any] = {
        "note:third:x-1": json.dumps(
            {"at": 2, "text": "<img src=x onerror=alert(1)>", "when": 1e300}
        ),
        "note:third:x-2": json.dumps({"at": -1, "text": "early", "when": 1}),
        "note:../../x:x-3": json.dumps({"at": 1, "text": "outside", "when": 1}),
        "saved:fourth": json.dumps({"place": -5, "when": 9e15}),
        "saved:__proto__": json.dumps({"place": 1}),
        "watched:third": json.dumps({"at": 1, "length": 12, "done": False, "when": 1}),
        "watched:fourth": json.dumps({"at": "x"}),
        "constructor": "1",
        "speed": "1e9",
        "school": "elm",
        "wide": 7,
    }
    browser.evaluate(OPEN, json.dumps({**other, "bank": trust, "entries": entries}))
    browser.until(f"() => ({TOLD})().startsWith('3 entries were added.')")
    assert "6 entries could not be read" in browser.evaluate(TOLD)
    kept = browser.evaluate(KEPT)
    assert kept.keys() - before.keys() == {"note:third:x-1", "speed", "school"}
    assert {name: kept[name] for name in before} == before, "what is newer here stays"
    browser.evaluate(SETTLED)
    opened(browser, watching, NOTES)
    browser.until(f"() => ({NOTED})().includes('<img src=x onerror=alert(1)>')")
    assert not browser.evaluate("() => document.querySelector('lb-note img')")
    opened(browser, watching, THIRD)
    browser.until("() => document.querySelector('lb-clip video').playbackRate === 1")


@pytest.mark.paired
def test_forgetting_asks_first_and_leaves_nothing(browser: Browser, watching: Place) -> None:
    fill(browser, watching)
    opened(browser, watching, NOTES)
    browser.until("() => !document.querySelector('lb-device').hidden")
    browser.evaluate(CLICK, "lb-device [data-do=forget]")
    assert browser.evaluate("() => document.activeElement.value") == "", "on Cancel"
    browser.evaluate(CLICK, "lb-device dialog [value='']")
    assert len(browser.evaluate(KEPT)) >= 4
    browser.evaluate(CLICK, "lb-device [data-do=forget]")
    browser.evaluate(CLICK, "lb-device dialog [value=yes]")
    browser.until(f"() => ({TOLD})() === 'Everything on this device has been forgotten.'")
    browser.evaluate(SETTLED)
    opened(browser, watching, LIST)
    browser.until(f"() => ({STATE})() === 'Your list is empty.'")
    assert browser.evaluate(KEPT) == {}


def test_two_open_pages_lose_nothing_of_each_other(browser: Browser, watching: Place) -> None:
    """The other page is a frame, which tells this one as a window of its own would."""
    opened(browser, watching, THIRD)
    browser.until("() => !document.querySelector('lb-save').hidden")
    note = json.dumps({"at": 2, "text": "From there", "when": 1})
    browser.evaluate(
        """(src, note) => new Promise((done) => {
          const frame = document.createElement("iframe");
          frame.src = src;
          frame.onload = () => {
            const local = location.protocol === "file:";
            const saved = '{"place":1,"when":1}';
            for (const [name, value] of [["saved:third", saved], ["note:third:b-1", note]])
              if (local) frame.contentWindow.postMessage({ lessonbank: "put", name, value }, "*");
              else frame.contentWindow.lessonbank.drawer.put(name, value);
            done();
          };
          document.body.append(frame);
        })""",
        watching.url("mine/store.html"),
        note,
    )
    browser.until(f"() => ({PRESSED})() === 'true' && ({NOTED})().join() === 'From there'")
    browser.evaluate(WRITE, "From here")
    browser.evaluate(SETTLED)
    opened(browser, watching, NOTES)
    browser.until(f"() => ({NOTED})().length === 2")
    assert sorted(browser.evaluate(NOTED)) == ["From here", "From there"]


@pytest.mark.paired
def test_a_clip_that_was_taken_down_shows_nothing(
    browser: Browser, publish: Callable[[Path], Place], watching_site: Path, tmp_path: Path
) -> None:
    site = Path(shutil.copytree(watching_site, tmp_path / "site"))
    place = publish(site)
    fill(browser, place)
    (site / "clips/third.js").unlink()
    opened(browser, place, LIST)
    browser.until(f"() => ({LISTED})().join() === 'Fourth'")
    assert browser.evaluate(SAYS, "[data-part=gone] span") == "1 clip is no longer here."
    assert "hird" not in browser.evaluate("() => document.querySelector('lb-mylist').innerText")
    browser.evaluate(CLICK, "[data-do=tidy]")
    browser.until("() => document.querySelector('[data-part=gone]').hidden")
    opened(browser, place, NOTES)
    browser.until(f"() => ({NOTED})().length === 1")
    assert "hird" not in browser.evaluate("() => document.querySelector('lb-mynotes').innerText")
    assert browser.evaluate("() => document.querySelector('lb-mynotes a[href*=third]')") is None


@pytest.mark.paired
def test_without_storage_only_the_memory_is_lost(
    browser: Browser, publish: Callable[[Path], Place], watching_site: Path, tmp_path: Path
) -> None:
    place = publish(without_storage(watching_site, tmp_path / "site"))
    opened(browser, place, THIRD)
    told = browser.until(f"() => ({SAYS})('.lb-resume:not([hidden]) [role=status]')")
    assert told == (
        "Your browser keeps nothing for this site, so your place, list and notes cannot be saved."
    )
    text = browser.evaluate("() => document.body.innerText")
    assert text.count("keeps nothing") == 1
    assert browser.evaluate("() => document.querySelector('lb-save').hidden")
    browser.until("() => document.querySelector('lb-clip video').readyState")
    browser.evaluate("() => document.querySelector('lb-clip').player.cue(5)")
    opened(browser, place, LIST)
    browser.until(f"() => ({STATE})().includes('keeps nothing')")
    opened(browser, place, f"{LIST}#list=third,fourth")
    browser.until(f"() => ({LISTED})().length === 2")
    opened(browser, place, HOME)
    quiet(browser, place)


def test_the_store_answers_nobody_on_a_host(browser: Browser, watching: Place) -> None:
    if not watching.is_local:
        opened(browser, watching, THIRD)
        answers = browser.evaluate(
            """(src) => new Promise((done) => {
              const heard = [];
              const frame = document.createElement("iframe");
              window.addEventListener("message", ({ data }) => heard.push(data));
              frame.src = src;
              frame.onload = () => {
                frame.contentWindow.postMessage({ lessonbank: "all" }, "*");
                setTimeout(() => done(heard), 300);
              };
              document.body.append(frame);
            })""",
            watching.url("mine/store.html"),
        )
        assert answers == []


@pytest.mark.paired
@pytest.mark.parametrize(
    "page", [LIST, NOTES, f"{THIRD}#notes", HOME, f"{LIST}#list=third,gone-clip"]
)
def test_pages_are_accessible(
    browser: Browser, watching: Place, axe_source: str, page: str
) -> None:
    fill(browser, watching)
    for width, height in ((360, 740), (1366, 650)):
        browser.resize(width, height)
        opened(browser, watching, page)
        browser.evaluate(SETTLED)
        assert axe_violations(browser, axe_source) == {}
        assert browser.evaluate(SMALL) == []
        assert browser.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
