"""A form in the browser for the files of a bank: Sveltia CMS, set up from the models."""

from lessonbank.webeditor.config import Backend, config
from lessonbank.webeditor.package import SCRIPT, PackageError, locks, program_in
from lessonbank.webeditor.page import CONFIG, files, policy

__all__ = [
    "CONFIG",
    "SCRIPT",
    "Backend",
    "PackageError",
    "config",
    "files",
    "locks",
    "policy",
    "program_in",
]
