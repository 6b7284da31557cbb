"""Write the pages of the reference that say what the program says of itself.

    python docs/reference.py [FOLDER]

They go into folders of `docs/content/reference`, which git ignores. `make docs` runs this first.
"""

from __future__ import annotations

import html
import json
import re
import shutil
import sys
from collections.abc import Iterator, Mapping
from importlib.resources import files
from pathlib import Path

import click

from lessonbank.cli import main as command_line
from lessonbank.cli.deferred import DeferredCommand
from lessonbank.diagnostics.explanation import sections
from lessonbank.files.atomic import write_text

HERE = Path(__file__).parent / "content" / "reference"
Pages = Mapping[str, str]
"""Markdown by the path of its page, from the folder of the reference."""


def main(folder: Path) -> None:
    """Write all pages below a folder, in place of those of an earlier run."""
    pages = {**commands(), **messages()}
    for name in {path.partition("/")[0] for path in pages}:
        shutil.rmtree(folder / name, ignore_errors=True)
    for path, text in pages.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        write_text(folder / path, text)


def page(title: str, summary: str, *parts: str) -> str:
    """Return a page with front matter."""
    fields = {"title": title, "summary": summary}
    lines = (f"{name}: {json.dumps(words, ensure_ascii=False)}\n" for name, words in fields.items())
    return "\n\n".join([f"---\n{''.join(lines)}---", *parts]) + "\n"


# The commands, from their own help.


def commands() -> Pages:
    """Return a page for each command, and the list of them."""
    found = sorted(_commands(command_line, "lessonbank"))
    rows = [f"| [`{name}`]({_file(name)}) | {_prose(_summary(of))} |" for name, of in found]
    table = "\n".join(["| command | what it does |", "|---|---|", *rows])
    lead = (
        "Here are all commands of `lessonbank`. `--help` after a command says the same in your"
        " terminal."
    )
    index = page("Commands", "All commands of lessonbank, with their options.", lead, table)
    return {
        "commands/index.md": index,
        **{f"commands/{_file(name)}": _command(name, of) for name, of in found},
    }


def _commands(group: click.Group, name: str) -> Iterator[tuple[str, click.Command]]:
    for word, command in group.commands.items():
        whole = command.load() if isinstance(command, DeferredCommand) else command
        if whole.hidden:
            continue
        if isinstance(whole, click.Group):
            yield from _commands(whole, f"{name} {word}")
        else:
            yield f"{name} {word}", whole


def _file(name: str) -> str:
    return f"{name.removeprefix('lessonbank ').replace(' ', '-')}.md"


def _summary(command: click.Command) -> str:
    return command.get_short_help_str(limit=200)


def _command(name: str, command: click.Command) -> str:
    context = click.Context(command, info_name=name)
    usage = f"```text\n{name} {' '.join(command.collect_usage_pieces(context))}\n```"
    help_ = "\n\n".join(map(_prose, (command.help or "").split("\n\n")))
    options = [each for each in command.get_params(context) if isinstance(each, click.Option)]
    rows = [_option(each, context) for each in options if not each.hidden]
    table = "\n".join(["| option | what it does |", "|---|---|", *rows])
    return page(name, _summary(command), help_, "## Usage", usage, table)


def _prose(paragraph: str) -> str:
    """Return a paragraph of help as Markdown, in which `<id>` is no element."""
    lines = html.escape(" ".join(paragraph.replace("\b", "").split()), quote=False)
    return lines.replace("*", r"\*").replace("_", r"\_")


def _option(option: click.Option, context: click.Context) -> str:
    names, words = option.get_help_record(context) or ("", "")
    words = _RANGE.sub(r"From \1 to \2.", words)
    return f"| `{names.replace('|', chr(92) + '|')}` | {_prose(words).replace('|', '&#124;')} |"


_RANGE = re.compile(r"\[(\d+)<=x<=(\d+)\]")


# The messages, from the catalogue.


_FAMILY = re.compile(r"^# (LB\d)xx: (.+)$", re.MULTILINE)


def messages() -> Pages:
    """Return a page for each family of message codes, and the list of them."""
    catalogue = files("lessonbank.diagnostics").joinpath("codes.toml").read_text(encoding="utf-8")
    families = dict(_FAMILY.findall(catalogue))
    rows = [
        f"| [{family}01 to {family}99](messages/{family.lower()}.md) | {about} |"
        for family, about in families.items()
    ]
    lead = (
        "Every message of `lessonbank check` and `lessonbank build` has a code, such as LB201. Its"
        " first digit says what it is about. `lessonbank explain LB201` prints the same in your"
        " terminal. An error stops a build. A warning stops it only with `--strict`."
    )
    table = "\n".join(["| codes | about |", "|---|---|", *rows])
    summary = "What each message means, and how to put the mistake right."
    index = page("Messages", summary, lead, table.replace("](messages/", "]("))
    return {
        "messages/index.md": index,
        **{
            f"messages/{family.lower()}.md": _family(family, about)
            for family, about in families.items()
        },
    }


def _family(family: str, about: str) -> str:
    found = [f"## {text}" for code, text in sections().items() if code.startswith(family)]
    title = f"Messages about {about}"
    return page(title, f"{family}01 to {family}99: what each means.", *found)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
