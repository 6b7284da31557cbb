"""Find the words and files that tell of each item that can be withdrawn, for a copy of a site.

A copy cannot be reduced as a site is: nobody knows yet what will be withdrawn. So each word lists
the items that say it. It tells of them once all of these are withdrawn. Only words that a page
shows are listed, so a list of them reveals nothing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from lessonbank.bank import Address, Bank, Item, Permission, mentions
from lessonbank.editions import Key
from lessonbank.files.regular import open_regular
from lessonbank.outputs import Manifest
from lessonbank.search import from_data
from lessonbank.site import CONTENT_TYPES, ContentTypes
from lessonbank.takedown.marks import plain
from lessonbank.takedown.reduction import LINK, program_words
from lessonbank.takedown.sayers import (
    ROOTS,
    Line,
    Needs,
    Sayers,
    own_phrases,
    own_titles,
    own_words,
)
from lessonbank.takedown.takedown import built_bank
from lessonbank.takedown.words import joined, said_by, said_by_trust, words_of
from lessonbank.texts import SOURCE, catalogue


@dataclass(frozen=True, slots=True)
class Telling:
    """The files, words and titles that tell of the items of a site.

    `needs` has each such item with everything of `ROOTS` that it needs, itself included. `files`
    are those that exist for such items only, by address.
    """

    needs: Needs
    files: Sayers
    words: Sayers
    phrases: Sayers


def telling(site: Path, manifest: Manifest, types: ContentTypes = CONTENT_TYPES) -> Telling:
    """Return what tells of the items of a site. Raise TakedownError and OSError."""
    bank = built_bank(manifest, types.models)
    needs = {key: found for item in bank if (found := _needs(bank, item)) for key in [_key(item)]}
    files = {
        address: keys
        for address, keys in manifest.own.items()
        if keys and all(key in needs for key in keys)
    }
    texts = _texts(bank, manifest, needs, files, types)
    shown = _shown(site, files)
    phrases = {
        **own_phrases(texts.written, texts.spoken, needs),
        **own_titles(texts.titles, texts.frame, needs),
    }
    words = own_words(texts.written, texts.spoken, needs)
    return Telling(
        needs,
        files,
        {word: keys for word, keys in words.items() if shown.has(word)},
        {phrase: keys for phrase, keys in phrases.items() if shown.says(phrase)},
    )


def _key(item: Item) -> Key:
    return item.kind, item.id


def _needs(bank: Bank, item: Item) -> frozenset[Key]:
    """Return the permissions, recordings and clips without which the item goes."""
    found: set[Key] = set()
    ahead = [item]
    while ahead:
        each = ahead.pop()
        found.add(_key(each))
        ahead += [
            needed
            for mention in mentions(each)
            if mention.reference.needed
            and (needed := bank.items.get(mention.reference.kind, {}).get(mention.id)) is not None
            and _key(needed) not in found
        ]
    return frozenset(key for key in found if key[0] in ROOTS)


@dataclass(frozen=True, slots=True)
class _Shown:
    """The words on the pages of items that can be withdrawn."""

    lines: tuple[str, ...]
    """The words of each page, in order."""
    places: Mapping[str, list[int]]
    """The pages of each word."""

    def has(self, word: str) -> bool:
        return word in self.places

    def says(self, phrase: str) -> bool:
        rarest = min((self.places.get(word, []) for word in phrase.split()), key=len)
        return any(phrase in self.lines[at] for at in rarest)


def _shown(site: Path, files: Iterable[str]) -> _Shown:
    lines: list[str] = []
    places: dict[str, list[int]] = defaultdict(list)
    for address in sorted(files):
        if address.endswith(".html"):
            with open_regular(site, address) as page:
                words = words_of(plain(page.read().decode("utf-8")))
            for word in {*words}:
                places[word].append(len(lines))
            lines.append(joined(words))
    return _Shown(tuple(lines), dict(places))


@dataclass(slots=True)
class _Texts:
    """Texts as words, with the items that say them; None says what always stays."""

    needs: Needs
    written: list[Line] = field(default_factory=list)
    spoken: list[Line] = field(default_factory=list)
    """Words that are said in films: they stand on the pages of their clip only."""
    titles: list[Line] = field(default_factory=list)
    frame: list[Line] = field(default_factory=list)
    """Words that pages say whatever the content."""

    def add_item(self, item: Item) -> None:
        key = _key(item) if _key(item) in self.needs else None
        named = _named(item, self.needs)
        for text in said_by(item):
            if text not in named:
                self.add(key, text)
        if not isinstance(item, Permission):
            self.titles.append((key, words_of(item.label)))

    def add(self, key: Key | None, text: str) -> None:
        """Add a text. The text of a link to an item goes with that item."""
        self.written.append((key, words_of(LINK.sub(self._linked, text))))

    def _linked(self, link: re.Match[str]) -> str:
        try:
            target = Address.parse(link[2])
        except ValueError:
            return link[0]
        key = target.kind, target.id
        if key not in self.needs:
            return link[0]
        self.written.append((key, words_of(link[1])))
        return " "


def _texts(
    bank: Bank, manifest: Manifest, needs: Needs, files: Sayers, types: ContentTypes
) -> _Texts:
    texts = _Texts(needs)
    for item in bank:
        texts.add_item(item)
    for address, keys in files.items():
        if address.endswith(".html"):
            for key in keys:
                texts.add(key, PurePosixPath(address).stem)
    for text in manifest.prose:
        texts.add(None, text)
    texts.frame = [(None, words_of(text)) for text in _frame(bank, manifest, types)]
    texts.written += texts.frame
    for document in map(from_data, manifest.documents):
        for key in files.get(document.url, ()):
            texts.spoken += [(key, words_of(passage.text)) for passage in document.passages]
    return texts


def _named(item: Item, needs: Needs) -> frozenset[str]:
    """Return the ids of other items that can be withdrawn and that an item refers to."""
    found = ((mention.reference.kind, mention.id) for mention in mentions(item))
    return frozenset(key[1] for key in found if key in needs) - {item.id}


def _frame(bank: Bank, manifest: Manifest, types: ContentTypes) -> Iterator[str]:
    yield from said_by_trust(bank)
    yield from manifest.neutral
    yield from program_words(types)
    for language in {SOURCE, bank.trust.language}:
        yield catalogue(language)
