"""Every template makes a valid, safe and accessible page."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from urllib.parse import urljoin

import pytest

from fragment import Fragment
from lessonbank.site import SitePage
from lessonbank.site.render import Renderer
from lessonbank.site.views.browse import BrowseView
from sample_pages import (
    LICENCE,
    PAGES,
    ZIP,
    bar_models,
    card,
    clip,
    embed,
    home,
    page,
    player,
    rendered,
    watchlist,
)

WHOLE = [name for name in PAGES if name != "embed"]
"""Templates that make a page. An embed is part of a page."""
HERE = {
    "home": "index.html",
    "unit": "lessons/units/page.html",
    "version": "schools/elm/about.html",
}
"""The path of a template's page, if it is not one folder down."""
PAYLOADS = (
    "<script>alert(1)</script>",
    '" autofocus onfocus=alert(1) x="',
    "' onmouseover='alert(1)",
    "</a></h1></figcaption><img src=x onerror=alert(1)>",
    "javascript:alert(1)",
    "{{ view.__class__ }}{% raw %}",
    "&lt;svg/onload=alert(1)&gt;",
    "--><svg onload=alert(1)>",
)


@pytest.mark.parametrize("template", PAGES)
def test_elements_are_closed_in_order(template: str):
    assert Fragment.of(rendered(template)).unclosed == []


@pytest.mark.parametrize("template", PAGES)
@pytest.mark.parametrize("payload", PAYLOADS)
def test_text_adds_no_element_or_attribute(template: str, payload: str):
    hostile = Fragment.of(rendered(template, lambda: payload))
    assert hostile.shape == Fragment.of(rendered(template)).shape
    assert payload in "".join(hostile.words), "and are shown as they were written"


def test_real_payloads_add_no_element_or_attribute(shared_data: Path):
    """Put each payload into one field of one page."""
    listed = (shared_data / "hostile" / "xss-payload-list.txt").read_text(encoding="utf-8")
    left = listed.splitlines()
    shapes = {name: Fragment.of(rendered(name)).shape for name in PAGES}
    while left:
        for name, shape in shapes.items():
            used = left[-60:]
            assert (
                Fragment.of(rendered(name, lambda: left.pop() if left else "!")).shape == shape
            ), used


@pytest.mark.parametrize("template", PAGES)
def test_addresses_stay_inside_the_site(template: str):
    site = "http://host/sub/path/"
    for tag, address in Fragment.of(rendered(template)).addresses():
        if address.startswith("data:"):
            assert tag == "track"
        elif tag == "a" and (address in {LICENCE, ZIP} or address.startswith("mailto:")):
            continue
        else:
            assert not re.match(r"[a-z][a-z0-9+.-]*:|/", address), address
            here = HERE.get(template, "clips/page.html")
            assert urljoin(site + here, address).startswith(site)


@pytest.mark.parametrize("template", WHOLE)
def test_headings_have_one_h1_and_skip_no_level(template: str):
    levels = [
        int(tag[1])
        for tag, _ in Fragment.of(rendered(template)).elements
        if tag[0] == "h" and tag[1:].isdigit()
    ]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("template", PAGES)
def test_ids_are_unique_and_pictures_have_a_size(template: str):
    fragment = Fragment.of(rendered(template))
    ids = [attrs["id"] for _, attrs in fragment.elements if "id" in attrs]
    assert len(ids) == len(set(ids))
    for attrs in fragment.all("img"):
        assert attrs["alt"] == ""
        if attrs.get("class") != "lb-school__logo":  # The style sheet sizes these.
            assert (attrs["width"], attrs["height"]) == ("640", "360")


@pytest.mark.parametrize("template", WHOLE)
def test_the_skip_link_has_a_target(template: str):
    assert [
        attrs
        for _, attrs in Fragment.of(rendered(template)).elements
        if attrs.get("id") == "lb-title"
    ]


