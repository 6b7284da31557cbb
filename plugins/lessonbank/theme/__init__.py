"""All that is known of the theme, Material for MkDocs: nothing else names its parts.

Its templates and stylesheet stand in `templates/` and `assets/`. The rest of the package has class
names and variables of its own, which begin with `lb-` and `--lb-`.
"""

from lessonbank.theme.folders import ASSETS, TEMPLATES
from lessonbank.theme.markup import finished
from lessonbank.theme.names import LENT, NAME, QUIET, RESERVED, WHOLE_WIDTH
from lessonbank.theme.settings import Flaw, complete, flaws, has_file, is_elsewhere

__all__ = [
    "ASSETS",
    "LENT",
    "NAME",
    "QUIET",
    "RESERVED",
    "TEMPLATES",
    "WHOLE_WIDTH",
    "Flaw",
    "complete",
    "finished",
    "flaws",
    "has_file",
    "is_elsewhere",
]
