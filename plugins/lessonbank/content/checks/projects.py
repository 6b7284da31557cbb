"""A research project was settled before it began, ends after that, and says what was found."""

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
            message = f"the project is {project.state}, and nobody says what was agreed beforehand"
            fix = "Write `ethics:` with `consent`, `data` and `approved_by`; or `state: planned`."
            yield context.report(project, ("state",), Code.ETHICS_MISSING, message, fix)
        if project.state == "finished" and not project.findings:
            message = "the project is finished, and says nothing of what was found"
            fix = "Write `findings:`, what did not work included; or `state: running`."
            yield context.report(project, ("state",), Code.FINDINGS_MISSING, message, fix)
