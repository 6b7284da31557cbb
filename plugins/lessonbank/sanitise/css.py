"""Allow only CSS that styles, and rewrite the addresses in style sheets."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

import tinycss2
from tinycss2.ast import AtRule, Declaration, Node, QualifiedRule

_PROPERTIES = """
alignment-baseline baseline-shift clip-path clip-rule color color-interpolation
color-interpolation-filters color-rendering direction display dominant-baseline enable-background
fill fill-opacity fill-rule filter flood-color flood-opacity font font-family
font-feature-settings font-kerning font-size font-size-adjust font-stretch font-style font-variant
font-weight glyph-orientation-horizontal glyph-orientation-vertical image-rendering isolation
kerning letter-spacing lighting-color line-height marker marker-end marker-mid marker-start mask
mask-type mix-blend-mode opacity overflow paint-order pointer-events shape-rendering stop-color
stop-opacity stroke stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin
stroke-miterlimit stroke-opacity stroke-width text-align text-anchor text-decoration
text-rendering text-transform transform transform-box transform-origin unicode-bidi vector-effect
visibility white-space word-spacing writing-mode x y cx cy r rx ry width height d
"""
PROPERTIES = frozenset(_PROPERTIES.split())
"""Allowed CSS properties of an SVG; none loads a resource without an address."""
_FUNCTION_NAMES = """
blur brightness calc circle contrast drop-shadow ellipse grayscale hsl hsla hue-rotate inset
invert lab lch matrix max min oklab oklch opacity polygon rgb rgba rotate saturate scale scalex
scaley sepia skew skewx skewy translate translatex translatey var
"""
_FUNCTIONS = frozenset(_FUNCTION_NAMES.split())
_PLAIN = re.compile(r"[#\w\s.,%+!-]*", re.ASCII)
"""Matches a value without functions, strings or escapes."""


def is_safe_value(value: str) -> bool:
    """Return whether a value loads nothing and refers only to its own document."""
    return _PLAIN.fullmatch(value) is not None or _are_safe(
        tinycss2.parse_component_value_list(value)
    )


def safe_declarations(text: str) -> tuple[str, bool]:
    """Return the safe declarations, and whether one was dropped for its address."""
    kept: list[str] = []
    dropped = False
    for node in tinycss2.parse_blocks_contents(text, skip_comments=True, skip_whitespace=True):
        if isinstance(node, Declaration):
            if not _are_safe(node.value):
                dropped = True
            elif node.lower_name in PROPERTIES:
                important = " !important" if node.important else ""
                kept.append(f"{node.lower_name}:{tinycss2.serialize(node.value)}{important}")
    return ";".join(kept), dropped


def safe_sheet(text: str) -> tuple[str, bool]:
    """Do the same for a style sheet; of the at-rules keep only `@media`."""
    rules = tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)
    return _safe_rules(rules, nested=False)


def _safe_rules(rules: Iterable[Node], *, nested: bool) -> tuple[str, bool]:
    kept: list[str] = []
    dropped = False
    for rule in rules:
        if isinstance(rule, QualifiedRule):
            body, lost = safe_declarations(tinycss2.serialize(rule.content))
            dropped |= lost
            if _are_safe(rule.prelude):
                kept.append(f"{tinycss2.serialize(rule.prelude)}{{{body}}}")
        elif isinstance(rule, AtRule):
            if rule.lower_at_keyword == "media" and rule.content is not None and not nested:
                inner = tinycss2.parse_rule_list(
                    rule.content, skip_comments=True, skip_whitespace=True
                )
                body, lost = _safe_rules(inner, nested=True)
                dropped |= lost
                kept.append(f"@media{tinycss2.serialize(rule.prelude)}{{{body}}}")
            else:
                dropped |= rule.lower_at_keyword in {"import", "font-face", "namespace"}
    return "\n".join(kept), dropped


def _are_safe(nodes: Iterable[Node]) -> bool:
    """Return whether all tokens are known and none is an address outside the document."""
    waiting = list(nodes)
    while waiting:
        node = waiting.pop()
        match node.type:
            case "url":
                if not node.value.startswith("#"):
                    return False
            case "function" if node.lower_name == "url":
                words = [part for part in node.arguments if part.type != "whitespace"]
                if [part.type for part in words] != ["string"] or words[0].value[:1] != "#":
                    return False
            case "function":
                if node.lower_name not in _FUNCTIONS | {"not", "is", "where", "nth-child"}:
                    return False
                waiting += node.arguments
            case "() block" | "[] block":
                waiting += node.content
            case "error" | "{} block":
                return False
    return True


_ADDRESS = re.compile(
    r"""(?P<before>\burl\(\s*|@import\s+)(?P<quote>["']?)(?P<url>[^"'()\s;]+)(?P=quote)""",
    re.IGNORECASE,
)


def with_addresses(sheet: str, change: Callable[[str], str]) -> str:
    """Replace each address in `url()` and `@import` with `change(address)`."""

    def changed(found: re.Match[str]) -> str:
        return f"{found['before']}{found['quote']}{change(found['url'])}{found['quote']}"

    return _ADDRESS.sub(changed, sheet)
