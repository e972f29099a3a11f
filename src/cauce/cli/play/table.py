"""The table that a person plays at: what is open, what to do next, what came of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import click
from rich.console import Console
from rich.markup import escape

from cauce.cli.language import language, say
from cauce.cli.play.prompts import ask, choose
from cauce.cli.play.questionnaire import fill_in, labels_of
from cauce.cli.refusals import refused as told
from cauce.cli.story import Line, Story
from cauce.cli.values import clock, shown
from cauce.engine import Refused
from cauce.forms import Form, translate
from cauce.testing import Incident, Instance, Sandbox, Task

MARKS = {
    "start": ("▶", "cyan"),
    "begin": ("○", "cyan"),
    "task": ("✓", "green"),
    "decision": ("◆", "magenta"),
    "record": ("▤", "blue"),
    "job": ("✉", "blue"),
    "message": ("→", "yellow"),
    "received": ("←", "yellow"),
    "signal": ("↯", "yellow"),
    "timer": ("◷", "yellow"),
    "end": ("■", "bold"),
    "incident": ("!", "red"),
}

AT_ELEMENT = frozenset({"decision", "record", "job", "message", "signal", "received"})
"""What goes by a technical name: the name on the drawing stands before it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Move:
    """Something that can be done next."""

    title: str
    do: Callable[[], None]


class Table:
    """Plays a sandbox with a person."""

    def __init__(self, sandbox: Sandbox, console: Console) -> None:
        self._sandbox = sandbox
        self._console = console
        self._story = Story(sandbox)
        self._phase = ""

    def play(self) -> None:
        """Ask what comes next until nothing can, or the person has had enough."""
        while True:
            self.tell()
            tasks, others = self._tasks(), self._others()
            if not tasks and not others:
                return
            try:
                move = self._chosen(tasks, others)
                if move is None:
                    return
                move.do()
            except Refused as refused:
                self._console.print(f"  [red]{escape(told(refused))}[/]", soft_wrap=True)
            except click.Abort:
                self._console.print()
                return

    def tell(self) -> None:
        """Print what has happened since the last time."""
        for line in self._story.news():
            if line.phase not in {"", self._phase}:
                self._phase = line.phase
                self._console.print(f"  [bold]{escape(self._phase)}[/]", soft_wrap=True)
            mark, colour = MARKS[line.kind]
            self._console.print(f"  [{colour}]{mark}[/] {_told(line)}", soft_wrap=True)

    def _chosen(self, tasks: list[Move], others: list[Move]) -> Move | None:
        """Ask which move to make; None: enough. Behind the tasks stands all else, in one line."""
        self._console.print()
        shown_moves = tasks or others
        titles = [move.title for move in shown_moves]
        more = [say("Otra cosa: mensajes, reloj")] if tasks and others else []
        index = choose(say("¿Qué sigue?"), [*titles, *more, say("Terminar aquí")])
        if index < len(shown_moves):
            return shown_moves[index]
        return self._chosen([], others) if more and index == len(titles) else None

    def _tasks(self) -> list[Move]:
        return [
            Move(title=_task_title(task), do=partial(self._complete, task))
            for task in self._sandbox.tasks()
        ]

    def _others(self) -> list[Move]:
        moves = []
        for name, key in self._messages():
            shown_key = f" ({shown(key)})" if key is not None else ""
            title = say("Publicar el mensaje «{name}»{key}", name=name, key=shown_key)
            moves.append(Move(title=title, do=partial(self._publish, name, key)))
        for instance in self._sandbox.instances:
            for incident in instance.incidents:
                about = f"{incident.element_id}: {incident.code}"
                title = say("Corregir los datos y reintentar ({about})", about=about)
                moves.append(Move(title=title, do=partial(self._resolve, instance, incident)))
        due = self._sandbox.next_due()
        if due is not None:
            zone = self._sandbox.instances[0].version.calendar.zone
            title = say("Adelantar el reloj hasta {due}", due=clock(due, zone))
            moves.append(Move(title=title, do=partial(self._advance, due)))
        return moves

    def _messages(self) -> list[tuple[str, Any]]:
        found: list[tuple[str, Any]] = []
        for waits in self._sandbox.awaited():
            if waits.kind == "message" and (waits.name, waits.key) not in found:
                found.append((waits.name, waits.key))
        return found

    def _complete(self, task: Task) -> None:
        self._console.print(f"\n[bold]{escape(_task_title(task))}[/]", soft_wrap=True)
        form = self._form(task)
        data = fill_in(task, form, self._sandbox.now)
        while True:
            try:
                task.instance.complete(task, data, check_form=True)
                return
            except Refused as refused:
                if refused.code != "FORM_INVALID" or form is None:
                    raise
                wrong: Mapping[str, str] = refused.details["fields"]  # type: ignore[assignment]  # by code
                labels = labels_of(form, task, data, self._sandbox.now)
                for place, why in wrong.items():
                    name = labels.get(place, place)
                    self._console.print(f"  [red]{escape(name)}[/]: {escape(why)}")
                data = fill_in(task, form, self._sandbox.now, given=data, only=wrong)

    def _form(self, task: Task) -> Form | None:
        """Give a task's form, in the language of the command line where the package has it."""
        form, package = self._sandbox.form(task), task.instance.version.package
        if form is None or package is None:
            return form
        return translate(form, package.translations.get(language(), {}))

    def _publish(self, name: str, key: Any) -> None:
        variables = self._asked(say("Variables del mensaje (JSON; Enter: ninguna)"))
        if variables is not None:
            self._sandbox.publish(name, key=key, variables=variables)

    def _resolve(self, instance: Instance, incident: Incident) -> None:
        variables = self._asked(say("Variables corregidas (JSON; Enter: ninguna)"))
        if variables is not None:
            if variables:
                instance.set_variables(variables)
            instance.resolve(incident)

    def _asked(self, question: str) -> dict[str, Any] | None:
        """Ask for variables; None, and a word about it, where the answer is no JSON object."""
        try:
            variables = json.loads(ask(question, "{}"))
        except ValueError:
            variables = None
        if isinstance(variables, dict):
            return variables
        example = '{"fecha": "2026-03-02"}'
        self._console.print(say("Se esperaba un objeto JSON, como {example}", example=example))
        return None

    def _advance(self, due: datetime) -> None:
        self._sandbox.advance(max(due - self._sandbox.now, timedelta()))


def _told(line: Line) -> str:
    what = f"{line.what} → {shown(line.value)}" if line.kind == "decision" else line.what
    case = line.instance.case_key if line.kind == "start" else ""
    element = line.element if line.kind in AT_ELEMENT and line.element != what else ""
    parts = (element, what, line.who, line.document or "", case)
    return " · ".join(escape(part) for part in parts if part)


def _task_title(task: Task) -> str:
    parts = [task.name, ", ".join(task.roles)]
    if task.due_at is not None:
        parts.append(
            say("vence {due}", due=clock(task.due_at, task.instance.version.calendar.zone))
        )
    if task.waiting:
        parts.append(say("esperando al cliente"))
    return " · ".join(part for part in parts if part)
