"""Check research projects: ethics before the start, dates in order, findings at the end."""

from __future__ import annotations

from collections.abc import Iterator

from lessonbank.bank import Project
from lessonbank.content.checks.context import Context
from lessonbank.diagnostics import Code, Diagnostic


def projects(context: Context) -> Iterator[Diagnostic]:
    for project in context.bank.of(Project).values():
        if project.since and project.until and project.until < project.since:
            message = f"the project ends on {project.until}, before it begins"
            fix = f"Write {project.since} or a later day."
            yield context.report(project, ("until",), Code.PROJECT_ORDER, message, fix)
        if project.state != "planned" and project.ethics is None:
            message = f"the project is {project.state}, but `ethics` is missing"
            fix = "Write `ethics:` with `consent`, `data` and `approved_by`; or `state: planned`."
            yield context.report(project, ("state",), Code.ETHICS_MISSING, message, fix)
        if project.state == "finished" and not project.findings:
            message = "the project is finished, but `findings` is missing"
            fix = "Write `findings:`, including what did not work; or `state: running`."
            yield context.report(project, ("state",), Code.FINDINGS_MISSING, message, fix)
