"""A small bank with everything that is watched: moments, a described film, a list, lessons."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

from papers import pdf
from projects import (
    LOCKED,
    MKDOCS_YML,
    PERMISSION,
    PERSON,
    SCHOOL,
    TAGSET,
    make_film,
    write_project,
)

RECORDING = """
title: Another lesson
media: other.mp4
captions: other.vtt
described: told.mp4
descriptions: told.vtt
month: 2026-04
school: elm
permission: EL-2
credits: [{person: jo-harper}]
"""

TAGS = """
  - id: wait-time
    label: Wait time
    kind: span
    pattern: dots
    definition: The teacher waits before anyone answers.
    looks_like: [Three seconds of silence.]
    not_this: [A pause to find the place.]
    prompts: [How long was it?]
"""

CLIP = """
---
title: Third
code: EL-0003
summary: What you will see in third.
recording: other
from: 00:02
to: 00:14
subject: science
phase: secondary
years: [year-7]
techniques: [cold-call]
statements: [ts-4, ecf-4]
chapters: [{at: 00:02, title: The claim}, {at: 00:06, title: The test}, {at: 00:10, title: The end}]
moments:
  - {at: 00:04, to: 00:05.5, tag: wait-time, note: Nobody speaks.}
  - {at: 00:05, to: 00:07, tag: cold-call}
  - {at: 00:10, to: 00:11.2, tag: wait-time}
watch_for:
  before: [What would you ask?]
  during: [Count the seconds.]
  timed:
    - {at: 00:10, question: What happens now?, pause: true}
    - {at: 00:05, question: Who waits?}
  after: [Who spoke?]
resources: [{title: Slides, file: slides.pdf}]
---
Why we did this.
"""

FOURTH = """
---
title: Fourth
summary: What you will see in fourth.
recording: lesson
from: 00:01
to: 00:09
subject: maths
phase: primary
years: [year-4]
techniques: [cold-call]
moments: [{at: 00:03, to: 00:04.4, tag: wait-time, note: A long look at the board.}]
---
Why we did this too.
"""

WATCH_LIST = """
---
title: Silence
summary: Two clips in which nobody speaks.
audience: the maths team
clips:
  - {clip: third, from: 00:04, to: 00:05.5, question: What is everybody doing?}
  - {clip: fourth, question: Who breaks it?}
