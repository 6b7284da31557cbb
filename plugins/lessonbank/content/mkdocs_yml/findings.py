"""Check a project's mkdocs.yml."""

from __future__ import annotations

from pathlib import Path

from lessonbank.content.document import UnreadableError
from lessonbank.content.layout import CONFIG, CONTENT
from lessonbank.content.mkdocs_yml.rules import Project, found
from lessonbank.content.mkdocs_yml.setting import SettingsError, read_settings
from lessonbank.content.mkdocs_yml.templates import broken_templates
from lessonbank.content.tree import Folder
from lessonbank.diagnostics import Diagnostic
from lessonbank.files.regular import is_regular


def settings_findings(root: Path) -> tuple[Diagnostic, ...]:
    """Return diagnostics for all mistakes; none without the file. Links are reported elsewhere."""
    if not is_regular(root, CONFIG):
        return ()
    tree = Folder(root)
    try:
        settings = read_settings(tree, CONFIG)
    except UnreadableError as error:
        return error.diagnostics
    except SettingsError as error:
        return error.found
    project = Project(root, frozenset(tree.paths(CONTENT)))
    return (*found(settings, project), *broken_templates(root, settings))
