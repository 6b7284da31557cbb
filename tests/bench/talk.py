"""Documents that read like lessons: words as frequent as in speech, of the same seed the same.

Two cues in five are talk of the classroom, with words of the subject in it. The rest are words of
which the hundredth is a hundred times as rare as the first; half of them are the clip's own topic.
Words beyond the commonest are made of syllables, with endings, so that there are stems and near
misses. A few words are said in one clip only, as names and what was misheard are.
`MEANT` says what a bank of 10,000 clips of real text was like; `bench_search.py` prints the same
of this one.
"""

from __future__ import annotations

import numpy as np
from banks import CONTENT_WORDS, SMALL_WORDS
from numpy.typing import NDArray

from lessonbank.search import Choice, Document, Passage

MEANT = "15.6 M words, 133 k distinct, 47 k in one clip only, 523 distinct a clip"
CUES = 156
CUE_WORDS = (5, 15)
_PHRASES = [
    phrase.split()
    for phrase in (
        "how do you know;say that again;what do you think;tell me why;can you see it;turn to your "
        "partner;track the speaker;show me on your boards;what is the same and what is different;"
        "in a full sentence please;who can build on that;are you sure about that;so what is a *;"
        "can you find the * in this one;tell your partner about the *;write down * and *;"
        "why is that a *;give me another word for *;where have we seen * before;look at the * here;"
        "is it a * or a *;let us check the * again;hands down while I read;well done everyone"
    ).split(";")
]
_SYLLABLES = [a + b for a in "b ch d f g k l m n p r s t v w br st tr".split() for b in "aeiou"]
_ENDINGS = ["", "s", "ing", "ed", "er", "ly"]
_SHARED, _OWN = 93_000, 4
"""How many words any clip may say, and how many only it does."""
_TOPIC = 235
_SUBJECT = 60


def vocabulary(clips: int) -> NDArray[np.str_]:
    """Words by how common they are, then those of one clip only."""
    made: dict[str, None] = dict.fromkeys([*SMALL_WORDS, *CONTENT_WORDS])
    random_ = np.random.default_rng(0)
    while len(made) < _SHARED + _OWN * clips:
        stem = "".join(random_.choice(_SYLLABLES, int(random_.integers(2, 5))))
        made.update(dict.fromkeys(stem + ending for ending in _ENDINGS))
    return np.array(list(made)[: _SHARED + _OWN * clips])


def documents(clips: int, seed: int = 1) -> list[Document]:
    """`clips` clips of 156 cues, in the order of their subjects."""
    words = vocabulary(clips)
    share = 1 / (np.arange(_SHARED) + 2.7) ** 1.1
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
    said = _said(random_, words, ranks, topic, subject)
    own = words[_SHARED + _OWN * number :][:_OWN].tolist()
    for word, cue in zip(own, random_.integers(0, CUES, _OWN).tolist(), strict=True):
        said[cue] = f"{said[cue]} {word}"

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
        text=name(15),
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
    subject: int,
) -> list[str]:
    """The cues of a clip."""
    sizes = random_.integers(*CUE_WORDS, CUES)
    count = int(sizes.sum())
    drawn = np.searchsorted(ranks, random_.random(count))
    of_topic = (drawn > len(SMALL_WORDS)) & (random_.random(count) < 0.6)
    drawn = np.where(of_topic, random_.choice(topic, count), drawn)
    spoken = words[np.minimum(drawn, _SHARED - 1)]
    cues = [part.tolist() for part in np.split(spoken, np.cumsum(sizes)[:-1])]
    own = words[400 + subject * _SUBJECT :][:_SUBJECT]
    for cue in np.flatnonzero(random_.random(CUES) < 0.38).tolist():
        phrase = _PHRASES[int(random_.integers(len(_PHRASES)))]
        filled = [random_.choice(own) if word == "*" else word for word in phrase]
        cues[cue][: len(phrase)] = filled
    return [" ".join(cue) for cue in cues]
