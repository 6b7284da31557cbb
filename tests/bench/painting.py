"""How long a reader waits for the first result on a screen, and what is loaded for it.

Cold is a fresh profile that opens the Find page with a query in its address, timed from when it
is asked for, and bare one that opens a page with its result written in it: what the machine takes
for a page, whatever is found. They take turns, and "more" is by how much the one took longer. First
is the first query typed into a page that was opened without one, and warm one typed into a page
that has answered others. All end when the frame with the first result has been painted. A quarter
of the queries has a slip. The page has the engine and no theme. Scripts are the share of the wait;
what they do afterwards, counting what filters would leave, is in it too. "http" is a host that
answers after 20 ms.
"""

from __future__ import annotations

import gzip
import os
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, replace
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import quote

from known_items import items, slipped
from playwright.sync_api import Browser, sync_playwright
from talk import documents

from lessonbank.search import Document
from lessonbank.search.index import files
from lessonbank.search.reading import read
from lessonbank.site import assets

sys.path.append(str(Path(__file__).parents[1] / "search"))
sys.path.append(str(Path(__file__).parents[1] / "browser"))
from engine import write
from harness.chromium import ARGUMENTS, Chromium
from harness.firefox import Firefox

TEMPLATE = Path(__file__).parents[2] / "plugins/lessonbank/site/templates/find.html"
COLD, WARM = 20, 20
LATENCY = 0.02
"""Seconds in which a host's answer comes."""
SETTLING = 600
"""Milliseconds in which a new window loads what the browser itself shows in it."""
PAUSE = 400
"""Milliseconds in which a page reads what is said before the next query is typed."""
_SHELL = """<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Find</title>
<link rel="preload" as="script" href="index/m.js">
<link rel="preload" as="script" href="index/n.js">
FORM
<script>
const times = { began: 0, shown: 0 };
const list = document.querySelector("lb-search ol");
const painted = () => { if (!times.shown) times.shown = performance.now(); };
const after = new MessageChannel();
after.port1.onmessage = painted;
const soon = () => requestAnimationFrame(() => after.port2.postMessage(0));
const changed = new MutationObserver(() => { if (list.children.length) soon(); });
changed.observe(list, { childList: true });
</script>
"""
_ONE = """<script>list.append(document.createElement("li"));</script>
"""
_SHOWN = """async () => {
  while (!times.shown) await new Promise((resolve) => setTimeout(resolve, 2));
  return times.shown;
}"""
_LOADS = """(end) => [...performance.getEntriesByType("navigation"),
  ...performance.getEntriesByType("resource").filter(({ responseEnd }) => responseEnd <= end)]
  .map(({ transferSize }) => transferSize)"""
_TYPE = """async (text) => {
  times.shown = 0;
  const field = document.querySelector("lb-search input");
  field.value = text;
  times.began = performance.now();
  field.form.dispatchEvent(new Event("submit", { cancelable: true }));
  while (!times.shown) await new Promise((resolve) => setTimeout(resolve, 2));
  return times.shown - times.began;
}"""


@dataclass(frozen=True)
class Wait:
    """Milliseconds to the first result, and of scripts; bytes as sent and requests till then.

    Over `file:` no browser tells what it loads.
    """

    milliseconds: float
    script: float
    loaded: int
    requests: int


class _Host(SimpleHTTPRequestHandler):
    """Sends files packed, as hosts do."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        time.sleep(LATENCY)
        data = _packed(self.translate_path(self.path))
        self.send_response(200)
        kind = "text/html" if ".html" in self.path else "text/javascript"
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@cache
def _packed(path: str) -> bytes:
    file = Path(path)
    return gzip.compress(file.read_bytes(), 6, mtime=0) if file.is_file() else b""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        # A profile that is closed hangs up on what it still waits for.
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


@contextmanager
def _hosted(root: Path) -> Iterator[str]:
    for file in (*root.glob("*.*"), *root.glob("index/*.js"), *root.glob("index/[sd]/*.js")):
        _packed(str(file))
    with _Server(("127.0.0.1", 0), partial(_Host, directory=str(root))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


def _site(folder: Path, bank: Sequence[Document]) -> Path:
    """A page with the engine and nothing else, so that what is timed is finding."""
    write(files(bank, "en", read(bank)), folder / "index")
    found = {asset.url.rpartition("/")[2]: asset.content for asset in assets()}
    scripts = ("shared.js", "find.js")
    for name in scripts:
        (folder / name).write_text(found[name], encoding="utf-8", newline="\n")
    shell = _SHELL.replace("FORM", _form())
    tags = "".join(f'<script src="{name}" defer></script>\n' for name in scripts)
    for page, text in (("find.html", shell + tags), ("bare.html", shell + _ONE)):
        (folder / page).write_text(text, encoding="utf-8", newline="\n")
    return folder


def _form() -> str:
    """What the Find page's own template has for the engine, with nothing to say beside it."""
    text = TEMPLATE.read_text(encoding="utf-8")
    found = text[text.index("<lb-search") : text.index("</lb-search>") + len("</lb-search>")]
    return re.sub("{{.*?}}|{%.*?%}", "", found.replace("{{ base }}{{ view.index }}", "index/"))


