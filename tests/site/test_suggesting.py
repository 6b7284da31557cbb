"""Links to suggest and to mend are a mail or a form, whatever a page is called."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from hypothesis import given
from hypothesis import strategies as st

from lessonbank.bank import Scope, Trust, seen_by
from lessonbank.content.read import STAND_IN
from lessonbank.site.suggesting import address_for, report_mistake, suggest_clip

FORM = "https://host.example/o/r/issues/new?title={title}&body={body}"
TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1)


def trust(**fields: str) -> Trust:
    return STAND_IN.model_copy(update=fields)


@given(TEXT, TEXT)
def test_title_and_body_arrive_as_they_were(title: str, body: str) -> None:
    form = urlsplit(address_for(FORM, title, body))
    assert (form.scheme, form.netloc, form.path) == ("https", "host.example", "/o/r/issues/new")
    assert parse_qs(form.query, keep_blank_values=True) == {"title": [title], "body": [body]}


@given(TEXT)
def test_a_mail_has_one_address_one_subject_and_one_body(title: str) -> None:
    mail = urlsplit(address_for("ideas@trust.example", title, "One\nTwo"))
    assert (mail.scheme, mail.path) == ("mailto", "ideas@trust.example")
    assert parse_qs(mail.query) == {"subject": [title], "body": ["One\r\nTwo"]}


def test_without_an_address_there_is_no_link() -> None:
    assert suggest_clip(trust()) is None
    assert report_mistake(trust(), "Page", "page.html") is None


def test_staff_suggest_unless_others_are_named() -> None:
    staff = trust(suggestions="ideas@trust.example")
    everybody = trust(suggestions="ideas@trust.example", suggestions_for="public")
    assert suggest_clip(seen_by(staff, Scope.TRUST))
    assert suggest_clip(seen_by(staff, Scope.PUBLIC)) is None
    assert suggest_clip(seen_by(everybody, Scope.PUBLIC))


def test_a_long_title_makes_no_long_address() -> None:
    link = report_mistake(trust(suggestions=FORM), "word " * 10_000, "clips/a.html")
    assert link
    assert link.url
    assert len(link.url) < 1_000
