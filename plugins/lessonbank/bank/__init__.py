"""What a lesson bank is: values only, no input or output."""

from lessonbank.bank.address import Address
from lessonbank.bank.bank import ITEM_TYPES, Bank
from lessonbank.bank.clip import Chapter, Clip, Moment, WatchFor
from lessonbank.bank.item import Item, Location, Mention, Page, Reference, Value, mentions, without
from lessonbank.bank.licence import Licence, LicenceId
from lessonbank.bank.people import Credit, Person, School, Trust
from lessonbank.bank.permission import Permission, Scope
from lessonbank.bank.recording import Recording
from lessonbank.bank.tags import Tag, TagGroup, TagSet
from lessonbank.bank.technique import Technique
from lessonbank.bank.timecode import format_timecode, parse_timecode
from lessonbank.bank.vocabulary import VOCABULARIES, Term, Vocabulary

__all__ = [
    "ITEM_TYPES",
    "VOCABULARIES",
    "Address",
    "Bank",
    "Chapter",
    "Clip",
    "Credit",
    "Item",
    "Licence",
    "LicenceId",
    "Location",
    "Mention",
    "Moment",
    "Page",
    "Permission",
    "Person",
    "Recording",
    "Reference",
    "School",
    "Scope",
    "Tag",
    "TagGroup",
    "TagSet",
    "Technique",
    "Term",
    "Trust",
    "Value",
    "Vocabulary",
    "WatchFor",
    "format_timecode",
    "mentions",
    "parse_timecode",
    "without",
]
