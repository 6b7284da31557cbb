"""Make renditions, stills and storyboards from recordings: plan, store and run."""

from lessonbank.media.clip import ClipMedia, Picture, Rendition, Still, Storyboard
from lessonbank.media.job import HELD_LEEWAY, ClipJob, Source
from lessonbank.media.planning import Plan, plan
from lessonbank.media.purge import Purged, purge
from lessonbank.media.store import Store

__all__ = [
    "HELD_LEEWAY",
    "ClipJob",
    "ClipMedia",
    "Picture",
    "Plan",
    "Purged",
    "Rendition",
    "Source",
    "Still",
    "Store",
    "Storyboard",
    "plan",
    "purge",
]
