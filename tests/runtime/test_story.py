"""What a case tells of itself: where it stands, what it waits for, what happened, how it ended."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from tests.runtime.support import ORG, Clock, complete, deploy, start, task

from cauce.runtime import selectors, services
from cauce.runtime.selectors.path import path
from cauce.runtime.selectors.standing import Failure, Standing, Wait, standing
from cauce.runtime.selectors.story import CaseStory, story

ONE = '<startEvent id="s"/><userTask id="a" name="Revisar"/><endEvent id="e" name="Listo"/>'
MESSAGE = (
    '<message id="M" name="contrato_firmado"><extensionElements>'
    '<zeebe:subscription correlationKey="=case_key"/></extensionElements></message>'
)


def tell(key: str, **options: Any) -> CaseStory:
    return story(organisation=ORG, case_key=key, **options)


def stands(key: str) -> Standing:
    return standing(organisation=ORG, case_key=key)


def kinds(told: CaseStory) -> list[str]:
    return [line.kind for line in told.lines]


def test_should_tell_what_happened_newest_first_and_how_it_ended(clock: Clock) -> None:
    deploy(ONE, "s a e")
    key = start().case_key
    clock.advance(hours=2)
    complete("a")

    told = tell(key)

    assert kinds(told) == ["ended", "completed", "started"]
    ended, completed, _ = told.lines
    assert (ended.name, told.outcomes, told.ends) == ("Listo", ("Listo",), ("e",))
    assert completed.name == "Revisar"
    assert completed.took is not None
    assert completed.took // timedelta(hours=1) == 2
    assert told.status == "completed"
    assert told.ended_at == ended.at
    assert not told.has_older


def test_should_give_the_history_by_the_page(clock: Clock) -> None:
    deploy(ONE, "s a e")
    key = start().case_key
    for _ in range(3):
        clock.advance(minutes=1)
        services.wait(task=task("a").id, by=None)
        clock.advance(minutes=1)
        services.resume(task=task("a").id, by=None)
    whole = tell(key)

    pages = [tell(key, page=number, entries=3) for number in (1, 2, 3)]

    assert sum((page.lines for page in pages), ()) == whole.lines
    assert [page.has_older for page in pages] == [True, True, False]
    # the name of a task is there, though what created it is on another page
    assert {line.name for line in pages[0].lines} == {"Revisar"}


def test_should_name_the_messages_and_moments_that_a_case_waits_for(clock: Clock) -> None:
    body = (
        '<startEvent id="s"/><eventBasedGateway id="g"/>'
        '<intermediateCatchEvent id="c" name="Firma"><messageEventDefinition messageRef="M"/>'
        '</intermediateCatchEvent><intermediateCatchEvent id="t" name="Una semana">'
        "<timerEventDefinition><timeDuration>P7D</timeDuration></timerEventDefinition>"
        '</intermediateCatchEvent><endEvent id="e"/>'
    )
    deploy(body, "s g c e", "g t e", roots=MESSAGE)
    key = start().case_key

    found = stands(key)

    assert found.waits == (
        Wait(kind="message", names=("contrato firmado",)),
        Wait(kind="moment", names=("Una semana",), until=tell(key).opened_at + timedelta(days=7)),
    )
    assert found.failures == ()
    assert found.stuck == ()


def test_should_tell_a_warning_of_a_task_from_what_the_case_waits_for(clock: Clock) -> None:
    body = ONE + (
        '<boundaryEvent id="b" name="75 %" attachedToRef="a" cancelActivity="false">'
        "<timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition>"
        '</boundaryEvent><endEvent id="w"/>'
    )
    deploy(body, "s a e", "b w")
    key = start().case_key

    (wait,) = stands(key).waits

    assert wait.passing
    assert wait.names == ("Revisar", "75 %")


def test_should_list_a_case_that_nothing_can_move_and_no_other() -> None:
    body = (
        '<startEvent id="s"/><exclusiveGateway id="x" default="x_j"/><userTask id="a"/>'
        '<parallelGateway id="j"/><endEvent id="e"/>'
    )
    deploy(body, "s x j e", "x a j", x_a="=false")
    stuck = start().case_key
    deploy(ONE, "s a e")
    well = start().case_key

    assert stands(stuck).stuck == ("p",)
    assert stands(well).stuck == ()
    page = selectors.cases(organisation=ORG, view="attention")
    assert [(row.key, row.stuck, row.failing) for row in page.rows] == [(stuck, True, False)]
    assert page.attention == 1


def test_should_show_what_failed_and_list_its_case() -> None:
    body = '<startEvent id="s"/><exclusiveGateway id="x"/><userTask id="a"/><endEvent id="e"/>'
    deploy(body, "s x a e", x_a="=false")
    key = start().case_key

    (failure,) = stands(key).failures

    assert isinstance(failure, Failure)
    assert (failure.code, failure.name, failure.retry_at) == ("NO_FLOW", "x", None)
    assert stands(key).stuck == ()
    assert [row.failing for row in selectors.cases(organisation=ORG).rows] == [True]


def test_should_give_the_way_of_a_process_in_order(clock: Clock) -> None:
    deploy(ONE, "s a e")
    started = start()
    complete("a")
    (process,) = tell(started.case_key).processes

    way = path(organisation=ORG, case_key=started.case_key, instance=started.instance_id)

    assert [(step.name, step.is_task) for step in way.steps] == [
        ("Revisar", True),
        ("Listo", False),
    ]
    assert (way.page, way.pages, way.status) == (1, 1, "completed")
    assert process.id == str(started.instance_id)


def test_should_find_cases_by_state_and_words_a_page_at_a_time() -> None:
    deploy(ONE, "s a e")
    first = start(case_key="UNO", data={"cliente": {"nombre": "Peñalolén"}}).case_key
    start(case_key="DOS")
    complete("a", case_key="DOS")

    def keys(**asked: Any) -> list[str]:
        return [row.key for row in selectors.cases(organisation=ORG, **asked).rows]

    assert keys() == ["DOS", first]
    assert keys(view="open") == [first]
    assert keys(view="ended") == ["DOS"]
    assert keys(search="penalolen revisar") == [first]
    assert keys(search="penalolen dos") == []
    assert keys(page=2) == []
