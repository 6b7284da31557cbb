"""Small pages in frames of another origin, with and without an origin of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from harness.accessibility import axe_violations, html_errors
from harness.browser import Browser
from harness.place import Place
from harness.reader import settled
from harness.server import serving
from once import once
from sites import built
from watching import write_watching_project

PAGES = ("embed/third.html", "embed/watchlists/silence.html", "embed/moments/wait-time.html")
SITE_URL = "https://elmet.example/bank/"
SANDBOXES = ("allow-scripts allow-same-origin", "allow-scripts")
TELLS = """
const said = () => {
  const video = document.querySelector('video:not([hidden])');
  let stored = 'works';
  try { localStorage.length; } catch { stored = 'refused'; }
  parent.postMessage({
    probe: true, origin: window.origin, stored, title: document.title,
    at: video.currentTime, size: video.videoWidth, error: video.error && video.error.message,
    paused: video.paused, background: getComputedStyle(document.body).display,
    cues: video.textTracks.length ? (video.textTracks[0].cues || []).length : -1,
    reel: document.querySelector('.lb-reel__title')?.textContent ?? '',
  }, '*');
};
addEventListener('message', ({data}) => {
  const video = document.querySelector('video:not([hidden])');
  if (data === 'play') { video.muted = true; video.play(); }
  if (data === 'next') document.querySelector('[data-do=next]').click();
});
setInterval(said, 100);
"""
HOST = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Intranet</title>
<link rel="icon" href="data:,"></head>
<body><iframe title="film" width="640" height="460" allow="fullscreen; autoplay"
 sandbox="{sandbox}" src="{src}"></iframe><script>
window.told = {{}};
addEventListener("message", ({{origin, data}}) => {{
  if (data.probe) window.told = {{...data, sender: origin}};
}});
</script></body></html>"""


