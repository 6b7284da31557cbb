"""Find the words and phrases that only some items say, and which items these are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from lessonbank.bank import Clip, Permission, Recording
from lessonbank.editions import Key
from lessonbank.takedown.words import is_phrase, is_telling, joined

ROOTS = (Permission.kind, Recording.kind, Clip.kind)
"""The kinds of items that are withdrawn by themselves; others go with them."""
_MOST = 8
"""More items than these share a word only as parts of one recording or permission."""
_TITLE = 2
"""A title of as many words tells of its item, even where another text quotes it."""

Sayers = Mapping[str, tuple[Key, ...]]
"""The items that say a text; nothing else does."""
Line = tuple[Key | None, list[str]]
"""A text as words, and the item that says it; None for what always stays."""


def own_words(written: Iterable[Line], spoken: Iterable[Line], needs: Needs) -> Sayers:
    """Return the written words that no lasting text has."""
    written = tuple(written)
    wanted = {word for key, line in written if key for word in line if is_telling(word)}
    sayers: dict[str, set[Key | None]] = {word: set() for word in wanted}
    for key, line in (*written, *spoken):
        for word in wanted.intersection(line):
            sayers[word].add(key)
    return dict(_telling(sayers, needs))


def own_phrases(written: Iterable[Line], spoken: Iterable[Line], needs: Needs) -> Sayers:
    """Return the written lines that no lasting text has."""
    written = tuple(written)
    return _phrases(written, _Lines.of((*written, *spoken)), needs)


def own_titles(titles: Iterable[Line], lasting: Iterable[Line], needs: Needs) -> Sayers:
    """Return the titles of items that no lasting item has, and no page's frame."""
    titles = tuple(titles)
    long = [(key, line) for key, line in titles if len(line) >= _TITLE]
    return _phrases(long, _Lines.of((*titles, *lasting)), needs)


Needs = Mapping[Key, frozenset[Key]]
"""Everything of `ROOTS` that each item needs, itself included."""


@dataclass(frozen=True, slots=True)
class _Lines:
    """Lines, and the numbers of those with each word."""

    lines: tuple[tuple[Key | None, str], ...]
    places: Mapping[str, set[int]]

    @classmethod
    def of(cls, lines: Iterable[Line]) -> _Lines:
        lines = tuple(lines)
        places: dict[str, set[int]] = defaultdict(set)
        for number, (_, line) in enumerate(lines):
            for word in line:
                places[word].add(number)
        return cls(tuple((key, joined(line)) for key, line in lines), places)

    def saying(self, line: list[str]) -> set[Key | None]:
        phrase = joined(line)
        rarest = min((self.places[word] for word in line), key=len)
        return {self.lines[at][0] for at in rarest if phrase in self.lines[at][1]}


def _phrases(wanted: Iterable[Line], lines: _Lines, needs: Needs) -> Sayers:
    sayers: dict[str, set[Key | None]] = {}
    for key, line in wanted:
        if key is not None and is_phrase(line) and joined(line) not in sayers:
            sayers[joined(line)] = lines.saying(line)
    return dict(_telling(sayers, needs))


def _telling(
    sayers: Mapping[str, set[Key | None]], needs: Needs
) -> Iterator[tuple[str, tuple[Key, ...]]]:
    for text, keys in sorted(sayers.items()):
        own = [key for key in keys if key is not None]
        if len(own) == len(keys) and (few := _few(own, needs)):
            yield text, few


def _few(keys: list[Key], needs: Needs) -> tuple[Key, ...]:
    """Return the items, or the one that they all need where they are many."""
    if len(keys) <= _MOST:
        return tuple(sorted(keys))
    shared = frozenset.intersection(*(needs[key] for key in keys))
    return tuple(sorted(shared, key=lambda key: -ROOTS.index(key[0])))[:1]
