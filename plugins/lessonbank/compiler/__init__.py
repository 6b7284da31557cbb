"""Files of a project -> one edition of its bank, its pages and media; no generator involved."""

from lessonbank.compiler.background import Background
from lessonbank.compiler.build import Generated, SiteBuild
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
from lessonbank.compiler.shown import Pictures, content_pictures
from lessonbank.compiler.standing import Outcome, fall_back
from lessonbank.compiler.types import Installed, fault, installed_types

__all__ = [
    "SECTIONS",
    "AuditFiles",
    "Background",
    "Compilation",
    "CompileError",
    "Copies",
    "Erasure",
    "Generated",
    "Installed",
    "Outcome",
    "Overrides",
    "Pictures",
    "Remains",
    "Settings",
    "SiteBuild",
    "build_date",
    "compile_bank",
    "content_pictures",
    "draw_cards",
    "edition_asked",
    "erase",
    "fall_back",
    "fault",
    "find_reference",
    "installed_types",
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
