"""`cauce worker`: timers, jobs and left deliveries, until told to stop."""

from __future__ import annotations

import signal

import click

from cauce.cli.database import log_to_terminal, runtime
from cauce.cli.language import say


@click.command(
    help=say(
        "Trabajar lo que no espera a nadie: plazos, correos y otros trabajos, mensajes que "
        "quedaron. Puede correr más de uno. Lo que falla se reintenta cada vez más tarde y termina "
        "en «cauce incidents». Termina con Ctrl-C o SIGTERM, después del paso que tenga entre "
        "manos; a los trabajos les da unos segundos."
    )
)
@click.option("--once", is_flag=True, help=say("Hacer solo lo que está pendiente ahora."))
def worker(*, once: bool) -> None:
    """Run the worker."""
    log_to_terminal()
    with runtime():
        from cauce.runtime.worker import Worker, work_once

        if once:
            while work_once():
                pass
            return
        working = Worker()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda _number, _frame: working.stop())
        working.run()
