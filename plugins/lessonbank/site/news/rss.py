"""Write news feeds as RSS 2.0 files."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from email.utils import format_datetime
from html import escape
from xml.etree import ElementTree as ET

from lessonbank.site.library import Library
from lessonbank.site.news.channels import Channel, Entry, channels

_ATOM = "http://www.w3.org/2005/Atom"
TYPE = "application/rss+xml"
_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 cannot hold, not even escaped."""


def news_files(library: Library) -> Mapping[str, bytes]:
    """Return every feed, by address."""
    return {channel.url: rss(library, channel) for channel in channels(library)}


def rss(library: Library, channel: Channel) -> bytes:
    """Return a feed as an RSS file."""
    root = ET.Element("rss", {"version": "2.0", "xmlns:atom": _ATOM})
    feed = ET.SubElement(root, "channel")
    _add(feed, "title", channel.title)
    _add(feed, "link", library.absolute(channel.page))
    own = {"href": library.absolute(channel.url), "rel": "self", "type": TYPE}
    ET.SubElement(feed, "atom:link", own)
    _add(feed, "description", channel.about)
    _add(feed, "language", library.bank.trust.language.lower())
    _add(feed, "lastBuildDate", _day(library.today))
    for entry in channel.entries:
        _add_entry(feed, entry, library)
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _add_entry(feed: ET.Element, entry: Entry, library: Library) -> None:
    item = ET.SubElement(feed, "item")
    _add(item, "title", entry.title)
    _add(item, "link", library.absolute(entry.url))
    _add(item, "guid", entry.guid).set("isPermaLink", "false")
    _add(item, "description", escape(entry.summary, quote=False))  # Readers take it as HTML.
    if entry.day:
        _add(item, "pubDate", _day(entry.day))


def _add(parent: ET.Element, tag: str, text: str) -> ET.Element:
    element = ET.SubElement(parent, tag)
    element.text = _UNWRITABLE.sub("", text)
    return element


def _day(day: date) -> str:
    return format_datetime(datetime.combine(day, time(), UTC))
