"""The settings of the editor: where the files are, and a form for each type of content."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from lessonbank.bank import Bank, Item, Override, Partner, Permission, Trust
from lessonbank.bank.item import LONGEST_ID
from lessonbank.content.layout import CONTENT, IMAGES
from lessonbank.schemas import TRUST
from lessonbank.webeditor.fields import Field, Fields, identifier

_GUARDED = (Permission, Override, Partner)
"""Types for those who keep the permissions."""
_SLUG = r"^[a-z0-9]+(?:-[a-z0-9]+)*$"
_REF = r"^[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*$"

_REPOSITORY = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]*/[A-Za-z0-9._-]+")
_BRANCH = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]*")
_ORIGIN = re.compile(r"https://[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::[0-9]{1,5})?")


@dataclass(frozen=True, slots=True)
class Backend:
    """The repository on GitHub, and the service that signs people in, if there is one.

    Without a service people sign in with an access token of their own.
    """

    repository: str
    branch: str = "main"
    sign_in: str | None = None

    def __post_init__(self) -> None:
        """Raise ValueError for what is no repository, branch or address."""
        if not _REPOSITORY.fullmatch(self.repository):
            raise ValueError(f"{self.repository!r} is no repository. Write OWNER/NAME.")
        if not _BRANCH.fullmatch(self.branch):
            raise ValueError(f"{self.branch!r} is no branch.")
        if self.sign_in is not None and not _ORIGIN.fullmatch(self.sign_in):
            raise ValueError(f"{self.sign_in!r} is no address. Write https:// and a host.")

    @property
    def hosts(self) -> tuple[str, ...]:
        """The hosts that the editor speaks to."""
        return ("https://api.github.com", *((self.sign_in,) if self.sign_in else ()))


def config(bank: Bank, backend: Backend | None, *, with_permissions: bool) -> dict[str, Any]:
    """Return the settings as the editor reads them.

    Without a backend only folders on this computer can be edited.
    """
    models = [m for m in bank.types if with_permissions or m not in _GUARDED]
    kinds = {"tag", *(model.kind for model in models)}
    fields = Fields(bank, kinds)
    collections = [_collection(bank, model, fields) for model in models]
    return {
        "load_config_file": False,
        "backend": _backend(backend),
        **({"publish_mode": "editorial_workflow"} if backend else {}),
        "app_title": bank.trust.name,
        "media_folder": IMAGES,
        "public_folder": "/images",
        "media_libraries": {"stock_assets": {"providers": []}},
        "show_preview_links": False,
        "editor": {"preview": False},
        "slug": {"encoding": "ascii", "clean_accents": True, "maxlength": LONGEST_ID},
        "output": {"omit_empty_optional_fields": True, "yaml": {"indent_sequences": True}},
        "collections": collections,
        **({"singletons": [_trust(fields)]} if with_permissions else {}),
    }


def _backend(backend: Backend | None) -> dict[str, Any]:
    if backend is None:
        return {"name": "github", "repo": "local/bank", "auth_methods": ["token"]}
    sign_in = {"base_url": backend.sign_in} if backend.sign_in else {"auth_methods": ["token"]}
    return {
        "name": "github",
        "repo": backend.repository,
        "branch": backend.branch,
        "open_authoring": True,
        **sign_in,
    }


def _collection(bank: Bank, model: type[Item], fields: Fields) -> dict[str, Any]:
    noun = bank.types.noun(model.kind)
    name = identifier(model)
    is_record = model in _GUARDED[:1]
    pattern = [_REF if is_record else _SLUG, "Use small letters, digits and single hyphens."]
    template = f"{{{{{name}}}}}" if name else "{{uuid_short}}"
    return {
        "name": model.folder,
        "label": noun.many,
        "label_singular": noun.one,
        "folder": f"{CONTENT}/{model.folder}",
        "extension": model.format,
        "format": "yaml-frontmatter" if model.format == "md" else "yaml",
        "create": True,
        "delete": False,
        "aliases_field": False,
        "thumbnail": False,
        "identifier_field": name or _second_best(model),
        "summary": f"{{{{{name}}}}}" if name else "{{slug}}",
        "slug": {"template": template, "editable": ["create"], "pattern": pattern},
        "fields": fields.of_item(model, model.folder),
        **_filter(model),
    }


def _second_best(model: type[Item]) -> str:
    """Return the field that tells items without a title apart."""
    return next(n for n, f in model.model_fields.items() if f.is_required() and n != "id")


def _filter(model: type[Item]) -> dict[str, Any]:
    """Leave out the page that introduces a folder of Markdown."""
    if model.format != "md":
        return {}
    needed = [f.alias or n for n, f in model.model_fields.items() if f.is_required()]
    last = next(name for name in reversed(needed) if name not in {"id", "title", "summary"})
    return {"filter": {"field": last, "pattern": ".+"}}


def _trust(fields: Fields) -> dict[str, Field | Any]:
    return {
        "name": TRUST,
        "label": "Trust",
        "file": f"{CONTENT}/{TRUST}.yml",
        "format": "yaml",
        "fields": fields.of_item(Trust, TRUST),
    }
