"""The places outside this machine that a bank uses: its shared store, and where films are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from lessonbank.compiler.errors import CompileError
from lessonbank.content.document import UnreadableError
from lessonbank.content.layout import CONFIG
from lessonbank.content.mkdocs_yml.addresses import films_address
from lessonbank.content.mkdocs_yml.places import own_texts
from lessonbank.content.mkdocs_yml.setting import SettingsError
from lessonbank.content.tree import Folder
from lessonbank.remote import Address, Place, RemoteError, open_place

_VARIABLES = {
    "store": "LESSONBANK_STORE",
    "media_url": "LESSONBANK_MEDIA_URL",
    "media_store": "LESSONBANK_MEDIA_STORE",
}


_OWN = ("content", "media", "build", ".cache", ".git")
"""Folders of a bank in which nothing may be shared: they are published, or deleted."""


@dataclass(frozen=True, slots=True)
class Places:
    """Settings of the plugin, "" for none.

    `store` holds made media for all who build the bank. Pages load films from `media_url`;
    `media_store` is where those films are written.
    """

    store: str = ""
    media_url: str = ""
    media_store: str = ""

    @classmethod
    def of(cls, written: Mapping[str, object], environ: Mapping[str, str]) -> Places:
        """Return the places that settings name, unless the environment names others.

        A variable without a value means none. Raise CompileError.
        """
        found = {name: str(written.get(name) or "") for name in _VARIABLES}
        found |= {name: environ[var] for name, var in _VARIABLES.items() if var in environ}
        places = cls(**{name: value.strip() for name, value in found.items()})
        if not places.media_url:
            return places
        address = films_address(places.media_url)
        if address is None:
            raise CompileError(
                "`media_url` is no address that films can be loaded from. Write a web address that"
                " begins with https:// and ends with a folder, such as"
                " https://films.example.org/bank/."
            )
        return cls(places.store, address, places.media_store)


def read_places(root: Path, environ: Mapping[str, str]) -> Places:
    """Return the places of the bank in `root`. Raise CompileError if mkdocs.yml is unreadable."""
    try:
        written = own_texts(Folder(root), CONFIG)
    except UnreadableError as error:
        raise CompileError("Nothing was done.", error.diagnostics) from error
    except SettingsError as error:
        raise CompileError("Nothing was done.", error.found) from error
    return Places.of(written, environ)


def opened(written: str, name: str, root: Path) -> Place:
    """Return the place that a setting names. Raise RemoteError, also if it names none."""
    if not written:
        raise RemoteError(
            f"The bank has no `{name}`.",
            f"Write `{name}: ADDRESS` below `lessonbank` in mkdocs.yml, or set {_VARIABLES[name]}.",
        )
    address = Address.of(written, root)
    own = [root / folder for folder in _OWN]
    if address.scheme == "file" and any(Path(address.url).is_relative_to(path) for path in own):
        raise RemoteError(
            f"`{name}` is the folder {address.shown}, which is part of the bank.",
            "Name a folder beside the bank, or on a shared drive.",
        )
    return open_place(address)
