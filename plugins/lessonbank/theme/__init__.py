"""Everything about the theme, Material for MkDocs. No other room names its parts.

`templates/` extend its templates, and `assets/` style its elements. Classes and variables of the
other rooms begin with `lb-` and `--lb-`.
"""

from lessonbank.theme.folders import ASSETS, TEMPLATES
from lessonbank.theme.languages import main_in, titles_in
from lessonbank.theme.markup import finished
from lessonbank.theme.names import LENT, NAME, OWN_SEARCH, QUIET, RESERVED, WHOLE_WIDTH
from lessonbank.theme.settings import Fault, complete, faults, has_file, is_elsewhere

__all__ = [
    "ASSETS",
    "LENT",
    "NAME",
    "OWN_SEARCH",
    "QUIET",
    "RESERVED",
    "TEMPLATES",
    "WHOLE_WIDTH",
    "Fault",
    "complete",
    "faults",
    "finished",
    "has_file",
    "is_elsewhere",
    "main_in",
    "titles_in",
]
