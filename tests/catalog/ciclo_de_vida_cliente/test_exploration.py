"""The package driven through every state that it can reach, within bounds: see `exploration`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest

from cauce.testing.effects import Post
from cauce.testing.exploration import Message, OpenWorld, Report
from cauce.testing.views import Job

CLIENT = "CLI-1"
Explorer = Callable[..., Report]
Owed = Callable[[OpenWorld], Iterator[Message]]


def nothing(_world: OpenWorld) -> None:
    """Begin with no instance: messages start them all."""


def begins(process: str, start_event: str, **variables: str) -> Callable[[OpenWorld], None]:
    def begin(world: OpenWorld) -> None:
        version = world.definitions.latest(process)
        world.start(version, {"cliente_id": CLIENT, **variables}, start_event=start_event)

    return begin


def signed(act: str, **variables: str) -> Message:
    """A contract that is signed, as its service tells it."""
    carried = {"cliente_id": CLIENT, "acto": act, **variables}
    return Message(name="contrato_firmado", key=CLIENT, variables=carried, label=act)


def times(number: int, *messages: Message) -> Owed:
    """Each of the messages so often, at any moment."""

    def owed(world: OpenWorld) -> Iterator[Message]:
        yield from (message for message in messages if world.sent[message.title] < number)

    return owed


def account_closed(world: OpenWorld) -> Iterator[Message]:
    """The answer of the client's cycles: once, after `baja` has reached them."""
    asked = any("baja_publicar" in instance.path for instance in world.instances)
    if asked and not on_its_way(world, "baja") and not world.sent["cuenta_cerrada"]:
        yield Message(
            name="cuenta_cerrada",
            key=CLIENT,
            variables={"cliente_id": CLIENT},
            time_to_live="PT0S",
        )


def on_its_way(world: OpenWorld, name: str) -> bool:
    effects = (effect for lane in world.lanes.values() for effect in lane)
    return any(isinstance(effect, Post) and effect.message.name == name for effect in effects)


def always_in_force(_records: Mapping[str, Any], _job: Job) -> Mapping[str, Any]:
    return {"en_vigor": True}


@pytest.mark.parametrize("leaving", [{}, {"fecha": "2026-12-01"}], ids=["now", "dated"])
def test_a_baja_may_come_at_any_moment_of_an_alta(
    exploration: Explorer, leaving: Mapping[str, str]
) -> None:
    # when
    report = exploration(nothing, owed=times(1, signed("alta"), signed("baja", **leaving)))

    # then
    assert report.finding is None, str(report.finding)
    assert report.outcomes == {
        frozenset({"alta_cliente:fin_alta", "baja_cliente:fin_baja"}),
        frozenset({"alta_cliente:fin_baja_alta", "baja_cliente:fin_baja"}),
        frozenset({"alta_cliente:fin_baja_alta_inicio", "baja_cliente:fin_baja"}),
        frozenset({"alta_cliente:fin_baja_alta_activacion", "baja_cliente:fin_baja"}),
    }


def test_a_baja_waits_for_the_cycles_and_bills_nothing_itself(exploration: Explorer) -> None:
    def owed(world: OpenWorld) -> Iterator[Message]:
        yield from times(1, signed("alta"), signed("baja"))(world)
        yield from account_closed(world)

    # when
    report = exploration(nothing, owed=owed, records={"con_ciclos": True})

    # then
    assert report.finding is None, str(report.finding)
    assert all("baja_cliente:fin_baja" in outcome for outcome in report.outcomes)


def test_an_account_that_is_never_closed_is_found(exploration: Explorer) -> None:
    # when
    report = exploration(nothing, owed=times(1, signed("baja")), records={"con_ciclos": True})

    # then
    assert report.finding is not None
    assert report.finding.complaint == "nothing moves baja_cliente of CVC-2026-000001"
    assert report.finding.trace[-1].startswith("deliver message baja")


def test_modifications_and_bajas_come_twice(exploration: Explorer) -> None:
    """A terminated contract takes no new version; one signed before may still be on its way."""

    def owed(world: OpenWorld) -> Iterator[Message]:
        if world.records["en_vigor"]:
            yield from times(2, signed("modificacion"))(world)
        yield from times(2, signed("baja"))(world)

    # when
    report = exploration(nothing, owed=owed)

    # then
    assert report.finding is None, str(report.finding)
    ends = frozenset().union(*report.outcomes)
    assert ends == {
        "baja_cliente:fin_baja",
        "baja_cliente:fin_baja_inicio",
        "modificacion_cliente:fin_modificacion",
        "modificacion_cliente:fin_baja_modificacion",
        "modificacion_cliente:fin_baja_modificacion_inicio",
        "modificacion_cliente:fin_baja_modificacion_facturacion",
    }


def test_without_the_question_to_the_contract_it_fails(exploration: Explorer) -> None:
    # when
    report = exploration(
        nothing,
        owed=times(1, signed("alta"), signed("baja")),
        handlers={"crm.contrato_en_vigor": always_in_force},
    )

    # then
    assert report.finding is not None
    assert report.finding.complaint == "activar although the contract is not in force"
