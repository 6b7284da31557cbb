"""What readers do in any browser, and what every page owes them."""

from __future__ import annotations

import sys
from time import monotonic, sleep

from harness.browser import Browser, ScriptError
from harness.place import Place

CATCH = """() => {
  window.caught = [];
  URL.createObjectURL = (blob) => {
    window.caught.push(blob);
    return "";
  };
  HTMLAnchorElement.prototype.click = () => {};
}"""
"""Collects the files that a page offers to save, instead of saving them."""
CAUGHT = "async () => Promise.all(window.caught.map((blob) => blob.text()))"
"""Gives the texts of these files."""


def quiet(browser: Browser, place: Place) -> None:
    """Nothing went wrong, and nothing left the site."""
    errors, gone = browser.console_errors(), place.leaving(browser.requests())
    assert not errors, errors
    assert not gone, gone


def settled(browser: Browser) -> None:
    """Wait until all results are shown and nothing is being loaded by script.

    A browser would miss what is loaded when the page is left.
    """
    browser.until(
        """() => {
          const search = document.querySelector('lb-search');
          const ready = !search || search.querySelector('ol').ariaBusy === 'false';
          return ready && !document.querySelector('head script[src*="assets/find/"]');
        }"""
    )


def press(browser: Browser, selector: str, key: str = "Enter") -> None:
    """Press a key on an element, once the keyboard can reach it."""
    browser.until(
        """(selector) => {
          const wanted = document.querySelector(selector);
          wanted?.focus();
          return wanted && document.activeElement === wanted;
        }""",
        selector,
    )
    browser.press(key)


def arrive(browser: Browser, condition: str, seconds: float = 15) -> None:
    """Wait for what is true on the page that is being gone to, once all of it is there."""
    arrived = f"() => document.readyState === 'complete' && ({condition})()"
    end = monotonic() + seconds
    while monotonic() < end:
        try:
            if browser.evaluate(arrived):
                return
        except _gone():
            continue  # The page in which it ran has been left.
        sleep(0.1)
    raise AssertionError(condition)


def _gone() -> tuple[type[Exception], ...]:
    errors = sys.modules.get("marionette_driver.errors")
    return (ScriptError, errors.MarionetteException) if errors else (ScriptError,)