def test_a_film_is_a_native_video_with_inline_tracks():
    fragment = Fragment.of(rendered("clip"))
    (video,) = fragment.all("video")
    assert {"controls", "playsinline"} <= video.keys()
    assert video["preload"] == "metadata"
    assert video["poster"] == "../media/bar.webp"
    assert (video["width"], video["height"]) == ("1280", "720")
    captions, chapters = fragment.all("track")
    assert captions["kind"] == "captions"
    assert captions["srclang"] == "en-GB"
    assert "default" in captions
    assert captions["src"] == "data:text/vtt;base64,V0VCVlRU"
    assert chapters["kind"] == "chapters"
    assert "default" not in chapters


def test_small_screens_are_offered_the_small_rendition_first():
    small, best = Fragment.of(rendered("clip")).all("source")
    assert small["src"] == "../media/bar-low.mp4"
    assert small["media"] == "(max-width: 40em)"
    assert best["src"] == "../media/bar.mp4"
    assert "media" not in best


def test_times_link_into_the_film_without_script():
    all_links = Fragment.of(rendered("clip")).all("a")
    links = [attrs for attrs in all_links if "../media/bar.mp4#t=" in attrs.get("href", "")]
    assert [(link["href"], link.get("data-until")) for link in links] == [
        ("../media/bar.mp4#t=0", None),  # The next line follows at once.
        ("../media/bar.mp4#t=2.5", "2.5"),
        ("../media/bar.mp4#t=72,82.5", "82.5"),
        ("../media/bar.mp4#t=0", "40"),
        ("../media/bar.mp4#t=40", "95.5"),
        ("../media/bar.mp4#t=72,82.5", "82.5"),
    ]


def test_the_page_has_the_whole_transcript_in_the_language_of_the_film():
    html = rendered("clip", lambda: "Eyes on the board")
    fragment = Fragment.of(html)
    assert [attrs["lang"] for attrs in fragment.classed("lb-transcript")] == ["en-GB"]
    assert "Eyes on the board Shall we begin?" in fragment.text
    said = re.findall('<p class="lb-turn__words">(.*?)</p>', html, re.DOTALL)
    assert sum(turn.count("<a ") for turn in said) == 2, "a line without a time is no link"


@pytest.mark.parametrize(("language", "way"), [("ar", "rtl"), ("ur-PK", "rtl"), ("cy", None)])
def test_a_transcript_has_the_direction_of_its_language(language: str, way: str | None):
    whole = clip(bar_models)
    (own,) = whole.transcripts
    said = replace(whole, transcripts=(replace(own, language=language),))
    page = SitePage("clips/bar.html", "Bar", "", "clip.html", said)
    (attrs,) = Fragment.of(Renderer().page(page, "")).classed("lb-transcript")
    assert (attrs["lang"], attrs.get("dir")) == (language, way)


def test_content_and_interface_in_different_languages_are_marked():
    page = SitePage("clips/bar.html", "Bar", "", "clip.html", clip(bar_models))
    html = Renderer("gd").page(page, "<p>Madainn mhath</p>")
    fragment = Fragment.of(html)
    assert html.startswith('<div lang="en" dir="ltr">')
    assert {attrs["lang"] for attrs in fragment.all("h1")} == {"gd"}
    assert '<div lang="gd">\n<p>Madainn mhath</p>\n</div>' in html
    for spoken in ("en-GB", "cy", "cy-GB"):
        assert " lang=" not in Renderer(spoken).page(page, "").replace('lang="en-GB"', "")


def test_a_clip_without_chapters_has_a_film_and_its_facts():
    bare = replace(
        clip(bar_models),
        player=replace(player(bar_models), captions=None, chapters=None),
        chapters=(),
        moments=(),
        tags=(),
        transcripts=(),
        context=None,
        watch_before=(),
        watch_during=(),
        watch_after=(),
        questions=(),
        onwards=(),
        downloads=(),
        credits=(),
        related=(),
        uses=(),
    )
    fragment = Fragment.of(page("clip", bare, "clips/bar-models.html"))
    assert fragment.all("video")
    assert not fragment.all("track")
    assert [attrs["id"] for attrs in fragment.all("section") if "id" in attrs] == ["notes"]
    headings = re.findall(r"<h2[^>]*>([^<]+)", page("clip", bare, "clips/bar-models.html"))
    assert headings == ["Notes", "About this clip", "Credits and licence"]


