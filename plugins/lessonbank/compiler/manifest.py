"""Make the manifest of a site from its compilation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from posixpath import dirname

from lessonbank.bank import resources_of
from lessonbank.compiler.compilation import Compilation
from lessonbank.outputs import Manifest, Own, identities, item_data
from lessonbank.search import as_data
from lessonbank.site import RESOURCES, FindView, SitePage, former_paths
from lessonbank.site.feed_paths import feeds_about

Key = tuple[str, str]


def manifest_of(
    compilation: Compilation,
    site: Path,
    *,
    views: Iterable[FindView],
    copied: Mapping[str, str],
    prose: tuple[str, ...],
    neutral: tuple[str, ...],
) -> Manifest:
    """Return the manifest of a finished site.

    `views` are its Find pages. The other parameters are fields of `Manifest`.
    """
    bank, occasion = compilation.admission.bank, compilation.admission.occasion
    searched = next(iter(views), None)
    return Manifest(
        edition=str(occasion.edition),
        day=occasion.today,
        trust=item_data(bank.trust),
        items={
            kind: {id_: item_data(item) for id_, item in items.items()}
            for kind, items in bank.items.items()
        },
        own=dict(own_files(compilation)),
        ended={
            path: (item.kind, item.ids[0])
            for item in compilation.library.ended
            for path in former_paths(item)
        },
        copied=dict(copied),
        prose=prose,
        index=searched.index if searched else "",
        documents=tuple(map(as_data, searched.documents)) if searched else (),
        neutral=neutral,
        files=identities(site),
    )


def own_files(compilation: Compilation) -> Own:
    """Return the items that each file exists for."""
    found: dict[str, dict[Key, None]] = {}
    for key, address in _own(compilation):
        found.setdefault(address, {})[key] = None
    return {address: tuple(keys) for address, keys in sorted(found.items())}


def _own(compilation: Compilation) -> Iterator[tuple[Key, str]]:
    for key, addresses in compilation.outputs.items():
        yield from ((key, address) for address in addresses)
    for page in compilation.pages:
        if page.item is not None:
            yield from (((page.item.kind, page.item.id), url) for url in _beside(compilation, page))
    for item in compilation.admission.bank:
        for resource in resources_of(item):
            yield (item.kind, item.id), RESOURCES + resource.file
        for url in feeds_about(item.kind, item.id):
            if url in compilation.files:
                yield (item.kind, item.id), url


def _beside(compilation: Compilation, page: SitePage) -> Iterator[str]:
    """Yield the files of a page: redirects, tables and its social card."""
    for alias in page.item.aliases if page.item else ():
        yield f"{dirname(page.path)}/{alias}.html"
    yield from page.tables
    if card := compilation.cards.get(page.path):
        yield card.url
