"""Write the stylesheet of a trust's look: colours of both schemes, and fonts."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Mapping

from lessonbank.bank import BLACK, SCHEMES, WHITE, Look, Scheme, deepened, mixed, nearest

LOOK = "assets/lessonbank/look.css"
_WEIGHTS = {"font": "400", "bold_font": "700"}
_VARIABLE = "100 900"


def look_styles(look: Look, fonts: Mapping[str, bytes]) -> str:
    """Return the stylesheet; empty if the trust sets nothing. `fonts` are bytes by file name.

    Fonts are inlined, because browsers load none from a folder.
    """
    rules = [*(_face(look, field, fonts[file]) for field, file in look.fonts.items())]
    own = [line for scheme in SCHEMES for line in _colours(look, scheme)]
    if look.fonts:
        own.append(f'--lb-face: "{_FACE}"')
    if own:
        rules.append(":root {\n" + "".join(f"  {line};\n" for line in own) + "}\n")
    return "".join(rules)


_FACE = "Own"


def _face(look: Look, field: str, data: bytes) -> str:
    weight = _WEIGHTS[field] if look.bold_font else _VARIABLE
    source = f"data:font/woff2;base64,{b64encode(data).decode('ascii')}"
    return (
        f'@font-face {{\n  font-family: "{_FACE}";\n  font-weight: {weight};\n'
        f'  src: url("{source}") format("woff2");\n}}\n'
    )


def _colours(look: Look, scheme: Scheme) -> Iterator[str]:
    """Yield each colour that the trust sets, and those derived from it."""
    if look.written(scheme, "primary"):
        primary = look.colour(scheme, "primary")
        link = nearest(primary, scheme.grounds) or primary
        deeper = (BLACK, 0.35) if scheme.name == "light" else (WHITE, 0.4)
        for name, colour in (
            ("brand", primary),
            ("brand-deep", deepened(primary)),
            ("on-brand-soft", nearest(mixed(WHITE, primary, 0.15), (primary,)) or WHITE),
            ("link", link),
            ("link-deep", mixed(link, *deeper)),
        ):
            yield f"--lb-{scheme.name}-{name}: {colour}"
    if look.written(scheme, "accent"):
        yield f"--lb-{scheme.name}-warm: {look.colour(scheme, 'accent')}"