def test_tags_differ_by_colour_and_by_pattern():
    fragment = Fragment.of(rendered("clip"))
    assert fragment.classed("lb-swatch--stripes")
    assert [attrs["style"] for attrs in fragment.classed("lb-moment")] == ["--lb-tag: #1b6ca8"]
    (mark,) = fragment.classed("lb-mark")
    assert "lb-swatch--stripes" in mark["class"]


def test_an_embed_of_a_part_starts_and_ends_there():
    fragment = Fragment.of(embed(lambda: "See the pause"))
    assert {attrs["src"] for attrs in fragment.all("source")} == {
        "../media/bar.mp4#t=80,95",
        "../media/bar-low.mp4#t=80,95",
    }
    assert "poster" not in fragment.all("video")[0], "the frame it starts with is shown"
    assert fragment.all("a", href="../clips/bar-models.html#t=80,95")
    assert "See the pause 01:20 to 01:35" in fragment.text


@pytest.mark.parametrize(
    ("address", "time"), [("clip:bar-models", "01:35"), ("clip:bar-models#t=80", "from 01:20")]
)
def test_an_embed_names_what_it_plays(address: str, time: str):
    fragment = Fragment.of(embed(lambda: "See it", address))
    assert f"See it {time}" in fragment.text
    assert ("poster" in fragment.all("video")[0]) == ("#" not in address)


def test_home_starts_with_the_text_above_the_first_h2():
    html = rendered("home")
    places = [html.index(part) for part in ("What we do.", "New clips", "Three schools.")]
    assert places == sorted(places)
    assert Fragment.of(html).all("a", href="clips/index.html")


def test_home_without_a_heading_gets_one():
    html = page("home", home(bar_models), "index.html", "<p>Welcome.</p>")
    assert "<h1>Lesson bank</h1>" in html


def test_card_under_its_subject_does_not_repeat_it():
    groups = (("Geography", (replace(card(bar_models), subject="Geography"),)),)
    html = page("browse", BrowseView(groups, 1), "clips/index.html")
    assert html.count("Geography") == 1
    assert "1 clip, by subject." in html


def test_one_licence_for_film_and_words_is_named_once():
    view = clip(bar_models)
    licence = replace(view.licence, video=view.licence.text)
    html = page("clip", replace(view, licence=licence), "clips/bar-models.html")
    assert html.count(LICENCE) == 1
    assert "Film and text:" in html


def test_timeline_marks_are_at_their_moments():
    fragment = Fragment.of(rendered("clip"))
    (item,) = [attrs for attrs in fragment.all("li") if "--lane" in attrs.get("style", "")]
    assert item["style"] == "--lb-tag: #1b6ca8; --from: 75.393; --for: 10.995; --lane: 1"
    assert fragment.classed("lb-mark")[0]["aria-label"] == "01:15 Bar models"
    assert "--lanes: 2" in fragment.all("lb-timeline")[0]["style"]


def test_the_storyboard_is_linked_and_not_loaded():
    fragment = Fragment.of(rendered("clip"))
    (preview,) = fragment.classed("lb-preview")
    assert preview["data-sprite"] == "../media/bar-board.webp"
    assert not fragment.all("img", src="../media/bar-board.webp")


def test_figures_match_the_timeline():
    assert "Bar models 1 10 about 10 %" in Fragment.of(rendered("clip")).text


def test_pages_for_pupils_have_nothing_for_staff():
    fragment = Fragment.of(rendered("lesson"))
    for element in ("lb-timeline", "lb-filter", "lb-controls"):
        assert not fragment.all(element)
    assert not [attrs for _, attrs in fragment.elements if "data-tag" in attrs]


def test_parts_of_a_reel_are_links_to_their_clips():
    fragment = Fragment.of(rendered("tag"))
    assert fragment.all("a", href="../clips/bar-models.html#t=72,82.5")
    (part,) = fragment.classed("lb-stretch")
    assert (part["data-start"], part["data-end"]) == ("72", "82.5")
    assert part["data-src"] == "../media/bar.mp4"


def test_the_sheet_of_a_watch_list_has_its_questions_and_codes():
    html = page("watchlist", watchlist(lambda: "What changed?"), "watchlists/maths.html")
    sheet = html[html.index('class="lb-sheet"') :]
    assert sheet.count("What changed?") == 3, "title, code, question"
