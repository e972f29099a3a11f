"""Terse BPMN for the sandbox's tests."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from cauce.testing import Instance, Sandbox

NAMESPACES = (
    'xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" '
    'xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" '
    'xmlns:cauce="https://cauce.dev/schema/bpmn/1.0" '
    'targetNamespace="https://cauce.dev/tests"'
)


def process(body: str, *chains: str, name: str = "p", **conditions: str) -> str:
    """Write a process: elements as XML, flows as chains of ids (`"s a e"`).

    `s_a="x > 1"` is the condition of the flow from s to a.
    """
    return (
        f'<process id="{name}" isExecutable="true">{body}{flows(*chains, **conditions)}</process>'
    )


def flows(*chains: str, **conditions: str) -> str:
    """Write sequence flows."""
    written = []
    for chain in chains:
        ids = chain.split()
        for source, target in pairwise(ids):
            flow = f"{source}_{target}"
            text = conditions.get(flow)
            inner = f"<conditionExpression>{text}</conditionExpression>" if text else ""
            written.append(
                f'<sequenceFlow id="{flow}" sourceRef="{source}" targetRef="{target}">{inner}'
                "</sequenceFlow>"
            )
    return "".join(written)


def file(*processes: str, roots: str = "") -> bytes:
    """Write a BPMN file of processes and root elements (messages, signals, errors)."""
    return f"<definitions {NAMESPACES}>{roots}{''.join(processes)}</definitions>".encode()


def message(name: str, key: str | None = None) -> str:
    """Write a message with id and name alike, subscribed to by `key` (FEEL)."""
    inner = ""
    if key is not None:
        inner = (
            f'<extensionElements><zeebe:subscription correlationKey="={key}"/></extensionElements>'
        )
    return f'<message id="{name}" name="{name}">{inner}</message>'


def event(
    tag: str, element_id: str, kind: str, ref: str, mapping: str = "", **attributes: str
) -> str:
    """Write an event of a kind (`message`, `signal`, `error`, `escalation`).

    `mapping`: its extension elements; attributes such as `correlationKey` are Cauce's own, but
    for `attachedToRef` and `cancelActivity`.
    """
    plain = {"attachedToRef", "cancelActivity", "isInterrupting"}
    extra = "".join(
        f' {name if name in plain else f"cauce:{name}"}="{value}"'
        for name, value in attributes.items()
    )
    extensions = f"<extensionElements>{mapping}</extensionElements>" if mapping else ""
    return (
        f'<{tag} id="{element_id}"{extra}>{extensions}'
        f'<{kind}EventDefinition {kind}Ref="{ref}"/></{tag}>'
    )


def timer(tag: str, element_id: str, kind: str, text: str, **attributes: str) -> str:
    """Write a timer event; `kind` is `timeDate`, `timeDuration` or `timeCycle`."""
    extra = "".join(f' {name}="{value}"' for name, value in attributes.items())
    return (
        f'<{tag} id="{element_id}"{extra}><timerEventDefinition><{kind}>{text}</{kind}>'
        f"</timerEventDefinition></{tag}>"
    )


def user(element_id: str, name: str = "", extensions: str = "", **attributes: str) -> str:
    """Write a user task; attributes are Cauce's own."""
    extra = "".join(f' cauce:{key}="{value}"' for key, value in attributes.items())
    return (
        f'<userTask id="{element_id}" name="{name or element_id}"{extra}>'
        f"<extensionElements><zeebe:userTask/>{extensions}</extensionElements></userTask>"
    )


def service(element_id: str, kind: str, retries: int = 3, extensions: str = "") -> str:
    """Write a service task of a type."""
    return (
        f'<serviceTask id="{element_id}"><extensionElements>'
        f'<zeebe:taskDefinition type="{kind}" retries="{retries}"/>{extensions}'
        "</extensionElements></serviceTask>"
    )


START, END = '<startEvent id="s"/>', '<endEvent id="e"/>'


def one_task(name: str = "p", task: str = "a") -> str:
    """Write a process of one user task."""
    return process(f"{START}{user(task)}{END}", f"s {task} e", name=name)


def started(sandbox: Sandbox, *processes: str, roots: str = "", **data: Any) -> Instance:
    """Deploy processes and start the one that is called p."""
    sandbox.deploy(file(*processes, roots=roots))
    return sandbox.start("p", data)
