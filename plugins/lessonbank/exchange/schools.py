"""Plan the import of schools from the register; fields that the trust added stay."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from pydantic import ValidationError

from lessonbank.bank import School, slug
from lessonbank.content import Reading
from lessonbank.content.suggest import closest_of
from lessonbank.diagnostics import Code, Diagnostic, Severity
from lessonbank.exchange import findings
from lessonbank.exchange.changes import Plan, change_of
from lessonbank.exchange.register import Establishment, Register, read_register
from lessonbank.sheets import SheetError

_LONGEST = 60
_URN_DIGITS = (5, 6)


def plan_schools(
    reading: Reading, file: Path, urns: Sequence[str] = (), trust: str | None = None
) -> Plan:
    """Plan the import of schools by URN, or of all schools of a trust by name or UID.

    Match schools by URN. Take name, phase and ages from the register; keep everything else.
    """
    broken = [
        each
        for each in reading.diagnostics
        if each.severity is Severity.ERROR and each.path.startswith("content/schools/")
    ]
    if broken:
        return Plan(findings=tuple(broken))
    try:
        register = read_register(file)
    except SheetError as error:
        return Plan(findings=(findings.of_file(file.name, error),))
    chosen, missing = _chosen(register, file.name, urns, trust)
    taken, wrong = _schools(reading, file.name, chosen)
    if missing or wrong:
        return Plan(findings=(*missing, *wrong))
    changes = [change_of(reading, before, after) for before, after in taken]
    ids = {after.id for _, after in taken}
    return Plan(
        tuple(change for change in changes if change),
        sum(change is None for change in changes),
        tuple(_notes(chosen)),
        tuple(id_ for id_ in reading.bank.of(School) if id_ not in ids) if trust else (),
    )


def _chosen(
    register: Register, path: str, urns: Sequence[str], trust: str | None
) -> tuple[list[Establishment], list[Diagnostic]]:
    """Return the requested establishments, each once, and findings about missing ones."""
    by_urn = {each.urn: each for each in register.establishments}
    found = {urn: by_urn[urn] for urn in urns if urn in by_urn}
    missing = [_no_school(path, urn, by_urn) for urn in urns if urn not in by_urn]
    if trust is None:
        return [*found.values()], missing
    if not register.has_trusts:
        return [], [*missing, _no_trusts(path)]
    members = [each for each in register.establishments if _is_of(each, trust)]
    found |= {each.urn: each for each in members if each.is_open}
    names = {each.trust for each in register.establishments if each.trust}
    return [*found.values()], [*missing, *([] if members else [_no_trust(path, trust, names)])]


def _is_of(each: Establishment, trust: str) -> bool:
    return trust == each.trust_uid or (bool(each.trust) and slug(trust) == slug(each.trust))


def _no_school(path: str, urn: str, known: dict[str, Establishment]) -> Diagnostic:
    near = closest_of(urn, known)
    fix = "Look the URN up in the register; it has six digits. A new academy has a new one."
    message = f"there is no establishment with the URN {urn}"
    return Diagnostic(Code.NOT_IN_REGISTER, message, path, fix, suggestion=near)


def _no_trusts(path: str) -> Diagnostic:
    message = "the file does not say which trust a school is in"
    fix = (
        "Download the file of all establishments with all columns, or name the schools with --urn."
    )
    return Diagnostic(Code.REGISTER_SILENT, message, path, fix)


def _no_trust(path: str, trust: str, names: set[str]) -> Diagnostic:
    near = closest_of(trust, sorted(names))
    fix = "Write the trust's name as the register has it, or its UID."
    message = f"there is no trust {trust}"
    return Diagnostic(Code.NOT_IN_REGISTER, message, path, fix, suggestion=near)


def _schools(
    reading: Reading, path: str, chosen: Sequence[Establishment]
) -> tuple[list[tuple[School | None, School]], list[Diagnostic]]:
    """Return each school before (None if new) and after the import, and findings."""
    schools = reading.bank.of(School)
    known = {school.urn.removeprefix("URN").strip(" :"): school for school in schools.values()}
    ids = {id_ for school in schools.values() for id_ in (school.id, *school.aliases)}
    taken: list[tuple[School | None, School]] = []
    wrong: list[Diagnostic] = []
    for each in chosen:
        before = known.get(each.urn)
        try:
            after = _updated(before, each) if before else _new(each, ids)
        except ValidationError:
            wrong.append(_silent(path, each))
            continue
        ids.add(after.id)
        taken.append((before, after))
    return taken, wrong


def _updated(before: School, each: Establishment) -> School:
    """Update a school from the register; keep its phase if the register has none."""
    said = {"name": each.name, "phase": each.phase or before.phase, "ages": _ages(each)}
    kept = before.model_dump(by_alias=True)
    return School.model_validate(kept | {name: value for name, value in said.items() if value})


def _new(each: Establishment, taken: set[str]) -> School:
    ways = (each.name, f"{each.name} {each.town}", f"{each.name[: _LONGEST - 7]} {each.urn}")
    names = (slug(way)[:_LONGEST].strip("-") for way in ways)
    id_ = next((name for name in names if name and name not in taken), f"school-{each.urn}")
    said = {"id": id_, "name": each.name, "urn": each.urn, "phase": each.phase, "ages": _ages(each)}
    return School.model_validate(said)


def _ages(each: Establishment) -> dict[str, int] | None:
    return {"youngest": each.ages[0], "oldest": each.ages[1]} if each.ages else None


def _silent(path: str, each: Establishment) -> Diagnostic:
    """Report an establishment that cannot become a school."""
    lacks = "a phase" if len(each.urn) in _URN_DIGITS else "a URN of six digits"
    message = f"line {each.line}: {each.name or each.urn} has no {lacks.removeprefix('a ')}"
    fix = f'Write a file for it in content/schools/ by hand, with `urn: "{each.urn}"` and a phase.'
    if lacks != "a phase":
        fix = "Leave it out: it is not a school, or its URN has changed."
    return Diagnostic(Code.REGISTER_SILENT, message, path, fix)


def _notes(chosen: Sequence[Establishment]) -> Iterator[str]:
    for each in chosen:
        if not each.is_open:
            yield f"{each.name} ({each.urn}) is not open: the register says {each.status}."
