"""Recordings to renditions and stills: what to make, what is there already, and the making."""

from lessonbank.media.clip import ClipMedia, Picture, Rendition, Still, Storyboard
from lessonbank.media.job import ClipJob, Source
from lessonbank.media.planning import Plan, plan
from lessonbank.media.settling import (
    Event,
    JobFailed,
    JobFinished,
    JobProgress,
    JobStarted,
    Listener,
    Settled,
    settle,
)
from lessonbank.media.store import Store

__all__ = [
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
    "Rendition",
    "Settled",
    "Source",
    "Still",
    "Store",
    "Storyboard",
    "plan",
    "settle",
]
