"""Steps in the files of `content/`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lessonbank.bank import ITEM_TYPES, Session, Trust, one_line
from lessonbank.content import yaml
from lessonbank.content.document import Document, UnreadableError
from lessonbank.content.former import FORMER, PLUGIN, TRUST, Former
from lessonbank.content.irregular import folder_problems
from lessonbank.content.layout import CONTENT, lay_out
from lessonbank.content.layout import TRUST as TRUST_FILE
from lessonbank.content.yaml_scene import YamlError
from lessonbank.diagnostics import Diagnostic
from lessonbank.scaffold.upgrading import edits
from lessonbank.scaffold.upgrading.draft import Draft
from lessonbank.scaffold.upgrading.settings import change_setting, changed, read_file
from lessonbank.scaffold.upgrading.steps import Migration, NotUpgradableError, Step, step

_ID = "id"
_DOMAIN = "calendar_domain"


def give_trust_an_id(draft: Draft) -> Iterator[Step]:
    """Write the trust's id, and the domain that calendars had before."""
    if not draft.holds(TRUST_FILE):
        return
    document = read_file(draft, TRUST_FILE)
    fields = _data(document)
    name = fields.get("name")
    if _ID in fields or not isinstance(name, str) or not name.strip():
        return
    key = Trust.model_construct(name=one_line(name.strip())).key
    text = edits.with_field(document, (), _ID, key)
    words = f"`{_ID}` is `{key}`: calendars and browsers know the trust by it; never change it"
    by_hand = f"Write `{_ID}: {key}`."
    yield step(draft, document, text, words=words, by_hand=by_hand)


def keep_calendar_domain(draft: Draft) -> Iterator[Step]:
    """Keep the domain of events in a bank with sessions, which came from an e-mail address."""
    if not draft.holds(TRUST_FILE) or not draft.paths(f"{CONTENT}/{Session.folder}"):
        return
    document = read_file(draft, TRUST_FILE)
    fields = _data(document)
    contacts = fields.get("contacts")
    address = contacts.get("dpo") if isinstance(contacts, dict) else None
    domain = address.strip().rpartition("@")[2] if isinstance(address, str) else ""
    if _DOMAIN in fields or _ID in fields or not domain:
        return
    text = edits.with_field(document, (), _DOMAIN, domain)
    words = f"`{_DOMAIN}` is `{domain}`, so that nobody's calendar shows a session twice"
    by_hand = f"Write `{_DOMAIN}: {domain}`."
    yield step(draft, document, text, words=words, by_hand=by_hand)


def quote_cut_text(draft: Draft) -> Iterator[Step]:
    """Put text in quotes that a comma in braces cut off, so that all of it is read."""
    for path in _all_files(draft):
        first = document = read_file(draft, path)
        while (text := edits.with_whole_text(document)) is not None:
            data = draft.rewritten(path, text)
            document = read_file(draft.with_file(path, data), path)
        if document.text != first.text:
            words = "text with a comma is in quotes, because YAML cut it off at the comma"
            yield Step(path, draft.rewritten(path, document.text), words)


def unreadable(draft: Draft) -> Iterator[Diagnostic]:
    """Yield why files of the bank cannot be read, and so cannot be changed."""
    yield from folder_problems(draft.listing(CONTENT), CONTENT)
    for path in _all_files(draft):
        try:
            document = read_file(draft, path)
            yaml.compose(document.text[: document.yaml_end])
        except NotUpgradableError as error:
            yield from error.found
        except YamlError as error:
            yield document.found(error.faults[0])


def _all_files(draft: Draft) -> tuple[str, ...]:
    trust = (TRUST_FILE,) if draft.holds(TRUST_FILE) else ()
    return (*trust, *(item.path for item in lay_out(draft.paths(CONTENT), ITEM_TYPES).items))


def _data(document: Document) -> dict[str, Any]:
    try:
        data = document.data()
    except UnreadableError as error:
        raise NotUpgradableError(*error.diagnostics) from error
    return data if isinstance(data, dict) else {}


def former_names(until: str, table: tuple[Former, ...] = FORMER) -> tuple[Migration, ...]:
    """Return a migration for each field and setting that version `until` gave up."""

    def migration(gone: Former) -> Migration:
        return lambda draft: (
            change_setting(draft, gone) if gone.place == PLUGIN else change_field(draft, gone)
        )

    return tuple(migration(gone) for gone in table if gone.until == until)


def change_field(draft: Draft, gone: Former) -> Iterator[Step]:
    """Rename or delete a former field in every file of its kind."""
    for path in _files(draft, gone.place):
        document = former_document = read_file(draft, path)
        last: Step | None = None
        while places := edits.locations(document, gone.path):
            value = edits.node_at(document, places[0])
            if value is None:
                break
            last = changed(draft, document, places[0], value, gone)
            document = read_file(draft.with_file(path, last.data), path)
        if last is not None and document.text != former_document.text:
            yield last


def _files(draft: Draft, place: str) -> tuple[str, ...]:
    if place == TRUST:
        return (TRUST_FILE,) if draft.holds(TRUST_FILE) else ()
    items = lay_out(draft.paths(CONTENT), ITEM_TYPES).items
    return tuple(item.path for item in items if item.model.kind == place)
