"""Use the workbench as teachers do, in any browser."""

from __future__ import annotations

from base64 import b64encode
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    from harness.browser import Browser
    from harness.place import Place

PAGE = "workbench.html"
READY = "() => document.querySelector('lb-workbench:not([hidden])') !== null"
SESSION = "() => document.querySelector('lb-workbench').session"
SAID = "() => document.querySelector('[data-part=said]').textContent"
GIVE = """([part, name, data, type]) => {
  const bytes = Uint8Array.from(atob(data), (sign) => sign.charCodeAt(0));
  const files = new DataTransfer();
  files.items.add(new File([bytes], name, { type }));
  const isOpen = (input) => !input.closest("[hidden]");
  const all = [...document.querySelectorAll(`lb-workbench [data-part="${part}"]`)];
  const input = all.find(isOpen);
  input.files = files.files;
  input.dispatchEvent(new Event("change", { bubbles: true }));
}"""
LOADED = "() => document.querySelector('lb-stage video').readyState >= 2"
SEEK = """async (time) => {
  const video = document.querySelector('lb-stage video');
  const done = new Promise((settle) => video.addEventListener('seeked', settle, { once: true }));
  document.querySelector('lb-workbench').stage.seek(time);
  await done;
}"""
DO = '(name) => document.querySelector(`lb-workbench [data-do="${name}"]`).click()'
WRITE = """(selector, value) => {
  const field = document.querySelector(selector);
  field.value = value;
  for (const type of ['input', 'change']) {
    field.dispatchEvent(new Event(type, { bubbles: true }));
  }
}"""


def arrive(browser: Browser, place: Place, fragment: str = "") -> None:
    """Open the page, and wait until its script has shown it."""
    browser.open(place.url(PAGE + fragment))
    browser.until(READY)


def give(browser: Browser, part: str, name: str, data: bytes, type_: str = "") -> None:
    """Choose a file in a field of the page."""
    browser.evaluate(GIVE, [part, name, b64encode(data).decode(), type_])


def open_film(browser: Browser, film: Path, name: str = "My lesson.mp4") -> None:
    """Choose a film, and wait until it can be seen."""
    give(browser, "film", name, film.read_bytes(), "video/mp4")
    browser.until(LOADED)


def marks(browser: Browser) -> list[dict[str, Any]]:
    """Return the marks of the session, without their ids."""
    found: list[dict[str, Any]] = browser.evaluate(SESSION)["marks"]
    return [{name: value for name, value in each.items() if name != "id"} for each in found]


def tag_at(browser: Browser, time: float, key: str) -> None:
    """Go to a time of the film and press a key."""
    browser.evaluate(SEEK, time)
    browser.press(key)
