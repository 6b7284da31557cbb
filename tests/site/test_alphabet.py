"""The A to Z page sorts titles as a dictionary does."""

from __future__ import annotations

from dataclasses import replace

from lessonbank.site.page import SitePage
from lessonbank.site.views import alphabet
from lessonbank.site.views.alphabet import AlphabetView

INDEX = SitePage("clips/index.html", "Clips", "", "browse.html", None, parent="index.html")
TITLES = (
    "Über alles",
    "“Quoted” first",
    "apple",
    "Apple",
    "Ŵy",
    "3 for 2",
    "Élan",
    "Zebra",
    "...",
    "Ελλάς",
)


def view(*pages: SitePage) -> AlphabetView:
    found = alphabet.page([INDEX, *pages]).view
    assert isinstance(found, AlphabetView)
    return found


def page(title: str, number: int = 0) -> SitePage:
    return SitePage(f"clips/{number}.html", title, "", "x.html", None, parent=INDEX.path)


def test_titles_are_listed_under_their_letters() -> None:
    found = view(*(page(title, number) for number, title in enumerate(TITLES)))
    assert [(letter, [entry.title for entry in of]) for letter, of in found.groups] == [
        ("0 to 9", ["...", "3 for 2"]),
        ("A", ["apple", "Apple"]),
        ("E", ["Élan"]),
        ("Q", ["“Quoted” first"]),
        ("U", ["Über alles"]),
        ("W", ["Ŵy"]),
        ("Z", ["Zebra"]),
        ("Ε", ["Ελλάς"]),  # noqa: RUF001 - Greek
    ]
    assert found.count == len(TITLES)


def test_unlisted_pages_and_indexes_are_left_out() -> None:
    hidden = replace(page("Hidden", 1), listed=False)
    part = page("Clips: A", 2)
    home = SitePage("index.html", "Home", "", "home.html", None)
    assert view(home, hidden, part, page("Shown", 3)).count == 2
