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
from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

import click

from lessonbank.bank import ITEM_TYPES
from lessonbank.cli import main as command_line
from lessonbank.cli.deferred import DeferredCommand
from lessonbank.diagnostics.explanation import sections
from lessonbank.files.atomic import write_text
from lessonbank.schemas import TRUST, documents, session_file

HERE = Path(__file__).parent / "content" / "reference"
Pages = Mapping[str, str]
"""Markdown by the path of its page, from the folder of the reference."""


def main(folder: Path) -> None:
    """Write all pages below a folder, in place of those of an earlier run."""
    pages = {**commands(), **messages(), **types(), **sessions(), **removing()}
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
    context = click.Context(group)
    for word in group.list_commands(context):
        command = group.get_command(context, word)
        if command is None:
            continue
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
    return f"| `{names}` | {_prose(words).replace('|', '&#124;')} |"


_RANGE = re.compile(r"\[(\d+)<=x<=(\d+)\]")


# The types of content, from the schemas that editors read too.


Schema = Mapping[str, Any]
_REFERENCE = "#/definitions/"


def types() -> Pages:
    """Return a page for each type of content, and the list of them."""
    found = sorted(documents().items(), key=lambda each: _place(each[0]))
    rows = [
        f"| [{of['title']}]({name}.md) | `{_place(name)}` | {_first(of)} |" for name, of in found
    ]
    lead = "A bank is a folder of small text files. Here are all types, and the fields of each."
    table = "\n".join(["| type | file | what it is |", "|---|---|---|", *rows])
    index = page("Types of content", "All types of content, with their fields.", lead, table)
    return {"types/index.md": index, **{f"types/{name}.md": _type(name, of) for name, of in found}}


def _place(name: str) -> str:
    """Return where files of a type are."""
    if name == TRUST:
        return "content/trust.yml"
    ending = next(model.format for model in ITEM_TYPES if model.folder == name)
    return f"content/{name}/<id>.{ending}"


def _first(schema: Schema) -> str:
    return _words(str(schema["description"]).split("\n\n")[0])


def _type(name: str, schema: Schema) -> str:
    """Return the page of a type: its own fields, then those of its parts."""
    about = _words(str(schema["description"]), paragraphs=True)
    place = f"A file: `{_place(name)}`. Its name is its id." if name != TRUST else ""
    if _place(name).endswith(".md"):
        place += (
            " Its fields stand between two lines of `---`. Below them is its text, in Markdown."
        )
    parts = _parts(schema)
    sections = [
        f"## {part['title']}\n\n{_words(str(part['description']), paragraphs=True)}\n\n"
        + _fields(part, parts)
        for part in parts.values()
        if "properties" in part
    ]
    summary = f"The fields of {_place(name)}."
    title = str(schema["title"])
    return page(
        title,
        summary,
        *filter(None, (about, place)),
        "## Fields",
        _fields(schema, parts),
        *sections,
    )


def _parts(schema: Schema) -> Mapping[str, Schema]:
    """Return the values that have fields of their own, or few choices, by name."""
    parts: Mapping[str, Schema] = schema.get("definitions", {})
    return parts


def _fields(schema: Schema, parts: Mapping[str, Schema]) -> str:
    required = schema.get("required", ())
    fields = {name: _whole(field, parts) for name, field in schema["properties"].items()}
    rows = [
        f"| `{name}` | {_kind(field)}{', needed' * (name in required)} | {_meaning(field)} |"
        for name, field in fields.items()
    ]
    head = ["| field | value | what it means |", "|---|---|---|"]
    return "\n".join([*head, *rows])


def _whole(field: Schema, parts: Mapping[str, Schema]) -> Schema:
    """Return a field with the choices that its schema has elsewhere."""
    if "items" in field:
        return {**field, "items": _whole(field["items"], parts)}
    for option in (*field.get("anyOf", ()), *field.get("allOf", ()), field):
        part = parts.get(str(option.get("$ref", "")).removeprefix(_REFERENCE), {})
        if "enum" in part:
            about = {key: value for key, value in field.items() if key not in _POINTS}
            return {**part, **about}
    return field


