"""Language tags (BCP 47) and the direction of writing."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

LanguageTag = Annotated[
    str,
    Field(
        pattern=r"^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*$",
        max_length=35,
        description="a language tag such as en-GB or cy",
        examples=["en-GB"],
    ),
]

_RIGHT_TO_LEFT = frozenset(
    {
        *("ar", "arc", "arz", "azb", "bal", "ckb", "dv", "fa", "glk", "he", "iw", "ji", "khw"),
        *("ks", "lrc", "mzn", "nqo", "pnb", "prs", "ps", "sd", "syr", "ug", "ur", "yi"),
    }
)
"""Languages usually written from right to left."""
_RIGHT_TO_LEFT_SCRIPTS = frozenset({"adlm", "arab", "hebr", "mand", "nkoo", "rohg", "syrc", "thaa"})
_SCRIPT_LENGTH = 4


def direction(language: str) -> Literal["ltr", "rtl"]:
    """Return the direction of the script in the tag (`pa-Arab`), or else of the usual script."""
    first, *rest = language.lower().replace("_", "-").split("-")
    script = next((each for each in rest if len(each) == _SCRIPT_LENGTH and each.isalpha()), None)
    is_rtl = script in _RIGHT_TO_LEFT_SCRIPTS if script else first in _RIGHT_TO_LEFT
    return "rtl" if is_rtl else "ltr"
