"""Take items that may no longer be shown out of a built site.

Nothing is compiled: the site's files are cut with the help of its manifest.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from pydantic import ValidationError

from lessonbank.bank import Bank, ItemTypes, Trust
from lessonbank.content import Folder, bank_of
from lessonbank.editions import Edition
from lessonbank.files.link import link_or_copy
from lessonbank.files.staging import Staging, pending
from lessonbank.outputs import (
    Manifest,
    ManifestError,
    files_below,
    manifest_path,
    read_manifest,
)
from lessonbank.site import CONTENT_TYPES, ContentTypes
from lessonbank.takedown.reduction import Reduction
from lessonbank.takedown.today import denied_today, unread_model, written


class TakedownError(Exception):
    """The site cannot be checked or cannot be proved clean. The message says why."""


@dataclass(frozen=True, slots=True)
class Taken:
    """The result of a takedown; `edition` and `day` are those of the build.

    `items` are kinds, ids and reasons of the removed items. `changed` are files that were cut,
    `lost` are files of other items that had to be removed whole.
    """

    site: Path
    edition: str
    day: date
    items: tuple[tuple[str, str, str], ...] = ()
    changed: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()


def take_down(
    staging: Staging, root: Path, today: date, types: ContentTypes = CONTENT_TYPES
) -> Taken:
    """Take out of the locked site of `staging` what may not be shown today, and end the work.

    `root` is the project's folder: whatever of its content can be read decides. Items of none of
    the `types` go, since nobody can tell whether they may be shown. Raises
    TakedownError where the site cannot be checked, or where it cannot be proved clean; the site
    is as it was then.
    """
    manifest = live_manifest(staging.site)
    models = types.models
    built = built_bank(manifest, models)
    denials = denied_today(built, Edition.parse(manifest.edition), Folder(root), today, models)
    sources = {url for url, path in manifest.copied.items() if not (root / path).is_file()}
    there = written(Folder(root), models)
    names = {path for path, key in manifest.ended.items() if key not in there}
    items = tuple((kind, id_, found[0].reason) for (kind, id_), found in denials.items())
    if not denials and not sources and not names:
        staging.discard()
        return Taken(staging.site, manifest.edition, manifest.day)
    work = Reduction(manifest, built, denials, frozenset(sources), frozenset(names), types)
    try:
        left = work.done_in(_copied(staging))
        staging.finish({manifest_path(staging.site): left.to_json()})
    except OSError:
        _delete(staging.site, work.gone)
        raise
    changed, lost = tuple(sorted(work.changed)), tuple(sorted(work.lost))
    return Taken(staging.site, manifest.edition, manifest.day, items, changed, lost)


def _copied(staging: Staging) -> Path:
    """Copy the site to the staging folder."""
    folder = staging.folder()
    for path in files_below(staging.site):
        link_or_copy(staging.site / path, folder / path)
    return folder


def _delete(site: Path, files: Iterable[str]) -> None:
    """Delete files of the live site if no new one can be written, as on a full disk."""
    for path in files:
        (site / path).unlink(missing_ok=True)


def report(taken: Taken) -> list[str]:
    """Return the report of a takedown, line by line."""
    rest = f"{taken.site} is the last good site ({taken.day}, edition {taken.edition})"
    if not taken.items and not taken.changed and not taken.lost:
        return [f"{rest}. Everything in it may still be shown."]
    lines = [f"Taken out: {kind} {id_} ({reason})." for kind, id_, reason in taken.items]
    lines += [f"Also removed, because it mentioned them: {path}." for path in taken.lost]
    return [*lines, f"{rest} without these items."]


def sites_below(folder: Path) -> list[Path]:
    """Find all sites below `folder`: those with a manifest, and direct children with a home page.

    Ignore hidden folders: they are unfinished work.
    """
    pages = sorted(folder.glob("[!.]*/index.html"))
    found = [page.parent for page in pages]
    for parent, folders, _ in os.walk(folder):
        here = Path(parent)
        names = {path.stem for path in (here / "manifest").glob("*.json")}
        found += sorted(here / name for name in names)
        known = {*names, *(site.name for site in found if site.parent == here)}
        folders[:] = sorted(n for n in folders if n not in known and not n.startswith("."))
    return list(dict.fromkeys(found))


def live_manifest(site: Path) -> Manifest:
    """Return the manifest that matches the live site. Raises TakedownError."""
    if not site.is_dir():
        raise TakedownError(f"There is no site {site}.")
    path = manifest_path(site)
    reason = f"{path} does not match the site"
    for each in (path, pending(path)):
        try:
            manifest = read_manifest(each)
        except ManifestError as error:
            reason = str(error) if each == path else reason
            continue
        if manifest.describes(site):
            return manifest
    raise TakedownError(f"{site} could not be checked: {reason}.")


def built_bank(manifest: Manifest, types: ItemTypes) -> Bank:
    """Return the bank of the site's edition. Raise TakedownError."""
    unread = (unread_model(kind) for kind in manifest.items if kind not in types.by_kind)
    models = replace(types, models=(*types.models, *unread))
    try:
        items = [
            models.by_kind[kind].model_validate(data)
            for kind, of_kind in manifest.items.items()
            for data in of_kind.values()
        ]
        return bank_of(Trust.model_validate(manifest.trust), items, models)
    except ValidationError as error:
        reason = "its manifest was written by another version of lessonbank"
        raise TakedownError(f"The site could not be checked: {reason}.") from error
