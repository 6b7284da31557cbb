"""The trust, its schools, its staff and its partners. No pupil is ever an item."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from typing import Annotated, ClassVar, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from lessonbank.bank.audience import Audience
from lessonbank.bank.colour import Colour
from lessonbank.bank.contact import Domain, Email, EmailOrPhone
from lessonbank.bank.document import DocumentControl
from lessonbank.bank.item import (
    LONGEST_ID,
    Item,
    PersonId,
    PhaseId,
    Reference,
    SchoolId,
    Slug,
    SubjectId,
    Text,
    Value,
    slug,
)
from lessonbank.bank.language import LanguageTag
from lessonbank.bank.licence import Licence
from lessonbank.bank.look import Look, LookPicture
from lessonbank.bank.school_year import TermDates
from lessonbank.bank.scope import BeyondTheTrust, Scope
from lessonbank.bank.suggestions import Suggestions
from lessonbank.bank.thesaurus import Synonyms
from lessonbank.bank.vocabulary import Term

WebAddress = Annotated[
    str,
    Field(
        pattern=r"^https?://[^\s<>\"\x00-\x1f\x7f-\x9f]+$",
        description="a web address",
        examples=["https://trust.example/complaints"],
    ),
]


def _zone(written: str) -> str:
    try:
        return ZoneInfo(written).key
    except (
        ZoneInfoNotFoundError,
        ValueError,
        OSError,
    ) as error:  # OSError: the text is no valid file name.
        raise PydanticCustomError("zone", "no time zone") from error


TimeZone = Annotated[
    str,
    AfterValidator(_zone),
    Field(description="a time zone such as Europe/London", examples=["Europe/London"]),
]
_REGISTERED = (
    r"[0-9]{5,6}",  # England: the URN, which is shorter for children's centres
    r"[0-9]{7}",  # Scotland: the SEED code; Wales: the school number
    r"[0-9]{3}[-/ ][0-9]{4}",  # Northern Ireland: the DE reference; England: the DfE number
    r"[0-9]{5}[A-Z]",  # Ireland: the roll number
    r"[A-Z][A-Za-z ]{1,30}[ :] ?[A-Z0-9][A-Z0-9/-]{1,19}",  # any other, after its name
)
Urn = Annotated[
    str,
    Field(
        pattern=f"^(?:{'|'.join(_REGISTERED)})$",
        description=(
            "a URN of six digits, a SEED code, school number, DE reference or roll number, "
            "or another country's code after its name"
        ),
        examples=["999001"],
    ),
]
"""A school's number in its national register: `999001`, `SEED 5299921`."""

EditionName = Annotated[
    str,
    Field(
        pattern=r"^(?:public|trust|(?:school|named):[a-z0-9]+(?:-[a-z0-9]+)*)$",
        description="public, trust, school:<id> or named:<id>",
        examples=["public"],
    ),
]


class Contacts(Value):
    """Contacts for readers, shown in the footer of every page."""

    dpo: Email
    """The e-mail address of the data protection officer."""
    concerns: Email
    """The e-mail address for concerns about a film."""
    complaints_url: WebAddress | None = None
    """The web page for complaints."""
    published: tuple[EmailOrPhone, ...] = ()
    """Other e-mail addresses and numbers that may appear on pages."""


class Policy(Value):
    """The trust's settings for all items."""

    longest_permission_months: int = Field(default=24, ge=1, le=120)
    """The longest time, in months, that a permission may last."""
    largest_file_mb: int = Field(default=25, ge=1, le=100)
    """Warn about larger files in git: every copy keeps them for ever."""
    approvals: Annotated[tuple[Text, ...], Field(min_length=1)] = ("teacher", "headteacher")
    """The roles that must approve every permission."""
    default_edition: EditionName = "public"
    """The edition that is built if nothing else is asked for."""
    rebuilt_within_days: int = Field(default=3, ge=1, le=31)
    """Rebuild the site at least this often, in days: only a build removes expired items."""
    session_minutes: int = Field(default=60, ge=5, le=720)
    """Assumed length, in minutes, of an imported session with a start and no end."""
    pre_roll: float = Field(default=5, ge=0, le=15)
    """Seconds to play before a moment that is selected."""


