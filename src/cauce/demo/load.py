"""Loading the demo: everything through the services, once."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.utils import timezone

from cauce.demo.answers import answers
from cauce.demo.cases import SHOWN, STANDING, Planned
from cauce.demo.people import PEOPLE, hire
from cauce.runtime import selectors, services
from cauce.runtime.models import Case, Deployment, Organisation
from cauce.runtime.scope import within
from cauce.runtime.selectors.story import CaseStory, story
from cauce.runtime.worker import work_once

ORGANISATION = "demo"
COMPANY = "Cauce Servicios SpA"
PACKAGES = ("servicios_nuevos_clientes", "interacciones_equipos", "ciclo_de_vida_cliente")

MANY = 1000
"""More journal entries than a case of the demo has."""

Tell = Callable[[str], None]


def load(tell: Tell) -> None:
    """Load packages, people and cases; what is there already stays. `tell` gets each line."""
    _deploy()
    hire(ORGANISATION)
    cases = Case.objects.filter(organisation__key=ORGANISATION)
    with within(ORGANISATION):
        known = set(cases.values_list("key", flat=True))
    for planned in SHOWN:
        if planned.key not in known:
            tell("")
            tell(planned.title)
            advance(planned, tell)
    for planned in STANDING:
        if planned.key not in known:
            advance(planned, lambda _line: None)


def _deploy() -> None:
    rows = Deployment.objects.filter(organisation__key=ORGANISATION)
    with within(ORGANISATION):
        known = set(rows.values_list("package", flat=True))
    for package in PACKAGES:
        if package not in known:
            services.load_package(organisation=ORGANISATION, package=package)
    # What documents call the company; until it is named, an organisation's name is its key.
    with within(ORGANISATION):
        Organisation.objects.filter(key=ORGANISATION, name=ORGANISATION).update(name=COMPANY)


def advance(planned: Planned, tell: Tell) -> None:
    """Start a case and do its tasks, oldest first, each by somebody who may."""
    services.start(
        organisation=ORGANISATION,
        process=planned.process,
        start_event=planned.start_event,
        data=planned.data,
        case_key=planned.key,
    )
    reached: list[str] = []
    for _ in range(planned.tasks):
        if not _do_one(planned.key):
            break
        _report(planned, reached, tell)
    _report(planned, reached, tell, last=True)


def _do_one(case_key: str) -> bool:
    tasks = selectors.open_tasks(organisation=ORGANISATION, case_key=case_key)
    while not tasks and work_once():
        tasks = selectors.open_tasks(organisation=ORGANISATION, case_key=case_key)
    if not tasks:
        return False
    first = tasks[0]
    written = answers(first.name, timezone.localdate())
    services.complete(task=first.id, data=written, by=_who(case_key, first.id))
    return True


def _who(case_key: str, task: str) -> str | None:
    """Give somebody who may do a task now; where nobody may, the system does it."""
    for worker in PEOPLE:
        mine = selectors.open_tasks(organisation=ORGANISATION, case_key=case_key, by=worker.login)
        if any(found.id == task for found in mine):
            return worker.login
    return None


def _report(planned: Planned, reached: list[str], tell: Tell, *, last: bool = False) -> None:
    told = story(organisation=ORGANISATION, case_key=planned.key, entries=MANY)
    for name in _stages(told):
        if name not in reached:
            reached.append(name)
            tell(f"  {planned.key}  {name}")
    if last and told.ends:
        tell(f"  {planned.key}  → {', '.join(told.ends)}")


def _stages(told: CaseStory) -> Sequence[str]:
    if told.phases:
        return [f"{phase.number}. {phase.name}" for phase in told.phases if phase.state == "done"]
    return [line.name for line in reversed(told.lines) if line.kind == "completed"]
