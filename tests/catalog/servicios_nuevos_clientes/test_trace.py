"""Every statement of the source has its place, and every element its reason."""

from lxml import etree

from cauce.packages import check_trace, load, load_trace

PACKAGE = load("servicios_nuevos_clientes")
BPMN = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
CAUCE = "{https://cauce.dev/schema/bpmn/1.0}"


def test_statements_and_elements_account_for_each_other() -> None:
    assert check_trace(PACKAGE) == []


def test_no_statement_of_the_source_is_missing() -> None:
    assert [statement.id for statement in load_trace(PACKAGE).statements] == [
        f"001-{number:03}" for number in range(1, 221)
    ]


def test_acronyms_that_the_source_does_not_explain_stay_undefined() -> None:
    undefined = {key for key, setting in PACKAGE.settings.items() if setting.value is None}
    assert {"sigla_cro", "sigla_oob", "sigla_sd_crm"} <= undefined


def test_every_phase_role_and_handler_has_its_english() -> None:
    english = PACKAGE.translations["en"]
    texts = [phase.name for phase in PACKAGE.phases] + [phase.objective for phase in PACKAGE.phases]
    texts += [role.description for role in PACKAGE.roles.values()]
    texts += [handler.title for handler in PACKAGE.handlers.values()]
    assert [text.es for text in texts if text and text.es not in english] == []


def test_every_task_has_a_button_that_says_what_it_does_also_in_english() -> None:
    (diagram,) = [etree.fromstring(f.source) for f in PACKAGE.sources if f.path.endswith(".bpmn")]
    buttons = {
        str(task.get("name")): task.get(f"{CAUCE}button")
        for task in diagram.iter(f"{BPMN}userTask")
    }
    assert [name for name, button in buttons.items() if not button] == []
    assert set(buttons.values()) <= PACKAGE.translations["en"].keys()
    assert buttons["Enviar Propuesta Comercial"] == "Enviar a revisión"
    assert buttons["Cerrar Comercial"] == "Cerrar comercialmente"
