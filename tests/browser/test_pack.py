"""A pack in a read-only folder with a long name opens as a site does, until it expires."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from harness.browser import Browser
from harness.place import Place
from harness.reader import arrive, quiet, settled
from once import once
from packed import pack_of
from watching import PAGES

LONG = "Für Lehrkräfte, 教師のため, spring " + "x" * 40
DAY = timedelta(1)
SEEN = """() => {
  const style = (element) => getComputedStyle(element);
  return document.body.innerText.trim() !== "" && style(document.body).display !== "none";
}"""
SHOWN = "() => document.body.innerText"
WORDS = "() => getComputedStyle(document.documentElement, '::before').content"
TYPE = """(text) => {
  const field = document.querySelector('lb-search input[type=search]');
  field.value = text;
  field.dispatchEvent(new Event('input', { bubbles: true }));
}"""
TITLES = "() => [...document.querySelectorAll('.lb-result h2')].map((each) => each.textContent)"


def made(site: Path, folder: Path, built: timedelta, expires: timedelta) -> Path:
    """Make a pack with days counted from today by the clock that browsers see."""
    now = datetime.now(UTC).astimezone().date()
    pack = pack_of(site, built=now + built, expires=now + expires)
    return pack.copied(folder / LONG / LONG)


@pytest.fixture(scope="session")
def packs(watching_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three packs: one in use, one that has expired and one from the future."""

    def make(folder: Path) -> None:
        days = {"used": (-5, 5), "over": (-60, -1), "early": (5, 60)}
        for name, (built, expires) in days.items():
            made(watching_site, folder / name, built * DAY, expires * DAY)
        for path in (folder / "used").rglob("*"):
            path.chmod(0o555 if path.is_dir() else 0o444)

    return once(tmp_path_factory, "packs", make)


def opened(folder: Path) -> Place:
    root = folder / LONG / LONG / "lesson-bank"
    return Place(root, f"{root.as_uri()}/")


@pytest.fixture
def used(packs: Path) -> Place:
    return opened(packs / "used")


def test_every_kind_of_page_is_shown(browser: Browser, used: Place) -> None:
    for page in PAGES:
        browser.open(used.url(page))
        settled(browser)
        assert browser.evaluate(SEEN), page
        assert browser.evaluate(WORDS) == "none", page
    quiet(browser, used)


def test_a_page_with_a_look_of_its_own_keeps_it(browser: Browser, used: Place) -> None:
    browser.open(used.url("404.html"))
    assert browser.evaluate("() => getComputedStyle(document.body).display") == "flex"


def test_words_are_found(browser: Browser, used: Place) -> None:
    browser.open(used.url("find.html"))
    settled(browser)
    browser.evaluate(TYPE, "light changes")
    browser.until(f"() => ({TITLES})().length === 1")
    assert browser.evaluate(TITLES) == ["Third"]
    quiet(browser, used)


@pytest.mark.films
def test_a_film_plays_and_seeks_with_captions(browser: Browser, used: Place) -> None:
    browser.open(used.url("clips/third.html"))
    browser.evaluate(
        """async () => {
          const film = document.querySelector('video');
          film.muted = true;
          for (const track of film.textTracks) track.mode = 'showing';
          film.currentTime = 3;
          await film.play();
        }"""
    )
    browser.until("() => document.querySelector('video').currentTime > 3.2")
    cues = "() => [...document.querySelector('video').textTracks[0].cues].length"
    assert browser.evaluate(cues) > 0
    quiet(browser, used)


@pytest.mark.parametrize(
    ("name", "title"),
    [("over", "This copy has expired"), ("early", "Check the date of this computer")],
)
def test_on_another_day_a_notice_takes_the_place_of_each_page(
    browser: Browser, packs: Path, name: str, title: str
) -> None:
    place = opened(packs / name)
    for page in (*PAGES, "mine/store.html"):
        browser.open(place.url(page))
        shown = browser.evaluate(SHOWN)
        assert shown.startswith(title), page
        assert browser.evaluate("() => document.body.childElementCount") == 1, page
        assert not browser.evaluate("() => document.querySelectorAll('video, a').length"), page
    if name == "over":
        assert "We cannot recall copies" in shown
    quiet(browser, place)


@pytest.fixture
def copy(packs: Path, tmp_path: Path) -> Path:
    """A pack to damage."""
    folder = tmp_path / "pack"
    shutil.copytree(packs / "used" / LONG / LONG, folder, copy_function=shutil.copyfile)
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    return folder


@pytest.mark.parametrize("lost", [("pack.js",), ("pack.js", "pack.css"), ("pack.css",)])
def test_without_the_check_nothing_is_shown(
    browser: Browser, copy: Path, lost: tuple[str, ...]
) -> None:
    for name in lost:
        (copy / "lesson-bank" / name).unlink()
    browser.open((copy / "lesson-bank/clips/first.html").as_uri())
    is_shown = browser.evaluate(SEEN)
    assert is_shown == ("pack.js" not in lost)
    if lost == ("pack.js",):
        assert "shows nothing until it has checked" in browser.evaluate(WORDS)


def test_a_damaged_check_shows_nothing(browser: Browser, copy: Path) -> None:
    script = copy / "lesson-bank/pack.js"
    script.write_text(script.read_text(encoding="utf-8")[:-40], encoding="utf-8")
    browser.open((copy / "lesson-bank/clips/first.html").as_uri())
    assert not browser.evaluate(SEEN)


def test_the_page_to_start_with_leads_to_the_site(browser: Browser, used: Place) -> None:
    whole = Place(used.root.parent, f"{used.root.parent.as_uri()}/")
    browser.open(whole.url("START%20HERE.html"))
    arrive(browser, "() => location.pathname.endsWith('/lesson-bank/index.html')")
    assert browser.evaluate(SEEN)
    quiet(browser, whole)


def test_alone_the_page_to_start_with_says_to_extract_the_zip(
    browser: Browser, copy: Path, tmp_path: Path
) -> None:
    alone = tmp_path / "START HERE.html"
    shutil.copy(copy / "START HERE.html", alone)
    browser.open(alone.as_uri())
    shown = browser.evaluate(SHOWN)
    assert "Extract all first." in shown
    assert "until" in shown
