"""The vocabularies of subject, phase, key stage, year, role and career stage (England, 2026).

The ids follow Oak National Academy's public enumerations where they exist, so that banks
can be compared. A trust adds terms of its own in `trust.yml`; it cannot change these.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from lessonbank.bank.item import Slug, Text, Value
from lessonbank.bank.thesaurus import OtherName


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


def _terms(table: str) -> tuple[Term, ...]:
    """Parse terms from lines of `id | label | parent`."""
    rows = ([cell.strip() for cell in line.split("|")] for line in table.strip().splitlines())
    return tuple(Term(id=row[0], label=row[1], parent=row[2] if row[2:] else None) for row in rows)


_PHASES = """
foundation | Early years
primary    | Primary
secondary  | Secondary
post-16    | Post-16
all-phases | All phases
"""

_KEY_STAGES = """
early-years-foundation-stage | EYFS        | foundation
ks1                          | Key stage 1 | primary
ks2                          | Key stage 2 | primary
ks3                          | Key stage 3 | secondary
ks4                          | Key stage 4 | secondary
ks5                          | Key stage 5 | post-16
all-ks                       | All key stages | all-phases
"""

_YEARS = """
nursery   | Nursery   | early-years-foundation-stage
reception | Reception | early-years-foundation-stage
year-1    | Year 1    | ks1
year-2    | Year 2    | ks1
year-3    | Year 3    | ks2
year-4    | Year 4    | ks2
year-5    | Year 5    | ks2
year-6    | Year 6    | ks2
year-7    | Year 7    | ks3
year-8    | Year 8    | ks3
year-9    | Year 9    | ks3
year-10   | Year 10   | ks4
year-11   | Year 11   | ks4
year-12   | Year 12   | ks5
year-13   | Year 13   | ks5
all-years | All years | all-ks
"""

_SUBJECTS = """
art                                    | Art and design
biology                                | Biology
business                               | Business
chemistry                              | Chemistry
citizenship                            | Citizenship
combined-science                       | Combined science
communication-and-language             | Communication and language
computing                              | Computing
cooking-nutrition                      | Cooking and nutrition
design-technology                      | Design and technology
drama                                  | Drama
economics                              | Economics
english                                | English
english-literature                     | English literature
expressive-arts-and-design             | Expressive arts and design
financial-education                    | Financial education
french                                 | French
geography                              | Geography
german                                 | German
history                                | History
latin                                  | Latin
literacy                               | Literacy
mandarin                               | Mandarin
maths                                  | Maths
media-studies                          | Media studies
music                                  | Music
personal-social-and-emotional-development | Personal, social and emotional development
phonics                                | Phonics
physical-development                   | Physical development
physical-education                     | Physical education
physics                                | Physics
psychology                             | Psychology
reading                                | Reading
religious-education                    | Religious education
rshe-pshe                              | RSHE (PSHE)
science                                | Science
sociology                              | Sociology
spanish                                | Spanish
tutor-time                             | Tutor time and assemblies
understanding-the-world                | Understanding the world
welsh                                  | Welsh
whole-school                           | Whole school
communication-therapy                  | Communication therapy
occupational-therapy                   | Occupational therapy
sensory-integration                    | Sensory integration
"""

_ROLES = """
trainee            | Trainees                  | teacher
ect                | Early career teachers     | teacher
mentor             | Mentors                   | teacher
teacher            | Teachers                  | all-staff
middle-leader      | Subject and phase leaders | teacher
senior-leader      | Senior leaders            | all-staff
teaching-assistant | Teaching assistants       | support-staff
support-staff      | Support staff             | all-staff
all-staff          | All staff
"""

_CAREER_STAGES = """
in-training | In training
new         | New to the role
established | Established
aspiring    | Getting ready for the next role
any-stage   | Any stage
"""

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
