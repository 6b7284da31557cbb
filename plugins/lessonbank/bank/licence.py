"""Who holds the rights and what others may do, per SPDX."""

from __future__ import annotations

from enum import StrEnum

from lessonbank.bank.item import Text, Value


class LicenceId(StrEnum):
    """SPDX ids of the licences a bank can use, and `all-rights-reserved`."""

    OGL = "OGL-UK-3.0"
    CC_BY = "CC-BY-4.0"
    CC_BY_SA = "CC-BY-SA-4.0"
    CC_BY_NC = "CC-BY-NC-4.0"
    CC_BY_NC_SA = "CC-BY-NC-SA-4.0"
    CC_BY_ND = "CC-BY-ND-4.0"
    CC_BY_NC_ND = "CC-BY-NC-ND-4.0"
    CC0 = "CC0-1.0"
    RESERVED = "all-rights-reserved"

    @property
    def label(self) -> str:
        """As it is usually written: `CC BY 4.0`."""
        return _LABELS.get(self) or self.value.replace("CC-", "CC ").replace("-4.0", " 4.0")

    @property
    def url(self) -> str | None:
        """The licence's own page, or None where there is none."""
        if self is LicenceId.RESERVED:
            return None
        if self is LicenceId.OGL:
            return "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
        if self is LicenceId.CC0:
            return "https://creativecommons.org/publicdomain/zero/1.0/"
        return f"https://creativecommons.org/licenses/{self.value[3:-4].lower()}/4.0/"


_LABELS = {
    LicenceId.CC0: "CC0 1.0",
    LicenceId.OGL: "Open Government Licence v3.0",
    LicenceId.RESERVED: "All rights reserved, view only",
}


class Licence(Value):
    """Two questions, two answers: the film of people, and the words and tags about it."""

    video: LicenceId
    text: LicenceId
    holder: Text
    """Whoever holds the rights, as it should be credited."""
