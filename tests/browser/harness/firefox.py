"""The system's Firefox ESR, driven by Marionette, with the limits its users have."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING, Any, Literal

from marionette_driver.keys import Keys
from marionette_driver.marionette import Marionette

from harness.browser import Browser, ScriptError

if TYPE_CHECKING:
    from pathlib import Path

PREFERENCES: dict[str, object] = {
    # What automation sets would let pages over file:// read their neighbours.
    "remote.prefs.recommended": False,
    "security.fileuri.strict_origin_policy": True,
    # What is not on this machine goes to a port where nobody answers.
    "network.proxy.type": 1,
    "network.proxy.http": "127.0.0.1",
    "network.proxy.http_port": 9,
    "network.proxy.ssl": "127.0.0.1",
    "network.proxy.ssl_port": 9,
    # `console.error` in a page comes out in the browser's own log, the browser's own does not.
    "browser.dom.window.dump.enabled": True,
    "devtools.console.stdout.content": True,
    "devtools.console.stdout.chrome": False,
    "app.normandy.enabled": False,
    "app.shield.optoutstudies.enabled": False,
}

# Runs in the browser's own scope and sees each page's requests and errors.
WATCH = """
lb = {requests: [], errors: [], left: new Set()};
const note = (channel) => {
  channel.QueryInterface(Ci.nsIChannel);
  if (channel.loadInfo.browsingContextID) lb.requests.push(channel.URI.spec);
};
Services.obs.addObserver(note, "http-on-modify-request");
Services.obs.addObserver(note, "file-channel-opened");
lb.listener = {observe(message) {
  if (!(message instanceof Ci.nsIScriptError) || message.isFromChromeContext) return;
  if (message.category === "chrome javascript") return;
  if (lb.left.has(message.innerWindowID)) return;
  const isWarning = message.flags & Ci.nsIScriptError.warningFlag;
  if (isWarning && message.category !== "Script Loader") return;
  lb.errors.push(`${message.sourceName}: ${message.errorMessage}`);
}};
Services.console.registerListener(lb.listener);
"""

# What a page was still loading when it was left fails, and is told late, to the test that follows.
LEAVE = "lb.left.add(gBrowser.selectedBrowser.browsingContext.currentWindowGlobal.innerWindowId);"

RESET = """
const done = arguments[0];
lb.requests = [];
lb.errors = [];
Services.clearData.deleteData(Ci.nsIClearDataService.CLEAR_ALL, () => done());
"""

RESIZE = """
const [width, height] = arguments;
const style = gBrowser.selectedBrowser.style;
style.width = style.minWidth = style.maxWidth = `${width}px`;
style.height = style.minHeight = style.maxHeight = `${height}px`;
"""

SCRIPTS = "gBrowser.selectedBrowser.browsingContext.allowJavascript = arguments[0];"

CALL = """
const [args, done] = arguments;
Promise.resolve(args).then((args) => (%s)(...args)).then(
  (value) => done({value: value === undefined ? null : value}),
  (error) => done({error: String(error)}));
"""

NAMED_KEYS = {
    "ArrowDown": Keys.ARROW_DOWN,
    "ArrowLeft": Keys.ARROW_LEFT,
    "ArrowRight": Keys.ARROW_RIGHT,
    "ArrowUp": Keys.ARROW_UP,
    "End": Keys.END,
    "Enter": Keys.ENTER,
    "Escape": Keys.ESCAPE,
    "Home": Keys.HOME,
    "PageDown": Keys.PAGE_DOWN,
    "PageUp": Keys.PAGE_UP,
    "Tab": Keys.TAB,
}


# Firefox's own loader of settings from afar, which has nowhere to load them from here.
NOT_OURS = "console.error: RSLoader"


class Firefox(Browser):
    name = "firefox"
    programs = ("firefox-esr", "firefox")

    def __init__(self, program: str, workspace: Path) -> None:
        self._log = workspace / "firefox.log"
        self._marionette = Marionette(
            app="fxdesktop",
            bin=program,
            port=0,
            headless=True,
            workspace=str(workspace),
            gecko_log=str(self._log),
            prefs=PREFERENCES,
        )
        self._marionette.start_session()
        self._in_browser(WATCH)
        self.reset()

    def _in_browser(self, script: str, *args: object) -> Any:
        with self._marionette.using_context("chrome"):
            return self._marionette.execute_script(
                script, script_args=args, sandbox="lessonbank", new_sandbox=False
            )

    def open(self, url: str) -> None:
        if "#" in url:
            # Marionette does not wait for another page whose fragment is that of the one before.
            self._marionette.navigate("about:blank")
        self._marionette.navigate(url)

    def evaluate(self, function: str, *args: object) -> Any:
        # No sandbox: a page's own properties are seen, not their originals.
        answer = self._marionette.execute_async_script(
            CALL % function, script_args=(list(args),), sandbox=None
        )
        if answer is None:
            raise ScriptError("the page was left before the script was done")
        if "error" in answer:
            raise ScriptError(answer["error"])
        return answer["value"]

    def console_errors(self) -> list[str]:
        with self._log.open(encoding="utf-8", errors="replace") as log:
            log.seek(self._log_start)
            logged = [line.rstrip() for line in log if line.startswith("console.error:")]
        ours = (line for line in logged if not line.startswith(NOT_OURS))
        return [*self._in_browser("return lb.errors"), *ours]

    def requests(self) -> list[str]:
        return list(self._in_browser("return lb.requests"))

    def screenshot(self, path: Path) -> None:
        path.write_bytes(self._marionette.screenshot(format="binary", full=False))

    def press(self, key: str) -> None:
        code = NAMED_KEYS.get(key, key)
        self._marionette.actions.sequence("key", "keyboard").key_down(code).key_up(code).perform()

    def resize(self, width: int, height: int) -> None:
        self._in_browser(RESIZE, width, height)
        self.until("(w, h) => innerWidth === w && innerHeight === h", width, height)

    def colour_scheme(self, scheme: Literal["light", "dark"]) -> None:
        dark = 0 if scheme == "dark" else 1
        self._marionette.set_pref("layout.css.prefers-color-scheme.content-override", dark)

    def forbid_scripts(self) -> None:
        self._in_browser(SCRIPTS, False)  # noqa: FBT003 - what the script sets

    def reset(self) -> None:
        self._in_browser(SCRIPTS, True)  # noqa: FBT003
        self._in_browser(LEAVE)
        self.open("about:blank")
        self.resize(1280, 800)
        self.colour_scheme("light")
        self._log_start = self._log.stat().st_size
        with self._marionette.using_context("chrome"):
            self._marionette.execute_async_script(RESET, sandbox="lessonbank", new_sandbox=False)

    def close(self) -> None:
        self._marionette.quit()
        self._marionette.cleanup()
        # Its profile folder is removed once more when nothing refers to it, so let that be now.
        del self._marionette
        gc.collect()