class _Tab:
    """One page of a profile of its own."""

    def __init__(self, browser: Browser) -> None:
        self.page = browser.new_context().new_page()
        self.session = self.page.context.new_cdp_session(self.page)
        self.session.send("Performance.enable")

    def script(self) -> float:
        """Milliseconds spent in scripts so far."""
        metrics = self.session.send("Performance.getMetrics")["metrics"]
        return 1000 * next(each["value"] for each in metrics if each["name"] == "ScriptDuration")

    def open(self, url: str) -> Wait:
        self.page.wait_for_timeout(SETTLING)
        self.page.goto(url)
        waited = self.page.evaluate(_SHOWN)
        loads: list[float] = self.page.evaluate(_LOADS, waited)
        return Wait(waited, self.script(), int(sum(loads)), len(loads))

    def type(self, query: str) -> Wait:
        before = self.script()
        waited = self.page.evaluate(_TYPE, query)
        self.pause()
        return Wait(waited, self.script() - before, 0, 0)

    def pause(self) -> None:
        self.page.wait_for_timeout(PAUSE)


class _Firefox:
    """The same in Firefox, which tells neither bytes nor the share of scripts."""

    def __init__(self, browser: Firefox) -> None:
        self.browser = browser
        browser.reset()

    def open(self, url: str) -> Wait:
        self.browser.open(url)
        return Wait(self.browser.evaluate(_SHOWN), 0, 0, 0)

    def type(self, query: str) -> Wait:
        waited = self.browser.evaluate(_TYPE, query)
        self.pause()
        return Wait(waited, 0, 0, 0)

    def pause(self) -> None:
        time.sleep(PAUSE / 1000)


Fresh = Callable[[], AbstractContextManager["_Tab | _Firefox"]]
"""Makes a page of a fresh profile."""


def _line(name: str, waits: Sequence[Wait]) -> str:
    times = sorted(each.milliseconds for each in waits)
    script = statistics.median(each.script / max(1, each.milliseconds) for each in waits)
    loaded = max(each.loaded for each in waits) / 1000
    late = times[len(times) * 9 // 10]
    text = f"{name:22} {times[0]:7.0f} {statistics.median(times):7.0f} {late:7.0f} {script:7.2f}"
    return f"{text} {loaded:8.0f} {max(each.requests for each in waits):8}" if loaded else text


def _measure(fresh: Fresh, name: str, base: str, queries: Sequence[str]) -> None:
    bare, cold = [], []
    for query in queries[:COLD]:
        bare.append(_cold(fresh, f"{base}bare.html"))
        cold.append(_cold(fresh, f"{base}find.html#q={quote(query)}"))
    pairs = zip(bare, cold, strict=True)
    more = [replace(two, milliseconds=two.milliseconds - one.milliseconds) for one, two in pairs]
    for kind, waits in (("bare", bare), ("cold", cold), ("more", more)):
        print(_line(f"{name} {kind}", waits), flush=True)
    typed = [_first(fresh, f"{base}find.html", query) for query in queries[:COLD]]
    print(_line(f"{name} first", typed), flush=True)
    with fresh() as tab:
        tab.open(f"{base}find.html")
        print(_line(f"{name} warm", [tab.type(query) for query in queries[COLD:]]), flush=True)


def _cold(fresh: Fresh, url: str) -> Wait:
    with fresh() as tab:
        return tab.open(url)


def _first(fresh: Fresh, url: str, query: str) -> Wait:
    with fresh() as tab:
        tab.open(url)
        tab.pause()
        return tab.type(query)


@contextmanager
def _tab(browser: Browser) -> Iterator[_Tab]:
    tab = _Tab(browser)
    yield tab
    tab.page.context.close()


@contextmanager
def _chromium() -> Iterator[Fresh]:
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=Chromium.find(), args=ARGUMENTS)
        yield partial(_tab, browser)
        browser.close()


@contextmanager
def _firefox() -> Iterator[Fresh]:
    with tempfile.TemporaryDirectory() as name:
        browser = Firefox(Firefox.find() or "firefox", Path(name))
        yield lambda: nullcontext(_Firefox(browser))
        browser.close()


def paint(clips: int, rounds: int) -> None:
    """Print how long first results of a bank of `clips` clips take."""
    bank = [replace(document, picture="") for document in documents(clips)]
    queries = [item.query for item in items(bank, COLD + WARM)]
    queries[::4] = [item.query for item in slipped(items(bank, COLD + WARM))][: len(queries[::4])]
    with tempfile.TemporaryDirectory() as name:
        root = _site(Path(name), bank)
        for _ in range(rounds):
            for browser, opened in (("chromium", _chromium), ("firefox", _firefox)):
                with opened() as fresh:
                    print(f"{browser}, {clips} clips, load {os.getloadavg()[0]:.1f}", flush=True)
                    print(f"{'':22}   least  median     p90 scripts KB worst requests")
                    _measure(fresh, f"{browser} file", f"{root.as_uri()}/", queries)
                    with _hosted(root) as base:
                        _measure(fresh, f"{browser} http", base, queries)
