"""Make the fields of an item from answers to its questions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from lessonbank.bank import Bank, Item
from lessonbank.content import shapes
from lessonbank.scaffold.items.answers import Leaf, RefusedError
from lessonbank.scaffold.items.ids import part_ids
from lessonbank.scaffold.items.questions import Path, Question

Answers = Mapping[Path, tuple[Leaf, ...]]
"""The answers to each question, as they are written. A question without one is left out."""


def fields_of(
    bank: Bank, model: type[Item], asked: Sequence[Question], answers: Answers
) -> dict[str, Any]:
    """Return the fields of a file, in the order of the model. Raise RefusedError."""
    found: dict[str, Any] = {}
    for question in asked:
        values = answers.get(question.path, ())
        if values and not question.entry:
            _put(found, question.path, list(values) if question.is_many else values[0])
    for entry in dict.fromkeys(question.entry for question in asked if question.entry):
        inside = [q for q in asked if q.entry == entry and answers.get(q.path)]
        if inside:
            _put(found, entry, _entries(bank, model, inside, answers))
    order = [*shapes.fields(model)]
    return {name: found[name] for name in sorted(found, key=order.index)}


def _entries(
    bank: Bank, model: type[Item], inside: Sequence[Question], answers: Answers
) -> list[dict[str, Any]]:
    """Return a map for each entry of a list: the first answers make the first map."""
    count = max(len(answers[question.path]) for question in inside)
    uneven = [q.option for q in inside if len(answers[q.path]) != count]
    if uneven:
        most = next(q.option for q in inside if len(answers[q.path]) == count)
        raise RefusedError(
            f"{most} is given {count} times, but {' and '.join(uneven)} not as often",
            f"Give each of them {count} times: the first ones belong together",
        )
    entries: list[dict[str, Any]] = []
    for number in range(count):
        entry: dict[str, Any] = {}
        for question in inside:
            steps = question.location[len(question.entry) + 1 :]
            _fill(entry, steps, answers[question.path][number])
        entries.append(entry)
    return _with_ids(bank, model, inside[0].entry, entries)


def _fill(entry: dict[str, Any], steps: Sequence[str | int], value: Leaf) -> None:
    """Set a value in an entry; each list inside it has one element."""
    here: Any = entry
    for place, step in enumerate(steps):
        rest = steps[place + 1 :]
        empty: Any = [] if rest[:1] == (0,) else {}
        if isinstance(step, int):
            if not here:
                here.append({} if rest else value)
            here = here[0]
        elif rest:
            here = here.setdefault(step, empty)
        else:
            here[step] = value


def _with_ids(
    bank: Bank, model: type[Item], entry: Path, entries: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    """Return the entries with an id first, made from the label, where their model has one."""
    part = shapes.nested(shapes.at(model, (*entry, 0))[1])
    if part is None:
        return entries
    kind = _KINDS.get(entry[-1], entry[-1])
    inner = {n: m for n, f in shapes.fields(part).items() if (m := shapes.nested(f.annotation))}
    for each in entries:
        for name in inner.keys() & each.keys():
            each[name] = _with_ids(bank, model, (*entry, 0, name), each[name])  # type: ignore[arg-type]
    if "id" not in shapes.fields(part):
        return entries
    labels = [str(each.get("label") or each.get("title") or kind) for each in entries]
    taken = bank.ids(kind) if kind in _KINDS.values() else ()
    ids = part_ids(labels, kind, taken)
    return [{"id": id_, **each} for id_, each in zip(ids, entries, strict=True)]


_KINDS = {"tags": "tag", "statements": "statement"}
"""The kinds of parts that the whole bank knows by id."""


def _put(found: dict[str, Any], path: Iterable[str], value: Any) -> None:
    *around, last = path
    here = found
    for name in around:
        here = here.setdefault(name, {})
    here[last] = value
