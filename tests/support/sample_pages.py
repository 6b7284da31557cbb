"""Views whose every word is given, and the pages that templates make of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from lessonbank.bank import Address
from lessonbank.captions import Line, Transcript, Turn
from lessonbank.site import SitePage
from lessonbank.site.dates.schedule import Dates, Invited, SessionLine
from lessonbank.site.moved import MovedView
from lessonbank.site.offline import OfferedFile, OfflineCopy
from lessonbank.site.pictures.frames import Still
from lessonbank.site.player.player import Player, Source, Storyboard
from lessonbank.site.player.reel import Stretch
from lessonbank.site.render import Renderer
from lessonbank.site.speech import Transcribed
from lessonbank.site.urls import Link
from lessonbank.site.views import clip as clip_view
from lessonbank.site.views.browse import BrowseView
from lessonbank.site.views.calendar import (
    Choices,
    Day,
    MonthLines,
    MonthView,
    TermLines,
    YearView,
)
from lessonbank.site.views.case_study import CaseStudyView
from lessonbank.site.views.chapters import ChapterIndexView, ChapterLine
from lessonbank.site.views.clip import ChapterView, ClipView, LicenceView, MomentView
from lessonbank.site.views.coaching import CoachingView, CycleLine
from lessonbank.site.views.common import AgendaLine, Card, Download, Fact
from lessonbank.site.views.community import CommunityView
from lessonbank.site.views.coverage import Cell, CoverageView, GapsView, Matrix, Row
from lessonbank.site.views.find import FindView, Tab
from lessonbank.site.views.form import FieldView, FormView
from lessonbank.site.views.framework import FrameworksView, FrameworkView, StatementLine, Use
from lessonbank.site.views.handbook import HandbookView
from lessonbank.site.views.home import HomeView, Today
from lessonbank.site.views.hours import HoursCell, HoursRow, HoursTable
from lessonbank.site.views.lesson import LessonLine, LessonsView, LessonView, UnitView
from lessonbank.site.views.offer import OffersView
from lessonbank.site.views.offline import OfflineView
from lessonbank.site.views.onward import Onward
from lessonbank.site.views.pathway import PathwayLine, PathwayView
from lessonbank.site.views.person import DirectoryView, Expert, PersonView
from lessonbank.site.views.place import PlaceView
from lessonbank.site.views.programme import Balance, ProgrammeView, StepLine
from lessonbank.site.views.project import ProjectView
from lessonbank.site.views.school import SchoolSign, SchoolsView, SchoolView, VersionView
from lessonbank.site.views.tag import MomentsView, TagLine, TagView
from lessonbank.site.views.technique import TechniquesView, TechniqueView
from lessonbank.site.views.watchlist import WatchListsView, WatchListView
from lessonbank.site.views.workshop import WorkshopView

Say = Callable[[], str]
"""Gives the next word of a view."""
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
ZIP = "https://files.elm.example/bank/bank.zip"
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
        url="moments/cold-call.html",
        definition=say(),
        start=72.0,
        end=82.5,
        clock="01:15",
        note=say(),
        colour="#1b6ca8",
        pattern="stripes",
        still=still("moment"),
        lane=1,
    )


def clip_tag(say: Say) -> clip_view.TagLine:
    return clip_view.TagLine(
        tag="cold-call",
        label=say(),
        url="moments/cold-call.html",
        colour="#1b6ca8",
        pattern="stripes",
        count=1,
        seconds=10.5,
        share=11.0,
    )


def clip(say: Say) -> ClipView:
    technique = Link(say(), "techniques/cold-call.html")
    return ClipView(
        id="bar-models",
        code=say(),
        title=say(),
        summary=say(),
        duration="01:35",
        player=player(say),
        chapters=(
            ChapterView(say(), 0.0, 40.0, "00:00", still("one")),
            ChapterView("Show me", 40.0, 95.5, "00:40", still("two")),
        ),
        moments=(moment(say),),
        tags=(clip_tag(say),),
        pre_roll=5.0,
        transcripts=(Transcribed("en-GB", "English", transcript(say)),),
        facts=(Fact(say(), (technique, Link(say()))),),
        context=say(),
        watch_before=(say(),),
        watch_during=(say(),),
        watch_after=(say(),),
        questions=(
            clip_view.QuestionView(12.5, "00:12", say(), pause=False),
            clip_view.QuestionView(30.0, "00:30", say(), pause=True),
        ),
        downloads=(Download(say(), "resources/bars.pdf", "PDF"),),
        credits=(Fact("Teacher", (Link(say()),)),),
        licence=LicenceView(say(), Link("All rights reserved"), Link(say(), LICENCE)),
        onwards=(
            Onward(technique, Link(say(), "clips/next.html#t=1,2")),
            Onward(Link(say(), "watchlists/last.html"), None),
        ),
        related=(card(say),),
        uses=uses(say),
    )


def card(say: Say) -> Card:
    return Card(
        id="bar-models",
        code=say(),
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
    standards = (Link(say(), "frameworks/teachers-standards.html#ts-1"),)
    groups = ((say(), (card(say),)),)
    return TechniqueView(say(), say(), say(), *points, standards, groups, uses(say))


def home(say: Say) -> HomeView:
    return HomeView(
        school=sign(say),
        find_url="find.html",
        examples=(Link(say(), "find.html#q=cold+call"),),
        today=Today(player(say), card(say), 2),
        newest=(card(say),),
        clips=14,
        technique_count=8,
        browse_url="clips/index.html",
        techniques_url="techniques/index.html",
        phases=(Link(say(), "phases/primary.html"),),
        subjects=(Link(say(), "subjects/maths.html"),),
        techniques=(Link(say(), "techniques/cold-call.html"),),
        next=(session(say, "one"), session(say, "two")),
        shown=1,
        choices=choices(say),
        calendar_url="calendar/index.html",
        offline="1.4 GB",
        offline_url="offline.html",
    )


def offline(say: Say) -> OfflineView:
    files = (OfferedFile(say(), ZIP, "1.1 GB"), OfferedFile(say(), ZIP, "0.3 GB"))
    copy = OfflineCopy("public", files, date(2026, 11, 21), date(2027, 1, 31), "1.4 GB")
    return OfflineView(say(), say(), copy, "21 November 2026", "31 January 2027")


def find(say: Say) -> FindView:
    return FindView(
        language="en-GB",
        clips=14,
        browse_url="clips/index.html",
        alphabet_url="alphabet.html",
        tabs=(Tab("clips", say(), ("clip",)),),
        examples=(Link(say(), "find.html#q=cold+call"),),
        techniques=(Link(say(), "techniques/cold-call.html"),),
        colleagues=(expert(say),),
        colleagues_url="people/index.html",
        suggest=Link(say(), "mailto:office@elm.example"),
    )


def choices(say: Say) -> Choices:
    return Choices((("elm", say()),), (("ect", say()),), (("year", say()),))


def year(say: Say) -> YearView:
    lines = ((session(say, "one"), "calendar/2026-09.html#session-one"),)
    month = MonthLines(Link(f"{say()} 2026", "calendar/2026-09.html"), "2026-09", lines)
    hours = HoursCell("elm", "30", "12.5", 2)
    return YearView(
        title=say(),
        count=1,
        others=(Link(say(), "calendar/2025-2026.html"),),
        terms=(TermLines(say(), say(), (month,)), TermLines("", "", ())),
        choices=choices(say),
        hours=HoursTable((say(),), (HoursRow("ect", say(), (hours,)),)),
        feed="calendars/all.ics",
        calendars="handbook/index.html#calendars",
    )


def month(say: Say) -> MonthView:
    held = (session(say, "one"),)
    return MonthView(
        title=say(),
        columns=5,
        weekdays=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday"),
        days=(Day("2026-09-01", 1, say(), 2, ()), Day("2026-09-02", 2, say(), 3, held)),
        lines=held,
        choices=choices(say),
        before=Link(say(), "calendar/2026-08.html"),
        after=Link(say(), "calendar/2026-10.html"),
    )


def techniques(say: Say) -> TechniquesView:
    return TechniquesView(((Link(say(), "techniques/cold-call.html"), say(), 1),))


def stretch(say: Say) -> Stretch:
    return Stretch(
        title=say(),
        note=say(),
        clip_title=say(),
        url="clips/bar-models.html#t=72,82.5",
        sources=player(say).sources,
        start=72.0,
        end=82.5,
        clock="01:12",
        code=say(),
        still=still("moment"),
        captions="data:text/vtt;base64,V0VCVlRU",
        language="en-GB",
        name="",
        translations=(),
        subject="maths",
        subject_label=say(),
        phase="primary",
        phase_label=say(),
        school=say(),
    )


def tag(say: Say) -> TagView:
    points = [(say(), "And this") for _ in range(3)]
    phases = (("primary", say()), ("secondary", say()))
    return TagView(
        say(), say(), *points, "#1b6ca8", "dots", (card(say),), (stretch(say),), phases, phases
    )


def moments(say: Say) -> MomentsView:
    link = Link(say(), "moments/cold-call.html")
    return MomentsView(((say(), (TagLine(link, say(), "#1b6ca8", "grid", 3),)),), 3)


def chapters(say: Say) -> ChapterIndexView:
    line = ChapterLine(say(), "clips/bar-models.html#t=40", say(), say(), "00:40", still("one"))
    parts = ((Link(say(), "chapters/b.html"), 1),)
    return ChapterIndexView(say(), "chapters/index.html", parts, parts, (line,), 1)


def framework(say: Say) -> FrameworkView:
    new = Link(say(), "frameworks/ittecf.html#ittecf-1")
    use = Use(say(), Link(say(), "clips/bar-models.html"), say())
    lines = (StatementLine("ecf-1", say(), say(), (new,), (use,)),)
    lines += (StatementLine("ecf-2", say(), say(), (), ()),)
    after = Link(say(), "frameworks/ittecf.html")
    dates = ("1 September 2021", "31 August 2027", False)
    named = (say(), say(), say(), say())
    return FrameworkView(*named, LICENCE, *dates, after, ((say(), lines),))


def frameworks(say: Say) -> FrameworksView:
    return FrameworksView(((Link(say(), "frameworks/ecf.html"), framework(say)),))


def place(say: Say) -> PlaceView:
    fact = Fact(say(), (Link(say()),))
    return PlaceView(say(), ((say(), (card(say),)),), 1, (fact,))


def sign(say: Say) -> SchoolSign:
    return SchoolSign(say(), "schools/elm.html", "assets/logos/elm.svg", "#14463a", "#8fd0b5")


def school(say: Say) -> SchoolView:
    fact = Fact(say(), (Link(say()),))
    return SchoolView(
        sign=sign(say),
        lead=say(),
        facts=(fact,),
        contacts=(fact,),
        elsewhere=say(),
        people=((Link(say()), say()),),
        dates=Dates(next=(session(say, "one"),)),
        calendar=Link(say(), "calendar/index.html#school=elm"),
        groups=((say(), (card(say),)),),
        versions=((Link(say(), "schools/elm/handbook/index.html"), say()),),
        uses=uses(say),
    )


def version(say: Say) -> VersionView:
    return VersionView(sign(say), say(), Link(say(), "handbook/index.html"))


def watchlist(say: Say) -> WatchListView:
    agenda = (AgendaLine(0, 10, say()),)
    return WatchListView(say(), say(), say(), 10, agenda, (stretch(say),), 1)


def watchlists(say: Say) -> WatchListsView:
    return WatchListsView(((Link(say(), "watchlists/maths.html"), say(), 2),))


def session(say: Say, id_: str) -> SessionLine:
    return SessionLine(
        id=id_,
        calendar="calendars/sessions/one.ics",
        title=Link(f"{say()}!", "workshops/bars.html"),
        starts="2026-09-29T15:45:00+01:00",
        over="2026-09-29T16:45:00+01:00",
        short=say(),
        day=say(),
        hours=say(),
        invited=Invited(("elm",), ("teacher", "ect"), ()),
        chips=(say(),),
        where=(Link(say(), "schools/elm.html"), Link(say())),
        leads=(Link(say()),),
        details=(say(),),
        booking=Link(say(), LICENCE),
        notes=(say(),),
        cancelled=True,
    )


def dates(say: Say) -> Dates:
    return Dates((session(say, "one"),), (session(say, "two"),), "calendars/workshop-a.ics")


def community(say: Say) -> CommunityView:
    return CommunityView(
        title=say(),
        summary=say(),
        facts=(Fact(say(), (Link(say()),)),),
        focus=say(),
        cycle=(say(),),
        join=say(),
        dates=dates(say),
        cards=(card(say),),
        frameworks=(Link(say(), "frameworks/teachers-standards.html#ts-4"),),
        uses=uses(say),
    )


def expert(say: Say) -> Expert:
    return Expert(Link(say(), "people/jo.html"), say(), say(), say(), (say(),))


def person(say: Say) -> PersonView:
    fact = Fact(say(), (Link(say(), "workshops/bars.html"), Link(say())))
    contact = Link(say(), "mailto:jo@trust.example")
    groups = ((say(), (card(say),)),)
    return PersonView(say(), say(), (fact,), say(), contact, say(), (fact,), dates(say), groups)


def people(say: Say) -> DirectoryView:
    terms = ((say(), (Link(say(), "people/jo.html"),)),)
    return DirectoryView((expert(say),), ((say(), terms),))


def handbook(say: Say) -> HandbookView:
    offers = ((Link(say(), "programmes/a.html"), say()),)
    return HandbookView(
        ways=((Link(say(), "workshops/index.html"), 9),),
        next=(session(say, "one"),),
        calendar_url="calendar/index.html",
        programmes=offers,
        communities=offers,
        pathways=offers,
        coaching=offers,
        research=offers,
        experts=(expert(say),),
        calendars=(Link(say(), "calendars/all.ics"),),
        missing=((Link(say(), "handbook/coverage.html#gap-captions"), 3),),
        coverage=Link(say(), "handbook/coverage.html"),
    )


def matrix(say: Say, id_: str) -> Matrix:
    row = Row(Link(say(), "frameworks/ecf.html#ecf-1"), (Cell(0, "find.html#kind=clip"),) * 2)
    bare = Row(Link(say()), (Cell(1, "find.html#kind=clip"),) * 2)
    return Matrix(id_, say(), (say(), say()), ((say(), (row,)), ("", (bare,))))


def coverage(say: Say) -> CoverageView:
    lines = ((Link(say(), "clips/bar-models.html"), say()), (Link(say()), ""))
    return CoverageView(
        gaps=(
            GapsView("gap-captions", say(), say(), 4, lines),
            GapsView("gap-dates", say(), "", 2, ()),
        ),
        frameworks=(matrix(say, "framework-ecf"),),
        techniques=matrix(say, "techniques"),
        subjects=(matrix(say, "technique-cold-call"),),
        schools=matrix(say, "schools"),
        downloads=(Download(say(), "handbook/gaps.csv", "CSV"),),
    )


def workshop(say: Say) -> WorkshopView:
    return WorkshopView(
        title=say(),
        summary=say(),
        facts=(Fact(say(), (Link(say()),)),),
        outcomes=(say(),),
        pre_work=(say(),),
        agenda=(AgendaLine(0, 10, say()),),
        minutes=10,
        reel=(stretch(say),),
        lost=2,
        follow_up=(say(),),
        downloads=(Download(say(), "resources/bars.pdf", "PDF"),),
        frameworks=(Link(say(), "frameworks/teachers-standards.html#ts-4"),),
        dates=dates(say),
        uses=uses(say),
    )


def programme(say: Say) -> ProgrammeView:
    step = StepLine(Link(say(), "workshops/bars.html"), say(), say(), say())
    of = Link(say(), "frameworks/eef-mechanisms.html")
    used = (Link(say(), "frameworks/eef-mechanisms.html#eef-1"),)
    return ProgrammeView(
        title=say(),
        summary=say(),
        facts=(Fact(say(), (Link(say()),)),),
        aims=(say(),),
        strands=((say(), say()), (say(), None)),
        terms=((say(), (step,)),),
        evidence=((Link(say(), LICENCE), say()), (Link(say()), None)),
        balances=(Balance(of, ((say(), used), (say(), ()))),),
        frameworks=(Link(say(), "frameworks/teachers-standards.html#ts-4"),),
        dates=dates(say),
        uses=uses(say),
    )


def uses(say: Say) -> tuple[Fact, ...]:
    return (Fact(say(), (Link(say(), "workshops/bars.html"),)),)


def project(say: Say) -> ProjectView:
    return ProjectView(
        title=say(),
        summary=say(),
        state=say(),
        facts=(Fact(say(), (Link(say()),)),),
        question=say(),
        method=say(),
        ethics=((say(), say()),),
        findings=(say(),),
        next=(say(),),
        reel=(stretch(say),),
        lost=1,
        downloads=(Download(say(), "resources/bars.pdf", "PDF"),),
        frameworks=(Link(say(), "frameworks/teachers-standards.html#ts-4"),),
        uses=uses(say),
    )


def coaching(say: Say) -> CoachingView:
    form_link = Link(say(), "forms/cycle.html")
    return CoachingView(
        title=say(),
        summary=say(),
        facts=(Fact(say(), (Link(say()),)),),
        cycle=(CycleLine(say(), say(), (say(),), form_link), CycleLine(say(), say(), (), None)),
        code_of_practice=(say(),),
        request=say(),
        forms=((form_link, say()),),
        reel=(stretch(say),),
        lost=2,
        frameworks=(Link(say(), "frameworks/teachers-standards.html#ts-4"),),
        uses=uses(say),
    )


def case_study(say: Say) -> CaseStudyView:
    return CaseStudyView(
        title=say(),
        summary=say(),
        facts=(Fact(say(), (Link(say()),)),),
        problem=say(),
        done=(say(),),
        changes=((say(), say()),),
        differently=(say(),),
        grew=(Fact(say(), (Link(say(), "workshops/bars.html"),)),),
        reel=(stretch(say),),
        lost=1,
        downloads=(Download(say(), "resources/bars.pdf", "PDF"),),
        frameworks=(Link(say(), "frameworks/teachers-standards.html#ts-4"),),
        uses=uses(say),
    )


def pathway(say: Say) -> PathwayView:
    lines = (
        PathwayLine(Link(say(), "workshops/bars.html"), say(), say(), (say(),)),
        PathwayLine(Link(say()), "", None, ()),
    )
    return PathwayView(
        title=say(),
        summary=say(),
        facts=(Fact(say(), (Link(say()),)),),
        terms=((say(), lines),),
        statutory=((say(), lines),),
        contact=say(),
        frameworks=(Link(say(), "frameworks/teachers-standards.html#ts-4"),),
        uses=uses(say),
    )


def form(say: Say) -> FormView:
    kinds = ("text", "long-text", "choice", "checks", "date", "moment")
    fields = tuple(
        FieldView(f"q-{kind}", f"q-{kind}", say(), kind, say(), (say(),), 4) for kind in kinds
    )
    bare = tuple(
        FieldView(f"r-{kind}", f"r-{kind}", say(), kind, None, (say(),), 4) for kind in kinds
    )
    return FormView(
        id="cycle",
        title=say(),
        summary=say(),
        owner=say(),
        chips=(say(),),
        sections=((say(), say(), fields), (say(), None, bare)),
        known=(say(), say()),
        uses=uses(say),
    )


def offers(say: Say) -> OffersView:
    return OffersView(say(), say(), ((Link(say(), "workshops/bars.html"), say(), (say(),)),))


def lesson(say: Say) -> LessonView:
    return LessonView(
        title=say(),
        outcome=say(),
        duration="01:35",
        player=player(say),
        key_points=(say(), "And this"),
        keywords=((say(), say()),),
        tasks=(say(),),
        downloads=(Download(say(), "resources/bars.pdf", "PDF"),),
        transcripts=(Transcribed("en-GB", "English", transcript(say)),),
        unit=Link(say(), "lessons/units/bars.html"),
        previous=Link(say(), "lessons/one.html"),
        next=Link(say(), "lessons/three.html"),
    )


def lesson_line(say: Say) -> LessonLine:
    return LessonLine(Link(say(), "lessons/two.html"), say(), "01:35", still("bar"))


def unit(say: Say) -> UnitView:
    return UnitView(say(), say(), say(), say(), (lesson_line(say),))


def lessons(say: Say) -> LessonsView:
    units = ((Link(say(), "lessons/units/bars.html"), say(), say(), 2),)
    return LessonsView(units, (lesson_line(say),))


def page(template: str, view: object, path: str, body: str = "") -> str:
    return RENDERER.page(SitePage(path, "A page", "A page.", f"{template}.html", view), body)


def browse(say: Say) -> BrowseView:
    return BrowseView(((say(), (card(say),)), ("Science", (card(say),))), 2)


def embed(say: Say, address: str = "clip:bar-models#t=80,95") -> str:
    url = "clips/bar-models.html"
    return RENDERER.embed(player(say), url, Address.parse(address), say(), "../")


PAGES: dict[str, Callable[[Say], str]] = {
    "browse": lambda say: page("browse", browse(say), "clips/index.html"),
    "case-study": lambda say: page(
        "case-study", case_study(say), "case-studies/bars.html", "<p>.</p>"
    ),
    "calendar": lambda say: page("calendar", year(say), "calendar/index.html", "<p>Hi.</p>"),
    "chapters": lambda say: page("chapters", chapters(say), "chapters/b.html"),
    "clip": lambda say: page("clip", clip(say), "clips/bar-models.html", "<p>Note the pause.</p>"),
    "coaching": lambda say: page("coaching", coaching(say), "coaching/a.html", "<p>.</p>"),
    "community": lambda say: page("community", community(say), "communities/a.html", "<p>.</p>"),
    "coverage": lambda say: page("coverage", coverage(say), "handbook/coverage.html"),
    "embed": embed,
    "form": lambda say: page("form", form(say), "forms/cycle.html"),
    "framework": lambda say: page("framework", framework(say), "frameworks/ecf.html"),
    "frameworks": lambda say: page("frameworks", frameworks(say), "frameworks/index.html"),
    "handbook": lambda say: page("handbook", handbook(say), "handbook/index.html", "<p>Hi.</p>"),
    "home": lambda say: page("home", home(say), "index.html", PROSE),
    "lesson": lambda say: page("lesson", lesson(say), "lessons/two.html", "<p>Well done.</p>"),
    "lessons": lambda say: page("lessons", lessons(say), "lessons/index.html"),
    "month": lambda say: page("month", month(say), "calendar/2026-09.html"),
    "moments": lambda say: page("moments", moments(say), "moments/index.html"),
    "moved": lambda say: page("moved", MovedView(say(), "bar-models.html"), "clips/bars.html"),
    "offers": lambda say: page("offers", offers(say), "workshops/index.html", "<p>All.</p>"),
    "offline": lambda say: page("offline", offline(say), "offline.html"),
    "pathway": lambda say: page("pathway", pathway(say), "pathways/ect.html", "<p>Hi.</p>"),
    "people": lambda say: page("people", people(say), "people/index.html"),
    "person": lambda say: page("person", person(say), "people/jo.html"),
    "place": lambda say: page("place", place(say), "schools/elm.html"),
    "programme": lambda say: page("programme", programme(say), "programmes/a.html", "<p>Do.</p>"),
    "project": lambda say: page("project", project(say), "projects/a.html", "<p>.</p>"),
    "school": lambda say: page("school", school(say), "schools/elm.html"),
    "schools": lambda say: page(
        "schools", SchoolsView(((sign(say), say(), say()),)), "schools/index.html"
    ),
    "version": lambda say: page("version", version(say), "schools/elm/about.html", "<p>Hi.</p>"),
    "find": lambda say: page("find", find(say), "find.html"),
    "tag": lambda say: page("tag", tag(say), "moments/cold-call.html"),
    "technique": lambda say: page(
        "technique", technique(say), "techniques/cold-call.html", "<p>!</p>"
    ),
    "techniques": lambda say: page("techniques", techniques(say), "techniques/index.html"),
    "unit": lambda say: page("unit", unit(say), "lessons/units/bars.html"),
    "watchlist": lambda say: page("watchlist", watchlist(say), "watchlists/maths.html", "<p>?</p>"),
    "watchlists": lambda say: page("watchlists", watchlists(say), "watchlists/index.html"),
    "workshop": lambda say: page("workshop", workshop(say), "workshops/bars.html", "<p>Come.</p>"),
}


def rendered(template: str, say: Say = bar_models) -> str:
    """The page a template makes where each word of its view is the next that `say` gives."""
    return PAGES[template](say)
