"""How a trust's pages look: its colours, logo and font."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from lessonbank.bank.colour import BLACK, WHITE, Colour, mixed, nearest
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
    """The colours of one scheme. Missing colours are derived from the others."""

    primary: Colour | None = None
    """Background of header and footer, under white text; links use a shade of it."""
    accent: Colour | None = None
    """Marks the selection on the primary colour, and is the background of the edition's label."""

    def named(self, name: ColourName) -> str | None:
        """Return the colour by its name, or None if it is not set."""
        return self.primary if name == "primary" else self.accent


class Look(Colours):
    """The colours of light and dark pages, and the trust's own logo, icon and fonts."""

    dark: Colours = Colours()
    """The colours of dark pages."""
    logo: LookPicture | None = None
    """The logo in the header of every page."""
    favicon: LookPicture | None = None
    """The icon in the browser's tab."""
    font: LookFont | None = None
    """The font of all text. A variable font includes bold."""
    bold_font: LookFont | None = None
    """The font of bold text, if the main font is not variable."""

    @property
    def fonts(self) -> dict[str, str]:
        """The font files, by field name."""
        named = {"font": self.font, "bold_font": self.bold_font}
        return {field: file for field, file in named.items() if file is not None}

    @property
    def pictures(self) -> dict[str, str]:
        """The pictures, by field name."""
        named = {"logo": self.logo, "favicon": self.favicon}
        return {field: file for field, file in named.items() if file is not None}

    def led_by(self, colour: str | None, dark: str | None) -> Look:
        """Return the look with the primary colours of a school, and accents that stand out."""
        if colour is None and dark is None:
            return self
        light = _Led.of(colour or self.colour(LIGHT, "primary"), self.colour(LIGHT, "accent"))
        night = _Led.of(dark or colour or "", self.colour(DARK, "accent"))
        colours = Colours(primary=night.primary, accent=night.accent)
        own = {"primary": light.primary, "accent": light.accent, "dark": colours}
        return self.model_copy(update=own)

    def written(self, scheme: Scheme, name: ColourName) -> tuple[str, Location] | None:
        """Return the trust's own colour for a scheme and its location, or None."""
        if scheme is DARK and (own := self.dark.named(name)):
            return own, ("dark", name)
        own = self.named(name)
        return (own, (name,)) if own else None

    def colour(self, scheme: Scheme, name: ColourName) -> str:
        """Return the trust's colour for a scheme, or else our default."""
        written = self.written(scheme, name)
        own: str = getattr(scheme, name)
        return written[0] if written else own


def deepened(primary: str) -> str:
    """Darken the primary colour for the footer."""
    return mixed(primary, BLACK, 0.25)


@dataclass(frozen=True, slots=True)
class _Led:
    """A primary colour, and an accent that stands out from it."""

    primary: str
    accent: str

    @classmethod
    def of(cls, primary: str, accent: str) -> _Led:
        return cls(primary, nearest(accent, (primary, deepened(primary))) or WHITE)


ColourName = Literal["primary", "accent"]


@dataclass(frozen=True, slots=True)
class Scheme:
    """Light or dark pages: our default colours, and the backgrounds of text and links."""

    name: Literal["light", "dark"]
    primary: str
    accent: str
    grounds: tuple[str, ...]


LIGHT = Scheme("light", "#14463a", "#ffd27a", ("#f8faf7", "#ffffff", "#eaf3ee"))
DARK = Scheme("dark", "#123c32", "#ffd27a", ("#0f1614", "#17211e", "#1d2b26"))
SCHEMES = (LIGHT, DARK)
"""The stylesheet repeats these colours, as `--lb-light-brand` and so on."""