class OwnTerms(Value):
    """Terms that the trust adds to the shipped vocabularies."""

    subject: tuple[Term, ...] = ()
    """Subjects of the trust's own."""
    phase: tuple[Term, ...] = ()
    """Phases of the trust's own."""
    key_stage: tuple[Term, ...] = Field(default=(), alias="key-stage")
    """Key stages of the trust's own."""
    year: tuple[Term, ...] = ()
    """Year groups of the trust's own."""
    role: tuple[Term, ...] = ()
    """Roles of the trust's own."""
    career_stage: tuple[Term, ...] = Field(default=(), alias="career-stage")
    """Career stages of the trust's own."""


class Trust(Value):
    """The group of schools that publishes the bank (`content/trust.yml`)."""

    id: Slug | None = None
    """Never changes, not even when the name does: calendars and browsers hold it."""
    name: Text
    """The name of the group of schools."""
    controller: Text
    """The data controller's legal name."""
    contacts: Contacts
    """Addresses for readers."""
    suggestions: Annotated[Suggestions | None, Audience(Scope.TRUST, unless="suggestions_for")] = (
        None
    )
    """Address for suggestions and reports of mistakes."""
    suggestions_for: BeyondTheTrust | None = None
    """Readers who see it: staff, or everybody."""
    coverage_for: BeyondTheTrust | None = None
    """Who may see coverage and gaps, if more than the trust's staff."""
    workbench: bool = True
    """True for a page where teachers tag their own films."""
    licence: Licence
    """The default licence of recordings and clips."""
    about: Text | None = None
    """A few words about the trust."""
    language: LanguageTag = "en-GB"
    """The language of the site."""
    time_zone: TimeZone = "Europe/London"
    """The time zone of all times in sessions."""
    calendar_domain: Domain | None = None
    """The part after the @ in UIDs of events, if calendars were published with it before."""
    terms: tuple[TermDates, ...] = ()
    """The terms in order; a day between two terms belongs to the second."""
    look: Look = Look()
    """The colours, logo and font of the site."""
    handbook: DocumentControl = DocumentControl()
    """The owner, version and review date of the printed handbook."""
    policy: Policy = Policy()
    """The trust's own rules."""
    vocabularies: OwnTerms = OwnTerms()
    """Subjects, roles and other words that the trust adds to the usual ones."""
    thesaurus: tuple[Synonyms, ...] = ()
    """The trust's own synonyms for search, added to the built-in ones."""

    @property
    def key(self) -> str:
        """Return the id. Without one, make it from the name: the same name gives the same id."""
        return self.id or slug(self.name)[:LONGEST_ID].strip("-") or _unspelled(self.name)

    def shows_coverage(self, scope: Scope) -> bool:
        """Return whether an edition of `scope` shows coverage and gaps."""
        return scope.reach <= Scope(self.coverage_for or Scope.TRUST).reach

    @property
    def uid_domain(self) -> str:
        """Return what follows the @ in UIDs of events. Nobody can own `.invalid` (RFC 2606)."""
        return self.calendar_domain or f"{self.key}.lessonbank.invalid"


def _unspelled(name: str) -> str:
    """Return an id for a name without Latin letters and digits."""
    return f"trust-{sha256(name.encode()).hexdigest()[:8]}"


class Ages(Value):
    """The youngest and the oldest age taught."""

    youngest: int = Field(ge=0, le=25)
    """The youngest age in years."""
    oldest: int = Field(ge=0, le=25)
    """The oldest age in years."""


