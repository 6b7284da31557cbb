"""Documents that read like lessons: words as frequent as in speech, of the same seed the same.

A tenth of what is said is phrases of the classroom. The rest are words of which the hundredth is
a hundred times as rare as the first; half of them are the clip's own topic. Words beyond the
commonest are made of syllables, with endings, so that there are stems and near misses.
"""

from __future__ import annotations

import numpy as np
from banks import CONTENT_WORDS, SMALL_WORDS
from numpy.typing import NDArray

from lessonbank.search import Choice, Document, Passage

CUES = 156
CUE_WORDS = 10
_PHRASES = [
    phrase.split()
    for phrase in (
        "how do you know;say that again;what do you think;tell me why;can you see it;turn to your "
        "partner;track the speaker;show me on your boards;what is the same and what is different;"
        "in a full sentence please;who can build on that;are you sure about that"
    ).split(";")
]
_SYLLABLES = [a + b for a in "b ch d f g k l m n p r s t v w br st tr".split() for b in "aeiou"]
_ENDINGS = ["", "s", "ing", "ed", "er", "ly"]
_WORDS = 140_000
_TOPIC = 150


def vocabulary() -> NDArray[np.str_]:
    """Words by how common they are."""
    known = [*SMALL_WORDS, *CONTENT_WORDS]
    made: dict[str, None] = dict.fromkeys(known)
    random_ = np.random.default_rng(0)
    while len(made) < _WORDS:
        stem = "".join(random_.choice(_SYLLABLES, int(random_.integers(2, 5))))
        made.update(dict.fromkeys(stem + ending for ending in _ENDINGS))
    return np.array(list(made)[:_WORDS])


def documents(clips: int, seed: int = 1) -> list[Document]:
    """`clips` clips of 156 cues, in the order of their subjects."""
    words = vocabulary()
    share = 1 / (np.arange(len(words)) + 2.7) ** 1.07
    random_ = np.random.default_rng(seed)
    subjects = np.sort(random_.integers(0, 14, clips)).tolist()
    return [
        _clip(random_, number, subject, words, np.cumsum(share / share.sum()))
        for number, subject in enumerate(subjects)
    ]


def _clip(
    random_: np.random.Generator,
    number: int,
    subject: int,
    words: NDArray[np.str_],
    ranks: NDArray[np.float64],
) -> Document:
    topic = np.searchsorted(ranks, 0.35 + 0.6 * random_.random(_TOPIC))
    said = _said(random_, words, ranks, topic)

    def name(length: int) -> str:
        return " ".join(words[random_.choice(topic, length)])

    def choice(facet: str, most: int) -> Choice:
        rank = int(random_.pareto(1.2) * 2) % most
        return Choice(f"{facet}-{rank}", f"{facet} {rank}", rank)

    marks = (Passage(name(3), float(at), "chapter") for at in range(0, 600, 150))
    return Document(
        url=f"clips/clip-{number:05}.html",
        title=name(4),
        note=name(12),
        labels=name(5),
        people="Jo Harper",
        text=name(50),
        passages=(*marks, *(Passage(text, at * 4.0) for at, text in enumerate(said))),
        choices={
            "kind": (Choice("clip", "Clips"),),
            "subject": (Choice(f"subject-{subject}", f"Subject {subject}"),),
            "phase": (choice("phase", 6),),
            "year": tuple(choice("year", 13) for _ in range(2)),
            "technique": tuple(choice("technique", 60) for _ in range(2)),
            "tag": tuple(choice("tag", 90) for _ in range(4)),
            "school": (choice("school", 60),),
        },
        seconds=CUES * 4.0,
        picture=f"media/{random_.bytes(8).hex()}.webp",
    )


def _said(
    random_: np.random.Generator,
    words: NDArray[np.str_],
    ranks: NDArray[np.float64],
    topic: NDArray[np.int64],
) -> list[str]:
    """The cues of a clip."""
    count = CUES * CUE_WORDS
    drawn = np.searchsorted(ranks, random_.random(count))
    of_topic = (drawn > len(SMALL_WORDS)) & (random_.random(count) < 0.6)
    drawn = np.where(of_topic, random_.choice(topic, count), drawn)
    spoken = words[np.minimum(drawn, len(words) - 1)].reshape(CUES, CUE_WORDS).tolist()
    for cue in np.flatnonzero(random_.random(CUES) < 0.25).tolist():
        phrase = _PHRASES[int(random_.integers(len(_PHRASES)))]
        spoken[cue][: len(phrase)] = phrase
    return [" ".join(cue) for cue in spoken]
