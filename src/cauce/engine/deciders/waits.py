"""Commands that bring what an instance waits for: timers, messages, signals."""

from __future__ import annotations

from collections import deque

from cauce.engine import commands as c
from cauce.engine import events as e
from cauce.engine.deciders.common import unknown, weights_of
from cauce.engine.elements.triggers.timer import next_due
from cauce.engine.problems import Rejection
from cauce.engine.run import Delivery, Run
from cauce.engine.settle import fire
from cauce.engine.state import ROOT_KEY, runs


def fire_timer(run: Run, command: c.FireTimer) -> Rejection | None:
    """Let a due timer fire; a cycle goes on."""
    timer = run.state.timers.get(command.key)
    if timer is None or not runs(timer):
        return unknown("UNKNOWN_TIMER", "running timer", command.key, run)
    following = None
    if timer.cycle is not None and timer.anchor is not None:
        following = next_due(timer.cycle, timer.left, timer.due, timer.anchor, run.env)
    run.emit(e.TimerFired(command.key, timer.node, following))
    fire(run, timer.owner, timer.node, {})
    return None


def deliver_message(run: Run, command: c.DeliverMessage) -> Rejection | None:
    """Hand a message to the subscription that it was routed to."""
    subscription = run.state.subscriptions.get(command.key)
    if subscription is None:
        return unknown("NOT_LISTENING", "message subscription", command.key, run)
    # Refused, it is kept for a receiver: the one that listens here or, later, another.
    weights = weights_of(run, {ROOT_KEY: command.variables})
    if isinstance(weights, Rejection):
        return weights
    run.emit(e.MessageReceived(command.key, subscription.node, command.message_id, command.name))
    fire(run, subscription.owner, subscription.node, command.variables, command)
    return None


def deliver_signal(run: Run, command: c.DeliverSignal) -> Rejection | None:
    """Hand a signal to each subscription that listened when it was thrown, in turn."""
    keys = deque(command.keys)
    run.deliveries.append(Delivery(name=command.name, variables=command.variables, keys=keys))
    return None
