"""The bank's settings: whether mkdocs.yml can be used."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lessonbank.content.irregular import irregular_in_project
from lessonbank.content.layout import CONFIG, CONTENT
from lessonbank.content.mkdocs_yml.findings import settings_findings
from lessonbank.diagnostics import Diagnostic, Severity
from lessonbank.doctor.finding import Finding, advice, fault, ok
from lessonbank.doctor.here import Here
from lessonbank.doctor.probe import Probe
from lessonbank.doctor.system import System
from lessonbank.files.sizes import counted

_FIX = "Run: lessonbank check"


@dataclass(frozen=True, slots=True)
class SettingsSeen:
    """The mistakes in mkdocs.yml, and links in the places of files."""

    found: tuple[Diagnostic, ...]


def observe(here: Here) -> SettingsSeen:
    root = here.bank_root
    links = irregular_in_project(root, (CONFIG, CONTENT, "media", "media.lock"))
    return SettingsSeen((*links, *settings_findings(root)))


def judge(seen: SettingsSeen, _: System) -> Iterator[Finding]:
    errors = [each for each in seen.found if each.severity is Severity.ERROR]
    if errors:
        first = errors[0]
        line = f" line {first.span.line}" if first.span else ""
        more = len(errors) - 1
        rest = f" (and {counted(more, 'more mistake')})" if more else ""
        yield fault(f"{first.path}{line} cannot be used: {first.message}{rest}.", _FIX)
    elif seen.found:
        yield advice(f"{CONFIG} works, but has {counted(len(seen.found), 'warning')}.", _FIX)
    else:
        yield ok(f"{CONFIG} can be used.")


PROBE = Probe(CONFIG, observe, judge)
