"""What answers a package's handlers: the domain app that offers it, else the package's sample.

A sample stands in for records that no app of this release keeps; the journal shows the answer.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from cauce.engine.env import Handler, HandlerCall
from cauce.packages import Handler as Declared
from cauce.packages import Package, sample_answer
from cauce.runtime import ports
from cauce.runtime.transactions import whole

if TYPE_CHECKING:
    from cauce.runtime.worker.jobs import JobCall

log = logging.getLogger("cauce.jobs")


def package_handlers(organisation: int, package: Package | None) -> Mapping[str, Handler]:
    """Give the handlers proper that a process of this package may ask, by type."""
    context = ports.HandlerContext(organisation=organisation, package=package)
    offered = {name: _guarded(handler, context) for name, handler in ports.handlers().items()}
    if package is not None:
        for name, declared in package.handlers.items():
            if declared.kind == "handler" and name not in offered:
                offered[name] = _sample(declared)
    return offered


def _guarded(handler: ports.RecordHandler, context: ports.HandlerContext) -> Handler:
    """Ask a handler under a savepoint: its failure leaves an incident and nothing else."""

    def answer(call: HandlerCall) -> Mapping[str, Any] | None:
        with whole():
            return handler(call, context)

    return answer


def _sample(declared: Declared) -> Handler:
    def answer(call: HandlerCall) -> Mapping[str, Any]:
        inputs = {name: call.variables.get(name) for name in declared.inputs}
        return sample_answer(declared, inputs, datetime.now(tz=UTC))

    return answer


def passes_over(declared: Declared, call: JobCall) -> Mapping[str, Any]:
    """Answer a package's job that nobody is set up to do: it is passed over, and says so."""
    title = call.type if declared.title is None else declared.title.es
    log.info("%s: «%s» has no connector set up; passed over", call.case_key, title)
    inputs = {name: call.variables.get(name) for name in declared.inputs}
    return sample_answer(declared, inputs, datetime.now(tz=UTC))
