"""Files of a project -> one edition of its bank, its pages and media; no generator involved."""

from lessonbank.compiler.background import Background
from lessonbank.compiler.cards import draw_cards, publish_cards
from lessonbank.compiler.compilation import Compilation, CompileError
from lessonbank.compiler.compile import compile_bank, media_plan, preview_bank, read_whole
from lessonbank.compiler.erasure import Erasure, Remains, erase
from lessonbank.compiler.gate import kept_back
from lessonbank.compiler.look import read_look
from lessonbank.compiler.manifest import manifest_of
from lessonbank.compiler.nav import SECTIONS
from lessonbank.compiler.overrides import Overrides
from lessonbank.compiler.pictures import Copies
from lessonbank.compiler.project import lock_project, read_project
from lessonbank.compiler.publish import publish, publish_index
from lessonbank.compiler.records import (
    AuditFiles,
    find_reference,
    read_edition,
    rows_of,
    write_audit,
)
from lessonbank.compiler.settings import Settings, build_date, edition_asked

__all__ = [
    "SECTIONS",
    "AuditFiles",
    "Background",
    "Compilation",
    "CompileError",
    "Copies",
    "Erasure",
    "Overrides",
    "Remains",
    "Settings",
    "build_date",
    "compile_bank",
    "draw_cards",
    "edition_asked",
    "erase",
    "find_reference",
    "kept_back",
    "lock_project",
    "manifest_of",
    "media_plan",
    "preview_bank",
    "publish",
    "publish_cards",
    "publish_index",
    "read_edition",
    "read_look",
    "read_project",
    "read_whole",
    "rows_of",
    "write_audit",
]
