"""Files that are deployed together: read, told apart, and checked against each other."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from cauce import dmn
from cauce.bpmn.load import load
from cauce.bpmn.model import Model
from cauce.bpmn.names import too_long
from cauce.bpmn.sources import Given, SourceFile, kind_of, read_source
from cauce.bpmn.together import Known, check_together
from cauce.engine.graph import Graph
from cauce.engine.problems import DeploymentError, Problem
from cauce.forms import Form, FormError, load_form


@dataclass(frozen=True, kw_only=True)
class Deployment:
    """What files deploy together. `decisions`: the model of each decision, by its name and id."""

    models: tuple[Model, ...] = ()
    decisions: Mapping[str, dmn.Model] = field(default_factory=dict)
    forms: Mapping[str, Form] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    @property
    def graphs(self) -> tuple[Graph, ...]:
        """The executable processes of all files, in their order."""
        return tuple(graph for model in self.models for graph in model.processes)


def assemble(
    sources: Sequence[Given],
    *,
    forms: Collection[str] = (),
    decisions: Collection[str] = (),
    processes: Collection[str] = (),
) -> Deployment:
    """Read the files of one deployment and check them together.

    Each source is a path, the bytes of a file, or (name, bytes); BPMN, DMN and forms (JSON) are
    told apart by what they hold. `forms`, `decisions` and `processes` are the ids that are
    deployed already. Raises DeploymentError with every problem where one is an error; the
    warnings of what can be deployed are in `problems`.
    """
    found = inspect(sources, forms=forms, decisions=decisions, processes=processes)
    if any(problem.is_error for problem in found.problems):
        raise DeploymentError(list(found.problems))
    return found


def inspect(
    sources: Sequence[Given],
    *,
    forms: Collection[str] = (),
    decisions: Collection[str] = (),
    processes: Collection[str] = (),
) -> Deployment:
    """Do what `assemble` does, but give all problems with whatever could be read."""
    reader = _Reader()
    files = [read_source(given, number) for number, given in enumerate(sources, 1)]
    reader.problems += [file for file in files if isinstance(file, Problem)]
    reader.read([file for file in files if isinstance(file, SourceFile)])
    known = Known(
        forms={*forms, *reader.forms},
        decisions={*decisions, *reader.decisions},
        processes=frozenset(processes),
    )
    names = too_long(reader.models, forms=reader.forms, decisions=reader.decisions)
    return Deployment(
        models=tuple(reader.models),
        decisions=reader.decisions,
        forms=reader.forms,
        problems=(*reader.problems, *names, *check_together(reader.models, known)),
    )


class _Reader:
    """Reads files by kind; DMN files see each other, as models may import models."""

    def __init__(self) -> None:
        self.models: list[Model] = []
        self.decisions: dict[str, dmn.Model] = {}
        self.forms: dict[str, Form] = {}
        self.problems: list[Problem] = []

    def read(self, files: Sequence[SourceFile]) -> None:
        """Take the files in, in their order."""
        kinds = [(file, kind_of(file.content)) for file in files]
        tables = [file for file, kind in kinds if kind == "dmn"]
        for file, kind in kinds:
            if isinstance(kind, Problem):
                self.problems.append(replace(kind, file=file.name))
            elif kind == "form":
                self._form(file)
            elif kind == "dmn":
                self._dmn(file, [other.content for other in tables if other is not file])
            else:
                model = load(file.content, file=file.name)
                self.models.append(model)
                self.problems += model.problems

    def _form(self, file: SourceFile) -> None:
        try:
            form = load_form(file.content)
        except FormError as error:
            self.problems += _form_problems(file, error)
            return
        form = form if form.id else replace(form, id=file.stem)
        if form.id in self.forms:
            self._refuse_twice("DUPLICATE_FORM", file, "form", form.id)
        self.forms[form.id] = form

    def _dmn(self, file: SourceFile, others: list[bytes]) -> None:
        try:
            model = dmn.load(file.content, imports=others)
        except dmn.DmnError as error:
            self.problems.append(Problem(code="DMN_UNREADABLE", message=str(error), file=file.name))
            return
        self.problems += _dmn_problems(file, model)
        if not model.decisions:
            self.problems.append(
                Problem(
                    code="NO_DECISION",
                    message="expected at least one decision in a DMN file, came none; add one",
                    file=file.name,
                )
            )
        for name in model.decisions:
            if name in self.decisions:
                self._refuse_twice("DUPLICATE_DECISION", file, "decision", name)
            self.decisions[name] = model

    def _refuse_twice(self, code: str, file: SourceFile, what: str, name: str) -> None:
        self.problems.append(
            Problem(
                code=code,
                message=f"expected each {what} once in a deployment, came «{name}» again"
                "; rename or remove one",
                element_id=name,
                file=file.name,
            )
        )


def _form_problems(file: SourceFile, error: FormError) -> Iterator[Problem]:
    for problem in error.problems:
        yield Problem(
            code=problem.code,
            message=problem.message,
            element_id=problem.component or None,
            line=problem.line,
            file=file.name,
        )


def _dmn_problems(file: SourceFile, model: dmn.Model) -> Iterator[Problem]:
    for problem in model.problems:
        yield Problem(
            code=f"DMN_{problem.code}",
            message=f"{problem.element}: {problem.message}",
            element_id=problem.element_id,
            line=problem.line,
            file=file.name,
        )
