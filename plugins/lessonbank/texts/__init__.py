"""The words of the interface, in the language of the site.

They stand in English where they are used, inside the functions below; `_` is their short name
there. `locale/en/LC_MESSAGES/lessonbank.po` lists them all, and `make texts` writes it. A
translation is another folder beside `en`.
"""

from lessonbank.texts.speak import gettext, mark, ngettext, speaking, spoken, translated
from lessonbank.texts.translations import LOCALE, SOURCE, catalogue, spoken_in, translations

__all__ = [
    "LOCALE",
    "SOURCE",
    "catalogue",
    "gettext",
    "mark",
    "ngettext",
    "speaking",
    "spoken",
    "spoken_in",
    "translated",
    "translations",
]
