"""Commands about jobs and called processes."""

from __future__ import annotations

from cauce.engine import commands as c
from cauce.engine import events as e
from cauce.engine.deciders.common import unknown
from cauce.engine.elements.activity import leave_activation
from cauce.engine.elements.triggers.error import throw_error
from cauce.engine.elements.triggers.escalation import escalate
from cauce.engine.problems import BpmnError, IncidentError, Rejection
from cauce.engine.run import Run
from cauce.engine.variables import gains

UNKNOWN_JOB = "UNKNOWN_JOB"
UNKNOWN_CALL = "UNKNOWN_CALL"


def complete_job(run: Run, command: c.CompleteJob) -> Rejection | None:
    """Take over a job's result and go on."""
    key = command.key
    if key not in run.state.jobs:
        return unknown(UNKNOWN_JOB, "job", key, run)
    node = run.node_of(key)
    parts = run.result_parts(key, node, command.variables)
    try:
        weights = gains(run, parts)
    except IncidentError as stop:
        # The work is done and must not be done again for want of room: its result is kept.
        run.emit(e.JobFailed(key, stop.message, 0))
        run.incident(key, stop, command=command)
        return None
    run.emit(e.JobCompleted(key))
    run.put(parts, weights)
    leave_activation(run, key, node)
    return None


def fail_job(run: Run, command: c.FailJob) -> Rejection | None:
    """Note a failed attempt; without retries left it becomes an incident."""
    key = command.key
    if key not in run.state.jobs:
        return unknown(UNKNOWN_JOB, "job", key, run)
    run.emit(e.JobFailed(key, command.message, command.retries))
    if command.retries <= 0 and not run.state.activations[key].incident:
        run.incident(key, IncidentError("JOB_FAILED", command.message))
    return None


def throw_error_from(run: Run, command: c.ThrowError) -> Rejection | None:
    """Let a BPMN error come out of a job or a called process."""
    key = command.key
    if key not in run.state.jobs and key not in run.state.calls:
        return unknown(UNKNOWN_JOB, "job or call", key, run)
    node = run.node_of(key)
    if key in run.state.jobs:
        run.emit(e.JobCompleted(key))
    throw_error(run, key, node, BpmnError(command.code, command.message, command.variables))
    return None


def throw_escalation_from(run: Run, command: c.ThrowEscalation) -> Rejection | None:
    """Let an escalation come out of a called process."""
    if command.key not in run.state.calls:
        return unknown(UNKNOWN_CALL, "call", command.key, run)
    escalate(run, command.key, run.node_of(command.key), command.code, command.variables)
    return None


def complete_call(run: Run, command: c.CompleteCall) -> Rejection | None:
    """Take over the variables of a called process and go on."""
    key = command.key
    if key not in run.state.calls:
        return unknown(UNKNOWN_CALL, "call", key, run)
    node = run.node_of(key)
    try:
        if node.spec.all_out or node.outputs:
            run.results(key, node, command.variables)
    except IncidentError as stop:
        run.incident(key, stop, command=command)
        return None
    leave_activation(run, key, node)
    return None


def fail_call(run: Run, command: c.FailCall) -> Rejection | None:
    """Hold the call activity: its process cannot run."""
    if command.key not in run.state.calls:
        return unknown(UNKNOWN_CALL, "call", command.key, run)
    run.incident(command.key, IncidentError(command.code, command.message))
    return None


def give_up_delivery(run: Run, command: c.GiveUpDelivery) -> Rejection | None:
    """Record what will not arrive, also where the instance has ended."""
    run.emit(e.DeliveryGivenUp(command.kind, command.name, command.reason))
    return None
