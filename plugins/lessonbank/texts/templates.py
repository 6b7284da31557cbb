"""Give templates of Jinja the functions that translate."""

from __future__ import annotations

from jinja2 import Environment

from lessonbank.texts.speak import listed, spoken


def translate(env: Environment) -> None:
    """Let templates write `_("...")`, `ngettext(...)`, `{% trans %}` and `| listed`."""
    env.add_extension("jinja2.ext.i18n")
    env.install_gettext_callables(  # type: ignore[attr-defined]
        lambda message: spoken().gettext(message),
        lambda singular, plural, num: spoken().ngettext(singular, plural, num),
        newstyle=True,
    )
    env.filters["listed"] = listed
