"""Wrap clips and watch lists of a finished site as a SCORM 1.2 package for a learning platform.

It is a pack of a few small pages: it expires, can be checked with `verify`, and is in the ledger.
Nothing in it comes from anywhere but the built site and this room.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import partial
from html import unescape
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import quote, urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined

from lessonbank.bank import Clip, ItemTypes, Override, Permission, Recording, Trust, WatchList
from lessonbank.content import Folder
from lessonbank.editions import Edition
from lessonbank.files.regular import open_regular, read_regular
from lessonbank.outputs import Manifest
from lessonbank.packs.contents import Part, made_part
from lessonbank.packs.errors import PackError
from lessonbank.packs.facts import Facts
from lessonbank.packs.guard import guarded, script, style
from lessonbank.packs.layout import IMS, SCORM, SCRIPT, STYLE, in_pack
from lessonbank.site import embed_path
from lessonbank.takedown import built_bank, denied_today
from lessonbank.texts import speaking, translations

_KINDS = (Clip, WatchList)
_HELD = frozenset({Clip.kind, WatchList.kind, Recording.kind, Permission.kind})
"""The kinds of which a package holds only what it needs."""
_AGAIN = "Build the site again."
_LARGEST = 64_000_000
_TAG = re.compile(r"<[a-z][^>]*>")
_ADDRESS = re.compile(r'\s(?:src|href|poster|data-src|data-small)="([^"#]+)')
_LINK = re.compile(r'(<a\b[^>]*\shref=")([^"]*)(")')
_CANONICAL = re.compile(r'<link rel="canonical" href="([^"]*)">')
_HEAD_ENDS = re.compile(r"(</head>)")
_SCRIPT = Path(__file__).parent / "assets" / SCORM


@dataclass(frozen=True, slots=True)
class Unit:
    """A clip or watch list of a package: its title, its small page, and the files that it needs."""

    kind: str
    id: str
    title: str
    page: str
    html: str
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """The units of a package, and the manifest of a site that holds nothing else."""

    units: tuple[Unit, ...]
    manifest: Manifest


def choose(site: Path, manifest: Manifest, names: Sequence[str]) -> Choice:
    """Return what the package holds. `names` are ids. Raise PackError and OSError."""
    keys = dict.fromkeys(_key(manifest, name) for name in names)
    units = tuple(_unit(site, manifest, kind, id_) for kind, id_ in keys)
    return Choice(units, _narrowed(manifest, units))


def refuse_denied(
    choice: Choice, whole: Manifest, root: Path, today: date, types: ItemTypes
) -> None:
    """Raise PackError if the bank of today denies anything that the package holds.

    `whole` is the manifest of the site, because what an item needs may lie outside the package.
    """
    built, edition = built_bank(whole, types), Edition.parse(whole.edition)
    for (kind, id_), found in denied_today(built, edition, Folder(root), today, types).items():
        if kind in _HELD and id_ in choice.manifest.items.get(kind, {}):
            reason = found[0].reason
            raise PackError(f"The {kind} {id_} may no longer be shown: {reason}. {_AGAIN}")


def scorm_parts(site: Path, choice: Choice, facts: Facts) -> tuple[Part, ...]:
    """Return the files of the package, sorted by path. Raise PackError and OSError."""
    trust = Trust.model_validate(choice.manifest.trust)
    with speaking(translations(trust.language)):
        made = {
            IMS: _ims_manifest(trust, choice.units, facts),
            in_pack(SCRIPT): script(trust, facts, None),
            in_pack(STYLE): style(),
            in_pack(SCORM): _SCRIPT.read_bytes(),
        }
    made |= {in_pack(unit.page): _page(unit) for unit in choice.units}
    pages = {unit.page for unit in choice.units}
    parts = [made_part(path, data) for path, data in made.items()]
    parts += [_copied(site, url) for url in choice.manifest.files if url not in pages]
    return tuple(sorted(parts, key=lambda part: part.path))


def _key(manifest: Manifest, name: str) -> tuple[str, str]:
    """Return the kind and id that a name means: `bar-models` or `watchlist:silence`."""
    kind, is_exact, id_ = name.rpartition(":")
    wanted = [model.kind for model in _KINDS if not is_exact or model.kind == kind]
    found = [each for each in wanted if id_ in manifest.items.get(each, {})]
    if len(found) == 1:
        return found[0], id_
    if found:
        raise PackError(f"{id_} is a clip and a watch list. Write clip:{id_} or watchlist:{id_}.")
    there = [known for each in wanted for known in manifest.items.get(each, {})]
    near = get_close_matches(id_, there, 1)
    meant = f" Did you mean {near[0]}?" if near else ""
    raise PackError(
        f"The edition {manifest.edition} of this site has no clip or watch list {name}.{meant}"
    )


def _unit(site: Path, manifest: Manifest, kind: str, id_: str) -> Unit:
    model = next(model for model in _KINDS if model.kind == kind)
    page = embed_path(f"{model.folder}/{id_}.html")
    if page is None or page not in manifest.files:
        raise PackError(f"The {kind} {id_} has no page for frames. {_AGAIN}")
    html = read_regular(site, page, _LARGEST).decode("utf-8")
    title = str(manifest.items[kind][id_]["title"])
    return Unit(kind, id_, title, page, html, tuple(_files(html, page, manifest)))


def _files(html: str, page: str, manifest: Manifest) -> Iterator[str]:
    """Yield the files of the site that a page shows or runs. Raise PackError."""
    found = dict.fromkeys(address for tag in _TAG.findall(html) for address in _addresses(tag))
    for written in found:
        if urlsplit(written).scheme in {"http", "https"} and written.endswith(".mp4"):
            raise PackError(
                f"The films of {page} are on another host (`media_url`), so a package could not"
                " hold them. Build a site without that setting."
            )
        address = _resolved(written, page)
        if address.startswith(("media/", "assets/")) and address in manifest.files:
            yield address


def _addresses(tag: str) -> Iterator[str]:
    return (unescape(found) for found in _ADDRESS.findall(tag))


def _resolved(written: str, page: str) -> str:
    return normpath(join(dirname(page), written.partition("#")[0]))


def _narrowed(manifest: Manifest, units: Iterable[Unit]) -> Manifest:
    """Return the manifest without items and files that the units do not need."""
    units = tuple(units)
    items = manifest.items
    lists = {unit.id for unit in units if unit.kind == WatchList.kind}
    clips = {unit.id for unit in units if unit.kind == Clip.kind}
    clips |= {part["clip"] for id_ in lists for part in items[WatchList.kind][id_]["clips"]}
    clips &= items[Clip.kind].keys()
    recordings = {items[Clip.kind][id_]["recording"] for id_ in clips}
    permissions = {items[Recording.kind][id_]["permission"] for id_ in recordings}
    held = {
        Clip.kind: clips,
        WatchList.kind: lists,
        Recording.kind: recordings,
        Permission.kind: permissions,
    }
    files = {url for unit in units for url in (unit.page, *unit.files)}
    return manifest.model_copy(
        update={
            "items": {kind: _held(kind, of_kind, held) for kind, of_kind in items.items()},
            "files": {url: found for url, found in manifest.files.items() if url in files},
        }
    )


def _held(
    kind: str, items: Mapping[str, Mapping[str, object]], held: Mapping[str, set[str]]
) -> Mapping[str, Mapping[str, object]]:
    """Return the items of a kind that a package needs. Kinds that no film rests on stay."""
    if kind == Override.kind:
        used = held[Permission.kind]
        return {id_: data for id_, data in items.items() if data["permission"] in used}
    kept = held.get(kind)
    return items if kept is None else {id_: data for id_, data in items.items() if id_ in kept}


def _page(unit: Unit) -> bytes:
    """Return the small page: guarded, with its report to the platform, without lost links."""
    whole = _CANONICAL.search(unit.html)
    root = unescape(whole[1]).removesuffix(_own_page(unit)) if whole else ""

    def link(found: re.Match[str]) -> str:
        before, written, after = found.groups()
        if written.startswith("#"):
            return found[0]
        address = _resolved(unescape(written), unit.page)
        if urlsplit(written).scheme or address in unit.files:
            return found[0]
        fragment = written.partition("#")[2]
        target = f"{root}{address}{'#' if fragment else ''}{fragment}" if root else "#"
        return f"{before}{target}{after}"

    up = "../" * unit.page.count("/")
    html = _LINK.sub(link, guarded(unit.html, unit.page, obeys=False))
    return _HEAD_ENDS.sub(rf'<script defer src="{up}{SCORM}"></script>\1', html, count=1).encode()


def _own_page(unit: Unit) -> str:
    model = next(model for model in _KINDS if model.kind == unit.kind)
    return f"{model.folder}/{unit.id}.html"


def _copied(site: Path, address: str) -> Part:
    if address.startswith("media/"):
        size = (site / address).stat().st_size
        return Part(in_pack(address), size, None, partial(open_regular, site, address))
    return made_part(in_pack(address), read_regular(site, address, _LARGEST))


def _ims_manifest(trust: Trust, units: Sequence[Unit], facts: Facts) -> bytes:
    env = Environment(
        loader=PackageLoader("lessonbank.packs"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.filters["address"] = lambda path: quote(in_pack(path))
    title = units[0].title if len(units) == 1 else trust.name
    shared = (SCRIPT, STYLE, SCORM)
    template = env.get_template("imsmanifest.xml")
    return template.render(units=units, facts=facts, title=title, shared=shared).encode()
