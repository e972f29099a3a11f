"""What of a file becomes startable, and what its other parts give."""

from tests.bpmn.support import (
    extended,
    flow,
    found,
    load_all,
    process,
    task,
    warned,
    xml,
)

from cauce.bpmn import Drawing, FormUse

USER = xml(
    "userTask",
    extended("<zeebe:userTask/>", '<zeebe:formDefinition formId="pedido"/>'),
    id="u",
)


def test_only_executable_processes_are_startable() -> None:
    model = load_all(
        process(task("t")), process(task("d"), id="q", isExecutable="false", name="Dibujo")
    )

    assert [graph.id for graph in model.processes] == ["p"]
    assert model.drawings == (Drawing(id="q", name="Dibujo", line=1),)
    assert (model.ok, model.problems, model.file) == (True, (), "f.bpmn")


def test_a_file_needs_an_executable_process() -> None:
    model = load_all(xml("process", task("t"), id="q"))

    (problem,) = model.problems
    assert (problem.code, problem.file) == ("NO_EXECUTABLE_PROCESS", "f.bpmn")
    assert not model.ok
    assert model.processes == ()


def test_what_would_not_run_in_a_drawing_does_not_matter() -> None:
    drawn = process(
        xml("transaction", id="tx"),
        xml("serviceTask", id="st"),
        flow("st", "gone"),
        id="q",
        isExecutable="false",
    )

    model = load_all(process(task("t")), drawn)

    assert (found(model), warned(model)) == ([], [("DRAWING_FLOW_END", "st_gone")])


def test_forms_ids_and_names_are_listed() -> None:
    drawn = process(USER.replace('"u"', '"v"'), id="q", isExecutable="false")

    model = load_all(
        '<signal id="S" name="alarma"/><signal id="S2"/><message id="M" name="hola"/>',
        process(USER),
        drawn,
    )

    assert model.forms == (FormUse(form="pedido", element_id="u", line=1),)
    assert model.signals == ("alarma", "S2")
    assert model.messages == ("hola",)
    assert {"S", "S2", "M", "p", "q", "u", "v"} <= model.ids


def test_a_problem_reads_as_file_line_code_element_message() -> None:
    model = load_all(process(task("t", startQuantity="2")))

    assert str(model.problems[0]).startswith("f.bpmn:1 QUANTITY_UNSUPPORTED t expected ")
