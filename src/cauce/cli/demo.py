"""`cauce demo`: one case of each package, from its beginning to its end, a line per phase."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import click
from rich.console import Console
from rich.markup import escape
from rich.padding import Padding

from cauce.cli.language import language, say
from cauce.cli.play.report import STATUS
from cauce.cli.story import Line, Story
from cauce.cli.values import shown
from cauce.packages import Package, load
from cauce.testing import Sandbox
from cauce.testing.scenarios import parse_scenario, run_scenario

CASES: Mapping[str, str] = {
    "servicios_nuevos_clientes": "feliz_operacion_b2b",
    "interacciones_equipos": "vida_completa",
    "ciclo_de_vida_cliente": "farming_con_apoyo",
}
"""The scenario that shows each package."""

WIDEST = 60
"""Characters of a decision's value that are shown."""


@dataclass(kw_only=True, slots=True)
class Phase:
    """What happened in one phase of one process."""

    process: str
    name: str
    tasks: dict[str, Counter[str]] = field(default_factory=dict)
    documents: dict[str, None] = field(default_factory=dict)
    decisions: dict[str, dict[str, None]] = field(default_factory=dict)

    def take(self, line: Line) -> None:
        """Take in one thing that happened."""
        if line.kind == "task":
            self.tasks.setdefault(line.who, Counter())[line.what] += 1
            if line.document:
                self.documents[line.document] = None
        else:
            self.decisions.setdefault(line.what, {})[_short(shown(line.value))] = None


@click.command(
    help=say(
        "Mostrar un caso de cada paquete, del principio al final: por cada fase quién hizo qué, "
        "con qué documento y qué decisión."
    )
)
def demo() -> None:
    """Play a case of each package and print what happened, phase by phase."""
    console = Console(highlight=False)
    for name, scenario in CASES.items():
        show(load(name), scenario, console)


def show(package: Package, scenario: str, console: Console) -> None:
    """Play one scenario of a package and print it. Raises ScenarioFailed."""
    (file,) = [file for file in package.files.scenarios if file.stem == scenario]
    played = parse_scenario(file.path, file.source.decode("utf-8"))
    sandbox = run_scenario(played, package.name)
    console.print()
    console.rule(f"[bold]{escape(package.title.in_language(language()))}[/]")
    console.print(f"[italic]{escape(played.title)}[/]")
    process = ""
    for phase in phases(sandbox):
        if phase.process != process:
            process = phase.process
            console.print(f"\n[bold cyan]{escape(process)}[/]")
        console.print(Padding.indent(_told(phase, package), 2))
    console.print(f"\n[bold]{say('Resultado')}[/]")
    for outcome in outcomes(sandbox):
        console.print(Padding.indent(escape(outcome), 2))


def phases(sandbox: Sandbox) -> list[Phase]:
    """Give what happened phase by phase: processes, and in each its phases, as they began."""
    found: dict[str, dict[str, Phase]] = {}
    for line in Story(sandbox).news():
        if line.kind in {"task", "decision"}:
            graph = line.instance.version.graph
            process = graph.name or graph.id
            of_process = found.setdefault(process, {})
            of_process.setdefault(line.phase, Phase(process=process, name=line.phase)).take(line)
    return [phase for of in found.values() for phase in of.values() if phase.tasks]


def outcomes(sandbox: Sandbox) -> Iterator[str]:
    """Give a line for each instance: its process, case, status and the end that it reached."""
    reached: dict[int, list[str]] = {}
    for line in Story(sandbox).news():
        if line.kind == "end" and line.node is not None:
            reached.setdefault(line.instance.number, []).append(line.node.id)
    for instance in sandbox.instances:
        graph = instance.version.graph
        ends = ", ".join(dict.fromkeys(reached.get(instance.number, [])))
        status = say(STATUS[instance.status])
        yield " · ".join(filter(None, (graph.name or graph.id, instance.case_key, status, ends)))


def _told(phase: Phase, package: Package) -> str:
    parts = [
        f"[green]{escape(who or say('Sistema'))}[/]: {escape(', '.join(_counted(tasks)))}"
        for who, tasks in phase.tasks.items()
    ]
    parts += [f"[blue]{escape(_document(key, package))}[/]" for key in phase.documents]
    parts += [
        f"[magenta]{escape(name)}[/] {escape(' | '.join(values))}"
        for name, values in phase.decisions.items()
    ]
    heading = f"[bold]{escape(phase.name)}[/] — " if phase.name else ""
    return heading + " · ".join(parts)


def _counted(names: Mapping[str, int]) -> list[str]:
    return [f"{name} (×{times})" if times > 1 else name for name, times in names.items()]


def _document(key: str, package: Package) -> str:
    document = package.documents.get(key)
    if document is None:
        return key
    name = document.name.in_language(language())
    return name if document.code == key else f"{document.code} {name}"


def _short(text: str) -> str:
    return text if len(text) <= WIDEST else f"{text[: WIDEST - 1]}…"
