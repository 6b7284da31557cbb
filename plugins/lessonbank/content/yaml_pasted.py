"""Explain text that was typed or pasted as other programs write it, and is not YAML."""

from __future__ import annotations

import re

from lessonbank.content.yaml_scene import Fault, Scene, fault, quoted

_ODD_SPACE = re.compile(
    r"^[ \t-]*(?P<indent>[\u00a0\u2000-\u200a\u202f\u3000]+)"
    r"|^[ \t-]*[\w-]+:(?P<gap>[\u00a0\u2000-\u200a\u202f\u3000]+)",
    re.MULTILINE,
)


def odd_space(text: str, start: int, end: int) -> Fault | None:
    """Return the first space between two offsets that only looks like one, or None."""
    match = None if text.isascii() else _ODD_SPACE.search(text, start, end)
    if match is None:
        return None
    return fault(
        "a non-breaking space stands here, which YAML does not read as a space",
        "Replace it with an ordinary space; it often comes from text copied out of Word.",
        *match.span("indent" if match["indent"] else "gap"),
    )


def wide_space(scene: Scene) -> Fault | None:
    start, end = scene.line
    above = scene.text.rfind("\n", 0, max(start - 1, 0)) + 1
    return odd_space(scene.text, above, end)


def code_fence(scene: Scene) -> Fault | None:
    if not scene.line_text.startswith("```"):
        return None
    return fault(
        "a line of ``` marks code in Markdown, and is not YAML",
        "Delete this line, and the other line of ``` below.",
        *scene.line,
    )


_EMPHASISED = re.compile(r"[ -]*([*_`]{1,3})(?P<name>[\w -]+):?\1:?[ \t]*(?P<value>.*)")


def emphasised_name(scene: Scene) -> Fault | None:
    """A name in Markdown's bold or italics, such as `**Title:** Bar models`."""
    match = _EMPHASISED.match(scene.line_text)
    if match is None:
        return None
    start = scene.line[0]
    return fault(
        "the name of a field has signs of Markdown around it",
        f"Write `{match['name'].strip().lower()}: {match['value']}`.",
        start,
        scene.rest(start),
    )


def bracket_then_text(scene: Scene) -> Fault | None:
    """Text such as `[Year 5] Bar models`, in which the bracket would start a list."""
    field = _BRACKETED.search(scene.text, 0, scene.rest(scene.at))
    if field is None or field.end() < scene.at - len(field["value"]) or "flow" in scene.context:
        return None
    return fault(
        f"text that starts with {field['value'][0]} needs quotes",
        f"Put the text in quotes: `{field['name'].strip()} {quoted(field['value'])}`.",
        *field.span("value"),
    )


_BRACKETED = re.compile(
    r"^(?P<name>[ -]*[\w-]+:)[ \t]+"
    r"(?P<value>(?:\[[^\]\n]*\]|\{[^}\n]*\})[ \t]*[^\s#,\]}][^\n]*)$",
    re.MULTILINE,
)


def sign_for_text(scene: Scene) -> Fault | None:
    """A dash or question mark with a space after it, as the start of a value."""
    match = re.match(r"(?P<name>[ -]*[\w-]+:)[ \t]+(?P<value>[-?][ \t][^\n]*)", scene.line_text)
    if match is None or "not allowed" not in scene.problem or _is_list(scene, match["value"]):
        return None
    start = scene.line[0] + match.start("value")
    sign = match["value"][0]
    listing = "; or start each entry of a list on its own line" if sign == "-" else ""
    return fault(
        f"text that starts with {sign} and a space needs quotes",
        f"Put the text in quotes: `{match['name'].strip()} {quoted(match['value'])}`{listing}.",
        start,
        scene.rest(start),
    )


def _is_list(scene: Scene, value: str) -> bool:
    """Return whether a value after a dash is an entry with fields, or more entries follow."""
    below = scene.text[scene.line[1] :].lstrip()
    return value[0] == "-" and (": " in value or below.startswith("- "))


_NAME_FIRST = re.compile(r"(?P<name>[A-Za-z][\w-]*)[ \t]*[=\u2013\u2014]?[ \t]*(?P<value>\S.*)?$")


def field_without_colon(scene: Scene) -> Fault | None:
    """A line above the problem that is no field, such as `title = Bar models`."""
    if "mapping values" not in scene.problem:
        return None
    above = scene.text[: scene.line[0]].rstrip("\n")
    start = above.rfind("\n") + 1
    match = _NAME_FIRST.match(above[start:])
    if match is None or ":" in above[start:] or not _starts_fields(scene.text, start):
        return None
    return fault(
        "this line has no colon, so it is not a field",
        f"Write `{match['name']}: {match['value'] or '...'}`.",
        start,
        len(above),
    )


def _starts_fields(text: str, at: int) -> bool:
    """Return whether the line at `at` is the first of the file or of its front matter."""
    return text[:at].strip("- \n") == ""
