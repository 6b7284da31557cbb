"""Remove items from a copy of a built site, and verify that nothing of them is left."""

from __future__ import annotations

import html
import inspect
import re
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import quote

import lessonbank.bank
import lessonbank.handbook
import lessonbank.search
import lessonbank.site
from lessonbank.bank import Address, Bank, Item
from lessonbank.editions import Denials, Key, Rule, only
from lessonbank.outputs import Manifest, files_below, identities, item_data
from lessonbank.search import Document, as_data, from_data
from lessonbank.site import CONTENT_TYPES, OFFLINE, PICTURES, ContentTypes
from lessonbank.takedown.cutting import reduced
from lessonbank.takedown.index import index_files, index_folder, is_index, reduced_document
from lessonbank.takedown.lists import reduced_list
from lessonbank.takedown.marks import Marks, plain
from lessonbank.takedown.words import OwnWords, own_words, said_by, said_by_trust
from lessonbank.texts import catalogue

_NOTHING = OwnWords(frozenset(), frozenset())
_MISSING = "404.html"
_ANY = "surrogateescape"
"""The error handler for decoding: it keeps bytes that are not UTF-8."""
_PLAIN = "<!doctype html>\n<title>No longer available</title>\n<h1>No longer available</h1>\n"
"""The tombstone page if the site's own reveals a removed item."""
LINK = re.compile(r"!?\[((?:[^\[\]]|\[[^\]]*\])*)\]\(\s*<?([a-z-]+:[^)\s>]+)[^)]*\)")
"""A link to an item in Markdown: its text and its address."""
_NAME = re.compile(r"[^/\"'#?\s,<>()&;=]+")


