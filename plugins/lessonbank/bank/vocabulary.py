"""The vocabularies of subject, phase, key stage, year, role and career stage (England, 2026).

The ids follow Oak National Academy's public enumerations where they exist, so that banks
can be compared. A trust adds terms of its own in `trust.yml`; it cannot change these.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from lessonbank.bank.item import Slug, Text, Value
from lessonbank.bank.thesaurus import OtherName
from lessonbank.texts import mark, translated


class Term(Value):
    """One term of a vocabulary.

    `parent` is a year's key stage, a key stage's phase, or the wider role of a role.
    """

    id: Slug
    """A short name that never changes."""
    label: Text
    """The name for readers."""
    also: tuple[OtherName, ...] = ()
    """Other names, for search."""
    parent: Slug | None = None
    """The id of the wider term that it belongs to."""


class Vocabulary(Value):
    """Terms in order. The version changes when the meaning of a term changes."""

    version: Text
    terms: tuple[Term, ...]

    def extended(self, more: tuple[Term, ...]) -> Vocabulary:
        """Return the vocabulary with `more` terms; existing ids keep their terms."""
        known = {term.id for term in self.terms}
        added = tuple(term for term in more if term.id not in known)
        return self.model_copy(update={"terms": (*self.terms, *added)}) if added else self

    def translated(self) -> Vocabulary:
        """Return it with labels in the language of the interface; English ones are other names."""
        terms = tuple(map(_translated, self.terms))
        return self.model_copy(update={"terms": terms}) if terms != self.terms else self


def _translated(term: Term) -> Term:
    label = translated(term.label)
    other = {"label": label, "also": (*term.also, term.label)}
    return term.model_copy(update=other) if label != term.label else term


_Rows = tuple[tuple[str, ...], ...]
"""Terms as id, label and, for some, parent."""


def _terms(rows: _Rows) -> tuple[Term, ...]:
    return tuple(Term(id=row[0], label=row[1], parent=row[2] if row[2:] else None) for row in rows)


_PHASES = (
    ("foundation", mark("Early years")),
    ("primary", mark("Primary")),
    ("secondary", mark("Secondary")),
    ("post-16", mark("Post-16")),
    ("all-phases", mark("All phases")),
)

_KEY_STAGES = (
    ("early-years-foundation-stage", mark("EYFS"), "foundation"),
    ("ks1", mark("Key stage 1"), "primary"),
    ("ks2", mark("Key stage 2"), "primary"),
    ("ks3", mark("Key stage 3"), "secondary"),
    ("ks4", mark("Key stage 4"), "secondary"),
    ("ks5", mark("Key stage 5"), "post-16"),
    ("all-ks", mark("All key stages"), "all-phases"),
)

_YEARS = (
    ("nursery", mark("Nursery"), "early-years-foundation-stage"),
    ("reception", mark("Reception"), "early-years-foundation-stage"),
    ("year-1", mark("Year 1"), "ks1"),
    ("year-2", mark("Year 2"), "ks1"),
    ("year-3", mark("Year 3"), "ks2"),
    ("year-4", mark("Year 4"), "ks2"),
    ("year-5", mark("Year 5"), "ks2"),
    ("year-6", mark("Year 6"), "ks2"),
    ("year-7", mark("Year 7"), "ks3"),
    ("year-8", mark("Year 8"), "ks3"),
    ("year-9", mark("Year 9"), "ks3"),
    ("year-10", mark("Year 10"), "ks4"),
    ("year-11", mark("Year 11"), "ks4"),
    ("year-12", mark("Year 12"), "ks5"),
    ("year-13", mark("Year 13"), "ks5"),
    ("all-years", mark("All years"), "all-ks"),
)

_SUBJECTS = (
    ("art", mark("Art and design")),
    ("biology", mark("Biology")),
    ("business", mark("Business")),
    ("chemistry", mark("Chemistry")),
    ("citizenship", mark("Citizenship")),
    ("combined-science", mark("Combined science")),
    ("communication-and-language", mark("Communication and language")),
    ("computing", mark("Computing")),
    ("cooking-nutrition", mark("Cooking and nutrition")),
    ("design-technology", mark("Design and technology")),
    ("drama", mark("Drama")),
    ("economics", mark("Economics")),
    ("english", mark("English")),
    ("english-literature", mark("English literature")),
    ("expressive-arts-and-design", mark("Expressive arts and design")),
    ("financial-education", mark("Financial education")),
    ("french", mark("French")),
    ("geography", mark("Geography")),
    ("german", mark("German")),
    ("history", mark("History")),
    ("latin", mark("Latin")),
    ("literacy", mark("Literacy")),
    ("mandarin", mark("Mandarin")),
    ("maths", mark("Maths")),
    ("media-studies", mark("Media studies")),
    ("music", mark("Music")),
    (
        "personal-social-and-emotional-development",
        mark("Personal, social and emotional development"),
    ),
    ("phonics", mark("Phonics")),
    ("physical-development", mark("Physical development")),
    ("physical-education", mark("Physical education")),
    ("physics", mark("Physics")),
    ("psychology", mark("Psychology")),
    ("reading", mark("Reading")),
    ("religious-education", mark("Religious education")),
    ("rshe-pshe", mark("RSHE (PSHE)")),
    ("science", mark("Science")),
    ("sociology", mark("Sociology")),
    ("spanish", mark("Spanish")),
    ("tutor-time", mark("Tutor time and assemblies")),
    ("understanding-the-world", mark("Understanding the world")),
    ("welsh", mark("Welsh")),
    ("whole-school", mark("Whole school")),
    ("communication-therapy", mark("Communication therapy")),
    ("occupational-therapy", mark("Occupational therapy")),
    ("sensory-integration", mark("Sensory integration")),
)

_ROLES = (
    ("trainee", mark("Trainees"), "teacher"),
    ("ect", mark("Early career teachers"), "teacher"),
    ("mentor", mark("Mentors"), "teacher"),
    ("teacher", mark("Teachers"), "all-staff"),
    ("middle-leader", mark("Subject and phase leaders"), "teacher"),
    ("senior-leader", mark("Senior leaders"), "all-staff"),
    ("teaching-assistant", mark("Teaching assistants"), "support-staff"),
    ("support-staff", mark("Support staff"), "all-staff"),
    ("all-staff", mark("All staff")),
)

_CAREER_STAGES = (
    ("in-training", mark("In training")),
    ("new", mark("New to the role")),
    ("established", mark("Established")),
    ("aspiring", mark("Getting ready for the next role")),
    ("any-stage", mark("Any stage")),
)

ALL_STAFF = "all-staff"
"""The role that includes all others, the trust's own among them."""

VOCABULARIES: Mapping[str, Vocabulary] = MappingProxyType(
    {
        kind: Vocabulary(version="2026-11", terms=_terms(table))
        for kind, table in (
            ("subject", _SUBJECTS),
            ("phase", _PHASES),
            ("key-stage", _KEY_STAGES),
            ("year", _YEARS),
            ("role", _ROLES),
            ("career-stage", _CAREER_STAGES),
        )
    }
)
"""The shipped vocabularies, by kind of term."""
