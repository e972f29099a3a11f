"""What becomes of a command whose step was too long: it is kept as an incident."""

from __future__ import annotations

from cauce.engine import commands as c
from cauce.engine import events as e
from cauce.engine.deciders.common import held_completions
from cauce.engine.evolve import evolve
from cauce.engine.state import ROOT_KEY, State
from cauce.engine.step import STEP_LIMIT


def keep(state: State, command: c.Command, message: str, process_id: str) -> list[e.Event]:
    """Keep a command as the incident STEP_LIMIT; give the events, already applied to `state`.

    A task stays open, a timer or message is suspended until the incident is resolved, which
    repeats the command; a start leaves an active instance without tokens. Of two completions of
    one task the later one is kept.
    """
    events: list[e.Event] = []

    def emit(event: e.Event) -> None:
        events.append(event)
        evolve(state, event)

    if isinstance(command, c.ResolveIncident):
        # What was tried again is held as before: one incident, not one for each attempt.
        tried = state.incidents[command.key]
        emit(e.IncidentResolved(command.key))
        emit(
            e.IncidentRaised(
                state.next_key, tried.owner, STEP_LIMIT, tried.element_id, message, tried.leaving,
                tried.command, tried.handed,
            )
        )  # fmt: skip
        return events
    if isinstance(command, c.CompleteTask):
        for key in held_completions(state, command.key):
            emit(e.IncidentResolved(key))
    if isinstance(command, c.StartInstance):
        emit(e.InstanceStarted(command.case_key, command.caller))
    if isinstance(command, c.FireTimer):
        emit(e.TimerSuspended(command.key, True))
    number = max(state.next_key, ROOT_KEY + 1)
    emit(e.IncidentRaised(number, 0, STEP_LIMIT, process_id, message, False, command))
    return events
