"""The words of the interface, in the language of the site.

They stand in English where they are used, inside the functions below; `_` is their short name
there. `locale/en/LC_MESSAGES/lessonbank.po` lists them all, and `make texts` writes it. A
translation is another folder beside `en`.
"""

from lessonbank.texts.scripts import script_messages
from lessonbank.texts.speak import (
    SOURCE,
    gettext,
    listed,
    mark,
    ngettext,
    speaking,
    spoken,
    spoken_language,
    translated,
)
from lessonbank.texts.translations import LOCALE, catalogue, spoken_in, translations

__all__ = [
    "LOCALE",
    "SOURCE",
    "catalogue",
    "gettext",
    "listed",
    "mark",
    "ngettext",
    "script_messages",
    "speaking",
    "spoken",
    "spoken_in",
    "spoken_language",
    "translated",
    "translations",
]
