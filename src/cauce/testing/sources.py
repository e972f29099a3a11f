"""Sources of a deployment: told apart by what they hold, read, and checked together."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from os import PathLike, fspath
from pathlib import Path
from typing import Any

from cauce.bpmn import FormUse
from cauce.bpmn import load as load_bpmn
from cauce.engine import DeploymentError, Graph, Problem
from cauce.forms import Form, FormError, load_form

Source = str | PathLike[str] | bytes | tuple[str, bytes]
"""A path, the bytes of a file, or both: the name that problems carry, and the bytes."""

DMN_NAMESPACE = b"https://www.omg.org/spec/DMN/"


@dataclass(kw_only=True, slots=True)
class Assembled:
    """What sources deploy. `decisions`: the model of each decision, by its id and its name."""

    graphs: list[Graph] = field(default_factory=list)
    decisions: dict[str, Any] = field(default_factory=dict)
    forms: dict[str, Form] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    uses: list[tuple[str, FormUse]] = field(default_factory=list)


def assembled(sources: Sequence[Source], *, known_forms: Collection[str] = ()) -> Assembled:
    """Read sources and check them together. Raises DeploymentError with every problem."""
    found = inspected(sources, known_forms=known_forms)
    if any(problem.is_error for problem in found.problems):
        raise DeploymentError(found.problems)
    return found


def inspected(sources: Sequence[Source], *, known_forms: Collection[str] = ()) -> Assembled:
    """Read sources and check them together; what is wrong is among the problems."""
    found = Assembled()
    for number, source in enumerate(sources, 1):
        name, content = _content(source, number)
        _READERS[_kind(name, content)](found, name, content)
    _check_ids(found)
    _check_forms(found, known_forms)
    return found


def _content(source: Source, number: int) -> tuple[str, bytes]:
    if isinstance(source, bytes):
        return f"source {number}", source
    if isinstance(source, tuple):
        return source
    path = Path(fspath(source))
    return path.name, path.read_bytes()


def _kind(name: str, content: bytes) -> str:
    if name.endswith((".json", ".form")) or content.lstrip()[:1] == b"{":
        return "form"
    return "dmn" if name.endswith(".dmn") or DMN_NAMESPACE in content[:4096] else "bpmn"


def _bpmn(found: Assembled, name: str, content: bytes) -> None:
    model = load_bpmn(content, file=name)
    found.problems.extend(model.problems)
    found.graphs.extend(model.processes)
    found.uses.extend((name, use) for use in model.forms)


def _form(found: Assembled, name: str, content: bytes) -> None:
    try:
        form = load_form(content)
    except FormError as error:
        found.problems.extend(
            Problem(
                code=problem.code, message=problem.message, element_id=problem.component, file=name
            )
            for problem in error.problems
        )
        return
    found.forms[form.id] = form


def _check_ids(found: Assembled) -> None:
    seen: set[str] = set()
    for graph in found.graphs:
        if graph.id in seen:
            found.problems.append(
                Problem(
                    code="DUPLICATE_PROCESS",
                    message=f"expected one process «{graph.id}» in a deployment, came two; "
                    "rename one",
                    element_id=graph.id,
                )
            )
        seen.add(graph.id)


def _check_forms(found: Assembled, known: Collection[str]) -> None:
    for file, use in found.uses:
        if use.form not in found.forms and use.form not in known:
            found.problems.append(
                Problem(
                    code="UNKNOWN_FORM",
                    message=f"expected a form «{use.form}» in the deployment, there is none; "
                    "add its file, or correct formId",
                    element_id=use.element_id,
                    line=use.line,
                    file=file,
                )
            )


def _dmn(found: Assembled, name: str, content: bytes) -> None:
    from cauce.dmn import DmnError, load

    try:
        model = load(content)
    except DmnError as error:
        found.problems.append(Problem(code="NOT_DMN", message=str(error), file=name))
        return
    found.problems.extend(
        Problem(
            code=problem.code,
            message=problem.message,
            element_id=problem.element_id,
            line=problem.line,
            file=name,
        )
        for problem in model.problems
    )


_READERS: Mapping[str, Callable[[Assembled, str, bytes], None]] = {
    "bpmn": _bpmn,
    "dmn": _dmn,
    "form": _form,
}