agenda: [{minutes: 5, what: Watch}, {minutes: 10, what: Talk}]
---
Come with a question.
"""

LESSON = """
---
title: Fair tests
clip: third
outcome: I can say what makes a test fair.
key_points: [Change one thing., Keep the rest the same.]
keywords: [{keyword: variable, description: something that can change}]
tasks: [Write a test of your own., Swap with somebody.]
resources: [{title: Worksheet, file: slides.pdf}]
---
Take your time.
"""

UNIT = """
title: Testing
subject: science
year: year-7
summary: How scientists find out.
lessons: [fair-tests, more-tests]
"""

WORKSHOP = """
---
title: The pause
summary: An hour about silence.
roles: [teacher, ect]
phases: [primary]
statements: [ts-4, eef-8]
outcomes: [You can wait.]
pre_work: [Time yourself.]
follow_up: [Wait again.]
facilitators: [jo-harper]
techniques: [cold-call]
agenda: [{minutes: 5, what: Watch}, {minutes: 55, what: Rehearse}]
clips: [{clip: third, from: 00:04, to: 00:05.5, question: What is everybody doing?}]
resources: [{title: Slides, file: slides.pdf}]
---
Come with a question.
"""

PROGRAMME = """
---
title: A year of silence
summary: How to say less.
aims: [Everybody thinks.]
leads: [jo-harper]
statements: [eef-1, eef-3, eef-12]
strands: [{id: wait, label: Waiting, summary: Three seconds.}]
sequence: [{workshop: the-pause, term: Autumn, strand: wait}]
evidence: [{title: A report, url: "https://evidence.example/report", says: Silence helps.}]
---
Over three terms. See [the rota](#rota).

## Lunch duty {#lunch-duty}

Everybody takes a turn.

### Rota

Ask on Mondays.

## Bus duty {#bus-duty}

Two wait for the bus.
"""

ELM = f"""{SCHOOL}colour: "#6b2d5c"
dark_colour: "#8a4a7b"
logo: elm.svg
contacts: {{website: "https://elm.example/", email: office@elm.example, shown_to: public}}
"""

LOGO = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>
"""

VERSION = """
---
school: elm
page: programmes/silence.md
remove: [bus-duty]
---
## Lunch duty {#lunch-duty}

Nobody takes a turn.

## Garden {#garden after=lunch-duty}

One adult is in the garden.
"""

COMMUNITY = """
---
title: Quiet teachers
summary: We meet and say little.
focus: Pauses.
leads: [jo-harper]
meets: Once a term
cycle: [Try it., Tell us.]
join: Come.
clips: [third]
---
Bring a clock.
"""

COACHING = """
---
title: Pauses in pairs
summary: Two people and a clock.
roles: [ect, mentor]
leads: [jo-harper]
statements: [ts-8]
techniques: [cold-call]
request: Ask on Mondays.
cycle:
  - {title: Watch, what: Count the seconds., when: On Monday, minutes: 10, form: cycle}
  - {title: Rehearse, what: Say nothing., minutes: 5}
code_of_practice: [It is voluntary., It is never used for appraisal.]
clips: [{clip: third, from: 00:04, to: 00:05.5, question: How long is it?}]
---
Bring a clock.
"""

PROJECT = """
---
title: How long is a pause?
summary: Three seconds are longer than we thought.
state: finished
question: How long do we wait?
method: We counted.
since: 2026-01-12
until: 2026-07-10
people: [jo-harper]
schools: [elm]
techniques: [cold-call]
statements: [pd-2]
ethics:
  consent: All agreed.
  data: Counts until July.
  approved_by: The head
  approved_on: 2026-01-05
findings: [One second.]
next: [Count again.]
clips: [{clip: fourth, question: Who breaks it?}]
resources: [{title: Slides, file: slides.pdf}]
---
We used a clock.
"""

CASE_STUDY = """
---
title: A quiet class
summary: Nobody spoke, and then all did.
school: elm
people: [jo-harper]
problem: Nobody spoke.
done: [We waited.]
changes: [{what: They speak., known_by: A count in two lessons.}]
differently: [Wait sooner.]
techniques: [cold-call]
workshops: [the-pause]
projects: [how-long]
clips: [{clip: third}]
---
It took a term.
"""

PATHWAY = """
---
title: Your first year
summary: What you can count on.
roles: [ect]
stage: new
contact: Tell Jo.
steps:
  - {when: Autumn, workshop: the-pause, hours: 1, note: Bring a question.}
  - {when: Autumn, what: Meet your mentor}
  - {when: First week, what: Safeguarding, hours: 2, statutory: true}
---
It is a long year.
"""

FORM = """
title: One cycle
summary: A sheet for two.
use: coaching
audience: two people
techniques: [cold-call]
sections:
  - title: Choose
    about: No names.
    fields:
      - {id: goal, label: The goal, kind: long-text, lines: 3, hint: What pupils should do.}
      - {id: evidence, label: The moment, kind: moment}
      - {id: step, label: The step}
  - title: Look back
    fields:
      - {id: often, label: How often, kind: choice, options: [Once, Twice]}
      - {id: looked, label: What we looked at, kind: checks, options: [Boards, Books, Faces]}
      - {id: day, label: The day, kind: date}
"""

SESSIONS = {
    "pause-1": 'workshop: the-pause\non: 2026-09-29\nstart: "15:45"\nend: "16:45"\nvenue: elm\n',
    "pause-2": 'workshop: the-pause\non: 2099-01-12\nstart: "15:45"\nend: "16:45"\n'
    "booking: https://book.example/\nbook_by: 2099-01-05\nplaces: 30\ncancelled: false\n",
    "quiet-1": "community: quiet\non: 2099-02-02\ncancelled: true\nnote: Too loud.\n",
    "inset": "title: INSET day\non: 2099-01-04\ninset: true\nplace: In the hall\n",
}

ASKED = """\
about: Waits.
specialisms: [Waiting]
phases: [primary]
serves: [elm]
request: Ask on Mondays.
contact: jo.harper@elmet.example
"""

CAPTIONS = """\
WEBVTT

00:03.000 --> 00:04.800
<v Teacher>What changes here?

00:06.500 --> 00:09.000
<v Pupil>The light changes, nothing else changes.
"""

TOLD = """\
WEBVTT

00:05.000 --> 00:06.000
The teacher points at the lamp.
"""

PAGES = (
    "index.html",
    "find.html",
    "a-z.html",
    "clips/index.html",
    "clips/third.html",
    "embed/third.html",
    "embed/moments/wait-time.html",
    "embed/watchlists/silence.html",
    "moments/index.html",
    "moments/wait-time.html",
    "chapters/index.html",
    "chapters/t.html",
    "watchlists/index.html",
    "watchlists/silence.html",
    "lessons/index.html",
    "lessons/fair-tests.html",
    "lessons/units/testing.html",
    "subjects/science.html",
    "phases/primary.html",
    "schools/index.html",
    "schools/elm.html",
    "schools/elm/programmes/silence.html",
    "handbook/index.html",
    "handbook/coverage.html",
    "handbook/whole.html",
    "calendar/index.html",
    "calendar/2099-01.html",
    "people/index.html",
    "people/jo-harper.html",
    "techniques/index.html",
    "techniques/cold-call.html",
    "programmes/index.html",
    "programmes/silence.html",
    "workshops/index.html",
    "workshops/the-pause.html",
    "communities/index.html",
    "communities/quiet.html",
    "coaching/index.html",
    "coaching/pauses.html",
    "pathways/index.html",
    "pathways/first-year.html",
    "projects/index.html",
    "projects/how-long.html",
    "case-studies/index.html",
    "case-studies/a-quiet-class.html",
    "forms/index.html",
    "forms/cycle.html",
    "frameworks/index.html",
    "frameworks/ittecf.html",
    "workbench.html",
    "about.html",
    "kurs.html",
    "offline.html",
)
"""A page of each kind."""


OFFER = "[lessonbank: {pack_url: 'https://files.elm.example/bank', pack_file: bank.zip}]"
_FACTS = '"id": "0123456789ab", "edition": "public", "built": "2026-11-21", "expires": "2099-01-31"'
LEDGER = f"""{{"packs": [{{{_FACTS}, "label": "", "copies": 1, "permissions": [],
  "recordings": {{}}, "clips": []}}]}}
"""
PACK = f'{{{_FACTS}, "files": {{}}}}'
"""A pack with nothing in it, which the site offers."""

COURSE = "# Kurs\n\n[第3章](#第3章)\n\n" + "\n\n".join(
    f"{heading}\n\n" + "Lorem ipsum dolor sit amet. " * 40
    for heading in (
        "# Глава 1",
        "### 数学",
        "#### 第3章",
        "# Глава 2",
        "## Café",
        "# 🎯",
        "## 数学",
    )
)
"""A long page whose author takes every chapter for a page, in letters that are not Latin."""


def write_watching_project(root: Path) -> Path:
    """Third is 2 to 14 s of one film, fourth 1 to 9 s of another, each with moments of waiting."""
    write_project(root)
    files = {
        "mkdocs.yml": MKDOCS_YML.replace("[lessonbank]", OFFER),
        "packs.json": LEDGER,
        **LOCKED,
        "content/schools/elm.yml": ELM,
        "content/images/elm.svg": LOGO,
        "content/overlays/elm-silence.md": VERSION,
        "content/people/jo-harper.yml": PERSON + ASKED,
        "content/tagsets/core.yml": TAGSET + TAGS.lstrip("\n"),
        "content/permissions/EL-2.yml": PERMISSION,
        "content/recordings/other.yml": RECORDING,
        "content/clips/third.md": CLIP,
        "content/clips/fourth.md": FOURTH,
        "content/watchlists/silence.md": WATCH_LIST,
        "content/lessons/fair-tests.md": LESSON,
        "content/lessons/more-tests.md": LESSON.replace("Fair tests", "More tests"),
        "content/units/testing.yml": UNIT,
        "content/programmes/silence.md": PROGRAMME,
        "content/workshops/the-pause.md": WORKSHOP,
        "content/communities/quiet.md": COMMUNITY,
        "content/coaching/pauses.md": COACHING,
        "content/projects/how-long.md": PROJECT,
        "content/case-studies/a-quiet-class.md": CASE_STUDY,
        "content/pathways/first-year.md": PATHWAY,
        "content/forms/cycle.yml": FORM,
        **{f"content/sessions/{id_}.yml": text for id_, text in SESSIONS.items()},
        "content/resources/slides.pdf": pdf().decode("latin-1"),
        "content/kurs.md": COURSE,
        "media/other.vtt": CAPTIONS,
        "media/told.vtt": TOLD,
    }
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.lstrip("\n"), encoding="utf-8", newline="\n")
    with ZipFile(root / "bank.zip", "w") as zipped:
        zipped.writestr("lesson-bank/pack.json", PACK)
    make_film(root / "media/other.mp4", 15)
    make_film(root / "media/told.mp4", 15, size="640x360")
    return root
