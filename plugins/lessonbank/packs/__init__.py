"""Hand out a finished site: as a folder, on a stick or in a zip, with an expiry and a check."""

from lessonbank.packs.changes import Changes, changes_of
from lessonbank.packs.contents import Part, parts_of
from lessonbank.packs.copying import copy_into, make_room
from lessonbank.packs.errors import PackError
from lessonbank.packs.facts import LONGEST_DAYS, Facts, facts_of, read_manifest
from lessonbank.packs.fitting import lightened
from lessonbank.packs.ledger import LEDGER, Entry, Ledger, entry_of, read_ledger, record, retire
from lessonbank.packs.names import unportable
from lessonbank.packs.recall import Recall, recalls
from lessonbank.packs.verify import Report, verify
from lessonbank.packs.zipping import write_zip

__all__ = [
    "LEDGER",
    "LONGEST_DAYS",
    "Changes",
    "Entry",
    "Facts",
    "Ledger",
    "PackError",
    "Part",
    "Recall",
    "Report",
    "changes_of",
    "copy_into",
    "entry_of",
    "facts_of",
    "lightened",
    "make_room",
    "parts_of",
    "read_ledger",
    "read_manifest",
    "recalls",
    "record",
    "retire",
    "unportable",
    "verify",
    "write_zip",
]
