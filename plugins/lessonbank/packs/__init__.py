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
from lessonbank.packs.verify import Report, verify
from lessonbank.packs.zipped import id_of, manifest_in, remove_others, zips_at
from lessonbank.packs.zipping import write_zip

__all__ = [
    "LEDGER",
    "LIST",
    "LONGEST_DAYS",
    "VARIABLE",
    "BankList",
    "Changes",
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
    "remove_others",
    "retire",
    "unportable",
    "verify",
    "withdrawn",
    "write_key",
    "write_zip",
    "zips_at",
]
