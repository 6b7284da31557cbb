"""Check that the school or partner of the chosen edition exists."""

from __future__ import annotations

from collections.abc import Iterator

from lessonbank.content.checks.context import Context
from lessonbank.content.document import UnreadableError
from lessonbank.content.layout import CONFIG
from lessonbank.content.mkdocs_yml.rules import edition_asked
from lessonbank.content.mkdocs_yml.setting import SettingsError, read_settings
from lessonbank.diagnostics import Code, Diagnostic

_KINDS = {"school": "school", "named": "partner"}
"""Scopes of editions for one school or partner, and the kind of its id."""


def editions(context: Context) -> Iterator[Diagnostic]:
    try:
        setting = edition_asked(read_settings(context.tree, CONFIG))
    except (UnreadableError, SettingsError):
        return  # No settings, or unreadable ones, which are reported elsewhere.
    if setting is None:
        return
    scope, _, audience = str(setting.value).partition(":")
    kind = _KINDS.get(scope)
    if kind and audience and audience not in context.known.get(kind, frozenset()):
        near = context.closest(kind, audience)
        message = f"the bank has no {kind} `{audience}`, so the edition is for nobody"
        fix = f"Write `{scope}:{near}`." if near else f"Write the id of a {kind} in the bank."
        suggestion = near and f"{scope}:{near}"
        yield setting.report(Code.WRONG_SETTING, message, fix, suggestion)
