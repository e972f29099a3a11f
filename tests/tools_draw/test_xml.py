"""What is written is BPMN: complete, ordered, stable."""

from dataclasses import replace

import pytest
from lxml import etree

from tools.draw import Diagram, Ext, MessageFlow, Node, Root, chain, ext, timer, to_xml
from tools.draw.names import NAMESPACES, qualified

NS = {key: NAMESPACES[key] for key in ("bpmn", "bpmndi", "dc", "di", "zeebe")}


def parse(diagram: Diagram) -> etree._Element:
    return etree.fromstring(to_xml(diagram))


def one(root: etree._Element, path: str) -> etree._Element:
    found = root.find(path, NS)
    assert found is not None, path
    return found


def attributes(root: etree._Element, path: str, name: str) -> list[str]:
    return [element.get(name, "") for element in root.iterfind(path, NS)]


def test_the_same_drawing_gives_the_same_bytes(service: Diagram) -> None:
    assert to_xml(service) == to_xml(service)


def test_parsing_and_writing_again_changes_nothing(service: Diagram) -> None:
    written = to_xml(service)
    again = etree.tostring(
        etree.fromstring(written), xml_declaration=True, encoding="UTF-8", pretty_print=True
    )
    assert again == written


def test_every_drawn_thing_exists_and_every_thing_is_drawn(service: Diagram) -> None:
    root = parse(service)
    drawn = attributes(root, ".//bpmndi:BPMNShape", "bpmnElement")
    drawn += attributes(root, ".//bpmndi:BPMNEdge", "bpmnElement")
    kinds = [
        "participant",
        "lane",
        "sequenceFlow",
        "messageFlow",
        "userTask",
        "subProcess",
        "startEvent",
        "endEvent",
        "boundaryEvent",
        "exclusiveGateway",
        "textAnnotation",
        "dataObjectReference",
        "association",
        "group",
        "dataOutputAssociation",
    ]
    expected = [key for kind in kinds for key in attributes(root, f".//bpmn:{kind}", "id")]
    assert len(drawn) == len(set(drawn))
    assert set(expected) <= set(drawn)
    known = {element.get("id") for element in root.iter()}
    assert set(drawn) <= known


def test_each_plane_shows_its_sub_process(service: Diagram) -> None:
    root = parse(service)
    assert attributes(root, ".//bpmndi:BPMNPlane", "bpmnElement") == ["servicio", "fase"]
    assert one(root, ".//bpmndi:BPMNShape[@bpmnElement='fase']").get("isExpanded") == "false"


def test_children_follow_the_schema(service: Diagram) -> None:
    root = parse(service)
    catcher = one(root, ".//bpmn:boundaryEvent[@id='vence']")
    assert [etree.QName(child).localname for child in catcher] == [
        "outgoing",
        "timerEventDefinition",
    ]
    top = [etree.QName(child).localname for child in root]
    diagrams = ["BPMNDiagram"] * 2
    assert top[-6:] == ["category", "collaboration", "process", "process", *diagrams]
    assert sorted(top[:-6]) == ["error", *["message"] * 4]


def test_a_message_flow_from_a_collapsed_phase_is_drawn_from_its_box(service: Diagram) -> None:
    written = one(parse(service), ".//bpmn:messageFlow[@id='mf_enviar__ri']")
    assert (written.get("sourceRef"), written.get("targetRef")) == ("fase", "ri")


def test_message_details_are_written_once(service: Diagram) -> None:
    subscription = ext("zeebe:subscription", correlationKey="=case_key")
    detailed = replace(
        service, roots=(Root(kind="message", name="contrato_enviado", ext=(subscription,)),)
    )
    found = parse(detailed).findall(".//bpmn:message[@name='contrato_enviado']", NS)
    assert [element.get("id") for element in found] == ["msg_contrato_enviado"]
    key = found[0].find("bpmn:extensionElements/zeebe:subscription", NS)
    assert key is not None
    assert key.get("correlationKey") == "=case_key"


def test_an_id_used_twice_is_refused(service: Diagram) -> None:
    pools = (*service.pools, replace(service.pools[0], name="Otro"))
    with pytest.raises(ValueError, match="'cliente' is used twice"):
        to_xml(replace(service, pools=pools))


def test_an_unknown_prefix_is_refused() -> None:
    with pytest.raises(ValueError, match="'camel' in 'camel:case'"):
        qualified("camel:case")


def test_a_message_flow_to_nowhere_is_refused(service: Diagram) -> None:
    astray = MessageFlow(source="cliente", target="nadie")
    with pytest.raises(ValueError, match="'nadie' is neither"):
        to_xml(replace(service, message_flows=(astray,)))


def test_a_timer_says_one_thing() -> None:
    assert timer(duration="PT1H").body == (
        Ext(tag="bpmn:timeDuration", attrs={"xsi:type": "bpmn:tFormalExpression"}, text="PT1H"),
    )
    with pytest.raises(ValueError, match="exactly one of duration, date, cycle but got 2"):
        timer(duration="PT1H", cycle="R/PT1H")


def test_default_flows_and_conditions(service: Diagram) -> None:
    root = parse(service)
    gateway = one(root, ".//bpmn:exclusiveGateway[@id='validada']")
    assert gateway.get("default") == "validada__enviar"
    condition = root.find(
        ".//bpmn:sequenceFlow[@id='validada__rechazo']/bpmn:conditionExpression", NS
    )
    assert condition is not None
    assert condition.text == "=validado = false"
    assert chain("a", "b", "c")[1].key == "b__c"
    assert Node(id="n", kind="task").at == (0, 0)
