"""The cases that the crash tests work on, and what must hold of them at any moment and at the end.

Each case is two instances. `p` has two tasks, a timer, a task, a job, and a message that starts
`q`, which has one task. Every part of a step is there: tasks, timers, jobs, messages.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any

from django.db import connection, transaction
from django.db.models import QuerySet
from tests.engine.conftest import definitions
from tests.sight import all_rows

from cauce.engine import commands as c
from cauce.engine.codec import decode_command, decode_state
from cauce.runtime import ports, selectors, services
from cauce.runtime.models import Delivery, Incident, Instance, Job, JournalEntry, KeptMessage, Task
from cauce.runtime.verify import verify
from cauce.runtime.worker import work_once

ORG = "crash"
PATHS = {"p": ("s", "a", "c", "t", "b", "w", "m", "e"), "q": ("s", "d", "e")}

_ROOTS = '<message id="N" name="begin"/>'
_MESSAGE = '<messageEventDefinition messageRef="N"/>'
_TIMER = "<timerEventDefinition><timeDuration>PT0S</timeDuration></timerEventDefinition>"
_FIRST = (
    '<startEvent id="s"/><userTask id="a"/><userTask id="c"/><userTask id="b"/><endEvent id="e"/>'
    f'<intermediateCatchEvent id="t">{_TIMER}</intermediateCatchEvent>'
    '<serviceTask id="w"><extensionElements><zeebe:taskDefinition type="note"/>'
    f'</extensionElements></serviceTask><intermediateThrowEvent id="m">{_MESSAGE}'
    "</intermediateThrowEvent>"
)
_SECOND = f'<startEvent id="s">{_MESSAGE}</startEvent><userTask id="d"/><endEvent id="e"/>'


def deploy() -> None:
    """Deploy both processes."""
    second = definitions(_SECOND, "s d e", roots=_ROOTS)
    services.deploy(
        organisation=ORG,
        sources=[
            definitions(_FIRST, "s a c t b w m e", roots=_ROOTS),
            second.replace(b'process id="p"', b'process id="q"'),
        ],
    )


def open_cases(count: int) -> None:
    """Start so many cases."""
    for _ in range(count):
        services.start(organisation=ORG, process="p")


def answer_jobs() -> None:
    """Let this process answer the job."""
    ports.jobs = lambda: {"note": lambda _call: {"noted": True}}  # type: ignore[assignment]  # for good: the process is ours


def finish() -> None:
    """Work every case to its end, as a fresh process; raise AssertionError where one cannot."""
    answer_jobs()
    with all_rows():
        Delivery.objects.update(created_at="2020-01-01T00:00:00Z")
        Job.objects.update(locked_until=None, due_at="2020-01-01T00:00:00Z")
    while True:
        tasks = selectors.open_tasks(organisation=ORG)
        for task in tasks:
            services.complete(task=task.id)
        if not work_once() and not tasks:
            break
    with all_rows():
        assert not wrong_at_the_end(), wrong_at_the_end()


def lost(acknowledged: Iterable[str]) -> list[str]:
    """Give the tasks whose completion was acknowledged and is not there."""
    done = Task.objects.filter(uid__in=list(acknowledged), completed=True)
    return sorted(set(acknowledged) - {str(uid) for uid in done.values_list("uid", flat=True)})


def torn() -> list[str]:
    """Give what the tables say otherwise than the states, at one moment."""
    # Whose rows are in sight is said by a query, and the level has to be set before any.
    connection.cursor().close()
    with transaction.atomic():
        if connection.vendor == "postgresql":
            connection.cursor().execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        instances = list(Instance.objects.values_list("pk", "state", "version"))
        rows = {
            "tasks": _keys(Task.objects.filter(closed_at=None)),
            "jobs": _keys(Job.objects.all()),
            "incidents": _keys(Incident.objects.filter(resolved_at=None, work=None)),
        }
        entries = Counter(JournalEntry.objects.values_list("instance_id", flat=True))
    found = []
    for pk, encoded, version in instances:
        state = decode_state(bytes(encoded))
        if version != entries[pk]:
            found.append(f"{pk}: version {version}, {entries[pk]} entries")
        found += [
            f"{pk}: {name} {sorted(getattr(state, name))}, rows {sorted(keys[pk])}"
            for name, keys in rows.items()
            if sorted(getattr(state, name)) != sorted(keys[pk])
        ]
    return found


def _keys(rows: QuerySet[Any]) -> defaultdict[int, list[int]]:
    found: defaultdict[int, list[int]] = defaultdict(list)
    for instance, key in rows.values_list("instance_id", "key"):
        found[instance].append(key)
    return found


def wrong_at_the_end() -> list[str]:
    """Give what is not as it must be when every case has been worked to its end."""
    found = [str(finding) for finding in verify().findings] + torn()
    found += [f"{key}: completed {times} times" for key, times in _completions() if times != 1]
    for case in _cases():
        view = selectors.case(organisation=ORG, case_key=case)
        came = [(i.process_id, i.status, i.path) for i in view.instances]
        if came != [(name, "completed", path) for name, path in PATHS.items()]:
            found.append(f"{case}: {came}")
    for model in (Delivery, Job, KeptMessage):
        if model._default_manager.exists():
            found.append(f"{model.__name__} is left")
    return found


def _completions() -> list[tuple[tuple[int, int], int]]:
    entries = JournalEntry.objects.values_list("instance_id", "command")
    commands = ((instance, decode_command(bytes(command))) for instance, command in entries)
    return list(
        Counter(
            (instance, command.key)
            for instance, command in commands
            if isinstance(command, c.CompleteTask)
        ).items()
    )


def _cases() -> list[str]:
    return list(Instance.objects.values_list("case__key", flat=True).distinct())
