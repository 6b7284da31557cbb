"""The names of a pack: one page to open, and one folder beside it."""

from __future__ import annotations

START = "START HERE.html"
"""The page that readers open."""
FOLDER = "lesson-bank"
"""The folder with the site and everything of ours."""
MANIFEST = f"{FOLDER}/pack.json"
"""The list of all files, written last."""
CLAIM = f"{FOLDER}/pack.unfinished.json"
"""The paths that a copy in progress may write; it goes when the copy is finished."""
PART = f"{FOLDER}/.pack.part"
"""The file that is being copied."""
LIST = "recall.js"
RECALL = f"{FOLDER}/{LIST}"
"""The recall list, which anybody may replace by a newer one."""
SCRIPT, STYLE, OPENER = "pack.js", "pack.css", "start.js"
SCORM = "scorm.js"
IMS = "imsmanifest.xml"
"""The file by which a learning platform knows a SCORM package."""
HIDE, ITEMS = "pack-hide.js", "pack-items.js"
"""Files beside the site's own, in its folder. Pages load the last two if a list is newer."""
OWN = frozenset({MANIFEST, CLAIM, PART, RECALL})
"""Files that no manifest lists."""


def in_pack(address: str) -> str:
    """Return the path in the pack of a file of the site."""
    return f"{FOLDER}/{address}"