_POINTS = frozenset({"anyOf", "allOf", "$ref"})


def _meaning(field: Schema) -> str:
    words = [_words(str(field["description"]))]
    of = field.get("items", field)
    choices = [each for each in of.get("enum", ()) if each is not None]
    if choices:
        words.append(f"One of {_listed(choices)}.")
    elif of.get("examples"):
        words.append(f"Such as {_listed(of['examples'][:_EXAMPLES])}.")
    if field.get("default"):
        words.append(f"Without it: {_listed(_many(field['default']))}.")
    return " ".join(words)


_EXAMPLES = 3


def _many(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _listed(values: Iterable[Any]) -> str:
    return ", ".join(f"`{each}`" for each in values)


def _kind(field: Schema) -> str:
    """Return what a value is, in a word or two; a part of its own is a link to its fields."""
    for option in (*field.get("anyOf", ()), *field.get("allOf", ()), field):
        if target := option.get("$ref"):
            name = str(target).removeprefix(_REFERENCE)
            return f"[{_spaced(name)}](#{_spaced(name).replace(' ', '-')})"
    options = [each for each in field.get("anyOf", ()) if each.get("type") != "null"]
    if len(options) == 1:
        return _kind(options[0])
    kinds = _many(field.get("type", "string"))
    if "object" in kinds:
        return "map"
    if "array" in kinds:
        return f"list: {_kind(field['items'])}"
    if "boolean" in kinds and "integer" in kinds:
        return "`true` or `false`"
    return "number" if kinds[0] in {"integer", "number"} else "text"


def _spaced(name: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower()


def _words(text: str, *, paragraphs: bool = False) -> str:
    """Return a description as Markdown, on one line unless it may have paragraphs."""
    lines = [" ".join(html.escape(each, quote=False).split()) for each in text.split("\n\n")]
    return ("\n\n" if paragraphs else " ").join(lines).replace("|", "&#124;")


# The session file of the workbench, from its schema and an example.


_SESSION = Path(__file__).parent / "session.lessonbank.json"


def sessions() -> Pages:
    """Return the page of the file in which the workbench saves sessions."""
    schema = session_file()
    parts = {name: part for name, part in _parts(schema).items() if "properties" in part}
    sections = [
        f"## {part['title']}\n\n{_words(str(part['description']))}\n\n{_fields(part, parts)}"
        for part in parts.values()
    ]
    example = f"```json\n{_SESSION.read_text(encoding='utf-8').rstrip()}\n```"
    title, summary = "The session file", "How the workbench saves what you tagged."
    about = [_SESSION_FILE, "## Fields", _fields(schema, parts), *sections]
    return {"session-file/index.md": page(title, summary, *about, "## Example", example)}


_SESSION_FILE = """\
The workbench saves sessions in a file that ends with `.lessonbank.json`. It is JSON in UTF-8.
Other programs may read and write it.

- Times are seconds of the film, with three decimals at most.
- A coaching cycle is several sessions in one file, in order of date. Each names the one before it
  in `follows`.
- No part of the film is in the file.
- Readers ignore fields that they do not know. A change that could break them gets a new `version`.
- A field without *needed* may be left out.

Each site has the JSON Schema at `schemas/session-file.json`. `lessonbank schemas` writes it too.

`lessonbank add FILE` makes a clip, a recording and a request for permission from a session. Marks
become moments. The goal, the step, the answers and the person who tagged stay in the file.

No field scores, grades or ranks a lesson or a person, and none will. A number of that kind turns
coaching into inspection: people then tag what looks good. `tests/texts/test_no_grades.py` of
lessonbank proves that no word of the workbench does it."""


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


# The steps that remove a recording, from the repository's own guide.


_PURGE = Path(__file__).parent.parent / "PURGE.md"


def removing() -> Pages:
    """Return the guide to removing a recording, as a page."""
    title, _, body = _PURGE.read_text(encoding="utf-8").partition("\n\n")
    summary = "Every place that may hold a copy, in the order to remove it from."
    return {"removing/index.md": page(title.removeprefix("# "), summary, body.rstrip("\n"))}


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
