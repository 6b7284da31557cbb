"""`lessonbank explain`: what codes mean."""

from __future__ import annotations

import click

from lessonbank.diagnostics import explanation


@click.command()
@click.argument("code")
def explain(code: str) -> None:
    """Explain a message code and how to fix it."""
    try:
        click.echo(explanation(code))
    except KeyError as error:
        raise click.ClickException(f"There is no code '{code}'. They look like LB201.") from error
