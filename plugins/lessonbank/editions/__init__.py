"""Filter the bank for one edition, and record why each item is in or out."""

from lessonbank.editions.admit import (
    Admission,
    Decision,
    Denials,
    Ended,
    Key,
    admit,
    only,
    with_orphans,
)
from lessonbank.editions.edition import Edition, every_edition
from lessonbank.editions.gates import Occasion, Refusal, Rule, refusals
from lessonbank.editions.prose import hidden_prose

__all__ = [
    "Admission",
    "Decision",
    "Denials",
    "Edition",
    "Ended",
    "Key",
    "Occasion",
    "Refusal",
    "Rule",
    "admit",
    "every_edition",
    "hidden_prose",
    "only",
    "refusals",
    "with_orphans",
]
