"""Asking a person at the terminal."""

from __future__ import annotations

from collections.abc import Sequence

import click

from cauce.cli.language import say


def ask(question: str, default: str = "") -> str:
    """Ask for a line; Enter gives the default."""
    shown = f" [{default}]" if default else ""
    answer = click.prompt(f"{question}{shown}", default=default, show_default=False, err=False)
    return str(answer).strip()


def choose(question: str, options: Sequence[str], default: int = 0) -> int:
    """Ask which of some options; give its index. Enter gives the default."""
    for number, option in enumerate(options, 1):
        click.echo(f"  {number}) {option}")
    while True:
        answer = ask(question, str(default + 1))
        if answer.isdigit() and 1 <= int(answer) <= len(options):
            return int(answer) - 1
        matching = [i for i, option in enumerate(options) if option.casefold() == answer.casefold()]
        if len(matching) == 1:
            return matching[0]
        click.echo(
            say(
                "Se esperaba un número de 1 a {last}; vino «{answer}».",
                last=len(options),
                answer=answer,
            )
        )
