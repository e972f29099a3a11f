"""What can happen next: where processes begin, what is awaited, when a timer is due."""

from __future__ import annotations

from datetime import timedelta

from tests.testing.support import END, START, event, file, message, process, timer, user

from cauce.testing import Entry, Sandbox


def test_entries_name_every_start_in_the_order_of_deployment(sandbox: Sandbox) -> None:
    first = process(
        '<startEvent id="s" name="A mano"/>'
        + event("startEvent", "m", "message", "pedido")
        + user("a")
        + END,
        "s a e",
        "m a",
    )
    sandbox.deploy(file(first, roots=message("pedido")))
    sandbox.deploy(file(process('<task id="t"/>', name="q")))
    assert sandbox.entries() == [
        Entry(process_id="p", process_name="p", element_id="s", name="A mano", kind="none"),
        Entry(
            process_id="p", process_name="p", element_id="m", name="m", kind="message",
            message="pedido",
        ),
        Entry(process_id="q", process_name="q", element_id="q", name="q", kind="implicit"),
    ]  # fmt: skip


def test_what_is_awaited_and_due(sandbox: Sandbox) -> None:
    waits = process(
        START
        + '<parallelGateway id="f"/>'
        + event("intermediateCatchEvent", "c", "message", "firma")
        + timer("intermediateCatchEvent", "w", "timeDuration", "PT2H")
        + END,
        "s f c e",
        "f w e",
    )
    sandbox.deploy(file(waits, roots=message("firma", "case_key")))
    assert (sandbox.awaited(), sandbox.next_due()) == ([], None)

    inst = sandbox.start("p")
    (found,) = sandbox.awaited()
    assert (found.kind, found.name, found.key, found.element) == (
        "message", "firma", inst.case_key, "c",
    )  # fmt: skip
    assert sandbox.next_due() == sandbox.now + timedelta(hours=2)


def test_steps_are_the_journal_of_the_sandbox(sandbox: Sandbox) -> None:
    sandbox.deploy(file(process(f"{START}{user('a')}{END}", "s a e")))
    inst = sandbox.start("p")
    sandbox.advance("PT1H")
    inst.complete("a")
    assert [(step.instance, step.at) for step in sandbox.steps] == [
        (inst, sandbox.now - timedelta(hours=1)),
        (inst, sandbox.now),
    ]
    assert [event for step in sandbox.steps for event in step.events] == inst.journal