@pytest.fixture(scope="session")
def addressed_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The watching bank with an address of its own."""

    def make(root: Path) -> None:
        write_watching_project(root)
        settings = root / "mkdocs.yml"
        settings.write_text(f"site_url: {SITE_URL}\n{settings.read_text('utf-8')}", "utf-8")
        built(root)

    return once(tmp_path_factory, "addressed bank", make) / "build" / "site"


@contextmanager
def framed(site: Path, folder: Path, page: str, sandbox: str) -> Iterator[str]:
    """Show a page of the site in a sandboxed frame of a page on another origin.

    The page tells its state by a script of the tests that stands in the copy of the site.
    """
    copy = folder / "site"
    for path in site.rglob("*"):
        target = copy / path.relative_to(site)
        if path.is_file() and path.parts[len(site.parts)] in {"embed", "assets", "media"}:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())
    shown = copy / page.partition("#")[0]
    up = "../" * page.partition("#")[0].count("/")
    (copy / "probe.js").write_text(TELLS, "utf-8")
    html = shown.read_text("utf-8")
    probe = f'<script defer src="{up}probe.js"></script></head>'
    shown.write_text(html.replace("</head>", probe, 1), "utf-8")
    with serving(copy) as bank, serving(folder / "host", "/intranet/") as host:
        (folder / "host").mkdir()
        # Two names of this machine are two origins.
        src = f"{bank.base}{page}".replace("127.0.0.1", "localhost")
        text = HOST.format(sandbox=sandbox, src=src)
        (folder / "host" / "page.html").write_text(text, "utf-8")
        yield f"{host.base}page.html"


SEEN = "(what) => window.told[what]"
POST = "(words) => document.querySelector('iframe').contentWindow.postMessage(words, '*')"


@pytest.mark.films
@pytest.mark.parametrize("sandbox", SANDBOXES)
def test_a_clip_plays_from_its_second_with_captions(
    browser: Browser, addressed_site: Path, tmp_path: Path, sandbox: str
) -> None:
    with framed(addressed_site, tmp_path, "embed/third.html#t=5", sandbox) as host:
        browser.open(host)
        browser.until("() => window.told.at === 5 && window.told.size > 0")
        told = browser.evaluate("() => window.told")
        # Chromium in private mode refuses storage in every frame of another site.
        assert told["stored"] == "refused" or sandbox != "allow-scripts"
        assert (told["sender"] == "null") == (sandbox == "allow-scripts")
        assert told["background"] == "flex", "its style sheet was loaded"
        assert told["cues"] == 2
        browser.evaluate(POST, "play")
        browser.until("() => window.told.at > 5.3 && !window.told.paused")
        assert not browser.console_errors()


@pytest.mark.films
@pytest.mark.parametrize("sandbox", SANDBOXES)
def test_a_reel_shows_its_parts(
    browser: Browser, addressed_site: Path, tmp_path: Path, sandbox: str
) -> None:
    page = "embed/watchlists/silence.html#play=2"
    with framed(addressed_site, tmp_path, page, sandbox) as host:
        browser.open(host)
        browser.until("() => window.told.reel === 'Fourth' && window.told.size > 0")
        browser.evaluate(POST, "play")
        browser.until("() => !window.told.paused && window.told.at > 0.2")
        assert not browser.console_errors()


def test_small_pages_are_accessible_and_fit(
    browser: Browser, addressed_site: Path, axe_source: str
) -> None:
    with serving(addressed_site) as server:
        found = {}
        for scheme, width in (("light", 320), ("dark", 640)):
            browser.colour_scheme(scheme)  # type: ignore[arg-type]
            browser.resize(width, 460)
            for page in PAGES:
                browser.open(f"{server.base}{page}")
                settled(browser)
                browser.evaluate("() => { document.querySelector('details').open = true; }")
                if browser.name == "chromium":
                    found[page, scheme] = axe_violations(browser, axe_source)
                wide = browser.evaluate("() => document.documentElement.scrollWidth")
                assert wide <= width, page
        assert {page: wrong for page, wrong in found.items() if wrong} == {}
        assert not browser.console_errors()
        assert not Place(addressed_site, server.base).leaving(browser.requests())


def test_a_small_page_works_by_keyboard(browser: Browser, addressed_site: Path) -> None:
    with serving(addressed_site) as server:
        browser.open(f"{server.base}embed/watchlists/silence.html")
        settled(browser)
        reached = set()
        for _ in range(30):
            browser.press("Tab")
            focus = "() => document.activeElement.matches('{}')"
            for part in ("video", "[data-do=toggle]", ".lb-stop", "h1 a", "summary"):
                if browser.evaluate(focus.format(part)):
                    reached.add(part)
        assert reached >= {"[data-do=toggle]", ".lb-stop", "h1 a", "summary"}


def test_the_html_checker_has_nothing_to_say(vnu: Path, addressed_site: Path) -> None:
    pages = (*PAGES, "clips/third.html", "watchlists/silence.html", "moments/wait-time.html")
    assert html_errors(vnu, [addressed_site / page for page in pages]) == []


def test_the_text_to_paste_is_copied_with_its_second(
    browser: Browser, addressed_site: Path, publish: object, vnu: Path, tmp_path: Path
) -> None:
    place: Place = publish(addressed_site)  # type: ignore[operator]
    browser.open(place.url("clips/third.html"))
    settled(browser)
    browser.until("() => document.querySelector('video').readyState > 0")
    browser.evaluate(
        """() => {
          window.pasted = '';
          const writeText = async (words) => { window.pasted = words; };
          Object.defineProperty(navigator, 'clipboard', { value: { writeText } });
          document.querySelector('video').currentTime = 5;
          document.querySelector('lb-controls [data-do=embed]').click();
          document.querySelector('lb-snippet input').click();
          document.querySelector('lb-snippet [data-do=copy]').click();
        }"""
    )
    browser.until("() => document.querySelector('lb-snippet [role=status]').textContent")
    words = browser.evaluate("() => window.pasted")
    assert words.startswith(f'<iframe src="{SITE_URL}embed/third.html#t=5" title="Third" ')
    assert f'<a href="{SITE_URL}clips/third.html#t=5"' in words
    for each in ('loading="lazy"', 'referrerpolicy="no-referrer"', 'allow="fullscreen"'):
        assert each in words
    page = tmp_path / "pasted.html"
    head = '<!doctype html><html lang="en"><head><title>Page</title></head><body>'
    page.write_text(f"{head}{words}</body></html>", "utf-8")
    assert html_errors(vnu, [page]) == []
    browser.press("Escape")
    assert not browser.evaluate("() => document.querySelector('lb-snippet dialog').open")


def test_the_text_can_be_copied_by_hand(browser: Browser, addressed_site: Path) -> None:
    with serving(addressed_site) as server:
        browser.open(f"{server.base}watchlists/silence.html")
        settled(browser)
        browser.evaluate(
            """() => {
              const writeText = async () => { throw new Error('refused'); };
              Object.defineProperty(navigator, 'clipboard', { value: { writeText } });
              document.querySelector('lb-snippet [data-do=embed]').click();
              document.querySelector('lb-snippet [data-do=copy]').click();
            }"""
        )
        browser.until("() => document.querySelector('lb-snippet [role=status]').textContent")
        picked = browser.evaluate(
            """() => {
              const field = document.querySelector('lb-snippet textarea');
              return field.value.slice(field.selectionStart, field.selectionEnd);
            }"""
        )
        assert picked.startswith(f'<iframe src="{SITE_URL}embed/watchlists/silence.html"')


def test_the_dialog_is_accessible(browser: Browser, addressed_site: Path, axe_source: str) -> None:
    if browser.name != "chromium":
        return
    with serving(addressed_site) as server:
        browser.resize(320, 640)
        browser.open(f"{server.base}clips/third.html")
        settled(browser)
        browser.evaluate("() => document.querySelector('lb-controls [data-do=embed]').click()")
        assert axe_violations(browser, axe_source) == {}
        assert browser.evaluate("() => document.documentElement.scrollWidth") <= 320


def test_without_an_address_nothing_is_offered(watching_site: Path) -> None:
    for page in ("clips/third.html", "watchlists/silence.html", "moments/wait-time.html"):
        html = (watching_site / page).read_text("utf-8")
        assert not re.search("lb-snippet|oembed", html), page
    assert (watching_site / PAGES[0]).is_file()
    assert not list((watching_site / "embed").rglob("*.json"))
