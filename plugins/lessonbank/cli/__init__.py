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
    """Build a searchable site from recordings, clips and techniques."""


for name, place, summary in (
    ("add", "add:add", "Add a recording, a clip, a person or another item to the bank."),
    ("audit", "audit:audit", "Say whether an edition shows each item, and why."),
    ("build", "build:build", "Build the site."),
    ("check", "check:check", "Find mistakes in the content without building."),
    (
        "clean",
        "clean:clean",
        "Write a copy of FILE without hidden names, places, scripts or attachments.",
    ),
    (
        "doctor",
        "doctor:doctor",
        "Say what this machine and this bank have and lack, with each fix.",
    ),
    ("explain", "explain:explain", "Explain a message code and how to fix it."),
    ("export", "imports:export", "Export content/ to files of other programs."),
    (
        "figures",
        "figures:figures_",
        "Count what a session of the workbench marked, as tables of CSV.",
    ),
    (
        "find",
        "audit:find",
        "List everything under one permission, for an access or erasure request.",
    ),
    ("handbook", "handbook:handbook", "Print the handbook of an edition as one PDF."),
    (
        "import",
        "imports:import_",
        "Import files of other programs into content/, or list their mistakes.",
    ),
    ("media", "media:media", "Encode the missing media of an edition."),
    ("new", "new:new", "Make a lesson bank of your own in the new folder DIR."),
    ("pack", "pack:pack", "Copy an edition into a folder, onto a stick or into a zip."),
    ("scorm", "scorm:scorm", "Wrap clips and watch lists of a built site as a SCORM 1.2 package."),
    ("packs", "packs:packs", "List the packs that were made, and those to ask back."),
    (
        "publish",
        "publish:publish",
        "Check that a site is current, the right edition, and within its host's limits.",
    ),
    ("purge", "purge:purge", "Delete cached media of recordings whose permission has ended."),
    (
        "recall",
        "recall:recall",
        "Hide in packs that were handed out what was withdrawn.",
    ),
    (
        "review",
        "review:review",
        "Write a page that says what has changed since a git revision.",
    ),
    (
        "schemas",
        "schemas:schemas",
        "Write a JSON Schema of each type of content, of trust.yml and of session files.",
    ),
    ("serve", "serve:serve", "Preview the site and follow every change."),
    ("takedown", "takedown:takedown", "Remove from built sites what may not be shown today."),
    ("upgrade", "upgrade:upgrade", "Bring a bank of an older version to this one."),
    (
        "verify",
        "packs:verify",
        "Check each file of the pack in DIR, and what it holds that was withdrawn.",
    ),
    (
        "web-editor",
        "web_editor:web_editor",
        "Write admin/: a page with forms for the content of this bank.",
    ),
    (
        "withdraw",
        "takedown:withdraw",
        "End the permission REF and remove its items from every built site.",
    ),
):
    main.add_command(DeferredCommand(name, place, summary))
