"""Checks for private data: names, contacts, metadata and scans."""

from lessonbank.content.checks.privacy.contacts import contacts, spoken_contacts
from lessonbank.content.checks.privacy.files import scans, sizes, unsearched
from lessonbank.content.checks.privacy.meetings import meetings
from lessonbank.content.checks.privacy.metadata import metadata
from lessonbank.content.checks.privacy.names import listed_names
from lessonbank.content.checks.privacy.spoken import known_words, spoken_names

__all__ = [
    "contacts",
    "known_words",
    "listed_names",
    "meetings",
    "metadata",
    "scans",
    "sizes",
    "spoken_contacts",
    "spoken_names",
    "unsearched",
]