@dataclass
class Reduction:
    """The removal of items from the site of `manifest`.

    `built` is the site's bank, `denials` are the items to remove. `changed` collects files that
    were cut, `lost` collects files of other items that had to be removed whole.
    """

    manifest: Manifest
    built: Bank
    denials: Denials
    sources: frozenset[str]
    """Files made from project files that were deleted."""
    names: frozenset[str]
    """Pages that say nothing, whose addresses may name what is known no more."""
    types: ContentTypes = CONTENT_TYPES
    changed: set[str] = field(default_factory=set)
    lost: set[str] = field(default_factory=set)

    @cached_property
    def kept(self) -> Bank:
        return only(self.built, self.denials)

    @cached_property
    def gone(self) -> frozenset[str]:
        """The files that exist only for removed items."""
        return frozenset({*self._own(), *self.sources, *self.names})

    def done_in(self, folder: Path) -> Manifest:
        """Remove the items from the copy of the site in `folder`; return the new manifest."""
        self.folder = folder
        documents = tuple(map(from_data, self.manifest.documents))
        bare = Marks(self.gone, _NOTHING)
        self.neutral = tuple(self._neutral(page, bare) for page in self.manifest.neutral)
        self.marks = Marks(self.gone, self._words(documents, bare))
        self._end_own_files()
        self._reduce_lists()
        self._reduce_pages()
        self._prove()
        self._drop_pictures()
        documents = self._search_again(documents)
        return self._left(documents)

    def _own(self) -> Iterator[str]:
        for path, keys in self.manifest.own.items():
            if all(key in self.denials for key in keys):
                yield path
        if self.denials and OFFLINE in self.manifest.files:
            yield OFFLINE  # The copy that it offers holds them.

    def _neutral(self, page: str, bare: Marks) -> str:
        return reduced(page, "", bare).source or _PLAIN

    def _words(self, documents: tuple[Document, ...], bare: Marks) -> OwnWords:
        taken = [
            text
            for item in self.built
            if self._is_denied(item.kind, item.id)
            for text in said_by(item)
        ]
        taken += [Path(path).stem for path in self.gone if path not in self.sources]
        clips = {
            path for path, keys in self.manifest.own.items() for kind, _ in keys if kind == "clip"
        }
        said: list[str] = []
        for document in documents:
            words = [passage.text for passage in document.passages]
            if document.url in self.gone:
                taken += words
            elif document.url in clips:
                said += words
        kept = [self._unlinked(text) for item in self.kept for text in said_by(item)]
        kept += [self._unlinked(text) for text in self.manifest.prose]
        kept += [*said_by_trust(self.kept), *said, *self.neutral, *program_words(self.types)]
        kept.append(catalogue(self.built.trust.language))
        missing = self.folder / _MISSING
        if missing.is_file():
            kept.append(reduced(missing.read_text("utf-8"), _MISSING, bare).source or "")
        return own_words(taken, kept)

    def _is_denied(self, kind: str, id_: str) -> bool:
        return (kind, id_) in self.denials

    def _unlinked(self, text: str) -> str:
        """Remove links to removed items from Markdown, with their text."""

        def words(link: re.Match[str]) -> str:
            try:
                address = Address.parse(link[2])
            except ValueError:
                return link[0]
            is_there = address.id in self.kept.items.get(address.kind, {})
            return link[0] if is_there else " "

        return LINK.sub(words, text)

    def _end_own_files(self) -> None:
        for path in self.gone:
            if path.endswith(".html") and not self._is_deleted(path):
                self._end(path)
            else:
                (self.folder / path).unlink(missing_ok=True)

    def _is_deleted(self, path: str) -> bool:
        """Whether the page's item has no file any more: its address may reveal a name."""
        keys = self.manifest.own.get(path, ())
        return path in self.sources | self.names or any(
            refusal.rule is Rule.GONE for key in keys for refusal in self.denials.get(key, ())
        )

    def _end(self, path: str) -> None:
        """Replace a page by a tombstone."""
        depth = path.count("/")
        if depth < len(self.neutral):
            self._write(path, self.neutral[depth].encode("utf-8"))
        else:
            (self.folder / path).unlink(missing_ok=True)

    def _page(self, path: str) -> str:
        return (self.folder / path).read_bytes().decode("utf-8", _ANY)

    def _write(self, path: str, data: bytes) -> None:
        """Replace a file. Never write into it: it may be hard-linked to the former site."""
        file = self.folder / path
        file.unlink(missing_ok=True)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)

    def _others(self) -> list[str]:
        """Return the files made of items, without tombstones and the search index."""
        return [path for path in files_below(self.folder) if self._is_made_of_items(path)]

    def _is_made_of_items(self, path: str) -> bool:
        if path in self.gone or is_index(path) or path.startswith(("media/", "assets/")):
            return False
        source = self.manifest.copied.get(path, ".md")
        return source.endswith(".md")  # Anything else is published as it is.

    def _reduce_lists(self) -> None:
        dropped = set()
        for path in self._others():
            if path.endswith(".html"):
                continue
            data = (self.folder / path).read_bytes()
            left = reduced_list(path, data, self.marks)
            if left is None:
                (self.folder / path).unlink()
                dropped.add(path)
                self.lost.add(path)
            elif left != data:
                self._write(path, left)
                self.changed.add(path)
        self.marks = Marks(self.marks.addresses | dropped, self.marks.words)

    def _reduce_pages(self) -> None:
        parts = self._reduce_each(self.marks)
        if parts:
            self._reduce_each(Marks(frozenset(), _NOTHING, parts))

    def _reduce_each(self, marks: Marks) -> frozenset[str]:
        """Cut the pages that match `marks`; return the removed parts as `page#id`."""
        names = {name for path in marks.addresses for name in _names(path)}
        parts = {part.rpartition("/")[2] for part in marks.parts}
        gone: set[str] = set()
        for path in self._others():
            if not path.endswith(".html") or path in self.lost:
                continue
            source = self._page(path)
            called = f"{path.rpartition('/')[2]}#"
            here = {part.removeprefix(called) for part in parts if part.startswith(called)}
            is_named = not names.isdisjoint(_NAME.findall(source))
            leads = any(part in source for part in parts) or any(
                f"#{id_}" in source for id_ in here
            )
            if not (is_named or leads or marks.is_told_by(plain(source))):
                continue
            left = reduced(source, path, marks)
            if left.source is None:
                self._end(path)
                self.lost.add(path)
            elif left.source != source:
                self._write(path, left.source.encode("utf-8", _ANY))
                self.changed.add(path)
                gone |= {f"{path}#{id_}" for id_ in left.ids}
        return frozenset(gone)

    def _search_again(self, documents: tuple[Document, ...]) -> tuple[Document, ...]:
        """Rebuild the search index in a new folder, and point pages to it."""
        if not self.manifest.index:
            return ()
        ended = {*self.gone, *self.lost}
        found = (reduced_document(document, ended, self.marks) for document in documents)
        left = tuple(each for each in found if each is not None and not self._is_told_by(each))
        trust, former = self.built.trust, self.manifest.index
        shutil.rmtree(self.folder / former, ignore_errors=True)
        for path, data in index_files(left, trust):
            self._write(path, data)
        for path in self._others():
            if path.endswith(".html"):
                source = self._page(path)
                if former in source:
                    now = source.replace(former, index_folder(left, trust))
                    self._write(path, now.encode("utf-8", _ANY))
        return left

    def _prove(self) -> None:
        """Check all remaining files; remove those that still reveal a removed item."""
        for path in self._others():
            if path in self.lost or not (self._tells(path) or self.marks.is_told_by(path)):
                continue
            self.lost.add(path)
            if path.endswith(".html") and not self.marks.is_told_by(path):
                self._end(path)
            else:
                (self.folder / path).unlink()

    def _drop_pictures(self) -> None:
        """Delete pictures that no page or style sheet uses any more."""
        pictures = [path for path in files_below(self.folder) if path.startswith(PICTURES)]
        if not pictures:
            return
        shown: set[str] = set()
        for path in files_below(self.folder):
            if path.endswith((".html", ".css")):
                shown |= set(_NAME.findall(self._page(path)))
        for path in pictures:
            if path.removeprefix(PICTURES) not in shown:
                (self.folder / path).unlink()

    def _tells(self, path: str) -> bool:
        data = (self.folder / path).read_bytes()
        if path.endswith(".gz"):
            return reduced_list(path, data, self.marks) != data
        try:
            return self.marks.is_told_by(plain(data.decode("utf-8")))
        except UnicodeDecodeError:
            return False

    def _is_told_by(self, document: Document) -> bool:
        return any(map(self.marks.is_told_by, (document.title, *document.places)))

    def _left(self, documents: tuple[Document, ...]) -> Manifest:
        own = {
            path: tuple(key for key in keys if key not in self.denials)
            for path, keys in self.manifest.own.items()
            if path not in self.gone and (self.folder / path).is_file()
        }
        is_searched = bool(self.manifest.index)
        return self.manifest.model_copy(
            update={
                "items": {
                    kind: {id_: self._data(item) for id_, item in items.items()}
                    for kind, items in self.kept.items.items()
                },
                "own": own,
                "ended": self._ended(),
                "copied": {u: s for u, s in self.manifest.copied.items() if u not in self.gone},
                "prose": tuple(map(self._unlinked, self.manifest.prose)),
                "index": index_folder(documents, self.built.trust) if is_searched else "",
                "documents": tuple(map(as_data, documents)),
                "neutral": self.neutral,
                "files": identities(self.folder),
            }
        )

    def _ended(self) -> dict[str, Key]:
        own = {path: keys[0] for path, keys in self.manifest.own.items() if path in self.gone}
        found = {**self.manifest.ended, **own}
        return {
            path: key
            for path, key in found.items()
            if path.endswith(".html") and (self.folder / path).is_file()
        }

    def _data(self, item: Item) -> dict[str, Any]:
        data = item_data(item)
        return {**data, "body": self._unlinked(data["body"])} if "body" in data else data


def _names(path: str) -> Iterable[str]:
    name = path.rpartition("/")[2]
    return name, quote(name), html.escape(name)


def program_words(types: ContentTypes = CONTENT_TYPES) -> Iterator[str]:
    """What the program itself, and packages, write on pages, whatever the content."""
    packages = (lessonbank.bank, lessonbank.search, lessonbank.handbook, lessonbank.site)
    folders = [Path(str(package.__file__)).parent for package in packages]
    for type_ in types.outside:
        yield from (type_.label, type_.plural)
        yield Path(inspect.getfile(type_.model)).read_text(encoding="utf-8")
        folders += [type_.templates] if type_.templates else []
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.suffix in {".html", ".py"}:
                yield path.read_text(encoding="utf-8")
