"""Watching: the timeline, the controls, reels across clips, codes; by hand and by keyboard."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from harness.browser import Browser
from harness.place import Place
from harness.reader import arrive, press, quiet

pytestmark = pytest.mark.paired

GOLDEN = Path(__file__).parents[1] / "site" / "golden" / "statistics.json"
READY = "() => document.querySelector('video').readyState >= 1"
TIME = "() => document.querySelector('video').currentTime"
NEAR = "(time) => Math.abs(document.querySelector('video').currentTime - time) < .8"
MUTE = "() => { for (const video of document.querySelectorAll('video')) video.muted = true; }"
SLOW = """() => {
  for (const video of document.querySelectorAll('video'))
    video.defaultPlaybackRate = video.playbackRate = 0.25;
}"""
STATUS = "() => document.querySelector('lb-clip .lb-status, lb-reel [role=status]').textContent"
LIVE = """() => {
  const video = document.querySelector('.lb-reel__screen video:not([hidden])');
  return {
    time: video.currentTime,
    paused: video.paused,
    seeking: video.seeking || video.readyState < 2,
    place: [...document.querySelectorAll('.lb-stretch')]
      .findIndex((part) => part.querySelector('[aria-current]')),
  };
}"""


def open_clip(browser: Browser, place: Place, page: str = "clips/third.html") -> None:
    browser.open(place.url(page))
    browser.until(READY)
    browser.evaluate(MUTE)


def move(browser: Browser, time: float) -> None:
    """Pause the film at a second."""
    browser.evaluate(
        """(time) => {
          const video = document.querySelector("video");
          video.pause();
          video.currentTime = time;
        }""",
        time,
    )
    browser.until("() => !document.querySelector('video').seeking")


def choose(browser: Browser, selector: str, value: str) -> None:
    browser.evaluate(
        """(selector, value) => {
          const select = document.querySelector(selector);
          select.value = value;
          select.dispatchEvent(new Event("change", {bubbles: true}));
        }""",
        selector,
        value,
    )


# The clip: moments of third are 2 to 3.5 s (waiting), 3 to 5 s (cold call), 8 to 9.2 s (waiting).


@pytest.fixture
def clip_page(engine: Browser, watching_site: Path) -> Browser:
    """The page of a clip, opened once: functions are called there, and nothing is changed."""
    address = (watching_site / "clips" / "third.html").as_uri()
    if engine.evaluate("() => location.href") != address:
        engine.open(address)
    return engine


@pytest.mark.parametrize("golden", json.loads(GOLDEN.read_text(encoding="utf-8")))
def test_browsers_compute_the_statistics_of_the_build(
    clip_page: Browser, golden: dict[str, Any]
) -> None:
    lines = clip_page.evaluate(
        "(intervals, length) => lessonbank.statistics(intervals, length)",
        golden["intervals"],
        golden["length"],
    )
    assert lines == golden["lines"]


@pytest.mark.films
def test_a_mark_plays_its_moment_from_five_seconds_before(
    browser: Browser, watching: Place
) -> None:
    open_clip(browser, watching)
    press(browser, ".lb-marks li:nth-child(3) a")
    browser.until(NEAR, 3.0)
    assert browser.evaluate("() => location.hash") == "#t=8,9.2"
    assert "moment 3: Wait time" in browser.evaluate(STATUS)
    quiet(browser, watching)


def test_a_focused_mark_shows_the_storyboard_of_its_second(
    browser: Browser, watching: Place
) -> None:
    open_clip(browser, watching)
    for place, second in ((1, 2), (3, 8)):
        browser.evaluate(
            f"() => document.querySelector('.lb-marks li:nth-child({place}) a').focus()"
        )
        browser.until("() => document.querySelector('.lb-preview img')?.naturalWidth > 0")
        frame = browser.evaluate(
            """() => {
              const preview = document.querySelector('.lb-preview');
              const frame = preview.querySelector('img');
              const {tile, interval, columns, width, height} = preview.dataset;
              const at = [tile % columns * -width, Math.floor(tile / columns) * -height];
              return {
                from: tile * interval,
                until: (Number(tile) + 1) * interval,
                moved: getComputedStyle(frame).objectPosition === at.map((n) => `${n}px`).join(" "),
                fits: frame.clientWidth === Number(width) && frame.clientHeight === Number(height),
                words: document.querySelector('.lb-preview').textContent,
              };
            }"""
        )
        assert frame["from"] <= second < frame["until"]
        assert frame["moved"]
        assert frame["fits"]
        assert f"00:0{second}" in frame["words"]
    browser.press("Escape")
    assert browser.evaluate("() => document.querySelector('.lb-preview').hidden")
    quiet(browser, watching)


@pytest.mark.films
def test_pointing_at_the_timeline_shows_its_second_and_pressing_plays_it(
    browser: Browser, watching: Place
) -> None:
    open_clip(browser, watching)
    browser.evaluate(
        """() => {
          const rail = document.querySelector('.lb-rail');
          const { left, width, bottom } = rail.getBoundingClientRect();
          const at = { clientX: left + width * 11.1 / 12, clientY: bottom - 2, bubbles: true };
          rail.dispatchEvent(new PointerEvent('pointermove', at));
          rail.dispatchEvent(new MouseEvent('click', at));
        }"""
    )
    assert "00:11" in browser.evaluate("() => document.querySelector('.lb-preview').textContent")
    browser.until(NEAR, 11.1)


def test_marks_are_large_enough_and_apart(browser: Browser, watching: Place) -> None:
    browser.resize(320, 800)
    open_clip(browser, watching)
    boxes = browser.evaluate(
        """() => [...document.querySelectorAll('.lb-mark')].map((mark) => {
          const { left, right, top, bottom } = mark.getBoundingClientRect();
          return [left, right, top, bottom];
        })"""
    )
    assert len(boxes) == 3
    for left, right, top, bottom in boxes:
        assert right - left >= 23.9
        assert bottom - top >= 23.9
        assert right <= 320
    for place, one in enumerate(boxes):
        for other in boxes[place + 1 :]:
            assert one[1] <= other[0] or other[1] <= one[0] or one[2] != other[2]


@pytest.mark.parametrize("page", ["clips/third.html", "moments/wait-time.html"])
def test_targets_are_large_enough(browser: Browser, watching: Place, page: str) -> None:
    browser.resize(320, 800)
    browser.open(watching.url(page))
    small = browser.evaluate(
        """() => [...document.querySelectorAll(
            '.md-content :is(button, select, input, .lb-stop, .lb-jump, summary)')]
          .map((each) => each.closest('label') ?? each)
          .filter((each) => each.getClientRects().length)
          .map((each) => [each.textContent.trim(), each.getBoundingClientRect()])
          .filter(([, { width, height }]) => width < 23.9 || height < 23.9)
          .map(([words, { width, height }]) => [words, width, height])"""
    )
    assert small == []


def test_moments_are_kept_to_a_tag(browser: Browser, watching: Place) -> None:
    open_clip(browser, watching)
    said = "() => document.querySelector('lb-filter output').textContent"
    shown = (
        "() => [...document.querySelectorAll('#moments li, .lb-marks li')].map((e) => !e.hidden)"
    )
    assert browser.evaluate(said) == "3 moments, about 35 % of the clip"
    press(browser, "lb-filter input[value=wait-time]", " ")
    browser.until("() => document.querySelector('lb-filter input[value=wait-time]').checked")
    assert browser.evaluate(said) == "2 moments, about 25 % of the clip"
    assert browser.evaluate(shown) == [True, False, True] * 2
    press(browser, "lb-filter button")
    assert browser.evaluate(shown) == [True] * 6
    quiet(browser, watching)


@pytest.mark.films
def test_steps_go_from_moment_to_moment_and_from_chapter_to_chapter(
    browser: Browser, watching: Place
) -> None:
    open_clip(browser, watching)
    for button, hash_ in (
        ("nextMoment", "#t=2,3.5"),
        ("nextMoment", "#t=3,5"),
        ("nextMoment", "#t=8,9.2"),
        ("previousMoment", "#t=3,5"),
    ):
        press(browser, f"[data-do={button}]")
        browser.until("(hash) => location.hash === hash", hash_)
    move(browser, 5.5)
    press(browser, "[data-do=nextChapter]")
    browser.until("() => location.hash === '#t=8'")
    press(browser, "[data-do=previousChapter]")
    browser.until("() => location.hash === '#t=4'")
    quiet(browser, watching)


PLAYING = "() => !document.querySelector('video').paused"
PAUSED = "() => document.querySelector('video').paused"


def focus(browser: Browser, selector: str) -> None:
    browser.evaluate("(selector) => document.querySelector(selector).focus()", selector)


@pytest.mark.films
@pytest.mark.parametrize("where", ["video", ".lb-transcript", ".lb-turn__words a"])
def test_space_and_k_play_and_pause(browser: Browser, watching: Place, where: str) -> None:
    open_clip(browser, watching)
    browser.evaluate(SLOW)
    focus(browser, where)
    for key in " k":
        browser.press(key)
        browser.until(PLAYING)
        browser.press(key)
        browser.until(PAUSED)
    assert browser.evaluate("() => scrollY") == 0, "and the page stays where it is"
    quiet(browser, watching)


@pytest.mark.films
def test_keys_that_people_know_work_the_film(browser: Browser, watching: Place) -> None:
    open_clip(browser, watching)
    move(browser, 3)
    focus(browser, ".lb-transcript")
    for key, time in (("l", 8), ("j", 3), ("5", 6), ("0", 0), (".", 0.04), (",", 0)):
        browser.press(key)
        browser.until(
            "(time) => Math.abs(document.querySelector('video').currentTime - time) < .02", time
        )
    for _ in range(2):
        before = browser.evaluate("() => document.querySelector('video').muted")
        browser.press("m")
        assert browser.evaluate("() => document.querySelector('video').muted") != before
    captions = "() => document.querySelector('video').textTracks[0].mode"
    assert browser.evaluate(captions) == "showing"
    browser.press("c")
    assert browser.evaluate(captions) == "disabled"
    assert browser.evaluate(STATUS) == "Captions off"
    browser.press("n")
    browser.until("() => location.hash === '#t=2,3.5'")
    browser.press("]")
    browser.until("() => location.hash === '#t=4'")
    quiet(browser, watching)


@pytest.mark.films
def test_keys_work_only_in_the_player_and_can_be_switched_off(
    browser: Browser, watching: Place
) -> None:
    open_clip(browser, watching)
    here = browser.evaluate("() => location.href")
    move(browser, 3)
    still = "() => document.querySelector('video').currentTime === 3"
    focus(browser, ".lb-columns a[href]")
    for key in "npcjlkt.,sf5":
        browser.press(key)
    assert browser.evaluate("() => location.href") == here, "the theme's keys are not there either"
    assert browser.evaluate(still)
    focus(browser, "lb-find input")
    browser.press("l")
    assert browser.evaluate(still), "letters typed into a field are letters"
    focus(browser, ".lb-transcript")
    browser.press("?")
    browser.until("() => document.querySelector('lb-keys dialog').open")
    press(browser, "lb-keys input", " ")
    press(browser, "lb-keys button")
    browser.until("() => !document.querySelector('lb-keys dialog').open")
    focus(browser, ".lb-transcript")
    for key in "l?":
        browser.press(key)
    assert browser.evaluate(still)
    assert not browser.evaluate("() => document.querySelector('lb-keys dialog').open")
    browser.open(watching.url("index.html"))
    open_clip(browser, watching)
    assert not browser.evaluate("() => document.querySelector('lb-keys input').checked"), "is kept"


def test_speed_and_width_are_set_by_keyboard(browser: Browser, watching: Place) -> None:
    open_clip(browser, watching)
    press(browser, ".lb-speed select", "ArrowDown")
    browser.until("() => document.querySelector('video').playbackRate === 1.25")
    press(browser, "[data-do=wide]")
    assert browser.evaluate("() => document.querySelector('lb-clip').hasAttribute('data-wide')")
    browser.open(watching.url("index.html"))
    open_clip(browser, watching)
    assert browser.evaluate("() => document.querySelector('lb-clip').hasAttribute('data-wide')")


def test_the_described_version_goes_on_at_the_same_second(
    browser: Browser, watching: Place
) -> None:
    open_clip(browser, watching)
    move(browser, 5)
    plain = browser.evaluate("() => document.querySelector('video').currentSrc")
    for pressed in (True, False):
        press(browser, "[data-do=described]")
        browser.until(
            """(plain, same) => {
              const video = document.querySelector('video');
              const settled = video.readyState >= 1 && !video.seeking;
              return settled && (video.currentSrc === plain) === same;
            }""",
            plain,
            not pressed,
        )
        browser.until("() => Math.abs(document.querySelector('video').currentTime - 5) < .1")
        assert browser.evaluate("() => document.querySelector('video').paused")
    assert "The teacher points at the lamp." in browser.evaluate(
        "() => document.querySelector('#transcript').textContent"
    )
    quiet(browser, watching)


def test_the_second_can_be_taken_along(browser: Browser, watching: Place) -> None:
    open_clip(browser, watching)
    move(browser, 7)
    browser.until("() => document.querySelector('.lb-code').textContent === 'EL-0003 @ 00:07'")
    browser.evaluate(
        """() => { Object.defineProperty(navigator, "clipboard", {value: {
          writeText: (words) => Promise.resolve(document.body.dataset.copied = words)}}); }"""
    )
    press(browser, "[data-do=share]")
    copied = browser.until("() => document.body.dataset.copied")
    address = watching.url("clips/third.html#t=7")
    assert copied == ("EL-0003 @ 00:07" if address.startswith("file:") else address)
    browser.open(watching.url("clips/third.html"))
    browser.until(READY)
    browser.evaluate(
        """() => { Object.defineProperty(navigator, "clipboard", {value: {
          writeText: () => Promise.reject(new Error("refused"))}}); }"""
    )
    press(browser, "[data-do=copyCode]")
    browser.until("() => document.activeElement === document.querySelector('.lb-copy input')")
    assert browser.evaluate("() => document.activeElement.value") == "EL-0003 @ 00:00"
    assert browser.evaluate("() => document.activeElement.selectionEnd") == len("EL-0003 @ 00:00")


def test_the_second_goes_to_the_sheet_of_the_system(browser: Browser, watching: Place) -> None:
    """In a folder it is the published address that is given."""
    open_clip(browser, watching)
    move(browser, 7)
    browser.evaluate(
        """() => {
          document.head.insertAdjacentHTML("beforeend",
            '<link rel="canonical" href="https://bank.example/clips/third.html">');
          const given = (shared) => { document.body.dataset.shared = JSON.stringify(shared); };
          Object.defineProperty(navigator, "canShare", {value: () => true});
          Object.defineProperty(navigator, "share", {value: async (shared) => {
            given(shared);
            throw new DOMException("closed", "AbortError");
          }});
          Object.defineProperty(navigator, "clipboard", {value: {
            writeText: async () => given("copied")}});
        }"""
    )
    press(browser, "[data-do=share]")
    shared = json.loads(browser.until("() => document.body.dataset.shared"))
    address = watching.url("clips/third.html#t=7")
    published = "https://bank.example/clips/third.html#t=7"
    assert shared == {
        "title": "Third",
        "url": published if address.startswith("file:") else address,
    }
    quiet(browser, watching)


def test_words_are_found_in_the_transcript(browser: Browser, watching: Place) -> None:
    open_clip(browser, watching, "clips/third.html#transcript")
    said = "() => document.querySelector('lb-find output').textContent"
    text = "() => document.querySelector('.lb-transcript').textContent"
    before = browser.evaluate(text)
    browser.evaluate("() => document.querySelector('lb-find input').focus()")
    for key in "CHANGES":
        browser.press(key)
    browser.until("() => document.querySelectorAll('.lb-transcript mark').length === 3")
    assert browser.evaluate(said) == "1 of 3"
    browser.press("Enter")
    assert browser.evaluate(said) == "2 of 3"
    press(browser, "lb-find [data-to=previous]")
    press(browser, "lb-find [data-to=previous]")
    assert browser.evaluate(said) == "3 of 3"
    browser.evaluate("() => document.querySelector('lb-find input').focus()")
    browser.press("Escape")
    assert browser.evaluate("() => document.querySelectorAll('mark').length") == 0
    assert browser.evaluate(text) == before
    quiet(browser, watching)


# The reel of waiting: third 2 to 3.5 s, 8 to 9.2 s, and fourth 2 to 3.4 s, by subject.

REEL = "moments/wait-time.html"
PARTS = (("fourth", 2.0, 3.4), ("third", 2.0, 3.5), ("third", 8.0, 9.2))


def open_reel(browser: Browser, place: Place, address: str = REEL) -> None:
    browser.open(place.url(address))
    browser.until("() => document.querySelector('.lb-reel__screen video')?.readyState >= 1")
    browser.evaluate(MUTE)


def at_part(browser: Browser, place: int) -> dict[str, Any]:
    return browser.until(
        f"""(place) => {{
          const now = ({LIVE})();
          return now.place === place && !now.paused && !now.seeking && now;
        }}""",
        place,
        seconds=20,
    )


@pytest.mark.films
def test_a_reel_moves_from_clip_to_clip_by_itself_at_the_right_second(
    browser: Browser, watching: Place
) -> None:
    open_reel(browser, watching)
    press(browser, "[data-do=toggle]")
    for place, (title, start, end) in enumerate(PARTS):
        now = at_part(browser, place)
        assert start - 0.1 <= now["time"] <= end + 0.1
        assert title in browser.evaluate(STATUS).lower()
        assert f"Playing {place + 1} of 3" in browser.evaluate(STATUS)
        assert browser.evaluate("() => location.hash") == f"#play={place + 1}"
    browser.until("() => document.querySelector('[role=status]').textContent.includes('last part')")
    assert browser.evaluate(LIVE)["paused"]
    quiet(browser, watching)


@pytest.mark.films
def test_the_films_own_button_starts_the_reel(browser: Browser, watching: Place) -> None:
    open_reel(browser, watching)
    browser.evaluate("() => document.querySelector('.lb-reel__screen video:not([hidden])').play()")
    now = at_part(browser, 0)
    assert now["time"] == pytest.approx(2.0, abs=0.8)
    assert "Playing 1 of 3" in browser.evaluate(STATUS)


@pytest.mark.films
def test_a_reel_is_paused_and_skipped_by_keyboard(browser: Browser, watching: Place) -> None:
    open_reel(browser, watching)
    browser.evaluate(SLOW)  # A slow machine would find the reel gone on by itself.
    press(browser, "[data-do=toggle]")
    at_part(browser, 0)
    press(browser, "[data-do=next]")
    at_part(browser, 1)
    press(browser, "[data-do=toggle]")
    browser.until(f"() => ({LIVE})().paused")
    press(browser, "[data-do=previous]")
    now = at_part(browser, 0)
    assert now["time"] == pytest.approx(2.0, abs=0.8)
    press(browser, ".lb-stretch:nth-child(3) a")
    at_part(browser, 2)
    browser.until(f"() => Math.abs(({LIVE})().time - 8) < .8")
    assert (
        browser.evaluate("() => document.querySelectorAll('.lb-stretch [aria-current]').length")
        == 1
    )
    quiet(browser, watching)


@pytest.mark.films
def test_a_reel_is_kept_to_a_phase_and_its_address_says_so(
    browser: Browser, watching: Place
) -> None:
    open_reel(browser, watching)
    choose(browser, "select[name=phase]", "secondary")
    shown = "() => [...document.querySelectorAll('.lb-stretch')].map((part) => !part.hidden)"
    assert browser.evaluate(shown) == [False, True, True]
    assert (
        browser.evaluate("() => document.querySelector('lb-reel output').textContent")
        == "2 moments"
    )
    assert browser.evaluate("() => location.hash") == "#phase=secondary"
    browser.open(watching.url("index.html"))
    open_reel(browser, watching, f"{REEL}#phase=secondary&subject=science&play=2")
    assert browser.evaluate(shown) == [False, True, True]
    now = browser.evaluate(LIVE)
    assert (now["place"], now["paused"]) == (2, True), "nothing plays that nobody pressed"
    press(browser, "[data-do=toggle]")
    assert at_part(browser, 2)["time"] >= 7.9


def test_a_reel_has_the_captions_of_each_stretch(browser: Browser, watching: Place) -> None:
    open_reel(browser, watching, f"{REEL}#play=2")
    cues = browser.until(
        """() => {
          const video = document.querySelector('.lb-reel__screen video:not([hidden])');
          const cues = video.textTracks[0]?.cues;
          return cues?.length && [...cues].map((cue) => cue.getCueAsHTML().textContent);
        }"""
    )
    assert cues == ["What changes here?"]
    assert (
        browser.evaluate(
            "() => document.querySelector('.lb-reel__screen video').textTracks[0].mode"
        )
        == "showing"
    )


# Everything, by keyboard.


@pytest.mark.parametrize(
    "page",
    ["clips/third.html", REEL, "watchlists/silence.html", "schools/elm/programmes/silence.html"],
)
def test_every_control_is_reached_by_tab_with_a_focus_that_can_be_seen(
    browser: Browser, watching: Place, page: str
) -> None:
    browser.open(watching.url(page))
    wanted = """() => [...document.querySelectorAll(
        '.md-content :is(button, select, input, summary, a[href])')]
      .filter((each) => each.tabIndex >= 0 && each.getClientRects().length && !each.disabled)
      .filter((each) => each.checkVisibility({visibilityProperty: true}))
      .length"""
    count = browser.evaluate(wanted)
    browser.evaluate("() => { window.reached = new Map(); }")
    note = """() => {
      const here = document.activeElement;
      if (!here.closest('.md-content')) return;
      const ringed = [here, here.closest('label'), here.closest('.lb-card')].filter(Boolean)
        .map((each) => getComputedStyle(each))
        .some((style) => parseFloat(style.outlineWidth) >= 2 && style.outlineStyle !== 'none');
      window.reached.set(here, window.reached.get(here) || ringed);
    }"""
    for _ in range(count + 40):
        browser.press("Tab")
        browser.evaluate(note)
    reached = browser.evaluate(
        """() => [...window.reached]
          .filter(([each]) => each.matches('button, select, input, summary, a[href]'))
          .map(([each, ringed]) => [ringed, each.outerHTML.slice(0, 120)])"""
    )
    assert len(reached) >= count
    assert [element for ringed, element in reached if not ringed] == []


# Codes.


@pytest.mark.parametrize(
    ("typed", "time"),
    [("EL-0003 @ 00:07", 7), ("el-0003@0:07", 7), (" el-0003 ", 0), ("third@5", 5)],
)
def test_a_code_leads_to_its_clip(browser: Browser, watching: Place, typed: str, time: int) -> None:
    browser.open(watching.url("about.html"))
    browser.evaluate("(typed) => { document.querySelector('#lb-seek').value = typed; }", typed)
    press(browser, "#lb-seek")
    arrive(browser, "() => document.querySelector('lb-clip video')?.readyState >= 1")
    assert "/clips/third.html" in browser.evaluate("() => location.pathname")
    browser.until(
        "(time) => Math.abs(document.querySelector('video').currentTime - time) < .1", time
    )


def test_a_code_that_no_clip_has_is_said_to_be_unknown(browser: Browser, watching: Place) -> None:
    browser.open(watching.url("clips/index.html"))
    browser.evaluate("() => { document.querySelector('#lb-goto-here').value = 'EL-9999'; }")
    press(browser, "#lb-goto-here")
    browser.until("() => document.querySelector('#lb-goto-miss').textContent.includes('EL-9999')")
    quiet(browser, watching)


def test_home_leads_to_a_clip_in_three_presses_on_a_phone(
    browser: Browser, watching: Place
) -> None:
    browser.resize(360, 740)
    card = "document.querySelector('.lb-card__title a')"
    for way in ("[href*=subjects]", "[href*=phases]", "[href*=techniques]"):
        browser.open(watching.url("index.html"))
        press(browser, f".lb-way li {way}")
        arrive(browser, f"() => {card} && !document.querySelector('.lb-hero, lb-clip')")
        press(browser, ".lb-card__title a")
        arrive(browser, "() => document.querySelector('lb-clip') !== null")


# Every kind of page.
