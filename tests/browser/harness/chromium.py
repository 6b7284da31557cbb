"""The system's Chromium, driven by Playwright."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from playwright.sync_api import Browser as Launched
from playwright.sync_api import ConsoleMessage, Error, Page, Playwright

from harness.browser import Browser, ScriptError

if TYPE_CHECKING:
    from pathlib import Path

ARGUMENTS = [
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


def launch(playwright: Playwright, program: str) -> Launched:
    return playwright.chromium.launch(
        executable_path=program, args=ARGUMENTS, chromium_sandbox=False
    )


def picture(page: Page) -> bytes:
    """Return a window as PNG. Chromium now and then has no frame to give: then ask once more."""
    try:
        return page.screenshot()
    except Error as error:
        if "Unable to capture screenshot" not in error.message:
            raise
        return page.screenshot()


class Chromium(Browser):
    name = "chromium"
    programs = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")

    def __init__(self, browser: Launched) -> None:
        self._browser = browser
        self._page = self._new_page()

    def _new_page(self, *, scripts: bool = True) -> Page:
        self._errors: list[str] = []
        self._requests: list[str] = []
        page = self._browser.new_context(
            viewport={"width": 1280, "height": 800}, java_script_enabled=scripts
        ).new_page()
        page.on("console", self._note)
        page.on("pageerror", lambda error: self._errors.append(str(error)))
        page.on("request", lambda request: self._requests.append(request.url))
        return page

    def _note(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self._errors.append(f"{message.location['url']}: {message.text}")

    def open(self, url: str) -> None:
        self._page.goto(url)

    def evaluate(self, function: str, *args: object) -> Any:
        try:
            return self._page.evaluate(f"(args) => ({function})(...args)", list(args))
        except Error as error:
            raise ScriptError(error.message) from error

    def console_errors(self) -> list[str]:
        return list(self._errors)

    def requests(self) -> list[str]:
        return list(self._requests)

    def screenshot(self, path: Path) -> None:
        path.write_bytes(picture(self._page))

    def press(self, key: str) -> None:
        self._page.keyboard.press(key)

    def resize(self, width: int, height: int) -> None:
        self._page.set_viewport_size({"width": width, "height": height})

    def colour_scheme(self, scheme: Literal["light", "dark"]) -> None:
        self._page.emulate_media(color_scheme=scheme)

    def forbid_scripts(self) -> None:
        self._page.context.close()
        self._page = self._new_page(scripts=False)

    def reset(self) -> None:
        self._page.context.close()
        self._page = self._new_page()

    def close(self) -> None:
        self._page.context.close()
