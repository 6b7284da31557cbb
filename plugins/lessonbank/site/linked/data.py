"""Choose the structured data of each page, and write it for a script element."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

from lessonbank.bank import Clip, Programme
from lessonbank.site.dates.schedule import Schedule, month_path
from lessonbank.site.library import Library
from lessonbank.site.linked.courses import course
from lessonbank.site.linked.events import event
from lessonbank.site.linked.films import clip_nodes
from lessonbank.site.linked.nodes import SCHEMA, Node, breadcrumbs, node, trust
from lessonbank.site.page import SitePage
from lessonbank.site.urls import INDEX

_ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}
"""Signs that could end the script element, begin a comment in it or break a line of it."""


def structured_data(library: Library, pages: Sequence[SitePage]) -> Mapping[str, str]:
    """Return the JSON-LD of each page that has some, by path.

    None has any without a published address, which search engines need.
    """
    if not library.site_url:
        return {}
    by_path = {page.path: page for page in pages}
    found = {path: list(nodes) for path, nodes in _nodes(library, by_path)}
    return {
        path: script(_graph(library, by_path[path], by_path, own)) for path, own in found.items()
    }


def script(data: Node) -> str:
    """Return data as JSON that stays within its script element, whatever texts it holds."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)


def _graph(
    library: Library, page: SitePage, pages: Mapping[str, SitePage], own: list[Node]
) -> Node:
    way = [] if page.path == INDEX else [breadcrumbs(library, page, pages)]
    return {"@context": SCHEMA, "@graph": [trust(library), *own, *way]}


def _nodes(library: Library, pages: Mapping[str, SitePage]) -> Iterator[tuple[str, Iterator[Node]]]:
    """Yield the paths of pages with things of their own."""
    schedule = Schedule(library.bank, library.today)
    if INDEX in pages:
        yield INDEX, iter((_site(library),))
    clips = {clip.id for clip in library.clips}
    for page in pages.values():
        if isinstance(page.item, Clip) and page.item.id in clips and page.listed:
            yield page.path, clip_nodes(library, page.item)
        elif isinstance(page.item, Programme):
            yield page.path, iter((course(library, schedule, page.item),))
    yield from _months(library, schedule, pages)


def _months(
    library: Library, schedule: Schedule, pages: Mapping[str, SitePage]
) -> Iterator[tuple[str, Iterator[Node]]]:
    """Yield the events of each month that are not over."""
    coming = tuple(each for each in schedule.sessions if not schedule.over(each))
    by_path: dict[str, list[Node]] = {}
    for session in coming:
        if (found := event(library, schedule, session)) and month_path(session.on) in pages:
            by_path.setdefault(month_path(session.on), []).append(found)
    yield from ((path, iter(events)) for path, events in by_path.items())


def _site(library: Library) -> Node:
    return node(
        "WebSite",
        name=library.bank.trust.name,
        url=library.absolute(INDEX),
        inLanguage=library.bank.trust.language,
        publisher={"@id": library.absolute(f"{INDEX}#trust")},
    )
