"""With scripts forbidden, as on some schools' machines: all that pages say, and where they lead."""

from __future__ import annotations

import posixpath
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest

from harness.browser import Browser
from harness.place import Place
from watching import PAGES

pytestmark = pytest.mark.paired

SHOWN = """(selector) => [...document.querySelectorAll(selector)].map((each) => {
  const { width, height } = each.getBoundingClientRect();
  return width > 1 && height > 1 && each.checkVisibility({ visibilityProperty: true });
})"""
CONTENT = {
    "index.html": ("video", ".lb-today h2 a", ".lb-way .lb-jump", ".lb-card__title a"),
    "find.html": (".lb-search__other a",),
    "a-z.html": (".lb-jump", ".lb-letter a"),
    "clips/index.html": (".lb-jump", ".lb-card__title a", ".lb-card img"),
    "clips/third.html": (
        "video",
        "#chapters a",
        "#moments a.lb-stop",
        ".lb-mark",
        ".lb-turn__words a",
        ".lb-points li",
        ".lb-figures td",
        ".lb-facts dd",
        ".lb-file",
        ".lb-card__title a",
    ),
    "embed/third.html": ("video", "summary"),
    "embed/moments/wait-time.html": (".lb-stretch a", "summary"),
    "embed/watchlists/silence.html": (".lb-stretch a", "summary"),
    "moments/index.html": (".lb-card__title a",),
    "moments/wait-time.html": (".lb-stretch a", ".lb-stretch img", ".lb-points li"),
    "chapters/index.html": (".lb-jump", ".lb-stop"),
    "chapters/t.html": (".lb-stop", ".lb-stop img"),
    "watchlists/index.html": (".lb-card__title a",),
    "watchlists/silence.html": (".lb-stretch a", ".lb-moment__note", ".lb-agenda li"),
    "offline.html": ("li a.lb-jump",),
    "lessons/index.html": (".lb-card__title a",),
    "lessons/fair-tests.html": (
        "video",
        ".lb-lesson__outcome",
        ".lb-prose p",
        ".lb-learn li",
        ".lb-learn dd",
        ".lb-turn__words a",
        ".lb-file",
        ".lb-turns a",
    ),
    "lessons/units/testing.html": (".lb-card__title a",),
    "subjects/science.html": (".lb-card__title a",),
    "phases/primary.html": (".lb-card__title a",),
    "schools/index.html": (".lb-card__title a", "img"),
    "schools/elm.html": (".lb-card__title a", ".lb-facts dd", "img", "#versions + ul a"),
    "schools/elm/programmes/silence.html": ("img", ".lb-jump", ".lb-prose h2", ".lb-differs"),
    "people/jo-harper.html": (".lb-card__title a", ".lb-facts dd"),
    "techniques/index.html": (".lb-card__title a",),
    "techniques/cold-call.html": (".lb-points li", ".lb-why p", ".lb-card__title a"),
    "handbook/index.html": (".lb-jump", ".lb-session__when time", ".lb-card__title a"),
    "handbook/coverage.html": (
        ".lb-gap summary",
        "#framework-ittecf",
        ".lb-matrices td a",
        ".lb-file",
    ),
    "handbook/whole.html": (".lb-toc a", ".lb-control td", ".lb-diary td", ".lb-chapter h3"),
    "calendar/index.html": (".lb-date a", "#hours", ".lb-hours td"),
    "calendar/2099-01.html": (".lb-month__entry a", ".lb-session__when time", "nav .lb-jump"),
    "people/index.html": (".lb-card__title a", ".lb-terms dd a"),
    "programmes/index.html": (".lb-card__title a",),
    "programmes/silence.html": (".lb-sequence a", ".lb-strands dd", ".lb-grid td", ".lb-facts dd"),
    "workshops/index.html": (".lb-card__title a",),
    "workshops/the-pause.html": (".lb-agenda li", ".lb-stretch a", ".lb-file", ".lb-past summary"),
    "communities/index.html": (".lb-card__title a",),
    "communities/quiet.html": (".lb-steps li", ".lb-session__state", ".lb-card__title a"),
    "coaching/index.html": (".lb-card__title a",),
    "coaching/pauses.html": (".lb-steps h3", ".lb-ask li", ".lb-stretch a", ".lb-strands a"),
    "pathways/index.html": (".lb-card__title a",),
    "pathways/first-year.html": (".lb-sequence a", ".lb-apart li", ".lb-ask p"),
    "projects/index.html": (".lb-card__title a",),
    "projects/how-long.html": (".lb-strands dd", ".lb-facts dd", ".lb-stretch a", ".lb-file"),
    "case-studies/index.html": (".lb-card__title a",),
    "case-studies/a-quiet-class.html": (".lb-grid td", ".lb-facts a", ".lb-stretch a"),
    "forms/index.html": (".lb-card__title a",),
    "forms/cycle.html": (".lb-field__label", ".lb-options label", "textarea", ".lb-form__state"),
    "frameworks/index.html": (".lb-card__title a",),
    "frameworks/ittecf.html": (".lb-grid th", ".lb-uses a"),
    "workbench.html": (".lb-lead", "[data-part=state]"),
    "about.html": (".md-content p",),
    "kurs.html": (".md-content h2", ".md-content h4"),
}
"""What each page is for."""

