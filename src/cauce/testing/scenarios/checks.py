"""Comparing an expected outcome with what came: one small function per key, in one table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from cauce.testing.instance import Instance
from cauce.testing.sandbox import Sandbox
from cauce.testing.scenarios.failure import Difference, shown
from cauce.testing.scenarios.model import Outcome

Check = Callable[[Any, Sandbox, Instance | None], Iterable[Difference]]

MISSING = "nothing"


def differences(outcome: Outcome, sandbox: Sandbox, given: Instance | None) -> list[Difference]:
    """Give what came otherwise, for the keys that the outcome names.

    `given` is the instance that the scenario started; without one the first that began is looked
    at.
    """
    given = given or next(iter(sandbox.instances), None)
    found: list[Difference] = []
    for key, check in _CHECKS.items():
        expected = getattr(outcome, key)
        if expected is not None:
            found.extend(check(expected, sandbox, given))
    return found


def _ends(
    expected: Mapping[str, Sequence[str]], sandbox: Sandbox, _given: Instance | None
) -> Iterable[Difference]:
    for process, ends in expected.items():
        came = sorted({end for i in _of(sandbox, process) for end in i.ends})
        if came != sorted(set(ends)):
            yield _difference("ends", sorted(set(ends)), came, of=process)


def _status(
    expected: Mapping[str, str], sandbox: Sandbox, _given: Instance | None
) -> Iterable[Difference]:
    for process, status in expected.items():
        came = [instance.status for instance in _of(sandbox, process)]
        if set(came) != {status}:
            shown_came = ", ".join(came) or "no instance"
            yield Difference(key="status", of=process, expected=status, came=shown_came)


def _open(
    expected: Sequence[str], sandbox: Sandbox, _given: Instance | None
) -> Iterable[Difference]:
    tasks = sandbox.tasks()
    ids = {task.element_id for task in tasks}
    # Named as the scenario names them: by element id where it does, else by name.
    by_id = set(expected) & ids
    came = sorted(task.element_id if task.element_id in by_id else task.name for task in tasks)
    if came != sorted(expected):
        yield _difference("open", sorted(expected), came)


def _variables(
    expected: Mapping[str, Any], _sandbox: Sandbox, given: Instance | None
) -> Iterable[Difference]:
    variables = {} if given is None else given.variables
    for name, value in expected.items():
        if name not in variables or variables[name] != value:
            came = shown(variables[name]) if name in variables else MISSING
            yield Difference(key="variables", of=name, expected=shown(value), came=came)


def _calls(
    expected: Mapping[str, int | Sequence[Mapping[str, Any]]],
    sandbox: Sandbox,
    _given: Instance | None,
) -> Iterable[Difference]:
    for name, wanted in expected.items():
        calls = sandbox.calls(name)
        if isinstance(wanted, int):
            if len(calls) != wanted:
                yield Difference(
                    key="calls", of=name, expected=f"{wanted} calls", came=str(len(calls))
                )
            continue
        same = len(calls) == len(wanted) and all(
            all(key in call and call[key] == value for key, value in part.items())
            for part, call in zip(wanted, calls, strict=True)
        )
        if not same:
            came = [dict(call) for call in calls]
            yield _difference("calls", list(wanted), came, of=name)


def _messages(
    expected: Sequence[str], sandbox: Sandbox, _given: Instance | None
) -> Iterable[Difference]:
    came = sorted(message.name for message in sandbox.messages())
    if came != sorted(expected):
        yield _difference("messages", sorted(expected), came)


def _path_includes(
    expected: Sequence[str], _sandbox: Sandbox, given: Instance | None
) -> Iterable[Difference]:
    path = _path(given)
    rest = iter(path)
    for element in expected:
        if element not in rest:
            yield Difference(
                key="path_includes", expected=f"{element}, in this order", came=shown(path)
            )
            return


def _path_excludes(
    expected: Sequence[str], _sandbox: Sandbox, given: Instance | None
) -> Iterable[Difference]:
    for element in sorted(set(expected) & set(_path(given))):
        yield Difference(key="path_excludes", expected=f"no {element}", came="it was completed")


def _incidents(
    expected: Sequence[str], sandbox: Sandbox, _given: Instance | None
) -> Iterable[Difference]:
    raised = [incident for instance in sandbox.instances for incident in instance.incidents]
    if sorted(incident.code for incident in raised) != sorted(expected):
        came = "; ".join(f"{i.code} at {i.element_id}: {i.message}" for i in raised)
        yield Difference(
            key="incidents", expected=", ".join(sorted(expected)) or "none", came=came or "none"
        )


def _of(sandbox: Sandbox, process: str) -> list[Instance]:
    return [instance for instance in sandbox.instances if instance.process_id == process]


def _path(given: Instance | None) -> list[str]:
    return [] if given is None else given.path


def _difference(key: str, expected: object, came: object, of: str = "") -> Difference:
    return Difference(key=key, of=of, expected=shown(expected), came=shown(came))


_CHECKS: dict[str, Check] = {
    "status": _status,
    "ends": _ends,
    "open": _open,
    "variables": _variables,
    "calls": _calls,
    "messages": _messages,
    "path_includes": _path_includes,
    "path_excludes": _path_excludes,
    "incidents": _incidents,
}
