"""Files that are deployed together are told apart and checked against each other."""

from pathlib import Path

import pytest
from tests.bpmn.support import definitions, extended, process, task, xml

from cauce.bpmn import assemble, inspect
from cauce.engine import DeploymentError

FORM = b'{"type": "default", "id": "pedido", "schemaVersion": 16, "components": []}'
TABLE = b"""<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d"
  namespace="urn:d">
  <decision id="plazos" name="Plazos"><variable name="Plazos"/>
    <literalExpression><text>1 + 1</text></literalExpression>
  </decision>
</definitions>"""
USER = xml(
    "userTask", extended("<zeebe:userTask/>", '<zeebe:formDefinition formId="pedido"/>'), id="u"
)
DECIDES = xml(
    "businessRuleTask",
    extended('<zeebe:calledDecision decisionId="plazos" resultVariable="r"/>'),
    id="b",
)
CALLS = xml("callActivity", id="c", calledElement="q")


def refused(*sources: bytes | tuple[str, bytes] | Path) -> list[tuple[str, str | None, str | None]]:
    with pytest.raises(DeploymentError) as caught:
        assemble(sources)
    return [(problem.code, problem.element_id, problem.file) for problem in caught.value.problems]


def test_files_are_told_apart_by_what_they_hold() -> None:
    found = assemble([definitions(process(USER + DECIDES)), TABLE, FORM])

    assert [graph.id for graph in found.graphs] == ["p"]
    assert sorted(found.decisions) == ["Plazos", "plazos"]
    assert list(found.forms) == ["pedido"]
    assert found.problems == ()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_files_are_told_apart_in_other_encodings(encoding: str) -> None:
    form = FORM.decode().encode("utf-8-sig")
    table = TABLE.decode().encode(encoding)

    found = inspect([form, table])

    assert (list(found.forms), "plazos" in found.decisions) == (["pedido"], True)


def test_a_path_is_read_and_names_its_problems(tmp_path: Path) -> None:
    file = tmp_path / "roto.bpmn"
    file.write_bytes(b"<definitions>")

    assert refused(file, tmp_path / "nadie.bpmn") == [
        ("FILE_UNREADABLE", None, "nadie.bpmn"),
        ("NOT_XML", None, "roto.bpmn"),
    ]


def test_bytes_are_named_by_their_place_or_by_the_name_given() -> None:
    assert refused(FORM, b"", ("dos.bpmn", b"<a/>")) == [
        ("NOT_XML", None, "source 2"),
        ("NOT_BPMN", None, "dos.bpmn"),
    ]


def test_the_problems_of_all_files_come_together() -> None:
    broken = TABLE.replace(b"1 + 1", b"1 +")

    assert refused(definitions(process(USER)), broken, b'{"components": 1}') == [
        ("DMN_SYNTAX", "plazos", "source 2"),
        *[(code, element, "source 3") for code, element in form_problems()],
        ("FORM_MISSING", "u", "source 1"),
    ]


def form_problems() -> list[tuple[str, str | None]]:
    found = inspect([b'{"components": 1}']).problems
    assert found
    return [(problem.code, problem.element_id) for problem in found]


def test_a_form_has_to_be_there() -> None:
    assert refused(definitions(process(USER))) == [("FORM_MISSING", "u", "source 1")]


def test_a_form_may_be_deployed_already() -> None:
    assert assemble([definitions(process(USER))], forms=["pedido"]).problems == ()


def test_a_form_without_id_is_called_like_its_file() -> None:
    form = FORM.replace(b'"id": "pedido", ', b"")

    assert list(assemble([("forms/compra.json", form)]).forms) == ["compra"]


def test_decisions_and_called_processes_may_come_later() -> None:
    found = assemble([definitions(process(DECIDES, CALLS))])

    assert [(p.code, p.element_id, p.is_error) for p in found.problems] == [
        ("DECISION_ABSENT", "b", False),
        ("CALLED_PROCESS_ABSENT", "c", False),
    ]


def test_decisions_and_called_processes_that_are_there_are_found() -> None:
    here = assemble([definitions(process(DECIDES, CALLS), process(task("t"), id="q")), TABLE])
    before = assemble([definitions(process(DECIDES, CALLS))], decisions=["plazos"], processes=["q"])

    assert (here.problems, before.problems) == ((), ())


@pytest.mark.parametrize(
    ("source", "code", "names"),
    [
        (definitions(process(task("t"))), "DUPLICATE_PROCESS", ["p"]),
        (FORM, "DUPLICATE_FORM", ["pedido"]),
        (TABLE, "DUPLICATE_DECISION", ["Plazos", "plazos"]),
    ],
)
def test_what_is_deployed_comes_once(source: bytes, code: str, names: list[str]) -> None:
    assert refused(source, source) == [(code, name, "source 2") for name in names]


def test_a_dmn_file_needs_a_decision() -> None:
    empty = TABLE[: TABLE.index(b"<decision")] + b"</definitions>"

    assert refused(empty) == [("NO_DECISION", None, "source 1")]


def test_names_that_no_index_holds_are_refused() -> None:
    fits, long = "n" * 255, "n" * 256
    waits = xml("intermediateCatchEvent", xml("messageEventDefinition", messageRef="m"), id="i")

    def drawn(name: str) -> bytes:
        return definitions(
            process(waits).replace('id="p"', f'id="{name}"'), f'<message id="m" name="{name}"/>'
        )

    def named(name: str) -> tuple[bytes, bytes, bytes]:
        table = TABLE.replace(b'id="plazos" name="Plazos"', b'id="%s"' % name.encode())
        return drawn(name), table, FORM.replace(b"pedido", name.encode())

    assert assemble(named(fits)).problems == ()
    assert [code for code, _, _ in refused(*named(long))] == ["NAME_TOO_LONG"] * 4
