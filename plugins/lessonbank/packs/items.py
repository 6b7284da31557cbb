"""The file of a pack by which its pages know what a recall list hides."""

from __future__ import annotations

import json
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from lessonbank.bank import Recording
from lessonbank.editions import Key
from lessonbank.files.regular import read_regular
from lessonbank.outputs import Manifest
from lessonbank.packs.errors import PackError
from lessonbank.packs.layout import ITEMS, in_pack
from lessonbank.packs.recall_list import Digest, digest, shown_of
from lessonbank.takedown import Telling

_BEFORE = "const lessonbankItems = "
_LARGEST = 64_000_000

Numbers = tuple[int, ...]


class Items(BaseModel):
    """The files, words and titles that tell of the items of a pack.

    `items` has for each item its digest and those of all that it needs. Pairs give an address, a
    word or a phrase with the numbers of its items: it goes once all of these are recalled. Pairs,
    because a script's objects know some names already.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    items: tuple[tuple[Digest, ...], ...]
    files: tuple[tuple[str, Numbers], ...]
    words: tuple[tuple[str, Numbers], ...]
    phrases: tuple[tuple[str, Numbers], ...]

    def written(self) -> bytes:
        """Return the script `pack-items.js`."""
        data = json.dumps(self.model_dump(), separators=(",", ":"))
        return f"{_BEFORE}{data};\n".encode()

    def recalled(self, digests: AbstractSet[str]) -> tuple[str, ...]:
        """Return the addresses of the files that a list with these digests hides."""
        gone = {at for at, own in enumerate(self.items) if not digests.isdisjoint(own)}
        return tuple(address for address, items in self.files if gone.issuperset(items))


@dataclass(frozen=True, slots=True)
class Digests:
    """The digests of a site's items, for lists of the bank with this key."""

    key: str
    manifest: Manifest

    def of(self, item: Key) -> str:
        kind, id_ = item
        data = self.manifest.items.get(kind, {}).get(id_, {})
        shown = shown_of(data) if kind == Recording.kind else ""
        return digest(self.key, self.manifest.edition, kind, id_, shown)

    def held(
        self, digests: AbstractSet[str], items: Mapping[Key, frozenset[Key]]
    ) -> tuple[Key, ...]:
        """Return the items among these whose digests a list has."""
        named = {key for needs in items.values() for key in needs}
        return tuple(sorted(key for key in named if self.of(key) in digests))


def items_of(telling: Telling, digests: Digests) -> Items:
    """Return what a pack needs to know of its items."""
    numbers = {key: number for number, key in enumerate(sorted(telling.needs))}

    def pairs(sayers: Mapping[str, tuple[Key, ...]]) -> tuple[tuple[str, Numbers], ...]:
        return tuple(
            (text, tuple(sorted(numbers[key] for key in keys)))
            for text, keys in sorted(sayers.items())
        )

    return Items(
        items=tuple(
            tuple(sorted(digests.of(need) for need in telling.needs[key])) for key in numbers
        ),
        files=pairs(telling.files),
        words=pairs(telling.words),
        phrases=pairs(telling.phrases),
    )


def read_items(folder: Path) -> Items:
    """Read the file of the pack in `folder`. Raise PackError."""
    path = in_pack(ITEMS)
    try:
        text = read_regular(folder, path, _LARGEST).decode("utf-8")
        return Items.model_validate_json(text.removeprefix(_BEFORE).strip().removesuffix(";"))
    except (OSError, UnicodeDecodeError, ValidationError) as error:
        raise PackError(f"{folder / path} is damaged or missing.") from error
