"""What a browser may do for a page: the site's own files and nothing else, in any edition."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest

from fragment import Fragment
from harness.accessibility import axe_violations, html_errors
from harness.browser import Browser
from harness.place import Place
from harness.server import serving
from lessonbank.site import content_policy
from sites import TODAY, pages, run
from watching import write_watching_project

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.paired

REFUSED = [
    *("connect-src", "form-action", "frame-src", "img-src", "media-src", "script-src-elem"),
    *("style-src-elem", "script-src-attr", "base-uri"),
]
ASK = """async (url, wanted) => {
  const refused = [];
  const note = ({ effectiveDirective }) => refused.push(effectiveDirective);
  document.addEventListener("securitypolicyviolation", note);
  const add = (tag, set) => document.body.append(Object.assign(document.createElement(tag), set));
  add("img", {src: `${url}/a.png`});
  add("script", {src: `${url}/a.js`});
  add("script", {textContent: "window.ran = 1"});
  add("link", {rel: "stylesheet", href: `${url}/a.css`});
  add("style", {textContent: "body { outline: 9px solid red }"});
  add("video", {src: `${url}/a.mp4`, preload: "auto"});
  add("iframe", {src: `${url}/`});
  add("object", {data: `${url}/a.pdf`});
  add("base", {href: `${url}/`});
  const form = Object.assign(document.createElement("form"), {action: `${url}/`, method: "post"});
  form.append(Object.assign(document.createElement("button"), {type: "submit"}));
  document.body.append(form);
  form.firstChild.click();
  const button = document.createElement("button");
  button.setAttribute("onclick", "window.ran = 2");
  document.body.append(button);
  button.click();
  const failed = await fetch(`${url}/a.json`).then(() => "loaded", () => "refused");
  const pause = (time) => new Promise((resolve) => setTimeout(resolve, time));
  const end = performance.now() + 10_000;
  const all = () => wanted.every((each) => refused.includes(each));
  while (!all() && performance.now() < end) await pause(100);
  await pause(200);
  return {
    refused: [...new Set(refused)].sort(),
    ran: window.ran ?? null,
    failed,
    moved: document.baseURI.startsWith(url),
    outline: getComputedStyle(document.body).outlineStyle,
  };
}"""


@pytest.fixture(scope="session")
def trust_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An edition for staff."""
    root = write_watching_project(tmp_path_factory.mktemp("trust bank"))
    trust = root / "content/trust.yml"
    trust.write_text(
        trust.read_text(encoding="utf-8").replace(
            "concerns@elmet.example",
            "concerns@elmet.example, complaints_url: https://elmet.example/c",
        ),
        encoding="utf-8",
    )
    clip = root / "content/clips/fourth.md"
    text = clip.read_text(encoding="utf-8").replace("phase:", "downloads: true\nphase:")
    clip.write_text(text, encoding="utf-8")
    done = run(root, "lessonbank", "build", "--today", TODAY, "--edition", "trust")
    assert done.returncode == 0, done.stderr
    return root / "build" / "site"


@pytest.fixture
def trust(publish: Callable[[Path], Place], trust_site: Path) -> Place:
    return publish(trust_site)


def metas(page: str) -> dict[str, str]:
    found = re.findall(r'<meta (?:http-equiv|name)="([^"]+)" content="([^"]*)">', page)
    return {name: unescape(content) for name, content in found}


def is_framed(name: str) -> bool:
    """Return whether a page is a small one for frames. It has no inline script."""
    return name.startswith("embed/")


def page_of(name: str) -> str:
    """Return the page that a small page for frames is about, or the page itself."""
    folder, _, rest = name.partition("/")
    if folder != "embed":
        return name
    return rest if "/" in rest else f"clips/{rest}"


def part(page: str, begin: str, end: str) -> Fragment:
    """What stands between two pieces of a page's HTML, the first included."""
    return Fragment.of(begin + page.partition(begin)[2].partition(end)[0])


def test_every_page_carries_the_policy_before_anything_is_loaded(trust_site: Path) -> None:
    for name, page in pages(trust_site).items():
        policy = metas(page)["Content-Security-Policy"]
        assert policy.startswith("default-src 'self'; "), name
        assert "connect-src 'none'" in policy, name
        assert "http" not in policy, name
        assert "base-uri 'none'" in policy, name
        assert "form-action 'none'" in policy, name
        scripts = "script-src 'self'; " if is_framed(name) else "script-src 'self' 'sha256-"
        assert scripts in policy, name
        assert metas(page)["referrer"] == "no-referrer", name
        begin = page.index("Content-Security-Policy")
        assert not re.search(r"<(?:script|style|link rel=\"stylesheet)", page[:begin]), name


def test_each_inline_script_of_a_page_is_one_of_the_themes_own(trust_site: Path) -> None:
    for name, page in pages(trust_site).items():
        policy = metas(page)["Content-Security-Policy"]
        scripts = re.findall(r"<script>.*?</script>", page, re.DOTALL)
        assert bool(scripts) != (name == "mine/store.html" or is_framed(name)), name
        for script in scripts:
            (_, _, digest) = content_policy(script).rpartition(" ")
            assert digest in policy, name


