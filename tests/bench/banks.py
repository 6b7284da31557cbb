"""Banks of any size, the same for the same seed: clips with chapters, moments and transcripts."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date

from lessonbank.bank import (
    ITEM_TYPES,
    VOCABULARIES,
    Bank,
    Clip,
    Item,
    Permission,
    Person,
    Recording,
    School,
    TagSet,
    Technique,
    Trust,
)
from lessonbank.bank import format_timecode as clock
from lessonbank.captions import Cue, Span, Text

CLIPS_PER_RECORDING = 5
CLIP_SECONDS = 240
CUE_SECONDS = 4
TODAY = date(2026, 11, 21)

CONTENT_WORDS = (
    "fraction ratio equal part whole number line model sum product factor multiple angle triangle "
    "energy force particle atom cell nucleus reaction acid base circuit current voltage planet "
    "source evidence empire trade revolt treaty castle river erosion climate settlement map verb "
    "noun clause adjective paragraph metaphor stanza narrator sound blend phoneme grapheme loop "
    "variable function condition output rhythm melody tone sketch texture shade serve pass jump "
    "question answer reason because explain compare describe predict estimate check improve"
).split()
SMALL_WORDS = (
    "the a of to and in that it is was for on are as with at be this have from or by what all were "
    "we when your can said there use each which she do how their if will up other about out many "
    "then them these so some her would make like him into time has look two more write go see now"
).split()


@dataclass(frozen=True)
class Sample:
    """A bank and each clip's cues, in the clip's own clock."""

    bank: Bank
    cues: dict[str, tuple[Cue, ...]]


def sentence(random_: random.Random, words: int) -> str:
    chosen = [
        random_.choice(CONTENT_WORDS if random_.random() < 0.4 else SMALL_WORDS)
        for _ in range(words)
    ]
    return " ".join(chosen).capitalize() + random_.choice(".. ?!").strip()


def sample(clips: int, seed: int = 1, seconds: int = CLIP_SECONDS) -> Sample:
    """A bank of `clips` clips in as few recordings as they need."""
    random_ = random.Random(seed)
    made = [_clip(random_, number, seconds) for number in range(clips)]
    recordings = [_recording(random_, n) for n in range(-(-clips // CLIPS_PER_RECORDING))]
    fixed: list[Item] = [*_schools(), _person(), _tagset(random_), *_techniques(random_)]
    items = [*fixed, _permission(), *recordings, *made]
    bank = Bank(
        trust=_trust(),
        items={
            kind.kind: {item.id: item for item in items if type(item) is kind}
            for kind in ITEM_TYPES
        },
        vocabularies=VOCABULARIES,
    )
    return Sample(bank, {clip.id: _cues(random_, seconds) for clip in made})


def _cues(random_: random.Random, seconds: int) -> tuple[Cue, ...]:
    starts = range(0, seconds, CUE_SECONDS)
    speaker = {True: "Teacher", False: "Pupil"}
    return tuple(
        Cue(
            float(start),
            start + CUE_SECONDS - 0.2,
            (Span("v", (Text(sentence(random_, 10)),), speaker[random_.random() < 0.8]),),
        )
        for start in starts
    )


def _clip(random_: random.Random, number: int, seconds: int) -> Clip:
    begin = number % CLIPS_PER_RECORDING * seconds
    subjects = [term.id for term in VOCABULARIES["subject"].terms]
    times = sorted(random_.sample(range(begin + 5, begin + seconds - 20), 9))
    return Clip.model_validate(
        {
            "id": f"clip-{number:05}",
            "title": sentence(random_, 5)[:-1],
            "summary": sentence(random_, 14),
            "recording": f"recording-{number // CLIPS_PER_RECORDING:05}",
            "from": clock(begin),
            "to": clock(begin + seconds),
            "subject": random_.choice(subjects),
            "phase": random_.choice(["foundation", "primary", "secondary", "post-16"]),
            "years": [f"year-{random_.randint(1, 13)}"],
            "techniques": random_.sample([f"technique-{n}" for n in range(8)], 2),
            "chapters": [{"at": clock(begin), "title": sentence(random_, 4)}]
            + [{"at": clock(at), "title": sentence(random_, 4)} for at in times[:3]],
            "moments": [
                {"at": clock(at), "tag": f"tag-{random_.randint(0, 11)}", "note": words}
                for at, words in ((at, sentence(random_, 8)) for at in times[3:])
            ],
            "context": sentence(random_, 40),
            "watch_for": {"before": [sentence(random_, 12)], "after": [sentence(random_, 12)]},
            "body": "\n\n".join(sentence(random_, 60) for _ in range(2)),
        }
    )


def _recording(random_: random.Random, number: int) -> Recording:
    return Recording.model_validate(
        {
            "id": f"recording-{number:05}",
            "title": sentence(random_, 5),
            "media": f"recording-{number:05}.mp4",
            "month": f"2026-{random_.randint(1, 12):02}",
            "school": f"school-{random_.randint(0, 2)}",
            "permission": "P-1",
            "credits": [{"person": "jo-harper"}],
        }
    )


def _trust() -> Trust:
    return Trust.model_validate(
        {
            "id": "elmet",
            "name": "Elmet Trust",
            "controller": "Elmet Trust Ltd",
            "contacts": {"dpo": "dpo@elmet.example", "concerns": "concerns@elmet.example"},
            "licence": {"video": "all-rights-reserved", "text": "CC-BY-4.0", "holder": "Elmet"},
        }
    )


def _schools() -> list[School]:
    return [
        School(id=f"school-{n}", name=f"School {n}", urn=f"99900{n}", phase="primary")
        for n in range(3)
    ]


def _person() -> Person:
    return Person(id="jo-harper", name="Jo Harper", role="Teacher", credit="name")


def _tagset(random_: random.Random) -> TagSet:
    tags = [
        {
            "id": f"tag-{n}",
            "label": sentence(random_, 2)[:-1],
            "definition": sentence(random_, 12),
            "looks_like": [sentence(random_, 8)],
            "not_this": [sentence(random_, 8)],
        }
        for n in range(12)
    ]
    return TagSet.model_validate({"id": "core", "title": "Core", "version": "1", "tags": tags})


def _techniques(random_: random.Random) -> list[Technique]:
    return [
        Technique(
            id=f"technique-{n}",
            title=sentence(random_, 3)[:-1],
            summary=sentence(random_, 10),
            why=sentence(random_, 20),
            looks_like=(sentence(random_, 8), sentence(random_, 8)),
            not_this=(sentence(random_, 8),),
            body=sentence(random_, 60),
        )
        for n in range(8)
    ]


def _permission() -> Permission:
    return Permission.model_validate(
        {
            "id": "P-1",
            "basis": {"pupils": "none_identifiable", "staff": "agreement"},
            "pupils_visible": "none",
            "pupils_audible": "none",
            "do_not_film_check": {"done": True},
            "scope_max": "public",
            "state": "granted",
            "granted_on": "2026-03-04",
            "expires_on": "2028-03-04",
            "approvals": [
                {"role": "teacher", "on": "2026-03-03"},
                {"role": "headteacher", "on": "2026-03-04"},
            ],
        }
    )
