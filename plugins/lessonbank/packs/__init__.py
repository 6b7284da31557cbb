"""Hand out a finished site: as a folder, on a stick or in a zip, with an expiry and a check."""

from lessonbank.packs.changes import Changes, changes_of
from lessonbank.packs.contents import Part, parts_of
from lessonbank.packs.copying import copy_into, make_room
from lessonbank.packs.errors import PackError
from lessonbank.packs.facts import LONGEST_DAYS, Facts, facts_of, read_manifest
from lessonbank.packs.fitting import lightened
from lessonbank.packs.keys import VARIABLE, SecretKey, read_key, write_key
from lessonbank.packs.layout import LIST
from lessonbank.packs.ledger import (
    LEDGER,
    Entry,
    Ledger,
    change,
    entry_of,
    read_ledger,
    record,
    retire,
)
from lessonbank.packs.names import unportable
from lessonbank.packs.offering import offered
from lessonbank.packs.recall import Reason, Recall, recalls, withdrawn
from lessonbank.packs.recall_list import (
    BankList,
    RecallList,
    SignedList,
    first_list,
    next_list,
    read_list,
)
from lessonbank.packs.scorm import Choice, choose, refuse_denied, scorm_parts
from lessonbank.packs.verify import Report, verify
from lessonbank.packs.zipped import id_of, manifest_in, remove_others, zips_at
from lessonbank.packs.zipping import LIMIT, write_zip

__all__ = [
    "LEDGER",
    "LIMIT",
    "LIST",
    "LONGEST_DAYS",
    "VARIABLE",
    "BankList",
    "Changes",
    "Choice",
    "Entry",
    "Facts",
    "Ledger",
    "PackError",
    "Part",
    "Reason",
    "Recall",
    "RecallList",
    "Report",
    "SecretKey",
    "SignedList",
    "change",
    "changes_of",
    "choose",
    "copy_into",
    "entry_of",
    "facts_of",
    "first_list",
    "id_of",
    "lightened",
    "make_room",
    "manifest_in",
    "next_list",
    "offered",
    "parts_of",
    "read_key",
    "read_ledger",
    "read_list",
    "read_manifest",
    "recalls",
    "record",
    "refuse_denied",
    "remove_others",
    "retire",
    "scorm_parts",
    "unportable",
    "verify",
    "withdrawn",
    "write_key",
    "write_zip",
    "zips_at",
]