def test_an_edition_for_staff_says_so_and_stays_out_of_search_engines(trust_site: Path) -> None:
    for name, page in pages(trust_site).items():
        assert metas(page)["robots"] == "noindex, nofollow", name
        mark = part(page, '<p class="lb-edition">', "</p>")
        assert mark.text == "Trust edition : for staff of Elmet Trust. Do not share.", name
    assert (trust_site / "robots.txt").read_text(encoding="utf-8") == "User-agent: *\nDisallow: /\n"


def test_every_page_says_who_answers_for_it(trust_site: Path) -> None:
    for name, page in pages(trust_site).items():
        foot = part(page, '<div class="lb-imprint', "</dl>")
        assert "Elmet Trust Ltd" in foot.text, name
        links = {unescape(found["href"]) for found in foot.all("a")}
        assert "mailto:dpo@elmet.example" in links, name
        assert "https://elmet.example/c" in links, name
        (concern,) = (link for link in links if link.startswith("mailto:concerns@elmet.example?"))
        subject = unquote(concern.partition("?subject=")[2])
        is_unlisted = name in {"404.html", "handbook/whole.html"} or name.startswith("mine/")
        assert is_unlisted or page_of(name) in subject, name
        if name == "clips/third.html":
            assert subject == "Concern: clip EL-0003, Third (clips/third.html)"
            assert "Report a concern about this clip" in foot.text


def test_a_film_is_offered_only_where_its_clip_allows_it(trust_site: Path) -> None:
    for name, page in pages(trust_site).items():
        offered = re.findall(r'<a class="lb-file" href="([^"]+[.]mp4)" download="([^"]+)"', page)
        films = [film for _, film in offered]
        assert films == (["fourth-180p.mp4"] * 2 if name == "clips/fourth.html" else []), name
        assert all((trust_site / name).parent.joinpath(url).is_file() for url, _ in offered), name


def test_browsers_do_not_offer_to_save_the_others(browser: Browser, trust: Place) -> None:
    offers = "() => document.querySelector('video').controlsList?.contains('nodownload') ?? null"
    for name, withheld in (("third", True), ("fourth", False)):
        browser.open(trust.url(f"clips/{name}.html"))
        assert browser.evaluate(offers) in {withheld, None}  # Firefox knows no such list.


@pytest.mark.films
def test_everything_of_ours_still_works(browser: Browser, trust: Place) -> None:
    browser.open(trust.url("clips/third.html#t=1"))
    browser.until("() => document.querySelector('video').readyState >= 2")
    playing = """() => {
      const video = document.querySelector("video");
      video.muted = true;
      video.play();
      return video.currentTime > 1.3;
    }"""
    browser.until(playing)
    shown = """() => [...document.querySelector("video").textTracks]
      .find((track) => track.kind === "captions" && track.mode === "showing")?.activeCues?.length"""
    browser.until(shown)
    browser.evaluate("""() => {
      document.querySelector(".md-header [data-md-component=palette] label:not([hidden])").click();
    }""")
    browser.until("() => document.body.dataset.mdColorScheme === 'slate'")
    browser.evaluate("""() => {
      const field = document.querySelector("lb-find input");
      field.value = "changes";
      field.dispatchEvent(new Event("input", {bubbles: true}));
    }""")
    browser.until("() => document.querySelectorAll('.lb-transcript mark').length === 3")
    colour = (
        "() => getComputedStyle(document.querySelector('.lb-moment')).getPropertyValue('--lb-tag')"
    )
    assert browser.evaluate(colour).strip().startswith("#")
    browser.open(trust.url("moments/wait-time.html"))
    browser.until("() => document.querySelector('.lb-reel__screen video')?.readyState >= 1")
    assert browser.console_errors() == []
    assert trust.leaving(browser.requests()) == []


def test_nothing_foreign_is_ever_asked_for(browser: Browser, trust: Place, tmp_path: Path) -> None:
    browser.open(trust.url("about.html"))
    with serving(tmp_path) as elsewhere:
        found = browser.evaluate(ASK, elsewhere.base.rstrip("/"), REFUSED)
        assert elsewhere.log == []
    assert set(REFUSED) <= set(found["refused"])
    assert (found["ran"], found["failed"], found["outline"]) == (None, "refused", "none")
    assert not found["moved"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
def test_the_mark_and_the_foot_are_for_everybody(
    browser: Browser, trust: Place, axe_source: str, scheme: str, width: int
) -> None:
    browser.colour_scheme(scheme)  # type: ignore[arg-type]
    browser.resize(width, 800)
    for name in ("clips/third.html", "about.html"):
        browser.open(trust.url(name))
        assert browser.evaluate("() => document.documentElement.scrollWidth") <= width, name
        assert browser.evaluate("() => document.querySelector('.lb-edition').offsetHeight") > 0
        assert axe_violations(browser, axe_source) == {}, name


def test_the_pages_are_valid(trust_site: Path, vnu: Path) -> None:
    assert html_errors(vnu, sorted(trust_site.rglob("*.html"))) == []
