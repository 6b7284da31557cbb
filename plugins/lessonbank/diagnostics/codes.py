"""The catalogue of diagnostics: every code, its severity, and why it is a mistake."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, StrEnum


class Severity(StrEnum):
    """An error stops the build; a warning stops it under `--strict` only.

    An error in a permission or an override stops nothing: what is under it is left out.
    """

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the catalogue. `cause` says in plain English why it is a mistake."""

    number: str
    name: str
    cause: str
    severity: Severity = Severity.ERROR


WARNING = Severity.WARNING


class Code(Enum):
    """LB1xx reading, 2xx references, 3xx time, 4xx media, 5xx rights, 6xx privacy, 7xx imports."""

    UNREADABLE_YAML = Entry(
        "LB101", "unreadable-yaml", "The file is not valid YAML, so nothing in it can be used."
    )
    UNKNOWN_KEY = Entry(
        "LB102", "unknown-key", "No such field exists here, so what it says would be lost."
    )
    NOT_UTF8 = Entry(
        "LB103", "not-utf8", "Text in another encoding turns accents and quotes into other signs."
    )
    DUPLICATE_KEY = Entry(
        "LB104", "duplicate-key", "Of two fields with one name only one could be kept."
    )
    WRONG_TYPE = Entry(
        "LB105", "wrong-type", "The field holds another sort of value than the one it is made for."
    )
    WRONG_VALUE = Entry(
        "LB106", "wrong-value", "The field takes certain values only, and this is none of them."
    )
    MISSING_FIELD = Entry("LB107", "missing-field", "The item cannot be shown without this field.")
    UNSUPPORTED_YAML = Entry(
        "LB108",
        "unsupported-yaml",
        "Content is plain maps, lists and text, so that everyone can read and edit it.",
    )
    OVERSIZED_YAML = Entry(
        "LB109", "oversized-yaml", "The file is larger or more deeply nested than content ever is."
    )
    NO_FRONT_MATTER = Entry(
        "LB110",
        "no-front-matter",
        "The fields of a Markdown item stand between two lines of --- at its top.",
    )
    UNREADABLE_FILE = Entry("LB111", "unreadable-file", "The system does not let the file be read.")
    MISPLACED_FILE = Entry(
        "LB112", "misplaced-file", "The folder and the ending of a file say what it holds."
    )
    TRUST_MISSING = Entry(
        "LB113",
        "trust-missing",
        "Every page names the group that publishes it, its contacts and its licence.",
    )
    LINKED_FILE = Entry(
        "LB114",
        "linked-file",
        "A link can lead out of the bank, to something that was never checked or agreed to.",
    )
    SPECIAL_FILE = Entry(
        "LB115", "special-file", "A bank consists of ordinary files that can be read and copied."
    )
    BAD_FILE_NAME = Entry(
        "LB116",
        "bad-file-name",
        "Not every system can store this name, and no web address can hold it.",
    )
    TOO_MANY_FILES = Entry(
        "LB117",
        "too-many-files",
        "A folder this large or this deep is a mistake, and reading it would take hours.",
    )
    UNFENCED_FIELDS = Entry(
        "LB119",
        "unfenced-fields",
        "Fields that are not between lines of --- are printed on the page as text.",
    )
    BANK_OPEN = Entry(
        "LB122",
        "bank-open",
        "A program that ignores lessonbank copies whole folders, permission records included.",
        WARNING,
    )
    LOCKED_FOLDER = Entry(
        "LB123",
        "locked-folder",
        "Programs that ignore lessonbank find this folder, so one page stands in it, no more.",
        WARNING,
    )
    THEME_SHOWS_BANK = Entry(
        "LB124",
        "theme-shows-bank",
        "The files of a theme are published whatever the edition.",
    )
    TEXT_CUT = Entry(
        "LB125",
        "text-cut",
        "YAML takes the rest of the text for a comment or for another field, so it would be lost.",
    )
    LEFTOVER = Entry(
        "LB126",
        "leftover",
        "Marks of another system mean nothing here, so readers would see them as they stand.",
        WARNING,
    )
    UNREAD_FILE = Entry(
        "LB127",
        "unread-file",
        "Nobody reads a file of this sort, so nothing of it is shown.",
        WARNING,
    )
    REMOVED_HTML = Entry(
        "LB128",
        "removed-html",
        "Pages hold only HTML that cannot run, load or send anything, so this is removed.",
        WARNING,
    )
    UNKNOWN_ELEMENT = Entry(
        "LB129",
        "unknown-element",
        "HTML has no such element, so these words would vanish from the page.",
        WARNING,
    )

    OTHER_THEME = Entry(
        "LB140", "other-theme", "The pages of a lesson bank are made for one theme."
    )
    LOADED_ELSEWHERE = Entry(
        "LB141",
        "loaded-elsewhere",
        "Another site would learn who reads the page, and a stick has no network.",
    )
    NOT_IN_A_FOLDER = Entry(
        "LB142",
        "not-in-a-folder",
        "Browsers refuse this on pages that are opened from a folder or a USB stick.",
    )
    UNKNOWN_SETTING = Entry(
        "LB143",
        "unknown-setting",
        "A setting that nothing knows does nothing, and is often a slip.",
    )
    WRONG_SETTING = Entry(
        "LB144", "wrong-setting", "The setting takes other values, so no site could be built."
    )
    MISSING_SETTING = Entry(
        "LB145", "missing-setting", "No site can be built without this setting."
    )
    SETTING_NAMES_NOTHING = Entry(
        "LB146", "setting-names-nothing", "The setting names a file or folder that is not there."
    )
    TEMPLATE_BROKEN = Entry(
        "LB147", "template-broken", "No page can be made with a template that cannot be read."
    )
    LOW_CONTRAST = Entry(
        "LB148",
        "low-contrast",
        "Words in a colour that is too close to the one behind them are hard to read for many.",
    )
    NAV_LEADS_NOWHERE = Entry(
        "LB149",
        "nav-leads-nowhere",
        "An entry that leads to no page is left out of the navigation.",
        WARNING,
    )
    TYPE_NOT_LOADED = Entry(
        "LB150",
        "type-not-loaded",
        "A package that brings a type of content cannot be loaded, so its items cannot be read.",
    )
    NO_CONTENT_TYPE = Entry(
        "LB151",
        "no-content-type",
        "A package's entry point must be a type of content, with a model of its items.",
    )
    TYPE_CLASHES = Entry(
        "LB152",
        "type-clashes",
        "Two types of one name would be read, linked and published as one another.",
    )
    FIELD_NOT_FOLLOWED = Entry(
        "LB153",
        "field-not-followed",
        "An id that is not found in a field would stay where what it names may not be shown.",
    )
    TYPE_FAILED = Entry(
        "LB154",
        "type-failed",
        "Without all pages of a type the site would not be what the content says.",
    )
    TRUST_WITHOUT_ID = Entry(
        "LB155",
        "trust-without-id",
        "With a new name, calendars would show sessions twice and browsers would lose answers.",
        WARNING,
    )

    UNKNOWN_REFERENCE = Entry(
        "LB201", "unknown-reference", "There is nothing by this id to show or to link to."
    )
    DUPLICATE_ID = Entry("LB202", "duplicate-id", "Two things with one id would have one address.")
    BAD_ID = Entry(
        "LB203",
        "bad-id",
        "An id becomes a web address and a file name on every system, FAT32 sticks included.",
    )
    LOST_ID = Entry(
        "LB204", "lost-id", "Links, bookmarks and printed codes that hold the old id would break."
    )
    UNDEFINED_TAG = Entry(
        "LB205",
        "undefined-tag",
        "A tag means the same to everyone only if it says what it is, looks like, and is not.",
    )
    UNKNOWN_TAG = Entry(
        "LB206", "unknown-tag", "No tag set defines this tag, so nobody knows what it means."
    )
    UNKNOWN_TAG_GROUP = Entry(
        "LB207", "unknown-tag-group", "The tag set lists its groups, and this is none of them."
    )
    BROKEN_LINK = Entry("LB208", "broken-link", "The link leads to nothing in the bank.")
    MALFORMED_LINK = Entry(
        "LB209", "malformed-link", "The part after # is not a time, so the link cannot start there."
    )
    LISTED_TWICE = Entry(
        "LB210", "listed-twice", "What stands twice in a row would lead on to itself."
    )
    UNKNOWN_GROUP = Entry(
        "LB211", "unknown-group", "The file lists its groups, or strands, and this is none of them."
    )
    UNBALANCED = Entry(
        "LB212",
        "unbalanced-programme",
        "A design that leaves out a whole group of mechanisms changes less in classrooms.",
        WARNING,
    )
    NOT_ONE_THING = Entry(
        "LB213",
        "not-one-thing",
        "Who follows a pathway has to know of each step what to come to, or what to do.",
    )
    GRADED_FORM = Entry(
        "LB214",
        "graded-form",
        "A grade ends the conversation that the form is for, and turns a visit into an inspection.",
    )
    FINDINGS_MISSING = Entry(
        "LB215",
        "findings-missing",
        "Those who gave their time to the project, and those who might repeat it, need the answer.",
    )
    TOLD_ADDRESS = Entry(
        "LB216",
        "told-address",
        "An address in text tells that there is such an item, even where nobody may see it.",
        WARNING,
    )
    DEAD_LINK = Entry(
        "LB220", "dead-link", "The link leads to no page and no file of the site.", WARNING
    )
    DEAD_ANCHOR = Entry(
        "LB221",
        "dead-anchor",
        "The page is there, but not the place in it, so readers land at its top.",
        WARNING,
    )
    LINK_NOT_PORTABLE = Entry(
        "LB222",
        "link-not-portable",
        "A link works on a host, below a path and in a folder only if it leads from page to page.",
        WARNING,
    )

    NOT_A_TIME = Entry(
        "LB301", "not-a-time", "Times are minutes and seconds, as a video player shows them."
    )
    CLIP_ENDS_BEFORE_START = Entry(
        "LB302", "clip-ends-before-start", "A clip from a time to an earlier one shows nothing."
    )
    CLIP_BEYOND_RECORDING = Entry(
        "LB303", "clip-beyond-recording", "There is no footage after the end of the recording."
    )
    CHAPTER_OUTSIDE_CLIP = Entry(
        "LB304", "chapter-outside-clip", "A chapter outside the clip cannot be played."
    )
    CHAPTERS_OUT_OF_ORDER = Entry(
        "LB305", "chapters-out-of-order", "A chapter lasts until the next one starts."
    )
    MOMENT_OUTSIDE_CLIP = Entry(
        "LB306", "moment-outside-clip", "A moment outside the clip cannot be played."
    )
    MOMENT_ENDS_BEFORE_START = Entry(
        "LB307", "moment-ends-before-start", "A moment that ends before it starts shows nothing."
    )
    LINK_OUTSIDE_CLIP = Entry(
        "LB308", "link-outside-clip", "The link leads to a time after the end of the clip."
    )
    VIEWING_OUTSIDE_CLIP = Entry(
        "LB309",
        "viewing-outside-clip",
        "Of a recording only its clips are shown, so nothing outside the clip can be watched.",
    )
    VIEWING_ENDS_BEFORE_START = Entry(
        "LB310", "viewing-ends-before-start", "A part from a time to an earlier one shows nothing."
    )

    REDACTION_ENDS_BEFORE_START = Entry(
        "LB311",
        "redaction-ends-before-start",
        "A redaction from a time to an earlier one takes nothing out.",
    )
    REDACTION_BEYOND_RECORDING = Entry(
        "LB312",
        "redaction-beyond-recording",
        "A redaction of what the recording does not have may have been meant for something else.",
    )

    CLOCK_CHANGE = Entry(
        "LB313",
        "clock-change",
        "In spring an hour is left out and in autumn one comes twice: nobody knows when to come.",
    )
    SESSION_ORDER = Entry(
        "LB314", "session-order", "Nobody can come to what ends, or is booked up, before it starts."
    )
    PROJECT_ORDER = Entry(
        "LB315", "project-order", "A project runs from one day to the same or to a later one."
    )
    MOMENTS_OVERLAP = Entry(
        "LB316",
        "moments-overlap",
        "Of the tags of an exclusive group only one can hold at a time.",
    )

    MEDIA_MISSING = Entry(
        "LB401", "media-missing", "Without the footage or its entry in media.lock nothing is known."
    )
    MEDIA_UNREADABLE = Entry(
        "LB402", "media-unreadable", "The file is not a recording that can be used."
    )
    MEDIA_OUTSIDE = Entry(
        "LB403", "media-outside", "Only files below media/ are read, on every computer alike."
    )
    LOCK_UNREADABLE = Entry(
        "LB404", "lock-unreadable", "media.lock is written by lessonbank and no longer readable."
    )
    LOCK_OUTDATED = Entry(
        "LB405",
        "lock-outdated",
        "Computers without the footage would check clips against an older recording.",
        WARNING,
    )
    DESCRIBED_LENGTH = Entry(
        "LB406",
        "described-length",
        "A described version in another clock would be cut at the wrong words.",
    )
    BOX_OUTSIDE_PICTURE = Entry(
        "LB407",
        "box-outside-picture",
        "A box that leaves the picture was measured wrongly, and may not cover what it should.",
    )
    CAPTIONS_MISSING = Entry(
        "LB411",
        "captions-missing",
        "The recording names a file of captions or descriptions that is not there.",
    )
    CAPTIONS_BROKEN = Entry(
        "LB412", "captions-broken", "Viewers would not see something that the captions file holds."
    )
    CAPTIONS_POOR = Entry(
        "LB413", "captions-poor", "The captions play, but read badly or may be wrong.", WARNING
    )
    NO_CAPTIONS = Entry(
        "LB414",
        "no-captions",
        "Who cannot hear the recording cannot follow it, and its words cannot be found.",
        WARNING,
    )
    TRANSCRIPT_MISSING = Entry(
        "LB415", "transcript-missing", "The recording names a transcript that is not there."
    )
    RESOURCE_MISSING = Entry(
        "LB416", "resource-missing", "A link to download a file that is not there leads nowhere."
    )
    TRANSCRIPT_NOT_REDACTED = Entry(
        "LB417",
        "transcript-not-redacted",
        "What was taken out of the sound would still be read in a transcript without times.",
    )
    WORDS_CUT = Entry(
        "LB430",
        "words-cut",
        "A caption is shown as a whole, and some of its words are spoken outside the clip.",
        WARNING,
    )
    CONTACT_SPOKEN = Entry(
        "LB433",
        "contact-spoken",
        "An address that is said aloud can be heard, read in the captions, and found by searching.",
        WARNING,
    )
    INVISIBLE_SIGN = Entry(
        "LB434",
        "invisible-sign",
        "A word with a sign in it that nobody sees is found by no search and equals no other word.",
        WARNING,
    )
    TEXT_TURNED = Entry(
        "LB435",
        "text-turned",
        "A sign that turns the direction of text shows reviewers another line than the one read.",
    )

    CREDIT_MISSING = Entry(
        "LB501", "credit-missing", "Whoever taught the lesson is credited, if only by their role."
    )
    LICENCE_MISSING = Entry(
        "LB502", "licence-missing", "Without a licence nobody knows what they may do with a clip."
    )
    HOLDER_MISSING = Entry(
        "LB503", "rights-holder-missing", "A licence says nothing unless someone grants it."
    )
    PERMISSION_DATES = Entry(
        "LB504", "permission-dates", "A permission runs from the day it is granted to a later one."
    )
    PERMISSION_TOO_LONG = Entry(
        "LB505",
        "permission-too-long",
        "The trust's policy limits how long footage of people may be kept.",
    )
    HISTORY_BROKEN = Entry(
        "LB506",
        "history-broken",
        "The history proves who decided what and when only if each line follows from the last.",
    )
    PERMISSION_TRANSITION = Entry(
        "LB507",
        "permission-transition",
        "A permission is asked for before it is granted, and what is withdrawn stays withdrawn.",
    )
    HISTORY_MISSING = Entry(
        "LB508", "history-missing", "Nobody could prove later who decided this, and when.", WARNING
    )
    APPROVAL_MISSING = Entry(
        "LB509",
        "approval-missing",
        "Footage of a classroom is shown only once those who answer for it have agreed.",
    )
    DO_NOT_FILM = Entry(
        "LB510",
        "do-not-film-unchecked",
        "Some children must not be filmed, and nobody remembers every one of them.",
    )
    BASIS_CONTRADICTED = Entry(
        "LB511",
        "basis-contradicted",
        "Footage in which a pupil can be identified needs a basis for showing that pupil.",
    )
    PERMISSION_OF_ANOTHER = Entry(
        "LB512",
        "permission-of-another",
        "Those who agreed to one recording have not agreed to another.",
    )
    DATED_AHEAD = Entry(
        "LB513", "dated-ahead", "A decision that is still to come has not been taken.", WARNING
    )
    HISTORY_REWRITTEN = Entry(
        "LB514",
        "history-rewritten",
        "A record that can be changed afterwards proves nothing.",
    )
    STATE_UNRECORDED = Entry(
        "LB515", "state-unrecorded", "The change has no date, and nobody answers for it."
    )
    REFERENCE_REINSTATED = Entry(
        "LB516",
        "reference-reinstated",
        "Who withdrew was told that the recording would not be shown under this reference again.",
    )
    SCOPE_WIDENED = Entry(
        "LB517",
        "scope-widened",
        "Those who approved showing the recording to some have not approved showing it to more.",
    )
    OVERRIDE_UNSIGNED = Entry(
        "LB518",
        "override-unsigned",
        "That a pupil is shown to the public is for the DSL and the DPO to decide, both of them.",
    )
    OVERRIDE_DATES = Entry(
        "LB519", "override-dates", "An exception is for a time, and never outlives what it is from."
    )
    ETHICS_MISSING = Entry(
        "LB520",
        "ethics-missing",
        "Whoever takes part in research has to know beforehand what is kept, and how to stop.",
    )
    UNGUARDED_PAGE = Entry(
        "LB521",
        "unguarded-page",
        "Every page says who answers for it and whom it is for, and what a browser may do for it.",
    )
    FOREIGN_FILE = Entry(
        "LB522",
        "foreign-file",
        "A site holds certain kinds of files; another might run, or was never meant to leave.",
    )
    ACTING_FILE = Entry(
        "LB523", "acting-file", "A picture or feed that can run scripts does so without the policy."
    )
    STAFF_ADDRESS = Entry(
        "LB530",
        "staff-address",
        "Anybody who reads the address of a meeting can come in, or can book the place of another.",
    )

    LISTED_NAME = Entry(
        "LB601", "listed-name", "A pupil who is named can be found, and then is found for good."
    )
    NAMES_UNUSABLE = Entry(
        "LB602", "names-unusable", "Without its list the check for names would find nothing at all."
    )
    CONTACT_DETAIL = Entry(
        "LB603",
        "contact-detail",
        "Whose address or number it is has to have agreed that everyone may read it.",
    )
    METADATA = Entry(
        "LB604",
        "metadata-published",
        "Everyone who has the file can read what it tells besides what it shows.",
    )
    FOOTAGE_METADATA = Entry(
        "LB605",
        "metadata-in-footage",
        "No film of the site has it, but everyone who has a copy of the footage can read it.",
        WARNING,
    )
    PAPERS_WITH_PERMISSIONS = Entry(
        "LB606",
        "papers-with-permissions",
        "Signed forms hold names and stay in git for ever; a permission names roles only.",
    )
    FILE_TOO_LARGE = Entry(
        "LB607", "file-too-large", "The commit that holds it could not be pushed to GitHub."
    )
    FILE_LARGE = Entry(
        "LB608",
        "file-large",
        "Everyone who copies the repository gets every version of the file, for ever.",
        WARNING,
    )
    NAME_SPOKEN = Entry(
        "LB609",
        "name-spoken",
        "A name that is spoken can be read in the captions and found by searching.",
        WARNING,
    )
    ASKS_FOR_NAMES = Entry(
        "LB610",
        "form-asks-for-names",
        "What is written down about a lesson is passed on, and a pupil's name with it.",
        WARNING,
    )
    PICTURE_UNUSABLE = Entry(
        "LB611",
        "picture-unusable",
        "Only a picture that can be copied without anything else in it is published.",
    )
    HIDDEN_CONTENT = Entry(
        "LB612",
        "hidden-content",
        "Anyone who downloads the file can read it, though its author may no longer see it.",
    )
    SPEAKER_NOTES = Entry(
        "LB613",
        "speaker-notes",
        "Notes are often written for the speaker alone; anyone who downloads the file has them.",
        WARNING,
    )
    ACTIVE_CONTENT = Entry(
        "LB614",
        "active-content",
        "A file that runs or loads something can harm the computer of a reader.",
    )
    FILE_UNREADABLE = Entry(
        "LB615",
        "file-unreadable",
        "A file that cannot be looked into may hold anything, so it is not published.",
    )
    FILE_UNKNOWN = Entry(
        "LB616",
        "file-unknown",
        "No check can read files of this kind, so a person has to look into them.",
        WARNING,
    )
    PICTURE_CHANGED = Entry(
        "LB617",
        "picture-changed",
        "Pictures are published without what runs, moves or is loaded from elsewhere.",
        WARNING,
    )

    IMPORT_UNREADABLE = Entry(
        "LB701", "import-unreadable", "Of a file that cannot be read nothing is imported."
    )
    NO_HEADINGS = Entry(
        "LB702",
        "no-headings",
        "What the columns of a table hold is known by their headings only.",
    )
    UNKNOWN_COLUMN = Entry(
        "LB703",
        "unknown-column",
        "What stands in a column that is not known stays in the spreadsheet.",
        WARNING,
    )
    NOT_A_DATE = Entry(
        "LB704",
        "not-a-date",
        "Somebody who comes on another day than the one meant comes in vain.",
    )
    NOT_A_CLOCK_TIME = Entry(
        "LB705", "not-a-clock-time", "Nobody can come at a time that the clock does not show."
    )
    CELL_UNREADABLE = Entry(
        "LB706",
        "cell-unreadable",
        "What a formula comes to is known only where a spreadsheet has run it.",
    )
    AMBIGUOUS_NAME = Entry(
        "LB707",
        "ambiguous-name",
        "The name is that of several things, and any of them may be meant.",
    )
    NOT_IN_REGISTER = Entry(
        "LB708",
        "not-in-register",
        "The file from the register has nothing under this name or number.",
    )
    REGISTER_SILENT = Entry(
        "LB709", "register-silent", "The register does not say what a school of the bank needs."
    )
    CASE_BROKEN = Entry(
        "LB710",
        "case-broken",
        "A package of a framework has a document, and items with identifiers.",
    )
    CASE_CYCLE = Entry(
        "LB711",
        "case-cycle",
        "A statement that is part of itself stands nowhere in the framework.",
    )

    NOT_DATED_YET = Entry(
        "LB724",
        "not-dated-yet",
        "A session without a day stands in no calendar, so its row is left out until it has one.",
        WARNING,
    )
    TIME_IN_WORDS = Entry(
        "LB725",
        "time-in-words",
        "No calendar knows when `after school` is, so the session stands there for the whole day.",
        WARNING,
    )

    @property
    def number(self) -> str:
        return self.value.number

    @property
    def title(self) -> str:
        return self.value.name

    @property
    def cause(self) -> str:
        return self.value.cause

    @property
    def severity(self) -> Severity:
        return self.value.severity