class SchoolContacts(Value):
    """How to reach a school. Staff see all of it; others see the website."""

    website: WebAddress | None = None
    """The school's own website."""
    email: Annotated[Email, Audience(Scope.TRUST, unless="shown_to")] | None = None
    """The e-mail address of the school's office."""
    phone: Annotated[EmailOrPhone, Audience(Scope.TRUST, unless="shown_to")] | None = None
    """The telephone number of the school's office."""
    shown_to: BeyondTheTrust | None = None
    """Who may see the address and the number, if more than the trust's staff."""


class School(Item):
    """One school of the trust."""

    kind: ClassVar[str] = "school"
    folder: ClassVar[str] = "schools"

    name: Text
    """The school's name."""
    urn: Urn
    """The school's number in its national register."""
    phase: PhaseId
    """The phase that it teaches."""
    ages: Ages | None = None
    """The ages that it teaches."""
    colour: Colour | None = None
    """The school's own colour, under white text."""
    dark_colour: Colour | None = None
    """The school's colour on dark pages, under white text; by default the same."""
    logo: LookPicture | None = None
    """The school's logo."""
    contacts: SchoolContacts = SchoolContacts()
    """How to reach the school."""
    left_on: date | None = None
    """The day from which it is no school of the trust: nothing of it is shown from then on."""
    about: Text | None = None
    """A few words about the school."""

    @property
    def colours(self) -> dict[str, str]:
        """The colours, by field name."""
        named = {"colour": self.colour, "dark_colour": self.dark_colour}
        return {field: colour for field, colour in named.items() if colour is not None}

    def has_left(self, today: date) -> bool:
        """Return whether it is no school of the trust on that day."""
        return self.left_on is not None and self.left_on <= today


class Partner(Item):
    """A group outside the trust, named in privacy notices, that may see more than the public."""

    kind: ClassVar[str] = "partner"
    folder: ClassVar[str] = "partners"

    name: Text
    """The organisation's name."""
    about: Text | None = None
    """What the organisation does with the trust."""


class Person(Item):
    """A member of staff, credited as they have agreed."""

    kind: ClassVar[str] = "person"
    folder: ClassVar[str] = "people"

    name: Text
    """The full name. Pages show only what `credit` allows."""
    role: Text
    """The job: `Science teacher`."""
    school: Annotated[Slug, Reference("school", needed=True)] | None = None
    """The school where the person works."""
    credit: Literal["name", "initials", "role", "anonymous"] = "role"
    """How pages name the person, as agreed with them."""
    specialisms: tuple[Text, ...] = ()
    """What others can ask them about."""
    about: Text | None = None
    """A few words about the person."""
    phases: tuple[PhaseId, ...] = ()
    """The phases that they teach or support."""
    subjects: tuple[SubjectId, ...] = ()
    """The subjects that they teach or support."""
    serves: tuple[SchoolId, ...] = ()
    """The schools that they work with."""
    request: Text | None = None
    """How to ask for their support. People with this are listed in the directory."""
    contact: Annotated[Email, Audience(Scope.TRUST, unless="contact_for")] | None = None
    """The work e-mail address for requests."""
    contact_for: BeyondTheTrust | None = None
    """Who may see the address, if more than the trust's staff."""

    @property
    def label(self) -> str:
        """The credited form, since packages print the labels of items."""
        return self.credited

    @property
    def credited(self) -> str:
        """The form of the name that the person has agreed to."""
        match self.credit:
            case "name":
                return self.name
            case "initials":
                return "".join(part[0] for part in self.name.replace("-", " ").split())
            case "role":
                return self.role
            case _:
                return "A teacher"


class Credit(Value):
    """A person's part in the work: a person of the bank, or a name as text."""

    role: Literal["teacher", "filming", "editing", "captions", "support", "board work"] = "teacher"
    """What the person did."""
    person: PersonId | None = None
    """The member of staff, if they have a file."""
    name: Text | None = None
    """The name to show for anyone else."""
