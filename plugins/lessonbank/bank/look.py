"""How a trust's pages look: its colours, logo and font."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from lessonbank.bank.colour import BLACK, Colour, mixed
from lessonbank.bank.item import Location, Value

_NAME = r"[A-Za-z0-9][A-Za-z0-9._-]*"

LookPicture = Annotated[
    str,
    Field(
        pattern=rf"^(?:{_NAME}/)*{_NAME}\.(?:svg|png|jpg|jpeg|webp|ico)$",
        description="a picture below content/images/, named plainly",
        examples=["crest.svg"],
    ),
]
LookFont = Annotated[
    str,
    Field(
        pattern=rf"^(?:{_NAME}/)*{_NAME}\.woff2$",
        description="a font of the kind woff2 below content/fonts/, named plainly",
        examples=["lexend.woff2"],
    ),
]


class Colours(Value):
    """The colours of one scheme. What is not given follows from the rest."""

    primary: Colour | None = None
    """Behind the head and the foot of pages, with white words on it; links are a shade of it."""
    accent: Colour | None = None
    """Marks what is chosen on the primary colour, and lies behind an edition's mark."""

    def named(self, name: ColourName) -> str | None:
        """Return the colour by its name, or None if it is not set."""
        return self.primary if name == "primary" else self.accent


class Look(Colours):
    """The colours of light pages and of dark ones, and files of the trust's own."""

    dark: Colours = Colours()
    logo: LookPicture | None = None
    """At the head of every page."""
    favicon: LookPicture | None = None
    """The picture of the site in a browser's tab."""
    font: LookFont | None = None
    """Of all words. A variable font holds its bold letters, too."""
    bold_font: LookFont | None = None

    @property
    def fonts(self) -> dict[str, str]:
        """The files of fonts, by the field that names each."""
        named = {"font": self.font, "bold_font": self.bold_font}
        return {field: file for field, file in named.items() if file is not None}

    @property
    def pictures(self) -> dict[str, str]:
        """The pictures, by the field that names each."""
        named = {"logo": self.logo, "favicon": self.favicon}
        return {field: file for field, file in named.items() if file is not None}

    def written(self, scheme: Scheme, name: ColourName) -> tuple[str, Location] | None:
        """The colour that a scheme has by the trust's own word, and where that stands."""
        if scheme is DARK and (own := self.dark.named(name)):
            return own, ("dark", name)
        own = self.named(name)
        return (own, (name,)) if own else None

    def colour(self, scheme: Scheme, name: ColourName) -> str:
        """The colour that a scheme has, be it the trust's or ours."""
        written = self.written(scheme, name)
        own: str = getattr(scheme, name)
        return written[0] if written else own


def deepened(primary: str) -> str:
    """The primary colour behind the foot of pages."""
    return mixed(primary, BLACK, 0.25)


ColourName = Literal["primary", "accent"]


@dataclass(frozen=True, slots=True)
class Scheme:
    """Light or dark pages: our own colours, and the grounds that words and links stand on."""

    name: Literal["light", "dark"]
    primary: str
    accent: str
    grounds: tuple[str, ...]


LIGHT = Scheme("light", "#14463a", "#ffd27a", ("#f8faf7", "#ffffff", "#eaf3ee"))
DARK = Scheme("dark", "#123c32", "#ffd27a", ("#0f1614", "#17211e", "#1d2b26"))
SCHEMES = (LIGHT, DARK)
"""The same colours stand in the stylesheet, as `--lb-light-brand` and so on."""
