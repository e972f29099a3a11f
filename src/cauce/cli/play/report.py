"""What came of a play: in words, and as JSON."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from rich.console import Console
from rich.markup import escape

from cauce.cli.language import say
from cauce.cli.refusals import failed
from cauce.cli.story import concludes
from cauce.cli.values import plain
from cauce.engine.graph import Node
from cauce.testing import Instance, Sandbox

STATUS = {
    "active": "en curso",
    "completed": "completado",
    "terminated": "cancelado",
    "failed": "fallido",
}


def print_outcome(sandbox: Sandbox, console: Console) -> None:
    """Print how each instance ended and the way it went, in words."""
    console.print()
    console.rule(say("Resultado"))
    for instance in sandbox.instances:
        _print_instance(instance, console)
    tasks = ", ".join(f"«{task.name}»" for task in sandbox.tasks())
    if tasks:
        console.print(say("Quedan abiertas: {tasks}", tasks=tasks))
    messages = ", ".join(f"«{message.name}»" for message in sandbox.messages())
    if messages:
        console.print(say("Mensajes que nadie tomó aún: {messages}", messages=messages))


def _print_instance(instance: Instance, console: Console) -> None:
    graph = instance.version.graph
    ends = ", ".join(f"{node.name or node.id} ({node.id})" for node in _reached(instance))
    console.print(
        f"[bold]{escape(graph.name or graph.id)}[/] · {instance.case_key} · "
        f"{say(STATUS[instance.status])}{f' · {escape(ends)}' if ends else ''}"
    )
    console.print(f"  {escape(way(instance))}")
    for incident in instance.incidents:
        about = escape(f"{incident.element_id}: {failed(incident.code, incident.message)}")
        console.print(f"  [red]{incident.code}[/] {about}")


def way(instance: Instance) -> str:
    """Give the path in words; what happens several times in a row is counted.

    Where nothing on the way has a name, it is given in ids.
    """
    parts = []
    nodes = [instance.version.graph.by_id[element] for element in instance.path]
    for name, again in groupby([node.name for node in nodes if node.name] or instance.path):
        times = len(list(again))
        parts.append(f"{name} (×{times})" if times > 1 else name)
    return " → ".join(parts) or say("(aún nada)")


def _reached(instance: Instance) -> list[Node]:
    """Give the end events that the process ended in, each once."""
    graph = instance.version.graph
    ends = (graph.by_id[end] for end in dict.fromkeys(instance.ends))
    return [node for node in ends if concludes(graph, node)]


def as_json(sandbox: Sandbox, first: Instance) -> dict[str, Any]:
    """Give the outcome as plain data: the first instance's, then all of them."""
    return {
        **_instance(first),
        "outcome": _outcome(first),
        "calls": {
            name: [plain(call) for call in calls] for name, calls in sandbox.all_calls().items()
        },
        "open": [{"element": task.element_id, "name": task.name} for task in sandbox.tasks()],
        "messages": [
            {"name": message.name, "key": plain(message.key), "case_key": message.case_key}
            for message in sandbox.messages()
        ],
        "instances": [_instance(instance) for instance in sandbox.instances],
    }


def _outcome(instance: Instance) -> str:
    """Give the last of the end events that the process ended in, else the status."""
    reached = _reached(instance)
    return reached[-1].id if reached else instance.status


def _instance(instance: Instance) -> dict[str, Any]:
    return {
        "process": instance.process_id,
        "case_key": instance.case_key,
        "status": instance.status,
        "ends": instance.ends,
        "path": instance.path,
        "variables": plain(instance.variables),
        "incidents": [
            {"code": i.code, "element": i.element_id, "message": i.message}
            for i in instance.incidents
        ],
    }
