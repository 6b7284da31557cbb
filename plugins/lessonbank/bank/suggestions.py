"""Address for suggestions and reports of mistakes."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from lessonbank.bank.contact import EMAIL, Contact

_SIGN = r"[^\s<>\"'`{}|\\^\x00-\x1f\x7f-\x9f]"
_HOST = r"[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::[0-9]{1,5})?"
_TEMPLATE = rf"https://{_HOST}(?:[/?#](?:{_SIGN}|\{{title\}}|\{{body\}})*)?"

Suggestions = Annotated[
    str,
    Field(
        pattern=f"^(?:{EMAIL}|{_TEMPLATE})$",
        description=(
            "an e-mail address, or an https address with {title} and {body} where these belong"
        ),
        examples=["ideas@trust.example"],
    ),
    Contact(),
]
"""`ideas@trust.example`, or `https://host.example/issues/new?title={title}&body={body}`."""
