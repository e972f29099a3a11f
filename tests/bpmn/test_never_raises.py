"""Whatever a well-formed file says, loading gives findings and never raises."""

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.bpmn.support import definitions, process, xml

from cauce.bpmn import Model, load
from cauce.bpmn.grammar import ATTRIBUTES, CHILDREN, FLOW_NODES

IDS = ("a", "b", "c", "M", "", "tns:a")
TAGS = sorted(
    {*CHILDREN, *(child for children in CHILDREN.values() for child in children)}
    - {"process", "definitions"}
)
NAMES = sorted({name for names in ATTRIBUTES.values() for name in names} - {"id", "isExecutable"})
VALUES = (*IDS, "true", "false", "0", "2", "=a + 1", "=)", "PT1H", "R/PT1H", "Mixed")
EXTENSIONS = (
    '<zeebe:ioMapping><zeebe:input source="=a" target="b"/><zeebe:output/></zeebe:ioMapping>',
    '<zeebe:taskDefinition type="=a"/>',
    '<zeebe:loopCharacteristics inputCollection="=xs" inputElement="x"/>',
    "<zeebe:userTask/><zeebe:formDefinition/>",
    '<zeebe:calledDecision decisionId="d"/>',
    "<zeebe:script/>",
    '<cauce:deadline decisionId="d" x="=1"/>',
    "<!-- nothing -->",
)

attributes = st.dictionaries(st.sampled_from(NAMES), st.sampled_from(VALUES), max_size=3)
leaf = st.builds(
    lambda tag, ident, attrs, text, extension: xml(
        tag, text, xml("extensionElements", extension), **({"id": ident} | attrs)
    ),
    st.sampled_from(TAGS),
    st.sampled_from(IDS),
    attributes,
    st.sampled_from(VALUES),
    st.sampled_from(EXTENSIONS),
)
elements = st.recursive(
    leaf,
    lambda inner: st.builds(
        lambda tag, ident, attrs, children: xml(tag, *children, **({"id": ident} | attrs)),
        st.sampled_from(TAGS),
        st.sampled_from(IDS),
        attributes,
        st.lists(inner, max_size=4),
    ),
    max_leaves=12,
)
MESSAGE = '<message id="M" name="hola"/>'


def assert_readable(model: Model) -> None:
    """Every finding says what it is, what is wrong and in which file."""
    for problem in model.problems:
        assert problem.code.isupper()
        assert problem.message
        assert problem.file == "f.bpmn"
        assert problem.severity in ("error", "warning")


@settings(max_examples=200, deadline=None)
@given(st.lists(elements, max_size=6))
def test_any_elements_in_a_process_give_findings(inner: list[str]) -> None:
    assert_readable(load(definitions(MESSAGE, process(*inner)), file="f.bpmn"))


@settings(max_examples=100, deadline=None)
@given(st.lists(elements, max_size=4))
def test_any_elements_beside_a_process_give_findings(roots: list[str]) -> None:
    assert_readable(load(definitions(*roots, process("<task/>")), file="f.bpmn"))


COLLABORATION = st.builds(
    lambda tag, ident, attrs: xml(tag, **({"id": ident} | attrs)),
    st.sampled_from(("participant", "messageFlow", "association", "correlationKey")),
    st.sampled_from(IDS),
    st.dictionaries(
        st.sampled_from(("processRef", "sourceRef", "targetRef", "messageRef", "name")),
        st.sampled_from((*IDS, "p", "t")),
    ),
)


@settings(max_examples=100, deadline=None)
@given(st.lists(COLLABORATION, max_size=6))
def test_any_collaboration_gives_findings(parts: list[str]) -> None:
    source = definitions(MESSAGE, xml("collaboration", *parts), process('<task id="t"/>'))

    assert_readable(load(source, file="f.bpmn"))


PARTS = (
    "",
    '<messageEventDefinition messageRef="M"/>',
    "<messageEventDefinition/>",
    "<timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition>",
    "<timerEventDefinition/>",
    "<conditionalEventDefinition><condition>a</condition></conditionalEventDefinition>",
    "<conditionalEventDefinition/>",
    '<linkEventDefinition name="l"/>',
    "<linkEventDefinition/>",
    "<errorEventDefinition/>",
    "<escalationEventDefinition/>",
    "<compensateEventDefinition/>",
    "<standardLoopCharacteristics/>",
    "<multiInstanceLoopCharacteristics/>",
    '<startEvent id="inner"/>',
    "<task/><task/>",
)
NODES = tuple(f"n{number}" for number in range(6))
flow_nodes = st.tuples(
    *(
        st.builds(
            lambda tag, part, attrs, name: xml(tag, part, **({"id": name} | attrs)),
            st.sampled_from(FLOW_NODES),
            st.sampled_from(PARTS),
            st.dictionaries(
                st.sampled_from(("attachedToRef", "triggeredByEvent", "default", "messageRef")),
                st.sampled_from((*NODES, "f1", "true", "M")),
                max_size=2,
            ),
            st.just(name),
        )
        for name in NODES
    )
)
pairs = st.lists(st.tuples(st.sampled_from((*NODES, "inner")), st.sampled_from(NODES)), max_size=9)


@settings(max_examples=300, deadline=None)
@given(flow_nodes, pairs)
def test_any_nodes_and_flows(nodes: tuple[str, ...], ends: list[tuple[str, str]]) -> None:
    flows = [
        xml("sequenceFlow", id=f"f{number}", sourceRef=source, targetRef=target)
        for number, (source, target) in enumerate(ends)
    ]

    assert_readable(load(definitions(MESSAGE, process(*nodes, *flows)), file="f.bpmn"))
