"""A link: throws of a name and the one catch, within a scope."""

from tests.bpmn.support import end, found, load_process, path, start, task, warned, xml


def throw(name: str, link: str = "salto") -> str:
    return xml("intermediateThrowEvent", xml("linkEventDefinition", name=link), id=name)


def catch(name: str, link: str = "salto") -> str:
    return xml("intermediateCatchEvent", xml("linkEventDefinition", name=link), id=name)


BEGIN = (start("s"), path("s go"))
FINISH = (end("e"), path("land e"))


def test_a_throw_and_its_catch_pass() -> None:
    model = load_process(*BEGIN, throw("go"), catch("land"), *FINISH)

    assert model.problems == ()


def test_several_throws_may_share_a_catch() -> None:
    model = load_process(
        start("s"),
        xml("parallelGateway", id="g"),
        path("s g go"),
        path("g go2"),
        throw("go"),
        throw("go2"),
        catch("land"),
        *FINISH,
    )

    assert model.problems == ()


def test_a_throw_needs_a_catch() -> None:
    model = load_process(*BEGIN, throw("go"), catch("land", "otro"), *FINISH)

    assert found(model) == [("LINK_CATCH_MISSING", "go")]
    assert ("LINK_UNUSED", "land") in warned(model)


def test_a_throw_needs_its_catch_in_the_same_scope() -> None:
    inner = xml("subProcess", catch("land"), task("t"), path("land t"), id="sub")

    model = load_process(start("s"), throw("go"), inner, path("s sub go"))

    assert found(model) == [("LINK_CATCH_MISSING", "go")]


def test_a_name_has_one_catch() -> None:
    model = load_process(
        *BEGIN, throw("go"), catch("land"), catch("again"), path("again e"), *FINISH
    )

    assert found(model) == [("LINK_CATCH_TWICE", "again")]


def test_a_throw_goes_on_at_its_catch_alone() -> None:
    model = load_process(*BEGIN, throw("go"), catch("land"), path("go e"), *FINISH)

    assert found(model) == [("LINK_THROW_OUTGOING", "go")]


def test_a_catch_is_gone_on_from_its_throws_alone() -> None:
    model = load_process(
        start("s"),
        xml("parallelGateway", id="g"),
        throw("go"),
        catch("land"),
        path("s g go"),
        path("g land"),
        *FINISH,
    )

    assert found(model) == [("LINK_CATCH_INCOMING", "land")]
