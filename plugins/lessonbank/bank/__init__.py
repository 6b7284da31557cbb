"""The model of a lesson bank: values only, no input or output."""

from lessonbank.bank.address import Address
from lessonbank.bank.audience import Audience, Kept, kept, seen_by
from lessonbank.bank.bank import Bank
from lessonbank.bank.case_study import CaseStudy, Change
from lessonbank.bank.clip import Chapter, Clip, Moment, TimedQuestion, WatchFor
from lessonbank.bank.coaching import Coaching, CycleStep
from lessonbank.bank.colour import BLACK, WHITE, contrast, mixed, nearest, passes
from lessonbank.bank.community import Community
from lessonbank.bank.contact import contacts_in
from lessonbank.bank.form import Form, FormField, FormSection
from lessonbank.bank.framework import Framework, Statement, StatementGroup
from lessonbank.bank.item import (
    Item,
    Location,
    Mention,
    Page,
    Reference,
    Value,
    mentions,
    one_line,
    slug,
    without,
)
from lessonbank.bank.language import direction
from lessonbank.bank.language_names import own_name, own_names
from lessonbank.bank.lesson import Lesson, Unit
from lessonbank.bank.licence import Licence, LicenceId
from lessonbank.bank.look import LIGHT, SCHEMES, Look, Scheme, deepened
from lessonbank.bank.offer import Offer
from lessonbank.bank.overlay import Overlay
from lessonbank.bank.override import OVERRIDE_ROLES, Override
from lessonbank.bank.pathway import Pathway, PathwayStep
from lessonbank.bank.people import Credit, EditionName, Partner, Person, School, Trust
from lessonbank.bank.permission import Permission, unapproved
from lessonbank.bank.programme import Evidence, Programme, Step, Strand
from lessonbank.bank.project import Ethics, Project
from lessonbank.bank.prose import Findable, Prose
from lessonbank.bank.recording import Recording, Translation
from lessonbank.bank.redaction import Box, Redactions, Sound
from lessonbank.bank.reference_faults import reference_faults
from lessonbank.bank.resource import Resource, resources_of
from lessonbank.bank.school_year import TermDates, school_year
from lessonbank.bank.scope import Scope
from lessonbank.bank.session import Session, clock_change
from lessonbank.bank.statistics import Interval, TagStatistics, statistics
from lessonbank.bank.tagging import Mark, SessionFile, SessionTag, TaggedFilm, TaggingSession
from lessonbank.bank.tags import Tag, TagGroup, TagSet
from lessonbank.bank.technique import Technique
from lessonbank.bank.thesaurus import OtherName, Synonyms
from lessonbank.bank.timecode import format_seconds, format_timecode, parse_timecode
from lessonbank.bank.topic import Topic
from lessonbank.bank.types import ITEM_TYPES, ItemTypes, Noun
from lessonbank.bank.vocabulary import ALL_STAFF, VOCABULARIES, Term, Vocabulary
from lessonbank.bank.watchlist import AgendaItem, Viewing, WatchList, viewings_of
from lessonbank.bank.workshop import Workshop

__all__ = [
    "ALL_STAFF",
    "BLACK",
    "ITEM_TYPES",
    "LIGHT",
    "OVERRIDE_ROLES",
    "SCHEMES",
    "VOCABULARIES",
    "WHITE",
    "Address",
    "AgendaItem",
    "Audience",
    "Bank",
    "Box",
    "CaseStudy",
    "Change",
    "Chapter",
    "Clip",
    "Coaching",
    "Community",
    "Credit",
    "CycleStep",
    "EditionName",
    "Ethics",
    "Evidence",
    "Findable",
    "Form",
    "FormField",
    "FormSection",
    "Framework",
    "Interval",
    "Item",
    "ItemTypes",
    "Kept",
    "Lesson",
    "Licence",
    "LicenceId",
    "Location",
    "Look",
    "Mark",
    "Mention",
    "Moment",
    "Noun",
    "Offer",
    "OtherName",
    "Overlay",
    "Override",
    "Page",
    "Partner",
    "Pathway",
    "PathwayStep",
    "Permission",
    "Person",
    "Programme",
    "Project",
    "Prose",
    "Recording",
    "Redactions",
    "Reference",
    "Resource",
    "Scheme",
    "School",
    "Scope",
    "Session",
    "SessionFile",
    "SessionTag",
    "Sound",
    "Statement",
    "StatementGroup",
    "Step",
    "Strand",
    "Synonyms",
    "Tag",
    "TagGroup",
    "TagSet",
    "TagStatistics",
    "TaggedFilm",
    "TaggingSession",
    "Technique",
    "Term",
    "TermDates",
    "TimedQuestion",
    "Topic",
    "Translation",
    "Trust",
    "Unit",
    "Value",
    "Viewing",
    "Vocabulary",
    "WatchFor",
    "WatchList",
    "Workshop",
    "clock_change",
    "contacts_in",
    "contrast",
    "deepened",
    "direction",
    "format_seconds",
    "format_timecode",
    "kept",
    "mentions",
    "mixed",
    "nearest",
    "one_line",
    "own_name",
    "own_names",
    "parse_timecode",
    "passes",
    "reference_faults",
    "resources_of",
    "school_year",
    "seen_by",
    "slug",
    "statistics",
    "unapproved",
    "viewings_of",
    "without",
]
