"""Views whose every word is given, and the pages that templates make of them."""

from __future__ import annotations

from collections.abc import Callable

from lessonbank.bank import Address
from lessonbank.captions import Line, Transcript, Turn
from lessonbank.site import Renderer, SitePage
from lessonbank.site.moved import MovedView
from lessonbank.site.player import Player, Source, Still, Storyboard
from lessonbank.site.views.browse import BrowseView
from lessonbank.site.views.clip import ChapterView, ClipView, LicenceView, MomentView
from lessonbank.site.views.common import Card, Fact, Link
from lessonbank.site.views.home import HomeView
from lessonbank.site.views.technique import TechniquesView, TechniqueView

Say = Callable[[], str]
"""Gives the next word of a view."""
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
PROSE = "<h1>Close up</h1><p>What we do.</p><h2>Who we are</h2><p>Three schools.</p>"
RENDERER = Renderer()


def bar_models() -> str:
    return "Bar models"


def still(name: str) -> Still:
    return Still(f"media/{name}.webp", 640, 360)


def player(say: Say) -> Player:
    return Player(
        title=say(),
        duration=95.5,
        width=1280,
        height=720,
        sources=(
            Source("media/bar.mp4", "video/mp4", 720, 4_200_000),
            Source("media/bar-low.mp4", "video/mp4", 480, 1_900_000),
        ),
        poster=still("bar"),
        captions="data:text/vtt;base64,V0VCVlRU",
        chapters="data:text/vtt;base64,V0VCVlRUCg==",
        language="en-GB",
        storyboard=Storyboard("media/bar-board.webp", 1.0, 160, 90, 10, 95),
    )


def transcript(say: Say) -> Transcript:
    first = (Line(0.0, 2.5, say()), Line(2.5, None, "Shall we begin?"))
    return Transcript((Turn(say(), 0.0, first), Turn(None, None, (Line(None, None, say()),))))


def moment(say: Say) -> MomentView:
    return MomentView(
        tag="cold-call",
        label=say(),
        definition=say(),
        start=72.0,
        end=82.5,
        clock="01:15",
        note=say(),
        colour="#1b6ca8",
        pattern="stripes",
        still=still("moment"),
    )


def clip(say: Say) -> ClipView:
    technique = Link(say(), "techniques/cold-call.html")
    return ClipView(
        id="bar-models",
        title=say(),
        summary=say(),
        duration="01:35",
        player=player(say),
        chapters=(
            ChapterView(say(), 0.0, 40.0, "00:00", still("one")),
            ChapterView("Show me", 40.0, 95.5, "00:40", still("two")),
        ),
        moments=(moment(say),),
        transcript=transcript(say),
        facts=(Fact(say(), (technique, Link(say()))),),
        context=say(),
        watch_before=(say(),),
        watch_during=(say(),),
        watch_after=(say(),),
        credits=(Fact("Teacher", (Link(say()),)),),
        licence=LicenceView(say(), Link("All rights reserved"), Link(say(), LICENCE)),
    )


def card(say: Say) -> Card:
    return Card(
        title=say(),
        url="clips/bar-models.html",
        summary=say(),
        duration="01:35",
        subject=say(),
        phase=say(),
        years=say(),
        school=say(),
        poster=still("bar"),
    )


def technique(say: Say) -> TechniqueView:
    points = [(say(), "And this") for _ in range(3)]
    return TechniqueView(say(), say(), say(), *points, (card(say),))


def home(say: Say) -> HomeView:
    return HomeView(say(), (card(say),), 14, 8, 3, "clips/index.html", "techniques/index.html")


def techniques(say: Say) -> TechniquesView:
    return TechniquesView(((Link(say(), "techniques/cold-call.html"), say(), 1),))


def page(template: str, view: object, path: str, body: str = "") -> str:
    return RENDERER.page(SitePage(path, "A page", "A page.", f"{template}.html", view), body)


def browse(say: Say) -> BrowseView:
    return BrowseView(((say(), (card(say),)), ("Science", (card(say),))), 2)


def embed(say: Say, address: str = "clip:bar-models#t=80,95") -> str:
    url = "clips/bar-models.html"
    return RENDERER.embed(player(say), url, Address.parse(address), say(), "../")


PAGES: dict[str, Callable[[Say], str]] = {
    "browse": lambda say: page("browse", browse(say), "clips/index.html"),
    "clip": lambda say: page("clip", clip(say), "clips/bar-models.html", "<p>Note the pause.</p>"),
    "embed": embed,
    "home": lambda say: page("home", home(say), "index.html", PROSE),
    "moved": lambda say: page("moved", MovedView(say(), "bar-models.html"), "clips/bars.html"),
    "technique": lambda say: page(
        "technique", technique(say), "techniques/cold-call.html", "<p>!</p>"
    ),
    "techniques": lambda say: page("techniques", techniques(say), "techniques/index.html"),
}


def rendered(template: str, say: Say = bar_models) -> str:
    """The page a template makes where each word of its view is the next that `say` gives."""
    return PAGES[template](say)
