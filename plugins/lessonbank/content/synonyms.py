"""Everyday words that people write for fields and vocabulary terms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

_TABLE = """
alternative        | aliases
author             | credits, leads, person
authors            | credits, leads
begin              | from, start, starts
begins             | from, start, starts, granted_on
booked             | booking
booking link       | booking
booking url        | booking
by                 | by_role, person, name
caption            | captions
category           | subject, tag
chapter            | chapters
class              | years
clip               | clips, clip
community          | community, communities
contributor        | credits
contributors       | credits
credit             | credits
date               | on, month, granted_on
dates              | on
day                | on
description        | summary, about, definition, note
directed time      | directed
duration           | to, end, hours, minutes
email              | contact
end                | to, end, ends, until, ends_on, expires_on
end date           | until, ends_on, expires_on, ends
end time           | end, to
ends               | to, end, ends, until, ends_on, expires_on
event              | title
expiry             | expires_on, ends_on
expires            | expires_on, ends_on
expiry date        | expires_on, ends_on
facilitator        | facilitators
file               | media, file
filename           | media, file
film               | media
finish             | to, end, ends, until
framework          | statements, framework
headline           | title
heading            | title
intro              | summary, about
introduction       | summary, about
key stage          | years
label              | label, title, name
lead               | leads, facilitators
leader             | leads, facilitators
lesson             | lessons, recording
licence            | licence
license            | licence
link               | link, url
location           | place, venue
marker             | moments
markers            | moments
meeting            | link
moment             | moments
name               | name, title, label
notes              | note, about, context
note               | note, about, context
objectives         | outcomes, aims
outcome            | outcomes
owner              | controller, holder, leads
participants       | roles, audience
permission ref     | permission
pupils             | pupils_visible, audience
question           | question, questions
recording          | recording
reference          | permission, id
resource           | resources
role               | roles, role
room               | place
school             | school, schools, venue, serves
schools            | schools, serves, school
second             | at
series             | programme
session            | sessions
since              | since, granted_on, starts, from
source             | media, recording, file
speaker            | facilitators, credits
start              | from, start, starts, at, on
start date         | on, starts, granted_on, since
start time         | start, from, at
starts             | from, start, starts, granted_on
status             | state
step               | steps, sequence
steps              | sequence, steps, cycle
stop               | to, end
subject            | subject, subjects
subjects           | subjects, subject
subtitle           | captions, summary
subtitles          | captions
tag                | tag, tags
tags               | tags, techniques, moments
teacher            | credits, person, facilitators
teachers           | credits, facilitators
technique          | techniques
text               | note, about, body
time               | start, at, from
timecode           | at, from
timestamp          | at, from
topic              | subject, subjects, focus
trainer            | facilitators
trainers           | facilitators
until              | to, until, end, ends, expires_on, ends_on
url                | link, url, booking
valid from         | granted_on
valid until        | expires_on, ends_on
venue              | venue, place
video              | media, recording, clip
videos             | clips
website            | url, link
when               | on, at, meets
where              | venue, place
who                | audience, roles, credits
why                | why, reason, context
workshop           | workshop, sequence
workshops          | workshop, sequence
year               | years
year group         | years
year groups        | years
"""
"""A word and the fields that it may mean, likeliest first."""


_TERMS = """
subject | mathematics, math, numeracy, arithmetic        | maths
subject | art and design, art & design, visual art       | art
subject | business studies                               | business
subject | combined sciences, double science              | combined-science
subject | ict, it, computer science, computers           | computing
subject | cooking, food, food technology, nutrition      | cooking-nutrition
subject | dt, d&t, design, design technology             | design-technology
subject | english language, english lang                 | english
subject | english lit, literature                        | english-literature
subject | pe, p.e., sport, sports, games                 | physical-education
subject | re, r.e., rs, religious studies                | religious-education
subject | pshe, rshe, rse, phse, pshce                   | rshe-pshe
subject | early reading                                  | phonics
subject | chinese                                        | mandarin
subject | tutor, form time, assembly, assemblies         | tutor-time
subject | all, all subjects, any, cross-curricular       | whole-school
phase   | early years, eyfs, nursery, reception          | foundation
phase   | primary school, ks1, ks2, infant, junior       | primary
phase   | secondary school, ks3, ks4, high school        | secondary
phase   | sixth form, sixth-form, ks5, college, fe       | post-16
phase   | all, any, whole school                         | all-phases
year    | r, yr, foundation                              | reception
year    | n                                              | nursery
role    | ects, nqt, nqts, rqt, early career teacher     | ect
role    | ta, tas, lsa, hlta, teaching assistants        | teaching-assistant
role    | trainees, itt, pgce, student teacher           | trainee
role    | slt, headteacher, heads, principal, deputy     | senior-leader
role    | head of department, hod, subject leader, tlr   | middle-leader
role    | everyone, everybody, all, staff                | all-staff
"""
"""A kind of term, everyday words, and the id that they mean."""


_YEAR = ("y", "yr ", "yr", "year", "")
"""Words before the number of a year: `Y5`, `Yr 5`, `5`."""


def _read(table: str) -> Mapping[str, tuple[str, ...]]:
    rows = (line.split("|") for line in table.strip().splitlines())
    return {
        word.strip(): tuple(field.strip() for field in fields.split(",")) for word, fields in rows
    }


_FIELDS = _read(_TABLE)


def fields(word: str) -> tuple[str, ...]:
    """Return the fields that an everyday word may mean, likeliest first."""
    return _FIELDS.get(" ".join(word.casefold().replace("_", " ").replace("-", " ").split()), ())


def terms() -> Iterator[tuple[str, str, str]]:
    """Yield kind, everyday word and id of each vocabulary term with everyday words."""
    for line in _TERMS.strip().splitlines():
        kind, words, id_ = (cell.strip() for cell in line.split("|"))
        yield from ((kind, word.strip(), id_) for word in words.split(","))
    for year in range(1, 14):
        yield from (("year", f"{word}{year}", f"year-{year}") for word in _YEAR)