IDLE = """() => [...document.querySelectorAll('button, select, input, output, [role=tab]')]
  .filter((each) => !each.closest('.lb-field'))
  .filter((each) => each.checkVisibility({ visibilityProperty: true }))
  .filter((each) => each.getBoundingClientRect().width > 1)
  .map((each) => each.outerHTML.slice(0, 120))"""
"""What does nothing without script, as the fields of a form to print do not have to."""
LEFT_OUT = """() => {
  const shut = ['script', 'template', 'details:not([open])', 'video', '[hidden]', 'datalist',
    '.lb-print', '.lb-sheet__list', 'lb-filter', 'lb-controls', 'lb-find', 'lb-goto', 'lb-print',
    'lb-search', '#notes', '.lb-box', '.lb-examples', 'dialog', '.lb-reel__stage', '.lb-preview',
    '.headerlink', '.lb-unseen', '.lb-month__names', '.lb-month__number',
    '.lb-month__day:not(:has(li))',
  ].join(', ');
  const main = document.querySelector('.md-content') ?? document.body;
  const words = document.createTreeWalker(main, 4);
  const found = [];
  while (words.nextNode()) {
    const { data, parentElement } = words.currentNode;
    if (!data.trim() || parentElement.closest(shut)) continue;
    if (!parentElement.checkVisibility({ visibilityProperty: true })) found.push(data.trim());
  }
  return found;
}"""
"""Words that are not shown, apart from what is for paper, in a closed box, or for scripts."""
LINKS = (
    """() => [...document.querySelectorAll('a[href]')].map((link) => link.getAttribute('href'))"""
)


def shown(browser: Browser, selector: str) -> list[Any]:
    found: list[Any] = browser.evaluate(SHOWN, selector)
    return found


def test_every_kind_of_page_is_looked_at() -> None:
    assert set(CONTENT) == set(PAGES)


@pytest.mark.parametrize("width", [320, 1280])
def test_everything_is_shown(browser: Browser, watching: Place, width: int) -> None:
    browser.forbid_scripts()
    browser.resize(width, 800)
    for page, selectors in CONTENT.items():
        browser.open(watching.url(page))
        assert not browser.evaluate("() => 'lessonbank' in window"), "scripts have run"
        for selector in ("h1", *selectors):
            seen = shown(browser, selector)
            assert seen, (page, selector)
            assert all(seen), (page, selector)
        assert browser.evaluate(LEFT_OUT) == [], page
        assert browser.evaluate("() => document.documentElement.scrollWidth") <= width, page


def test_what_needs_a_script_is_not_there(browser: Browser, watching: Place) -> None:
    browser.forbid_scripts()
    for page in PAGES:
        browser.open(watching.url(page))
        assert browser.evaluate(IDLE) == [], page


def test_every_link_leads_to_a_file(browser: Browser, watching: Place) -> None:
    browser.forbid_scripts()
    for page in PAGES:
        browser.open(watching.url(page))
        for link in browser.evaluate(LINKS):
            parts = urlsplit(link)
            if parts.scheme or not parts.path:
                continue
            path = posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(parts.path)))
            assert (watching.root / path).is_file(), (page, link)


def test_the_film_is_played_by_the_browsers_own_controls(browser: Browser, watching: Place) -> None:
    browser.forbid_scripts()
    browser.open(watching.url("clips/third.html"))
    video = "() => { const { controls, src, currentSrc } = document.querySelector('video');"
    assert browser.evaluate(f"{video} return controls && (src || currentSrc).endsWith('.mp4'); }}")
    assert browser.evaluate("() => document.querySelector('#moments a').href").endswith("#t=2,3.5")
