"""Proofreading finds nothing in a right drawing, and each fault in one that has it."""

from pathlib import Path

import pytest

from tools.proofread import drawing, moddle, rules, schema
from tools.proofread.__main__ import findings
from tools.proofread.drawing import Box, Drawing, Element

RIGHT = Path(__file__).with_name("drawings") / "right.bpmn"


def changed(folder: Path, old: str, new: str) -> Path:
    """A copy of the right drawing with one text replaced where it stands first."""
    text = RIGHT.read_text("utf-8")
    assert old in text
    path = folder / "changed.bpmn"
    path.write_text(text.replace(old, new, 1), "utf-8")
    return path


def test_a_right_drawing_gives_no_finding() -> None:
    assert findings([RIGHT]) == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            'bpmnElement="start"',
            'bpmnElement="nobody"',
            [
                "14 start: the startEvent is not drawn",
                "0 nobody: drawn in c, but there is no such element",
            ],
        ),
        (
            'BPMNEdge id="to_inner_di" bpmnElement="to_inner"',
            'BPMNEdge id="to_inner_di" bpmnElement="to_task"',
            [
                "26 to_inner: the sequenceFlow is not drawn",
                "17 to_task: its edge does not reach start",
                "17 to_task: its edge does not reach task",
            ],
        ),
        (
            '<dc:Bounds x="400"',
            '<dc:Bounds x="250"',
            ["18 task: drawn over inner", "26 to_inner: its edge does not reach inner"],
        ),
        (
            'waypoint x="200"',
            'waypoint x="180"',
            ["17 to_task: its edge does not reach task"],
        ),
        (
            '<di:waypoint x="200" y="100" />',
            '<di:waypoint x="450" y="100" /><di:waypoint x="200" y="100" />',
            ["17 to_task: its edge runs through inner"],
        ),
        (
            '<dc:Bounds x="100" y="82" width="36" height="36" /></bpmndi:BPMNShape>\n'
            '      <bpmndi:BPMNShape id="task_di"',
            '<dc:Bounds x="190" y="82" width="36" height="36" /></bpmndi:BPMNShape>\n'
            '      <bpmndi:BPMNShape id="task_di"',
            ["14 start: drawn over task", "17 to_task: its edge does not reach start"],
        ),
        (
            'x="100" y="82"',
            'x="100" y="300"',
            [
                "17 to_task: its edge does not reach start",
                "14 start: drawn outside its lane lane",
            ],
        ),
    ],
)
def test_a_fault_is_found_with_line_and_id_and_nothing_else(
    tmp_path: Path, old: str, new: str, expected: list[str]
) -> None:
    assert rules.findings(drawing.read(changed(tmp_path, old, new))) == expected


def test_boundary_events_may_sit_on_their_activity() -> None:
    assert list(rules.overlapping(drawing.read(RIGHT))) == []


def test_boundary_events_stand_apart_from_each_other() -> None:
    # given
    timers = {
        name: Element(
            id=name, kind="boundaryEvent", line=line, parent="p", source=None, target=None
        )
        for line, name in enumerate(("one", "two", "three"))
    }
    boxes = {
        name: Box(x=x, y=0, width=36, height=36)
        for name, x in zip(timers, (0, 30, 66), strict=True)
    }

    # when
    found = list(rules.overlapping(Drawing(elements=timers, lanes={}, shapes={"p": boxes})))

    # then
    assert found == ["0 one: drawn over two"]


def test_the_schema_refuses_what_the_standard_does_not_have(tmp_path: Path) -> None:
    [finding] = schema.findings(changed(tmp_path, 'isExecutable="true"', 'isExecutable="maybe"'))
    assert finding.startswith("6 ")
    assert "isExecutable" in finding


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("cauce:fourEyes", "cauce:sixEyes", "task: unknown attribute <cauce:sixEyes>"),
        ("cauce:condition", "cauce:fourEyes", "start: unknown attribute <cauce:fourEyes>"),
        ("zeebe:userTask", "zeebe:userTusk", "-: unparsable content <zeebe:userTusk>"),
        ('sourceRef="start"', 'sourceRef="gone"', "to_task: unresolved reference <gone>"),
    ],
)
def test_moddle_warns_of_what_the_vocabulary_lacks(
    tmp_path: Path, old: str, new: str, expected: str
) -> None:
    path = changed(tmp_path, old, new)
    found = moddle.findings([path, RIGHT])
    assert found[RIGHT] == []
    assert [finding for finding in found[path] if finding.startswith(expected)] != []
