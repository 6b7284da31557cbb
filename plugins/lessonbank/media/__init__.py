"""Make renditions, stills and storyboards from recordings: plan, store and run."""

from lessonbank.media.clip import ClipMedia, Picture, Rendition, Still, Storyboard
from lessonbank.media.job import HELD_LEEWAY, ClipJob, Source
from lessonbank.media.planning import Plan, plan
from lessonbank.media.purge import Purged, purge
from lessonbank.media.settling import (
    Event,
    JobFailed,
    JobFinished,
    JobProgress,
    JobStarted,
    Listener,
    Settled,
    at_hand,
    settle,
)
from lessonbank.media.store import Store
from lessonbank.media.work import try_out

__all__ = [
    "HELD_LEEWAY",
    "ClipJob",
    "ClipMedia",
    "Event",
    "JobFailed",
    "JobFinished",
    "JobProgress",
    "JobStarted",
    "Listener",
    "Picture",
    "Plan",
    "Purged",
    "Rendition",
    "Settled",
    "Source",
    "Still",
    "Store",
    "Storyboard",
    "at_hand",
    "plan",
    "purge",
    "settle",
    "try_out",
]
