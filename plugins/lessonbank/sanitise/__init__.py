"""Find hidden data and metadata in files, and write copies without them.

All functions take bytes and return values; none opens or writes a file.
"""

from lessonbank.sanitise.inside import look_inside
from lessonbank.sanitise.kinds import (
    OTHER_PICTURES,
    PICTURES,
    READABLE,
    Kind,
    Picture,
    Trace,
    UnreadableFileError,
    Words,
    ending_of,
)
from lessonbank.sanitise.pictures import (
    PICTURES_VERSION,
    clean_logo,
    clean_picture,
    verify_picture,
)

__all__ = [
    "OTHER_PICTURES",
    "PICTURES",
    "PICTURES_VERSION",
    "READABLE",
    "Kind",
    "Picture",
    "Trace",
    "UnreadableFileError",
    "Words",
    "clean_logo",
    "clean_picture",
    "ending_of",
    "look_inside",
    "verify_picture",
]
