"""The commands and what they do."""

from __future__ import annotations

from cauce.engine import commands as c
from cauce.engine.deciders import instance, migrate, tasks, waits, work
from cauce.engine.deciders.incidents import Decider, resolving

DECIDERS: dict[type[c.Command], Decider] = {
    c.StartInstance: instance.start,
    c.SetVariables: instance.set_variables,
    c.CancelInstance: instance.cancel,
    c.MigrateInstance: migrate.migrate,
    c.CompleteTask: tasks.complete,
    c.ClaimTask: tasks.claim,
    c.ReleaseTask: tasks.release,
    c.AssignTask: tasks.assign,
    c.WaitForClient: tasks.wait,
    c.ResumeTask: tasks.resume,
    c.FireTimer: waits.fire_timer,
    c.DeliverMessage: waits.deliver_message,
    c.DeliverSignal: waits.deliver_signal,
    c.CompleteJob: work.complete_job,
    c.FailJob: work.fail_job,
    c.ThrowError: work.throw_error_from,
    c.ThrowEscalation: work.throw_escalation_from,
    c.CompleteCall: work.complete_call,
    c.FailCall: work.fail_call,
    c.GiveUpDelivery: work.give_up_delivery,
}
DECIDERS[c.ResolveIncident] = resolving(DECIDERS)
