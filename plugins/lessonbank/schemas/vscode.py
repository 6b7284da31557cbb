"""Settings of Visual Studio Code for a bank.

Its YAML extension explains and checks `.yml` files. It does not read the front matter of
Markdown: for that there are `lessonbank check` and the web editor.
"""

from __future__ import annotations

from lessonbank.bank import ITEM_TYPES, ItemTypes
from lessonbank.content.layout import CONTENT
from lessonbank.schemas.documents import TRUST
from lessonbank.schemas.write import FOLDER


def vscode_settings(types: ItemTypes = ITEM_TYPES, folder: str = FOLDER) -> dict[str, object]:
    """Return the content of `.vscode/settings.json`; the schemas are in `folder`."""
    places = {TRUST: [f"{CONTENT}/{TRUST}.yml"]}
    for model in types:
        if model.format == "yml":
            places[model.folder] = [
                f"{CONTENT}/{model.folder}/**/*.{end}" for end in ("yml", "yaml")
            ]
    return {
        "yaml.schemas": {f"./{folder}/{name}.json": places[name] for name in sorted(places)},
        "yaml.validate": True,
        "yaml.schemaStore.enable": False,
        "files.encoding": "utf8",
        "files.eol": "\n",
    }


def schema_line(path: str, name: str) -> str:
    """Return the comment that names the schema to editors, for a YAML file at this path."""
    return f"# yaml-language-server: $schema={'../' * path.count('/')}{FOLDER}/{name}.json\n"
