"""The bank's settings and content: whether they can be read."""

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
    """The mistakes in mkdocs.yml, links in the places of files, and mistakes in the content."""

    found: tuple[Diagnostic, ...]
    content: tuple[Diagnostic, ...] = ()


def observe(here: Here) -> SettingsSeen:
    root = here.bank_root
    links = irregular_in_project(root, (CONFIG, CONTENT, "media", "media.lock"))
    return SettingsSeen((*links, *settings_findings(root)), here.reading.diagnostics)


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
    mistakes = sum(each.severity is Severity.ERROR for each in seen.content)
    if mistakes:
        yield fault(f"{CONTENT}/ has {counted(mistakes, 'mistake')} that stop a build.", _FIX)


PROBE = Probe(CONFIG, observe, judge)
