"""Each number of the page of coverage leads to as many results as it says, in a real browser."""

from __future__ import annotations

from harness.browser import Browser
from harness.place import Place
from harness.reader import arrive, quiet, settled

COVERAGE = "handbook/coverage.html"
CELLS = """() => [...document.querySelectorAll('.lb-table td a')]
  .map((link) => [new URL(link.href).hash, Number(link.textContent)])"""
FOUND = """async (hashes) => {
  const search = document.querySelector('lb-search');
  const moment = () => new Promise((resolve) => setTimeout(resolve, 5));
  const found = [];
  for (const hash of hashes) {
    const before = search.turn;
    location.hash = hash;
    while (search.turn === before || search.list.ariaBusy === 'true') await moment();
    found.push(search.kept.length);
  }
  return found;
}"""
STATUS = "(words) => document.querySelector('lb-search [role=status]').textContent === words"
SAMPLE = 12
"""One cell in so many is asked for where it is not the first browser, from a disk."""
AT_ONCE = 40
"""Addresses that are asked for in one go, so that no driver loses patience."""


def test_every_number_is_what_find_finds(browser: Browser, bank: Place) -> None:
    browser.open(bank.url(COVERAGE))
    cells = browser.evaluate(CELLS)
    assert len(cells) > 100
    browser.open(bank.url("find.html"))
    settled(browser)
    every = bank.is_local and type(browser).__name__ == "Chromium"
    cells = cells if every else cells[::SAMPLE]
    asked = list(dict.fromkeys(hash_ for hash_, _ in cells))
    found: dict[str, int] = {}
    for start in range(0, len(asked), AT_ONCE):
        part = asked[start : start + AT_ONCE]
        found |= dict(zip(part, browser.evaluate(FOUND, part), strict=True))
    assert [(hash_, found[hash_]) for hash_, _ in cells] == [tuple(cell) for cell in cells]
    assert 0 in found.values()
    assert max(found.values()) > 1
    quiet(browser, bank)


def test_a_press_on_a_number_shows_what_it_counts(browser: Browser, watching: Place) -> None:
    browser.open(watching.url(COVERAGE))
    cell = ".lb-table a[href$='#statement=ts-4&kind=clip']"
    assert browser.evaluate("(cell) => document.querySelector(cell).textContent", cell) == "1"
    browser.evaluate("(cell) => document.querySelector(cell).click()", cell)
    arrive(browser, "() => !!document.querySelector('.lb-result')")
    browser.until(STATUS, "1 result.")
    chips = browser.evaluate(
        "() => [...document.querySelectorAll('[data-part=chips] li')].map((li) => li.innerText)"
    )
    assert [chip.split(": ")[0] for chip in chips] == ["Framework statement", "Type"]
    quiet(browser, watching)


def test_a_wide_table_is_moved_by_keys_beside_its_first_column(
    browser: Browser, bank: Place
) -> None:
    browser.resize(320, 700)
    browser.open(bank.url(COVERAGE))
    browser.evaluate("() => document.querySelector('[aria-labelledby=schools]').focus()")
    for _ in range(6):
        browser.press("ArrowRight")
    browser.until("() => document.querySelector('[aria-labelledby=schools]').scrollLeft > 20")
    edges = """() => {
      const region = document.querySelector('[aria-labelledby=schools]');
      const left = (each) => each.getBoundingClientRect().left;
      return left(region.querySelector('tbody th')) - left(region);
    }"""
    assert abs(browser.evaluate(edges)) <= 2
