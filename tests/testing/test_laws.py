"""Laws of the sandbox, whatever the order in which things come."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.testing.support import END, START, event, file, message, process, user

from cauce.testing import Sandbox

KEYS = st.sampled_from(["A", "B"])
HAPPENINGS = st.lists(
    st.one_of(
        st.tuples(st.just("start"), KEYS),
        st.tuples(st.just("publish"), KEYS),
        st.tuples(st.just("complete"), KEYS),
    ),
    max_size=25,
)
CATCH = process(START + event("intermediateCatchEvent", "c", "message", "firma") + END, "s c e")
OPENS = process(event("startEvent", "m", "message", "pedido") + user("a") + END, "m a e", name="q")


@settings(max_examples=60, deadline=None)
@given(HAPPENINGS)
def test_no_message_is_lost_doubled_or_kept_while_somebody_waits(
    happenings: list[tuple[str, str]],
) -> None:
    sandbox = Sandbox()
    sandbox.deploy(file(CATCH, roots=message("firma", "k")))
    published: Counter[str] = Counter()
    for what, key in happenings:
        if what == "start":
            sandbox.start("p", {"k": key})
        else:
            sandbox.publish("firma", key=key)
            published[key] += 1
    kept = Counter(str(message.key) for message in sandbox.messages())
    for key in ("A", "B"):
        of_key = [i for i in sandbox.instances if i.variables["k"] == key]
        served = [i.status for i in of_key].count("completed")
        assert served + kept[key] == published[key]
        assert served == min(len(of_key), published[key])
        # Those that began to wait first are served first.
        assert [i.status for i in of_key[:served]] == ["completed"] * served
    sandbox.replay_check()


@settings(max_examples=60, deadline=None)
@given(HAPPENINGS)
def test_a_key_has_at_most_one_active_instance_and_every_message_its_turn(
    happenings: list[tuple[str, str]],
) -> None:
    sandbox = Sandbox()
    sandbox.deploy(file(OPENS, roots=message("pedido", "k")))
    published: Counter[str] = Counter()
    for what, key in happenings:
        if what == "complete":
            for task in sandbox.tasks()[:1]:
                task.instance.complete(task)
        else:
            sandbox.publish("pedido", key=key, variables={"n": published[key]})
            published[key] += 1
        active = Counter(i.variables["k"] for i in sandbox.instances if i.is_active)
        assert all(count == 1 for count in active.values())
    for key in ("A", "B"):
        begun = [i.variables["n"] for i in sandbox.instances if i.variables["k"] == key]
        kept = [m.variables["n"] for m in sandbox.messages() if m.key == key]
        assert begun + kept == list(range(published[key]))
    sandbox.replay_check()
