"""A form in the browser for the files of a bank: Sveltia CMS, set up from the models."""

from lessonbank.webeditor.config import Backend, config
from lessonbank.webeditor.package import PackageError, Program, lock, program_in
from lessonbank.webeditor.page import CONFIG, SCRIPT, files, policy

__all__ = [
    "CONFIG",
    "SCRIPT",
    "Backend",
    "PackageError",
    "Program",
    "config",
    "files",
    "lock",
    "policy",
    "program_in",
]
