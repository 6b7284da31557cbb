"""The calendar: whose dates are chosen once, and stay chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from harness.blocked import without_storage
from harness.browser import Browser
from harness.place import Place
from harness.reader import arrive, quiet

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.paired

CHOOSE = """(name, value) => {
  const select = document.querySelector(`lb-dates select[name=${name}]`);
  select.value = value;
  select.dispatchEvent(new Event('change', { bubbles: true }));
}"""
SHOWN = """() => [...document.querySelectorAll('lb-dates [data-over]')]
  .filter((date) => date.checkVisibility()).map((date) => date.dataset.session)"""
ALL = "() => [...document.querySelectorAll('lb-dates [data-over]')].map((d) => d.dataset.session)"
STATUS = "() => document.querySelector('lb-dates [role=status]').textContent"
PRESS = "(selector) => document.querySelector(selector).click()"
READY = "() => document.querySelector('lb-dates form:not([hidden])')"
YEAR, MONTH = "calendar/index.html", "calendar/2099-01.html"


def test_what_is_chosen_once_is_chosen_everywhere(browser: Browser, bank: Place) -> None:
    browser.open(bank.url("index.html"))
    browser.until(READY)
    everybody = browser.evaluate(SHOWN)
    assert len(everybody) == 3
    browser.evaluate(CHOOSE, "school", "pellow-reach")
    browser.evaluate(CHOOSE, "role", "teaching-assistant")
    theirs = browser.evaluate(SHOWN)
    assert len(theirs) == 3
    assert theirs != everybody
    browser.evaluate(PRESS, "a[data-mine]")
    arrive(browser, f"() => location.pathname.endsWith('{YEAR}') && ({READY})()")
    year = browser.evaluate(SHOWN)
    assert set(theirs) <= set(year)
    assert browser.evaluate(STATUS) == f"{len(year)} of {len(browser.evaluate(ALL))} dates"
    browser.open(bank.url("index.html"))
    browser.until(READY)
    assert browser.evaluate(SHOWN) == theirs
    browser.evaluate(PRESS, "lb-dates button")
    assert browser.evaluate(SHOWN) == everybody
    quiet(browser, bank)


def test_an_address_says_whose_dates_it_shows(browser: Browser, bank: Place) -> None:
    browser.open(bank.url(f"{YEAR}#school=tarnbeck&role=ect&programme=first-two-years"))
    browser.until(READY)
    shown = browser.evaluate(SHOWN)
    assert 0 < len(shown) < len(browser.evaluate(ALL))
    heads = "() => [...document.querySelectorAll('.lb-term__month')].filter((m) => !m.hidden)"
    assert browser.evaluate(f"() => ({heads})().every((month) => month.querySelector('li'))")
    browser.open(bank.url(f"{YEAR}"))
    browser.until(READY)
    # What somebody sends is not what was chosen here.
    assert browser.evaluate(SHOWN) == browser.evaluate(ALL)


def test_where_nothing_is_kept_the_address_is_enough(
    browser: Browser, publish: Callable[[Path], Place], site: Path, tmp_path: Path
) -> None:
    bank = publish(without_storage(site, tmp_path / "site"))
    browser.open(bank.url("index.html"))
    browser.until(READY)
    browser.evaluate(CHOOSE, "school", "tarnbeck")
    note = "() => document.querySelector('[data-part=unkept]').hidden"
    assert browser.evaluate(note) is False
    theirs, hash_ = browser.evaluate(SHOWN), browser.evaluate("() => location.hash")
    assert hash_ == "#school=tarnbeck"
    browser.reset()
    browser.open(bank.url(f"index.html{hash_}"))
    browser.until(READY)
    assert browser.evaluate(SHOWN) == theirs
    quiet(browser, bank)


def test_a_date_that_is_linked_to_is_there_whoever_looks(browser: Browser, bank: Place) -> None:
    page = "calendar/2026-11.html"
    browser.open(bank.url(page))
    browser.until(READY)
    browser.evaluate(CHOOSE, "role", "support-staff")
    browser.open(bank.url(f"{page}#session-boards-up-tarnbeck"))
    browser.until(READY)
    assert "boards-up-tarnbeck" in browser.evaluate(SHOWN)
    browser.open(bank.url(page))
    browser.until(READY)
    assert "boards-up-tarnbeck" not in browser.evaluate(SHOWN)


@pytest.mark.parametrize("page", [YEAR, MONTH])
def test_every_entry_leads_to_all_that_is_said_of_it(
    browser: Browser, watching: Place, page: str
) -> None:
    browser.open(watching.url(page))
    browser.until(READY)
    links = browser.evaluate(
        "() => [...document.querySelectorAll('lb-dates [data-over] a[href*=\"#session-\"]')]"
        ".map((link) => link.href)"
    )
    assert links
    for link in links:
        browser.open(link)
        browser.until("() => document.querySelector(':target .lb-session__when time')")
    quiet(browser, watching)


AGAIN = """(over) => {
  const dates = document.querySelector('lb-dates[data-opens]');
  const copy = dates.cloneNode(true);
  const parts = copy.querySelectorAll('.lb-term__month');
  for (const date of copy.querySelectorAll('[data-over]')) {
    date.dataset.over = over && date.closest('.lb-term__month') !== parts[parts.length - 1]
      ? '2001-01-01T12:00:00+00:00' : '2199-01-01T12:00:00+00:00';
  }
  scrollTo(0, 0);
  dates.replaceWith(copy);
  const last = document.querySelectorAll('.lb-term__month');
  return last[last.length - 1].getBoundingClientRect().top;
}"""
"""The same calendar, as if some days later: the months before the last one are over, or none."""


def test_a_year_opens_at_the_month_of_its_next_date(browser: Browser, bank: Place) -> None:
    browser.resize(360, 740)
    browser.open(bank.url(YEAR))
    browser.until(READY)
    assert browser.evaluate(AGAIN, "") > 740
    assert browser.evaluate("() => scrollY") == 0, "nothing is over"
    assert browser.evaluate(AGAIN, "over") < 740
    assert browser.evaluate("() => scrollY") > 740
    quiet(browser, bank)


def test_a_wide_table_says_on_which_side_there_is_more(browser: Browser, bank: Place) -> None:
    more = "() => document.querySelector('.lb-wide:has(.lb-hours)').dataset.more"
    place = "() => document.querySelector('.lb-wide:has(.lb-hours)').getAttribute('tabindex')"
    browser.resize(320, 740)
    browser.open(bank.url(YEAR))
    browser.until(f"() => ({more})() === 'end'")
    assert browser.evaluate(place) == "0"
    browser.evaluate("() => { document.querySelector('.lb-wide:has(.lb-hours)').scrollLeft = 30; }")
    browser.until(f"() => ({more})() === 'start end'")
    browser.resize(1366, 740)
    browser.until(f"() => ({more})() === ''")
    assert browser.evaluate(place) is None, "what does not move is no stop of the keyboard"
    quiet(browser, bank)
