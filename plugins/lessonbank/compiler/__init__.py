"""Files of a project -> one edition of its bank, its pages and media; no generator involved."""

from lessonbank.compiler.background import Background
from lessonbank.compiler.cards import publish_cards
from lessonbank.compiler.compilation import Compilation, CompileError
from lessonbank.compiler.compile import compile_bank, media_plan, preview_bank
from lessonbank.compiler.project import lock_project, read_project
from lessonbank.compiler.publish import publish
from lessonbank.compiler.settings import Settings, build_date

__all__ = [
    "Background",
    "Compilation",
    "CompileError",
    "Settings",
    "build_date",
    "compile_bank",
    "lock_project",
    "media_plan",
    "preview_bank",
    "publish",
    "publish_cards",
    "read_project",
]
