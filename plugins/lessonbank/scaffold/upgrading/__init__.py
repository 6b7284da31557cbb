"""Bring a bank of an older version to this one."""

from lessonbank.scaffold.upgrading.difference import difference
from lessonbank.scaffold.upgrading.refreshing import REFRESHERS, Refresher
from lessonbank.scaffold.upgrading.releases import RELEASES, Release, Task
from lessonbank.scaffold.upgrading.steps import NotUpgradableError, Step
from lessonbank.scaffold.upgrading.upgrade import Upgrade, plan_upgrade, write_upgrade

__all__ = [
    "REFRESHERS",
    "RELEASES",
    "NotUpgradableError",
    "Refresher",
    "Release",
    "Step",
    "Task",
    "Upgrade",
    "difference",
    "plan_upgrade",
    "write_upgrade",
]
