"""Known items: three words of one moment, and whether a search brings that moment back.

A query is three different content words of one random cue, in the order in which they are said.
Words of the grammar and those of the classroom's phrases, each said in most clips, are left out:
whoever looks for a moment they know does not ask for those. A slip is one letter of one word of
five or more changed, left out, put in, or swapped with the next.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from string import ascii_lowercase

from banks import SMALL_WORDS
from talk import _PHRASES

from lessonbank.search import FIELDS, Document

WORDS = 3
SLIPPING = 5
WITHIN = 2
"""How many cues beside the right one are near enough."""
TOP = 10
_COMMON = frozenset(SMALL_WORDS).union(*_PHRASES)


@dataclass(frozen=True)
class Item:
    """What is asked, and the page and the place in it that are meant."""

    query: str
    page: int
    place: int


@dataclass(frozen=True)
class Found:
    """The best pages, each with the places shown of it; None where no places are known."""

    pages: Sequence[int]
    places: Sequence[Sequence[int]] | None


@dataclass(frozen=True)
class Recall:
    """Shares of items: first, among the ten shown, and of those with the right moment shown."""

    first: float
    shown: float
    moment: float | None


def items(documents: Sequence[Document], count: int, seed: int = 7) -> list[Item]:
    """`count` queries of so many random cues."""
    random_ = random.Random(seed)
    found: list[Item] = []
    while len(found) < count:
        page = random_.randrange(len(documents))
        place = random_.randrange(documents[page].marks, len(documents[page].passages))
        words = sorted(set(documents[page].passages[place].text.split()) - _COMMON)
        content = [word for word in words if len(word) > 2]
        if len(content) >= WORDS:
            query = " ".join(random_.sample(content, WORDS))
            found.append(Item(query, page, len(FIELDS) + place))
    return found


def slipped(items_: Sequence[Item], seed: int = 8) -> list[Item]:
    """The same with one slip each; those with no word long enough are left out."""
    return list(_slipped(items_, random.Random(seed)))


def _slipped(items_: Sequence[Item], random_: random.Random) -> Iterator[Item]:
    for item in items_:
        words = item.query.split()
        long = [place for place, word in enumerate(words) if len(word) >= SLIPPING]
        if long:
            place = random_.choice(long)
            words[place] = slip(words[place], random_)
            yield Item(" ".join(words), item.page, item.place)


def slip(word: str, random_: random.Random) -> str:
    """`word` with one letter wrong."""
    while True:
        at = random_.randrange(len(word))
        letter = random_.choice(ascii_lowercase)
        wrong = random_.choice(
            [
                word[:at] + letter + word[at + 1 :],
                word[:at] + word[at + 1 :],
                word[:at] + letter + word[at:],
                word[:at] + word[at : at + 2][::-1] + word[at + 2 :],
            ]
        )
        if wrong != word:
            return wrong


def recall(items_: Sequence[Item], answers: Sequence[Found]) -> Recall:
    """How many of the items were found."""
    pairs = list(zip(items_, answers, strict=True))
    first = sum(item.page in found.pages[:1] for item, found in pairs)
    shown = [(item, found) for item, found in pairs if item.page in found.pages[:TOP]]
    moments = [_has_moment(item, found) for item, found in shown if found.places is not None]
    moment = sum(moments) / len(moments) if moments else None
    return Recall(first / len(pairs), len(shown) / len(pairs), moment)


def _has_moment(item: Item, found: Found) -> bool:
    places = found.places or ()
    return any(abs(place - item.place) <= WITHIN for place in places[found.pages.index(item.page)])
