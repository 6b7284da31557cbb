"""Finding: the same words find the same seconds in every browser, from a host and from a disk."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from harness.accessibility import axe_violations
from harness.browser import Browser
from harness.place import Place
from harness.reader import arrive, press, quiet, settled

TOKENS = json.loads(
    (Path(__file__).parents[1] / "search" / "tokens.json").read_text(encoding="utf-8")
)
ASK = """async (text) => {
  const load = lessonbank.indexLoader(document.querySelector('lb-search').dataset.index);
  const { found } = await lessonbank.searcher(load).find(text);
  const { cards } = await load('m.js');
  const card = async (page) => (await load(`d/${Math.floor(page / cards)}.js`))[page % cards];
  const read = await Promise.all(found.map(({ page }) => card(page)));
  const shown = read.map(({ title, seconds }, at) => [seconds, title, found[at].moments]);
  return shown.filter(([seconds]) => seconds !== null).map(([, ...both]) => both);
}"""
TYPE = """(text) => {
  const field = document.querySelector('lb-search input[type=search]');
  field.value = text;
  field.dispatchEvent(new Event('input', { bubbles: true }));
}"""
STATUS = "(words) => document.querySelector('lb-search [role=status]').textContent === words"
MOMENTS = "() => [...document.querySelectorAll('.lb-moments li')].map((each) => each.textContent)"
MARKS = "() => [...document.querySelectorAll('.lb-moments mark')].map((each) => each.textContent)"
PRESS = "(selector) => document.querySelector(selector).click()"

FOUND = {
    "third": [["Third", []]],
    "light changes": [["Third", [12]]],
    "halves": [["First", [8]], ["Second", [7]], ["Fourth", [6]]],
    "HALV": [["First", [8]], ["Second", [7]], ["Fourth", [6]]],
    "halvs notice": [["First", [7]], ["Fourth", [5]]],
    "jo harper": [["First", []], ["Second", []], ["Fourth", []], ["Third", []]],
    "zebra": [],
}
"""What clips each query finds, best first, and in which places of them."""


TABS = """() => Object.fromEntries(
  [...document.querySelectorAll('.lb-kinds li:not([hidden]) a')].map((link) => {
    return [link.dataset.show, Number(link.querySelector('.lb-count').textContent)];
  })
)"""
ON_SHOW = "() => document.querySelector('.lb-kinds [aria-current]').dataset.show"
LISTED = """() => [...document.querySelectorAll('.lb-result')].map((result) => [
  result.querySelector('.lb-result__kind').textContent, result.querySelector('h2').textContent,
])"""
GIVE = """(given) => {
  const { searcher } = document.querySelector('lb-search');
  const find = searcher.find;
  searcher.find = async (text) => {
    const answer = { ...(await find.call(searcher, text)), ...given };
    answer.found.forEach((entry, at) => { entry.fit = given.fits?.[at] ?? entry.fit; });
    return answer;
  };
}"""
"""Changes what the engine answers, so that the page meets everything it may."""
PHONE, LAPTOP = (360, 740), (1366, 650)


@pytest.fixture
def find(browser: Browser, watching: Place) -> Browser:
    browser.open(watching.url("find.html"))
    settled(browser)
    return browser


def test_words_are_those_of_the_index(find: Browser) -> None:
    read = find.evaluate("(texts) => texts.map(lessonbank.words)", [text for text, _ in TOKENS])
    assert read == [words for _, words in TOKENS]


def test_the_same_words_find_the_same_places(find: Browser, watching: Place) -> None:
    assert {query: find.evaluate(ASK, query) for query in FOUND} == FOUND
    quiet(find, watching)


def test_a_folder_on_a_disk_lets_nothing_be_fetched(find: Browser, watching: Place) -> None:
    """Else a browser let pages do what those of readers may not, and these tests prove nothing."""
    if watching.is_local:
        with pytest.raises(Exception, match="etch"):
            find.evaluate("() => fetch('index.html').then((answer) => answer.text())")


def test_type_filter_press_watch(find: Browser, watching: Place) -> None:
    find.evaluate(TYPE, "light changes")
    find.until("() => document.querySelector('.lb-moments')")
    assert find.evaluate(MOMENTS) == ["00:04 The light changes, nothing else changes. The test"]
    assert find.evaluate(MARKS) == ["light", "changes", "changes"]
    assert find.until(STATUS, "1 result.")
    find.evaluate(PRESS, "#lb-subject-science")
    find.until("() => location.hash === '#q=light+changes&subject=science'")
    find.until("() => document.querySelector('.lb-moments a')")
    settled(find)
    find.evaluate(PRESS, ".lb-moments a")
    arrive(find, "() => location.hash === '#t=4.5' && !!document.querySelector('lb-clip')")
    quiet(find, watching)


def test_choices_of_one_facet_widen_and_those_of_two_narrow(find: Browser) -> None:
    find.evaluate(PRESS, "#lb-subject-science")
    find.until(STATUS, "1 result.")
    find.evaluate(PRESS, "#lb-subject-maths")
    find.until(STATUS, "4 results.")
    find.evaluate(PRESS, "#lb-described-yes")
    find.until(STATUS, "1 result.")
    counts = find.evaluate(
        "() => Object.fromEntries([...document.querySelectorAll('[name=subject]')]"
        ".map((box) => [box.value, box.parentElement.querySelector('.lb-count').textContent]))"
    )
    assert counts == {"maths": "0", "science": "1"}
    find.evaluate(PRESS, "[data-part=chips] button")
    find.until("() => document.querySelectorAll('[data-part=chips] button').length === 2")


def test_an_address_says_what_is_asked(browser: Browser, watching: Place) -> None:
    browser.open(watching.url("find.html#q=light+changes&subject=maths"))
    browser.until(STATUS, "Nothing found.")
    drop = browser.until("() => document.querySelector('.lb-drop')?.textContent")
    assert drop == "Remove the filter Subject: 1 result"
    browser.evaluate(PRESS, ".lb-drop")
    browser.until(STATUS, "1 result.")
    assert browser.evaluate("() => location.hash") == "#q=light+changes"


def test_a_slip_is_put_right_and_said(find: Browser) -> None:
    find.evaluate(TYPE, "varaible")
    assert find.until(STATUS, "Showing results for variable. 2 results.")


def test_what_is_quoted_stands_in_a_row(find: Browser) -> None:
    find.evaluate(TYPE, '"light changes"')
    assert find.until(STATUS, "1 result.")
    find.evaluate(TYPE, '"changes light"')
    assert find.until(STATUS, "Nothing found.")


def test_what_is_written_is_found_under_its_heading(find: Browser, watching: Place) -> None:
    find.evaluate(TYPE, "variable")
    find.until("() => document.querySelector('.lb-moments a')")
    settled(find)
    find.evaluate(PRESS, ".lb-moments a")
    arrive(find, "() => location.href.endsWith('/lessons/fair-tests.html#keywords')")
    quiet(find, watching)


def test_prose_of_the_trusts_own_is_found(find: Browser) -> None:
    find.evaluate(TYPE, "we film what cold call")
    assert find.until("() => document.querySelector('.lb-result h2')?.textContent === 'About'")


def test_every_page_leads_there(browser: Browser, watching: Place) -> None:
    browser.open(watching.url("clips/third.html"))
    browser.until("() => !!customElements.get('lb-seek')")
    browser.evaluate("() => { document.querySelector('#lb-seek').value = 'halves & more'; }")
    browser.evaluate(PRESS, ".lb-seek button")
    arrive(browser, "() => document.querySelector('lb-search input')?.value === 'halves & more'")
    quiet(browser, watching)


TRANSCRIPT = json.loads(
    (Path(__file__).parents[1] / "cases" / "reported" / "transcript-words.json").read_text("utf-8")
)
IN_TRANSCRIPT = """([query, said]) => {
  const words = document.createElement('p');
  words.className = 'lb-turn__words';
  for (const line of said) {
    words.append(Object.assign(document.createElement('a'), { textContent: line }), '\\n  ');
  }
  const box = document.querySelector('.lb-transcript');
  box.replaceChildren(words);
  const find = document.querySelector('lb-find');
  find.find(query);
  const hits = find.hits.map((marks) => marks.map((mark) => mark.textContent));
  const whole = [...box.querySelectorAll('a')].map((line) => line.textContent);
  find.find('');
  return [hits, whole, box.querySelectorAll('mark').length];
}"""


@pytest.mark.paired
def test_a_transcript_is_read_as_the_index_is(browser: Browser, watching: Place) -> None:
    browser.open(watching.url("clips/third.html"))
    browser.until("() => !!document.querySelector('lb-find')?.hits")
    for case in TRANSCRIPT:
        found = browser.evaluate(IN_TRANSCRIPT, [case["query"], case["said"]])
        assert found == [case["marks"], case["said"], 0], case["query"]
    quiet(browser, watching)


LONG = """() => {
  const page = document.querySelector('lb-search');
  const { searcher } = page;
  const find = searcher.find;
  window.looked = 0;
  searcher.find = async (text) => {
    const answer = await find.call(searcher, text);
    return answer.phrases.length ? { ...answer, found: Array(500).fill(answer.found[0]) } : answer;
  };
  searcher.quoting = async (found, phrases, step) => {
    for (let at = 1; at <= found.length; at++) {
      if (!window.fast) await new Promise((resume) => setTimeout(resume, 60));
      window.looked = at;
      if ((await step(at, found)) === false) break;
    }
    return found;
  };
}"""


@pytest.mark.paired
def test_looking_for_a_phrase_tells_how_far_it_is_and_ends_when_something_else_is_typed(
    find: Browser, watching: Place
) -> None:
    find.evaluate(LONG)
    find.evaluate(TYPE, '"light changes"')
    told = find.until(
        "() => !document.querySelector('[data-part=looking]').hidden"
        " && document.querySelector('[data-part=looking] span').textContent"
    )
    assert told.startswith("Searched ")
    assert " of 500 pages" in told
    find.evaluate(TYPE, "variable")
    assert find.until(STATUS, "2 results.")
    assert find.evaluate("() => document.querySelector('[data-part=looking]').hidden")
    assert find.evaluate("() => window.looked") < 500
    find.evaluate("() => { window.fast = true; }")
    find.evaluate(TYPE, '"light changes" ')
    assert find.until(STATUS, "500 results.")
    quiet(find, watching)


def test_a_name_stands_first_and_plays(find: Browser, watching: Place) -> None:
    find.evaluate(TYPE, "cold call")
    find.until("() => !!document.querySelector('.lb-result--name')")
    first = find.evaluate(LISTED)[:2]
    assert sorted(kind for kind, _ in first) == ["Tag · 3 clips", "Technique · 4 clips"]
    assert {title for _, title in first} == {"Cold call"}
    links = "[...document.querySelectorAll('.lb-result--name .lb-jump')]"
    named = f"() => {links}.map((link) => link.getAttribute('aria-label')).sort()"
    assert find.evaluate(named) == ["Play all 3 clips: Cold call", "Play all 4 clips: Cold call"]
    settled(find)
    find.evaluate(PRESS, ".lb-result--name .lb-jump[href*=moments]")
    arrive(find, "() => location.href.endsWith('/moments/cold-call.html#moments')")
    quiet(find, watching)


@pytest.mark.paired
def test_the_clips_of_a_technique_play_as_a_list(find: Browser, watching: Place) -> None:
    find.evaluate(TYPE, "cold call")
    find.until("() => !!document.querySelector('.lb-result--name .lb-jump[href*=list]')")
    settled(find)
    find.evaluate(PRESS, ".lb-result--name .lb-jump[href*=list]")
    arrive(find, "() => location.pathname.endsWith('/mine/list.html')")
    listed = "() => [...document.querySelectorAll('lb-mylist [data-clip]')].length"
    find.until(f"() => ({listed})() === 4")
    quiet(find, watching)


def test_tabs_count_what_they_show_and_back_goes_back(find: Browser, watching: Place) -> None:
    find.evaluate(TYPE, "cold call")
    find.until("() => location.hash === '#q=cold+call'")
    find.until("() => !!document.querySelector('.lb-result--name')")
    settled(find)
    counts = find.evaluate(TABS)
    assert find.evaluate(ON_SHOW) == ""
    for tab in counts:
        press(find, f".lb-kinds [data-show='{tab}']")
        find.until(
            f"() => (new URLSearchParams(location.hash.slice(1)).get('show') ?? '') === '{tab}'"
        )
        assert find.until(STATUS, _told(counts[tab])), tab
        assert find.until(f"() => ({ON_SHOW})() === '{tab}'")
        assert find.evaluate(TABS) == counts
        assert find.evaluate("() => document.activeElement.dataset.show") == tab
    find.evaluate(PRESS, ".lb-kinds [data-show=clips]")
    find.until(STATUS, _told(counts["clips"]))
    find.evaluate(PRESS, "#lb-subject-science")
    find.until(STATUS, "1 result.")
    assert find.evaluate(TABS) == {"": 1, "clips": 1}
    find.evaluate(PRESS, ".lb-kinds [data-show='']")
    find.until(f"() => ({ON_SHOW})() === ''")
    find.evaluate("() => history.back()")
    assert find.until(f"() => ({ON_SHOW})() === 'clips'")
    assert find.evaluate("() => location.hash") == "#q=cold+call&subject=science&show=clips"
    settled(find)
    quiet(find, watching)


def _told(count: int) -> str:
    return "1 result." if count == 1 else f"{count} results."


@pytest.mark.paired
@pytest.mark.parametrize(
    "held",
    ["[data-part=filters] summary", "#lb-subject-maths", "[data-part=chips] button", "h2 a"],
)
def test_the_focus_stays_when_results_come(find: Browser, watching: Place, held: str) -> None:
    find.evaluate(TYPE, "halves")
    settled(find)
    find.evaluate(PRESS, "#lb-subject-maths")
    settled(find)
    find.evaluate("(held) => document.querySelector(`lb-search ${held}`).focus()", held)
    was = find.evaluate("() => { window.was = document.activeElement; return was.localName; }")
    assert was != "body"
    find.evaluate(TYPE, "halves ")
    settled(find)
    assert find.evaluate("() => document.activeElement !== window.was")
    assert find.evaluate("() => document.activeElement.textContent === window.was.textContent")
    quiet(find, watching)


@pytest.mark.paired
def test_on_a_phone_filters_are_a_sheet(find: Browser, watching: Place, axe_source: str) -> None:
    find.resize(*PHONE)
    find.evaluate(TYPE, "halves")
    find.until("() => !!document.querySelector('.lb-moments')")
    settled(find)
    assert find.evaluate("() => document.querySelector('.lb-facet').checkVisibility()") is False
    press(find, "[data-part=fold]")
    assert find.until("() => document.querySelector('dialog[open] .lb-facet').checkVisibility()")
    assert axe_violations(find, axe_source) == {}
    low = "() => [...document.querySelectorAll('dialog :is(button, summary, label)')]"
    low += ".filter((each) => each.checkVisibility() && each.offsetHeight < 44).length"
    assert find.evaluate(low) == 0
    find.evaluate(PRESS, "dialog summary")
    find.evaluate(PRESS, "#lb-subject-maths")
    find.until("() => location.hash === '#q=halves&subject=maths'")
    shown = "(words) => document.querySelector('[data-part=show]').textContent === words"
    assert find.until(shown, "Show 3 results")
    for _ in range(6):
        find.press("Tab")
        assert find.evaluate("() => !!document.activeElement.closest('dialog')")
    press(find, "[data-part=show]", "Escape")
    assert find.until("() => document.activeElement.dataset.part === 'fold'")
    press(find, "[data-part=fold]")
    press(find, "[data-part=show]")
    assert find.until("() => !document.querySelector('dialog[open]')")
    assert find.evaluate("() => document.activeElement.dataset.part") == "fold"
    find.resize(*LAPTOP)
    assert find.until("() => document.querySelector('.lb-facet').checkVisibility()")
    settled(find)
    quiet(find, watching)


@pytest.mark.paired
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_found_leads_on(
    browser: Browser, watching: Place, axe_source: str, scheme: str
) -> None:
    browser.colour_scheme(scheme)  # type: ignore[arg-type]
    browser.resize(320, 740)
    browser.open(watching.url("find.html#q=zebra"))
    browser.until(STATUS, "Nothing found.")
    links = (
        "() => [...document.querySelectorAll('[data-part=nothing] a')].map((a) => a.textContent)"
    )
    browser.until("() => document.querySelector('[data-part=nothing]').checkVisibility()")
    assert browser.evaluate(links)[:2] == ["Cold call", "Jo Harper"]
    assert axe_violations(browser, axe_source) == {}
    assert browser.evaluate("() => document.documentElement.scrollWidth") <= 320
    browser.evaluate(TYPE, "halves")
    browser.until("() => !!document.querySelector('.lb-result')")
    browser.until("() => !document.querySelector('[data-part=nothing]').checkVisibility()")
    settled(browser)
    quiet(browser, watching)


@pytest.mark.paired
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_names_and_tabs_are_for_everybody(
    browser: Browser, watching: Place, axe_source: str, scheme: str
) -> None:
    browser.colour_scheme(scheme)  # type: ignore[arg-type]
    browser.open(watching.url("find.html#q=cold+call"))
    browser.until("() => !!document.querySelector('.lb-moments')")
    settled(browser)
    for width in (320, 1280):
        browser.resize(width, 740)
        assert axe_violations(browser, axe_source) == {}, width
        assert browser.evaluate("() => document.documentElement.scrollWidth") <= width
    quiet(browser, watching)


@pytest.mark.paired
def test_what_has_some_of_the_words_stands_under_a_line(find: Browser, watching: Place) -> None:
    lines = "() => [...document.querySelectorAll('.lb-results > li')].map((each) => each.className)"
    find.evaluate(GIVE, {"fits": ["words", "related", "some", "some"]})
    find.evaluate(TYPE, "harper")
    line, plain = "lb-results__line", "lb-result"
    first = json.dumps([plain, line, plain, line, plain, plain])
    find.until(f"() => JSON.stringify(({lines})().slice(0, 6)) === JSON.stringify({first})")
    said = "document.querySelector('lb-search [role=status]').textContent"
    find.until(f"() => {said}.includes(' more pages may help.')")
    quiet(find, watching)


@pytest.mark.paired
def test_another_word_is_offered_and_not_taken(find: Browser, watching: Place) -> None:
    find.evaluate(GIVE, {"suggested": [["third", "halves"]], "also": ["Third", "thinking time"]})
    find.evaluate(TYPE, "the THIRD, please")
    offered = "() => document.querySelector('[data-part=meant]:not([hidden]) button')?.textContent"
    assert find.until(offered) == "halves"
    also = "() => document.querySelector('[data-part=also]').textContent"
    assert find.evaluate(also) == "Also searched for: thinking time."
    find.evaluate(PRESS, "[data-part=meant] button")
    find.until("() => location.hash === '#q=the+halves%2C+please'")
    assert find.evaluate("() => document.activeElement.id") == "lb-search"
    settled(find)
    quiet(find, watching)


def test_example_searches_stand_where_nothing_is_typed(find: Browser, watching: Place) -> None:
    assert find.evaluate("() => document.querySelector('[data-part=examples]').checkVisibility()")
    find.evaluate(PRESS, "[data-part=examples] a")
    find.until("() => document.querySelector('.lb-result--name h2')?.textContent === 'Cold call'")
    hidden = "() => !document.querySelector('[data-part=examples]').checkVisibility()"
    assert find.evaluate(hidden)
    settled(find)
    quiet(find, watching)
