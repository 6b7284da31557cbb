"""Check the trust's own templates."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from posixpath import normpath

from lessonbank.content.mkdocs_yml.setting import Setting
from lessonbank.diagnostics import Code, Diagnostic, Span
from lessonbank.files.regular import list_folder, read_regular

_LARGEST = 1_000_000
FIX = "Correct this line; `lessonbank explain LB147` has an example."


def broken_templates(root: Path, settings: Setting) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each template below `custom_dir` that Jinja cannot parse."""
    custom = settings.get("theme", "custom_dir")
    if custom is None or not isinstance(custom.value, str) or not custom.value:
        return
    folder = Path(normpath(root / custom.value))
    names = [p for p in list_folder(folder.parent, folder.name).files if p.endswith(".html")]
    for name in names:
        if found := _broken(folder.parent, name):
            message, line = found
            path = f"{custom.value.rstrip('/')}/{name.partition('/')[2]}"
            yield Diagnostic(Code.TEMPLATE_BROKEN, message, path, FIX, Span(line))


def _broken(root: Path, name: str) -> tuple[str, int] | None:
    """Return a message and the line, or None for a valid template."""
    # Imported only for trusts with templates, because it is slow.
    from jinja2 import Environment, TemplateSyntaxError  # noqa: PLC0415

    try:
        text = read_regular(root, name, _LARGEST).decode("utf-8-sig")
        Environment(extensions=["jinja2.ext.i18n"], autoescape=True).parse(text)
    except UnicodeDecodeError:
        return "the template is not UTF-8", 1
    except TemplateSyntaxError as error:
        return f"the template cannot be used: {error.message}", error.lineno
    except OSError:
        return None  # Links are reported when the folder is listed.
    return None
