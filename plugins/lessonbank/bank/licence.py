"""Rights holders and licences (SPDX)."""

from __future__ import annotations

from enum import StrEnum

from lessonbank.bank.item import Text, Value
from lessonbank.texts import mark, translated


class LicenceId(StrEnum):
    """SPDX ids of the supported licences, and `all-rights-reserved`."""

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
        """The usual name: `CC BY 4.0`."""
        if self in _LABELS:
            return translated(_LABELS[self])
        return self.value.replace("CC-", "CC ").replace("-4.0", " 4.0")

    @property
    def url(self) -> str | None:
        """The licence's official page, or None."""
        if self is LicenceId.RESERVED:
            return None
        if self is LicenceId.OGL:
            return "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
        if self is LicenceId.CC0:
            return "https://creativecommons.org/publicdomain/zero/1.0/"
        return f"https://creativecommons.org/licenses/{self.value[3:-4].lower()}/4.0/"


_LABELS = {
    LicenceId.CC0: "CC0 1.0",
    LicenceId.OGL: mark("Open Government Licence v3.0"),
    LicenceId.RESERVED: mark("All rights reserved, view only"),
}


class Licence(Value):
    """The rights holder, and separate licences for the film and for the text and tags about it."""

    video: LicenceId
    """The licence of the film."""
    text: LicenceId
    """The licence of text and tags about the film."""
    holder: Text
    """The rights holder, worded as in the credit."""
