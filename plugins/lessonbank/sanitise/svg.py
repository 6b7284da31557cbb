"""Rewrite an SVG from a list of allowed elements and attributes, so that it only draws.

A list of dangerous features would miss future ones. HTML sanitisers do not support XML, and the
maintained SVG sanitisers need Node.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from xml.sax.saxutils import escape, quoteattr

from lessonbank.sanitise.bitmaps import clean_bitmap
from lessonbank.sanitise.css import PROPERTIES, is_safe_value, safe_declarations, safe_sheet
from lessonbank.sanitise.kinds import Picture, UnreadableFileError
from lessonbank.sanitise.markup import local, read_markup
from lessonbank.sanitise.svg_files import LARGEST, unpacked

SVG = "http://www.w3.org/2000/svg"
_XLINK_HREF = "http://www.w3.org/1999/xlink href"
_XML = "http://www.w3.org/XML/1998/namespace "
_MOST_DRAWN = 200_000
"""Limit for drawn elements, counting each repetition by `use`."""

_ELEMENT_NAMES = """
a circle clipPath defs desc ellipse feBlend feColorMatrix feComponentTransfer feComposite
feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight feDropShadow feFlood feFuncA
feFuncB feFuncG feFuncR feGaussianBlur feMerge feMergeNode feMorphology feOffset fePointLight
feSpecularLighting feSpotLight feTile feTurbulence filter g image line linearGradient marker mask
path pattern polygon polyline radialGradient rect stop style svg switch symbol text textPath title
tspan use
"""
_ELEMENTS = frozenset(_ELEMENT_NAMES.split())
_ATTRIBUTE_NAMES = """
amplitude aria-hidden aria-label aria-labelledby azimuth baseFrequency bias class clipPathUnits
diffuseConstant divisor dx dy edgeMode elevation exponent filterUnits fr fx fy gradientTransform
gradientUnits id in in2 intercept k1 k2 k3 k4 kernelMatrix kernelUnitLength lang lengthAdjust
limitingConeAngle markerHeight markerUnits markerWidth maskContentUnits maskUnits method mode
numOctaves offset operator order orient pathLength patternContentUnits patternTransform
patternUnits points pointsAtX pointsAtY pointsAtZ preserveAlpha preserveAspectRatio primitiveUnits
r radius refX refY result role rotate scale seed side slope spacing specularConstant
specularExponent spreadMethod startOffset stdDeviation stitchTiles surfaceScale systemLanguage
tableValues targetX targetY textLength type values version viewBox x1 x2 xChannelSelector y1 y2
yChannelSelector z
"""
_ATTRIBUTES = PROPERTIES | frozenset(_ATTRIBUTE_NAMES.split())
_REFERRING = frozenset({"use", "linearGradient", "radialGradient", "pattern", "textPath", "filter"})
_KEPT_XML = {f"{_XML}lang": "xml:lang", f"{_XML}space": "xml:space"}
_LOSSES: Mapping[str, str] = {
    "script": "a script",
    "foreignObject": "a part in HTML",
    **dict.fromkeys(
        ("animate", "animateColor", "animateMotion", "animateTransform", "set", "discard"),
        "an animation",
    ),
    **dict.fromkeys(("font", "font-face"), "a font"),
    **dict.fromkeys(
        ("iframe", "object", "embed", "audio", "video", "canvas", "html", "body"), "a part in HTML"
    ),
    "feImage": "a reference to another file",
}
_ELSEWHERE = "a reference to another file"
_LOCAL = re.compile(r"#[^\s\"'<>]+")
_BITMAP = re.compile(r"\s*data:image/(?:png|jpe?g|gif|webp)(?:;[^,;]*)*;base64,", re.IGNORECASE)
_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def clean_svg(data: bytes) -> Picture:
    """Clean an SVG or SVGZ. Raises UnreadableFileError."""
    writer = _Writer()
    read_markup(unpacked(data), writer.start, writer.end, writer.text)
    return Picture(writer.finished(), ".svg", tuple(dict.fromkeys(writer.lost)))


class _Writer:
    """Writes allowed elements as they are parsed; `lost` lists visible parts left out."""

    def __init__(self) -> None:
        self.lost: list[str] = []
        self._parts: list[str] = []
        self._open: list[str] = []
        self._left_out = 0
        """Depth of open elements inside a part that is left out."""
        self._sheet: list[str] | None = None
        self._size = 0
        self._drawn = _DrawCount()

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        space, _, element = name.rpartition(" ")
        if self._left_out or not self._is_kept(space, element, attributes):
            self._left_out += 1
            return
        kept = dict(self._attributes(element, attributes))
        self._drawn.begin(kept.get("id"), kept.get("href") if element == "use" else None)
        root = f' xmlns="{SVG}"' if not self._open else ""
        self._open.append(element)
        if element == "style":
            self._sheet = []
        written = "".join(f" {key}={quoteattr(value)}" for key, value in kept.items())
        self._write(f"<{element}{root}{written}>")

    def end(self, _: str) -> None:
        if self._left_out:
            self._left_out -= 1
            return
        element = self._open.pop()
        if self._sheet is not None:
            sheet, dropped = safe_sheet("".join(self._sheet))
            self.lost += [_ELSEWHERE] if dropped else []
            self._sheet = None
            self._write(escape(sheet))
        self._drawn.end()
        self._write(f"</{element}>")

    def text(self, text: str) -> None:
        if self._left_out or not self._open:
            return
        if self._sheet is None:
            self._write(escape(_TEXT.sub("", text)))
        else:
            self._sheet.append(text)

    def finished(self) -> bytes:
        if not self._parts:
            raise UnreadableFileError("it is not an SVG")
        if self._drawn.total() > _MOST_DRAWN:
            raise UnreadableFileError("it repeats its parts without end")
        return "".join(self._parts).encode()

    def _is_kept(self, space: str, element: str, attributes: Mapping[str, str]) -> bool:
        if not self._open and element != "svg":
            raise UnreadableFileError("it is not an SVG")
        if space not in {SVG, ""} or element not in _ELEMENTS or self._sheet is not None:
            self.lost += [_LOSSES[element]] if element in _LOSSES else []
            return False
        if element == "image" and not _is_bitmap(attributes):
            self.lost.append(_ELSEWHERE)
            return False
        return True

    def _attributes(self, element: str, attributes: Mapping[str, str]) -> Iterator[tuple[str, str]]:
        for name, value in attributes.items():
            if name in _KEPT_XML:
                yield _KEPT_XML[name], value
            elif name in {"href", _XLINK_HREF}:
                yield from self._reference(element, value)
            elif name == "style":
                declarations, dropped = safe_declarations(value)
                self.lost += [_ELSEWHERE] if dropped else []
                yield name, declarations
            elif name in _ATTRIBUTES:
                if name not in PROPERTIES or is_safe_value(value):
                    yield name, _TEXT.sub("", value)
                else:
                    self.lost.append(_ELSEWHERE)
            elif local(name).lower().startswith("on"):
                self.lost.append("a script")

    def _reference(self, element: str, value: str) -> Iterator[tuple[str, str]]:
        if element == "image":
            yield "href", _bitmap(value) or ""
        elif element in _REFERRING and _LOCAL.fullmatch(value.strip()):
            yield "href", value.strip()
        elif element != "a":
            self.lost.append(_ELSEWHERE)

    def _write(self, part: str) -> None:
        self._size += len(part)
        if self._size > LARGEST:
            raise UnreadableFileError("it is a drawing of more than 10 MB")
        self._parts.append(part)


def _is_bitmap(attributes: Mapping[str, str]) -> bool:
    addresses = [attributes[name] for name in ("href", _XLINK_HREF) if name in attributes]
    return bool(addresses) and all(_bitmap(address) for address in addresses)


@lru_cache(maxsize=2)
def _bitmap(address: str) -> str | None:
    """Clean the bitmap in a data address; return None for another address or unreadable data."""
    found = _BITMAP.match(address)
    if found is None:
        return None
    try:
        picture = clean_bitmap(base64.b64decode(re.sub(r"\s", "", address[found.end() :])))
    except (binascii.Error, ValueError, UnreadableFileError):
        return None
    kind = picture.ending.removeprefix(".").replace("jpg", "jpeg")
    return f"data:image/{kind};base64,{base64.b64encode(picture.data).decode('ascii')}"


class _DrawCount:
    """Counts the elements that a browser draws, including repetitions by `use`."""

    def __init__(self) -> None:
        self._open: list[str] = [""]
        self._sizes: dict[str, int] = {"": 0}
        self._uses: dict[str, list[str]] = {"": []}

    def begin(self, id_: str | None, used: str | None) -> None:
        within = self._open[-1]
        self._sizes[within] += 1
        if used:
            self._uses[within].append(used.removeprefix("#"))
        if id_ and id_ not in self._sizes:
            self._sizes[id_], self._uses[id_] = 1, []
            self._uses[within].append(id_)
            if used:
                self._uses[id_].append(used.removeprefix("#"))
                self._uses[within].remove(used.removeprefix("#"))
            within = id_
        self._open.append(within)

    def end(self) -> None:
        self._open.pop()

    def total(self) -> int:
        """Return the number of drawn elements; above the limit if `use` forms a cycle."""
        known: dict[str, int] = {}
        waiting: list[tuple[str, bool]] = [("", False)]
        begun: set[str] = set()
        while waiting:
            id_, parts_known = waiting.pop()
            if parts_known:
                parts = (known.get(part, _MOST_DRAWN + 1) for part in self._uses.get(id_, ()))
                known[id_] = min(self._sizes.get(id_, 0) + sum(parts), _MOST_DRAWN + 1)
            elif id_ not in begun:
                begun.add(id_)
                waiting.append((id_, True))
                waiting += [(part, False) for part in self._uses.get(id_, ())]
        return known[""]
