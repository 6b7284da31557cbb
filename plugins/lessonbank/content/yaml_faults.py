"""Explain the errors of YAML readers in the author's terms."""

from __future__ import annotations

import re
from collections.abc import Callable

from yaml import MarkedYAMLError, YAMLError
from yaml.reader import Reader

from lessonbank.content import yaml_pasted
from lessonbank.content.yaml_scene import Fault, Scene, fault, quoted


def explained(text: str, error: YAMLError) -> Fault:
    """Return the mistake behind a YAML reader's error."""
    if not isinstance(error, MarkedYAMLError):
        return _unprintable(text)
    problem, context = error.problem_mark, error.context_mark
    at = min(problem.index if problem else 0, len(text.rstrip()))
    since = context.index if context else at
    scene = Scene(text, error.problem or "", error.context or "", at, since)
    return next(found for rule in _RULES if (found := rule(scene)) is not None)


def _unprintable(text: str) -> Fault:
    match = Reader.NON_PRINTABLE.search(text)
    at = match.start() if match else 0
    return fault(
        f"the invisible character U+{ord(text[at]):04X} is not allowed in YAML"
        if match
        else "the text cannot be read as YAML",
        "Delete it; it often comes from copying text out of another program.",
        at,
        at + 1,
    )


def _tab(scene: Scene) -> Fault | None:
    start, _ = scene.line
    indent = re.match(r"[ \t]*", scene.line_text)
    tab = indent[0].find("\t") if indent else -1
    if tab < 0:
        return None
    return fault(
        "a tab is used to indent", "Replace the tab with two spaces.", start + tab, start + tab + 1
    )


def _open_quote(scene: Scene) -> Fault | None:
    if "quoted scalar" not in scene.context or "unexpected" not in scene.problem:
        return None
    quote = scene.sign(scene.since)
    return fault(
        f"the quotation mark {quote} opens here and never closes",
        f"Write {quote} where the text ends.",
        scene.since,
        scene.since + 1,
    )


def _escape(scene: Scene) -> Fault | None:
    if "scalar" not in scene.context or not re.search("escape|hexdec|Unicode", scene.problem):
        return None
    start = max(scene.since, scene.text.rfind("\\", 0, scene.at + 1))
    return fault(
        "a backslash has a special meaning between double quotes",
        "Use single quotes around the text, or write the backslash twice.",
        start,
        start + 2,
    )


def _open_bracket(scene: Scene) -> Fault | None:
    if "flow" not in scene.context or "expected ','" not in scene.problem:
        return None
    bracket = scene.sign(scene.since)
    closing = {"[": "]", "{": "}"}.get(bracket, bracket)
    return fault(
        f"the bracket {bracket} opens here and never closes, or a comma is missing inside it",
        f"Write {closing} after the last value, and a comma between values.",
        scene.since,
        scene.since + 1,
    )


def _no_space_after_colon(scene: Scene) -> Fault | None:
    before = scene.text[: scene.line[0]].rstrip("\n")
    start = before.rfind("\n") + 1
    match = re.match(r"[ -]*[\w-]+:(?=[^\s:/])", before[start:])
    if "mapping values" not in scene.problem or match is None or _colons(scene) > 1:
        return None
    colon = start + match.end()
    return fault(
        "there is no space after the colon",
        f"Write a space after the colon: `{before[start:colon].strip()} {before[colon:].strip()}`.",
        colon - 1,
        colon,
    )


def _colons(scene: Scene) -> int:
    return len(re.findall(r":(?:\s|$)", scene.line_text))


def _colon_in_text(scene: Scene) -> Fault | None:
    if "mapping values" not in scene.problem or _colons(scene) < 2:  # noqa: PLR2004 - a field has one
        return None
    start, _ = scene.line
    key, value = scene.line_text.split(":", 1)
    value_start = start + len(key) + 1 + len(value) - len(value.lstrip())
    value = value.strip().strip("“”„") if value.strip()[:1] in ("“", "„") else value
    return fault(
        "a colon and a space in the text look like the start of another field",
        f"Put the text in quotes: `{key.strip()}: {quoted(value)}`.",
        value_start,
        scene.rest(value_start),
    )


