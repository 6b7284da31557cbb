"""The checks of content. Each is a function that takes the context and yields diagnostics."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lessonbank.content.checks.beside import beside
from lessonbank.content.checks.clips import clips
from lessonbank.content.checks.comments import comments
from lessonbank.content.checks.context import Context
from lessonbank.content.checks.damage import conflicts, garbled, second_files
from lessonbank.content.checks.document import document
from lessonbank.content.checks.edges import edges
from lessonbank.content.checks.editions import editions
from lessonbank.content.checks.forms import forms
from lessonbank.content.checks.frameworks import frameworks, statement_groups
from lessonbank.content.checks.generators import generators
from lessonbank.content.checks.identity import identity
from lessonbank.content.checks.invisible import invisible_signs
from lessonbank.content.checks.languages import languages
from lessonbank.content.checks.leftovers import leftovers
from lessonbank.content.checks.links import addresses_of_restricted, links
from lessonbank.content.checks.look import look
from lessonbank.content.checks.overrides import overrides
from lessonbank.content.checks.parted import parted_links
from lessonbank.content.checks.pathways import pathway_steps
from lessonbank.content.checks.permissions import of_another, permissions
from lessonbank.content.checks.pictures import pictures
from lessonbank.content.checks.pointers import pointers
from lessonbank.content.checks.privacy import (
    contacts,
    listed_names,
    meetings,
    metadata,
    scans,
    sizes,
    spoken_contacts,
    spoken_names,
    unsearched,
)
from lessonbank.content.checks.programmes import balance, strands
from lessonbank.content.checks.projects import projects
from lessonbank.content.checks.recordings import captions, recordings
from lessonbank.content.checks.redactions import redactions, transcripts
from lessonbank.content.checks.references import parents, references
from lessonbank.content.checks.resources import resources
from lessonbank.content.checks.rights import credited
from lessonbank.content.checks.schools import schools
from lessonbank.content.checks.sessions import night_sessions, sessions, term_dates
from lessonbank.content.checks.tables import tables
from lessonbank.content.checks.tagsets import groups
from lessonbank.content.checks.thesaurus import thesaurus
from lessonbank.content.checks.unique import clip_codes, former_ids, tags, terms
from lessonbank.content.checks.units import units
from lessonbank.content.checks.watchlists import viewings
from lessonbank.diagnostics import Diagnostic

CHECKS: tuple[Callable[[Context], Iterator[Diagnostic]], ...] = (
    generators,
    beside,
    identity,
    editions,
    references,
    parents,
    clips,
    recordings,
    captions,
    languages,
    redactions,
    transcripts,
    edges,
    resources,
    pointers,
    pictures,
    look,
    schools,
    viewings,
    units,
    credited,
    permissions,
    of_another,
    overrides,
    groups,
    document,
    thesaurus,
    frameworks,
    statement_groups,
    strands,
    balance,
    projects,
    pathway_steps,
    forms,
    sessions,
    night_sessions,
    term_dates,
    former_ids,
    clip_codes,
    tags,
    terms,
    comments,
    conflicts,
    second_files,
    garbled,
    leftovers,
    tables,
    parted_links,
    links,
    addresses_of_restricted,
    listed_names,
    contacts,
    meetings,
    spoken_contacts,
    metadata,
    scans,
    sizes,
    unsearched,
    spoken_names,
    invisible_signs,
)
"""All checks. Add new ones here."""
