"""A process in the shape of the nine phases, in plain BPMN that any engine can run.

Nine sub-processes in a row, each: validate → yes or no → generate → send. Conditions are a single
variable's name, which FEEL and Python read alike, so that two engines get the same bytes.
"""

from __future__ import annotations

from itertools import pairwise

PHASES = 9
TASKS = ("validar", "generar", "enviar")
COMPLETIONS = PHASES * len(TASKS)
"""User tasks of one case that goes well."""

NAMESPACES = (
    'xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
    'targetNamespace="https://cauce.dev/bench"'
)


def source() -> bytes:
    """Write the process `nine_phases`."""
    names = [f"f{number}" for number in range(1, PHASES + 1)]
    body = "".join(phase(name) for name in names)
    chain = flows("inicio", *names, "fin")
    return (
        f'<?xml version="1.0"?><definitions id="bench" {NAMESPACES}>'
        f'<process id="nine_phases" isExecutable="true"><startEvent id="inicio"/>{body}'
        f'<endEvent id="fin"/>{chain}</process></definitions>'
    ).encode()


def phase(name: str) -> str:
    """Write one phase; a no ends it at once."""
    tasks = "".join(f'<userTask id="{name}_{task}" name="{task}"/>' for task in TASKS)
    yes = f"{name}_generar"
    return (
        f'<subProcess id="{name}"><startEvent id="{name}_s"/>{tasks}'
        f'<exclusiveGateway id="{name}_g" default="{name}_g_no"/>'
        f'<endEvent id="{name}_e"/><endEvent id="{name}_no"/>'
        + flows(f"{name}_s", f"{name}_validar", f"{name}_g")
        + f'<sequenceFlow id="{name}_g_si" sourceRef="{name}_g" targetRef="{yes}">'
        + '<conditionExpression xsi:type="tFormalExpression">validado</conditionExpression>'
        + "</sequenceFlow>"
        + f'<sequenceFlow id="{name}_g_no" sourceRef="{name}_g" targetRef="{name}_no"/>'
        + flows(yes, f"{name}_enviar", f"{name}_e")
        + "</subProcess>"
    )


def flows(*ids: str) -> str:
    """Write sequence flows through a chain of elements."""
    return "".join(
        f'<sequenceFlow id="{source}__{target}" sourceRef="{source}" targetRef="{target}"/>'
        for source, target in pairwise(ids)
    )
