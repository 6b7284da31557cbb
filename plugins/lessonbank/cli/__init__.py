"""The `lessonbank` command.

Each command is in a module of its own, which is imported when the command runs. So a check does
not pay for what a build needs.
"""

from __future__ import annotations

import click

from lessonbank import __version__
from lessonbank.cli.deferred import DeferredCommand, DeferredGroup


@click.group(cls=DeferredGroup)
@click.version_option(__version__, package_name="lessonbank")
def main() -> None:
    """Compile recordings, clips and techniques of good teaching into a site."""


for name, place, summary in (
    ("audit", "audit:audit", "Say of every item whether the edition shows it, and why."),
    ("build", "build:build", "Build the site."),
    ("check", "check:check", "Find mistakes in the content without building."),
    (
        "clean",
        "clean:clean",
        "Write a copy of FILE without metadata, authors, scripts and attachments.",
    ),
    ("explain", "explain:explain", "Say what CODE means and how to put it right."),
    ("export", "imports:export", "Write what content/ holds into files of other programs."),
    (
        "find",
        "audit:find",
        "List everything under one permission, for a request for access or erasure.",
    ),
    (
        "import",
        "imports:import_",
        "Bring what other programs hold into content/, or say all that is wrong with it.",
    ),
    ("media", "media:media", "Encode what the edition's clips lack."),
    (
        "publish",
        "publish:publish",
        "Check that a published site was built lately, and is the right edition.",
    ),
    ("purge", "purge:purge", "Delete what was made of recordings whose permission has ended."),
    ("serve", "serve:serve", "Preview the site; every change shows at once."),
    ("takedown", "takedown:takedown", "Take out of built sites what may not be shown today."),
    (
        "withdraw",
        "takedown:withdraw",
        "End the permission REF, and take what is under it out of every built site.",
    ),
):
    main.add_command(DeferredCommand(name, place, summary))