_SPECIAL = "@`%*&!|>"


def _special_start(scene: Scene) -> Fault | None:
    start = next((at for at in (scene.since, scene.at) if scene.sign(at) in list(_SPECIAL)), None)
    if start is None:
        return None
    end = scene.rest(start)
    before = scene.text[scene.text.rfind("\n", 0, start) + 1 : start].strip()
    return fault(
        f"text that starts with {scene.sign(start)} needs quotes",
        f"Put the text in quotes: `{f'{before} {quoted(scene.text[start:end])}'.strip()}`.",
        start,
        end,
    )


def _second_document(scene: Scene) -> Fault | None:
    if "another document" not in scene.problem:
        return None
    return fault(
        "a line of --- starts a second document here",
        "Keep one document in a file: delete this line, or move the rest to another file.",
        scene.at,
        scene.rest(scene.at),
    )


def _list_on_line_of_field(scene: Scene) -> Fault | None:
    if "sequence entries are not allowed" not in scene.problem:
        return None
    return fault(
        "a list cannot start on the same line as its field's name",
        "Start each entry on its own line, with two spaces and a dash before it.",
        scene.at,
        scene.rest(scene.at),
    )


def _text_after_quote(scene: Scene) -> Fault | None:
    quote = next((sign for sign in scene.text[scene.line[0] : scene.at][::-1] if sign != " "), "")
    if quote not in ("'", '"'):
        return None
    other = '"' if quote == "'" else "'"
    return fault(
        "the text continues after its closing quotation mark",
        f"Put {other} around the whole text instead of {quote}.",
        scene.at,
        scene.rest(scene.at),
    )


def _no_colon(scene: Scene) -> Fault | None:
    if "expected ':'" not in scene.problem:
        return None
    return fault(
        "this line has no colon, so it is not a field",
        "Write `name: value`; or indent the line if it continues the text above.",
        scene.since,
        scene.rest(scene.since),
    )


def _indentation(scene: Scene) -> Fault | None:
    if not re.search("expected|mapping values", scene.problem):
        return None
    start, end = scene.line
    first = start + len(scene.line_text) - len(scene.line_text.lstrip())
    return fault(
        "this line is not indented like the lines it belongs to",
        "Indent all fields of a block equally, two spaces more than the block's name.",
        first,
        scene.rest(first) if first < end else None,
    )


def _anything(scene: Scene) -> Fault:
    return fault(
        "the YAML cannot be understood from here on",
        "Look at the punctuation of this line and of the one above.",
        scene.at,
        scene.rest(scene.at),
    )


def _conflict(scene: Scene) -> Fault | None:
    match = re.search(r"^(?:<{7}|={7}|>{7}).*$", scene.text, re.MULTILINE)
    if match is None:
        return None
    return fault(
        "git left the markers of a merge conflict here",
        "Keep one of the two versions, and delete the lines with <<<<<<<, ======= and >>>>>>>.",
        match.start(),
        match.end(),
    )


_RULES: tuple[Callable[[Scene], Fault | None], ...] = (
    _conflict,
    _tab,
    yaml_pasted.wide_space,
    yaml_pasted.code_fence,
    _open_quote,
    _escape,
    _open_bracket,
    _no_space_after_colon,
    _colon_in_text,
    yaml_pasted.bracket_then_text,
    _second_document,
    yaml_pasted.emphasised_name,
    _special_start,
    yaml_pasted.sign_for_text,
    _list_on_line_of_field,
    _text_after_quote,
    _no_colon,
    yaml_pasted.field_without_colon,
    _indentation,
    _anything,
)
