"""Find templates: the trust's, then ours, then the theme's."""

from __future__ import annotations

import copy
import traceback
from pathlib import PurePath

from jinja2 import (
    Environment,
    FileSystemLoader,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
)
from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig

from lessonbank.compiler.errors import CompileError
from lessonbank.compiler.overrides import Overrides
from lessonbank.diagnostics import Code, Diagnostic, Span
from lessonbank.site import no_templates
from lessonbank.site.layers import Layers
from lessonbank.texts.templates import translate
from lessonbank.theme import TEMPLATES
from lessonbank.theme.lean import make_lean


def prepare(env: Environment, config: MkDocsConfig, overrides: Overrides | None) -> None:
    """Let the theme's templates translate, come in layers, and hold no white space."""
    translate(env)
    make_lean(env)
    env.loader = _layers(config, overrides)


def _layers(config: MkDocsConfig, overrides: Overrides | None) -> Layers:
    """Return the layers of templates. MkDocs itself would follow links in the trust's folder."""
    own = overrides.template if overrides else no_templates
    rest = [folder for folder in config.theme.dirs if folder != config.theme.custom_dir]
    return Layers(own, FileSystemLoader(TEMPLATES), FileSystemLoader(rest))


def shown_settings(config: MkDocsConfig) -> MkDocsConfig:
    """Return the settings for templates, with the site's name as HTML.

    The theme writes the name without escaping it.
    """
    shown = copy.copy(config)
    shown.site_name = escape(config.site_name)
    return shown


def unusable_template(error: TemplateError) -> CompileError:
    """Return the error for a template, with its place."""
    path, line = _place(error)
    if isinstance(error, TemplateNotFound):
        message = f"there is no template `{error.name}`"
        fix = "Correct the name. A `!` before it leaves out the trust's own template of that name."
    else:
        message = f"the template cannot be used: {error.message}"
        fix = "Correct this line; `lessonbank explain LB147` has an example."
    found = Diagnostic(Code.TEMPLATE_BROKEN, message, path, fix, Span(line))
    return CompileError("A template cannot be used; nothing was published.", (found,))


def _place(error: TemplateError) -> tuple[str, int]:
    """Return the template and the line, from Jinja's traceback."""
    if isinstance(error, TemplateSyntaxError):
        return error.filename or error.name or "a template", error.lineno
    frames = traceback.extract_tb(error.__traceback__)
    found = [each for each in frames if PurePath(each.filename).suffix == ".html"]
    return (found[-1].filename, found[-1].lineno or 1) if found else ("a template", 1)
