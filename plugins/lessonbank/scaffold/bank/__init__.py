"""A trust's own bank: from a few answers to a folder that builds."""

from lessonbank.scaffold.bank.answers import (
    AnswerError,
    Answers,
    NewSchool,
    email_of,
    name_of,
    pin_of,
    school_of,
    trust_id,
    types_of,
)
from lessonbank.scaffold.bank.examples import EXAMPLES, STARTER
from lessonbank.scaffold.bank.files import bank_files
from lessonbank.scaffold.bank.make import (
    BankExistsError,
    FaultyBankError,
    make_bank,
    paths_of,
    refuse_taken,
)
from lessonbank.scaffold.bank.pins import released_pin
from lessonbank.scaffold.bank.release import (
    Release,
    ReleaseUnknownError,
    release_in,
    this_release,
)
from lessonbank.scaffold.bank.workflows import Pin

__all__ = [
    "EXAMPLES",
    "STARTER",
    "AnswerError",
    "Answers",
    "BankExistsError",
    "FaultyBankError",
    "NewSchool",
    "Pin",
    "Release",
    "ReleaseUnknownError",
    "bank_files",
    "email_of",
    "make_bank",
    "name_of",
    "paths_of",
    "pin_of",
    "refuse_taken",
    "release_in",
    "released_pin",
    "school_of",
    "this_release",
    "trust_id",
    "types_of",
]
