"""`lessonbank new`: a trust's own bank, from a few answers."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click

from lessonbank import __version__
from lessonbank.cli.findings import show
from lessonbank.cli.options import failures_in_words, today_option
from lessonbank.cli.size import counted
from lessonbank.compiler.settings import build_date
from lessonbank.content import UnknownRevisionError
from lessonbank.scaffold.bank import (
    EXAMPLES,
    STARTER,
    AnswerError,
    Answers,
    BankExistsError,
    FaultyBankError,
    NewSchool,
    Pin,
    Release,
    ReleaseUnknownError,
    bank_files,
    email_of,
    make_bank,
    name_of,
    paths_of,
    pin_of,
    refuse_taken,
    release_in,
    released_pin,
    school_of,
    this_release,
    trust_id,
    types_of,
)

_OUR_TRUST, _OUR_SCHOOL = "Our Trust", "Our School"
_IN_GIT, _ELSEWHERE = "git", "elsewhere"
Answer = TypeVar("Answer")


def _read_by(
    read: Callable[[str], Answer],
) -> Callable[[click.Context, click.Parameter, str | None], Answer | None]:
    """Return a callback that reads an option as a prompt reads its answer."""

    def callback(_: click.Context, __: click.Parameter, written: str | None) -> Answer | None:
        return None if written is None else _checked(read)(written)

    return callback


def _checked(read: Callable[[str], Answer]) -> Callable[[str], Answer]:
    def checked(written: str) -> Answer:
        try:
            return read(written)
        except AnswerError as error:
            raise click.BadParameter(str(error)) from error

    return checked


def _schools(
    _: click.Context, __: click.Parameter, written: tuple[str, ...]
) -> tuple[NewSchool, ...]:
    return tuple(map(_checked(school_of), written))


def _types(
    _: click.Context, __: click.Parameter, written: tuple[str, ...]
) -> frozenset[str] | None:
    return _checked(lambda _: types_of(written))("") if written else None


def _checked_pin(
    _: click.Context, __: click.Parameter, written: str | None
) -> tuple[Pin | None] | None:
    """Return what is pinned in a tuple; None where the option is not given."""
    return None if written is None else (_checked(pin_of)(written),)


@click.command()
@click.argument("directory", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--name", callback=_read_by(name_of), help="The name of the trust.")
@click.option("--controller", callback=_read_by(name_of), help="The data controller's legal name.")
@click.option(
    "--dpo", metavar="EMAIL", callback=_read_by(email_of), help="Your data protection officer."
)
@click.option("--concerns", metavar="EMAIL", callback=_read_by(email_of), help="Where concerns go.")
@click.option(
    "--school",
    "schools",
    metavar="SCHOOL",
    multiple=True,
    callback=_schools,
    help='A school: "Name", or "Name, URN", or "Name, URN, phase"; repeatable.',
)
@click.option(
    "--types",
    metavar="TYPES",
    multiple=True,
    callback=_types,
    help=f"Examples to begin with: all, none, or some of {', '.join(EXAMPLES)}.",
)
@click.option(
    "--films",
    type=click.Choice([_IN_GIT, _ELSEWHERE]),
    help="Whether films are kept in git, so that GitHub can publish them.",
)
@click.option(
    "--wheel",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="The release of lessonbank to use. By default, the one that is running.",
)
@click.option(
    "--workflows",
    metavar="WHOSE",
    callback=_checked_pin,
    help="OWNER/NAME@COMMIT: the repository whose workflows the bank calls; or `copies`.",
)
@today_option
@click.option("--yes", is_flag=True, help="Ask nothing: use the options and the usual answers.")
@click.option("--dry-run", is_flag=True, help="Only list the files.")
def new(  # noqa: PLR0917 - click hands options over by keyword
    directory: Path,
    name: str | None,
    controller: str | None,
    dpo: str | None,
    concerns: str | None,
    schools: tuple[NewSchool, ...],
    types: frozenset[str] | None,
    films: str | None,
    wheel: Path | None,
    workflows: tuple[Pin | None] | None,
    today: str | None,
    yes: bool,  # noqa: FBT001 - the same
    dry_run: bool,  # noqa: FBT001
) -> None:
    """Make a lesson bank of your own in the new folder DIR.

    It has a small example of each type that you choose, and builds at once. Nothing is written
    unless all of it can be.
    """
    target = _place(directory)
    try:
        day = build_date(today, os.environ)
    except ValueError as error:
        raise click.ClickException(str(error)) from error
    release = _release(wheel)  # Before the questions: without it their answers are lost.
    ask = _Asker(silent=yes)
    name = name or ask("Name of your trust", _OUR_TRUST, name_of)
    controller = controller or ask("Legal name of the data controller", name, name_of)
    dpo = dpo or ask(
        "E-mail of the data protection officer", f"dpo@{trust_id(name)}.example", email_of
    )
    answers = Answers(
        name=name,
        controller=controller,
        dpo=dpo,
        concerns=concerns or ask("E-mail for concerns about a clip", dpo, email_of),
        schools=schools or _ask_schools(ask),
        types=_asked_types(ask) if types is None else types,
        today=day,
        films_in_git=(films or _ask_films(ask)) == _IN_GIT,
        pin=_pin() if workflows is None else workflows[0],
    )
    _carry_out(target, answers, release, dry=dry_run)


class _Asker:
    """Asks until an answer can be used, or takes the usual answer without asking."""

    def __init__(self, *, silent: bool) -> None:
        self.silent = silent

    def __call__(self, question: str, usual: str, read: Callable[[str], Answer]) -> Answer:
        if self.silent:
            return read(usual)
        answer: Answer = click.prompt(question, default=usual, value_proc=_checked(read))
        return answer


def _place(directory: Path) -> Path:
    try:
        refuse_taken(directory)
    except BankExistsError as error:
        raise click.ClickException(f"{error} Nothing was written.") from error
    return directory


def _ask_schools(ask: _Asker) -> tuple[NewSchool, ...]:
    first = ask("A school: name, URN, phase (the name is enough)", _OUR_SCHOOL, school_of)
    schools = [first]
    while not ask.silent:
        written = click.prompt(
            "Another school, or Enter", default="", show_default=False, value_proc=_school_or_none
        )
        if written is None:
            break
        schools.append(written)
    return tuple(schools)


def _school_or_none(written: str) -> NewSchool | None:
    return _checked(school_of)(written) if written.strip() else None


def _asked_types(ask: _Asker) -> frozenset[str]:
    if not ask.silent:
        click.echo(f"Examples can be: {', '.join(EXAMPLES)}; all; or none.")
    return ask("Examples to begin with", ", ".join(STARTER), lambda written: types_of([written]))


def _ask_films(ask: _Asker) -> str:
    if ask.silent:
        return _IN_GIT
    kept = click.confirm("Keep films in git, so that GitHub can publish them", default=True)
    return _IN_GIT if kept else _ELSEWHERE


def _pin() -> Pin | None:
    """Return the commit of this release, or None with a word why."""
    try:
        return released_pin()
    except UnknownRevisionError as error:
        why = f"{error}".splitlines()[0].rstrip(".")
        click.echo(f"The bank gets copies of the workflows, because git says: {why}.", err=True)
        return None


def _release(wheel: Path | None) -> Release:
    try:
        release = release_in(wheel) if wheel else this_release()
    except ReleaseUnknownError as error:
        raise click.ClickException(f"Nothing was written. {error}") from error
    if release.version != __version__:
        raise click.ClickException(
            f"Nothing was written. This is lessonbank {__version__}, which makes banks of its own"
            f" version. The wheel is {release.version}: install it, then run this again."
        )
    return release


def _carry_out(target: Path, answers: Answers, release: Release, *, dry: bool) -> None:
    if dry:
        for path in paths_of(bank_files(answers, release), answers):
            click.echo(f"+ {path}")
        click.echo("Nothing was written.")
        return
    try:
        with failures_in_words():
            paths = make_bank(target, answers, release)
    except BankExistsError as error:
        raise click.ClickException(f"{error} Nothing was written.") from error
    except FaultyBankError as error:
        show(error.found)
        raise click.ClickException(f"{error} Nothing was written.") from error
    click.echo(f"Made {target}: {counted(len(paths), 'file')}. Next:")
    click.echo(f"  cd {_quoted(target)}")
    click.echo("  pip install -r requirements.txt")
    click.echo("  lessonbank build")
    click.echo("Then read README.md: it says how to publish, and what to change first.")


def _quoted(path: Path) -> str:
    """Return a path as a shell takes it, in quotes if it has spaces or signs."""
    written = str(path)
    return written if written.isalnum() or not set(written) & set(" '&()$;!#*?") else f'"{written}"'
