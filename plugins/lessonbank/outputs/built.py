"""The file in a site with its build date, and the check that the site is current."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date

BUILT = "built.json"
"""The file's address from the site's root."""
MAX_BYTES = 4096
"""No such file is larger."""


class NotBuiltError(ValueError):
    """The data has no build date. The message says why."""


@dataclass(frozen=True, slots=True)
class Built:
    """A site's build date, its edition, and the version of lessonbank."""

    day: date
    edition: str
    version: str

    def written(self) -> bytes:
        fields = {"day": self.day.isoformat(), "edition": self.edition, "version": self.version}
        return f"{json.dumps(fields)}\n".encode()

    @classmethod
    def read(cls, data: bytes) -> Built:
        """Parse the content of the file. Raises NotBuiltError."""
        try:
            fields = json.loads(data)
            day, edition, version = (fields[name] for name in ("day", "edition", "version"))
            return cls(date.fromisoformat(day), _text(edition), _text(version))
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise NotBuiltError(f"{BUILT} does not say when the site was built") from error


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def trouble(built: Built, edition: str, today: date, longest: int) -> str | None:
    """Return a sentence on why a site is wrong or out of date, or None.

    `longest` is the maximum age of a site in days.
    """
    if built.edition != edition:
        return f"The site is the edition {built.edition!r}, and should be {edition!r}."
    age = (today - built.day).days
    if age < -1:  # In another time zone it may be tomorrow already.
        return f"The site says that it was built on {built.day}, and today is {today}."
    if age > longest:
        return (
            f"The site was last built on {built.day}, {age} days ago. Expired permissions leave it"
            f" only when it is built, and `policy` allows {longest} day{'s' * (longest != 1)}."
        )
    return None
