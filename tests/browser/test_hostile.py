"""Words that are meant to do harm: nothing runs, nothing breaks, and all of them are to be read."""

from __future__ import annotations

import json
import re
from datetime import date
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from hostile import AWKWARD, SCRIPTS, parts, write_awkward_project, write_hostile_project
from lessonbank.compiler.compile import compile_bank
from lessonbank.compiler.project import read_project
from lessonbank.compiler.settings import Settings
from lessonbank.diagnostics import Diagnostic, Severity
from sites import TODAY, built

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Page

# Whatever an author can write, these are never in a page: not even where nobody presses them.
SCAN = """() => {
  const found = [];
  const protocol = (value) => {
    try {
      return new URL(value, location.href).protocol;
    } catch {
      return "";
    }
  };
  const outward = ["http:", "https:", "mailto:", "tel:"];
  const harmless = (element, value) =>
    ["file:", ""].includes(protocol(value)) || /^data:text\\/vtt[;,]/.test(value)
    || (element.localName === "a" && outward.includes(protocol(value)));
  const addresses = new Set(["href", "src", "poster", "action", "formaction", "xlink:href"]);
  for (const element of document.querySelectorAll("*")) {
    for (const { name, value } of element.attributes) {
      const bad = name.startsWith("on") || name === "srcdoc"
        || (addresses.has(name) && !harmless(element, value));
      if (bad) found.push(`${element.localName} ${name}=${value}`);
    }
  }
  const never = "iframe, object, embed, base, portal, frame, applet, math, style";
  for (const element of document.querySelectorAll(never)) {
    const isStore = element.localName === "iframe" && element.src.endsWith("/mine/store.html");
    if (!isStore) found.push(element.localName);
  }
  return found;
}"""
PAGES = ("clips", "people", "moments", "techniques", "lessons", "watchlists")
LISTS = (
    *("index.html", "about.html", "clips/index.html", "moments/index.html", "chapters/index.html"),
    *("watchlists/index.html", "lessons/index.html", "techniques/index.html"),
    *("schools/elm.html", "subjects/maths.html", "phases/primary.html"),
)


@pytest.fixture(scope="module", params=["own", "shared"])
def scripts(request: pytest.FixtureRequest) -> list[str]:
    """Payloads of script injection and naughty strings: ours, and as others collect them."""
    if request.param == "own":
        return [*SCRIPTS, *(text for text in AWKWARD if text.isprintable() and text.strip())]
    folder = request.getfixturevalue("shared_data") / "hostile"
    payloads = (folder / "xss-payload-list.txt").read_text(encoding="utf-8").split("\n")
    naughty = json.loads((folder / "blns.json").read_text(encoding="utf-8"))
    texts = dict.fromkeys((*payloads, *naughty))
    return [text for text in texts if text.isprintable() and text.strip()]


@pytest.fixture(scope="module", params=["own", "shared"])
def awkward(request: pytest.FixtureRequest) -> list[str]:
    if request.param == "own":
        return list(AWKWARD)
    folder = request.getfixturevalue("shared_data") / "hostile"
    return list(json.loads((folder / "blns.json").read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def hostile_site(scripts: list[str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(write_hostile_project(tmp_path_factory.mktemp("hostile"), scripts))


def watched(browser: Browser, events: list[str], *, policy: bool) -> Page:
    """A page that notes every dialog, every call of the console and every error."""
    page = browser.new_context(bypass_csp=not policy).new_page()

    def note(message: ConsoleMessage) -> None:
        # A picture that an author names and that is not there is no script.
        if not message.text.startswith("Failed to load resource"):
            events.append(f"console: {message.text}")

    page.on("console", note)
    page.on("pageerror", lambda error: events.append(f"error: {error}"))
    page.on("dialog", lambda dialog: (events.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    page.on("popup", lambda popup: events.append(f"popup: {popup.url}"))
    return page


@pytest.mark.browser
def test_nothing_runs_and_all_is_to_be_read(
    hostile_site: Path, scripts: list[str], chromium: Browser
) -> None:
    events: list[str] = []
    page = watched(chromium, events, policy=False)
    titles = {
        f"{folder}/s{number}.html": flat(" ".join(part))
        for number, part in enumerate(parts(scripts))
        for folder in PAGES
    }
    for name in (*LISTS, *titles):
        page.goto((hostile_site / name).as_uri())
        assert page.evaluate(SCAN) == [], name
        heading = page.evaluate("() => document.querySelector('h1').textContent")
        assert name in LISTS or flat(heading) == titles[name], name
        assert events == [], name


@pytest.mark.browser
def test_every_word_that_is_said_is_in_the_transcript(
    hostile_site: Path, scripts: list[str], chromium: Browser
) -> None:
    events: list[str] = []
    page = watched(chromium, events, policy=True)
    page.goto((hostile_site / "clips/s0.html").as_uri())
    said = flat(page.evaluate("() => document.querySelector('.lb-transcript').textContent"))
    assert [text for text in scripts if flat(text) not in said] == []
    assert events == []


def flat(text: str) -> str:
    return " ".join(text.split())


def errors(found: tuple[Diagnostic, ...]) -> dict[str, set[str]]:
    codes: dict[str, set[str]] = {}
    for each in found:
        if each.severity is Severity.ERROR:
            codes.setdefault(str(each.path), set()).add(each.code.number)
    return codes


def test_awkward_words_are_shown_or_refused_in_words(awkward: list[str], tmp_path: Path) -> None:
    root = write_awkward_project(tmp_path, awkward)
    refused = errors(read_project(root).diagnostics)
    for path, codes in refused.items():
        text = awkward[int(re.sub(r"\D", "", path))]
        assert not (text.isprintable() and text.strip()), f"{path}: {codes}"
        assert all(code.startswith("LB") for code in codes)
        (root / path).unlink()
    orphans = errors(read_project(root).diagnostics)
    for path in orphans:
        (root / path).unlink()
    compiled = compile_bank(Settings(root, date.fromisoformat(TODAY)))
    made = {page.path: page for page in compiled.pages}
    for number, text in enumerate(awkward):
        for folder in ("clips", "people", "moments"):
            if (page := made.get(f"{folder}/n{number}.html")) is not None:
                html = compiled.renderer.page(page, "")
                heading = html.partition("<h1")[2].partition("</h1>")[0].partition(">")[2]
                shown = unescape(re.sub(r"<span[^>]*></span>", "", heading))
                assert flat(shown) == flat(text), page.path
    assert len([path for path in made if path.startswith("clips/n")]) > 0.8 * len(awkward) - 10


@pytest.mark.parametrize(
    "name", ["<img src=x onerror=alert(1)>.pdf", "../../x.pdf", "a b.pdf", "CON", "x.html", "é.pdf"]
)
def test_a_file_for_download_is_named_plainly_or_refused(tmp_path: Path, name: str) -> None:
    root = write_awkward_project(tmp_path, ["A title"])
    clip = root / "content/clips/n0.md"
    resource = f"resources: [{{title: x, file: {json.dumps(name)}}}]\nphase:"
    clip.write_text(clip.read_text(encoding="utf-8").replace("phase:", resource), encoding="utf-8")
    assert errors(read_project(root).diagnostics) == {"content/clips/n0.md": {"LB106"}}
