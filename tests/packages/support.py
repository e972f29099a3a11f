"""Package folders for tests: the smallest whole one, and whatever a test adds."""

from __future__ import annotations

from pathlib import Path

from cauce.packages import PackageError, load

MANIFEST = 'name = "{name}"\ntitle = "Ejemplo"\n'
DIAGRAM = """<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t">
  <collaboration id="C"><participant id="Pool" processRef="p"/><group id="Grupo"/></collaboration>
  <process id="p" isExecutable="true">
    <laneSet id="L"><lane id="Mesa"/></laneSet>
    <startEvent id="Inicio"/><userTask id="Validar_D1"/><userTask id="Corregir_D1"/>
    <sequenceFlow id="Flujo_1" sourceRef="Inicio" targetRef="Validar_D1"/>
  </process>
</definitions>"""
DECISION = """<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" name="d"
 namespace="n">
  <decision id="aprobadores" name="Aprobadores"><decisionTable id="t">
    <rule id="regla_b2b"/><rule id="regla_otros"/>
  </decisionTable></decision>
</definitions>"""
FORM = """{"id": "validar_d1", "schemaVersion": 18, "components": [
  {"type": "radio", "key": "validado", "values": [{"label": "Sí", "value": true}]},
  {"type": "group", "components": [{"type": "textarea", "id": "Field_1", "key": "motivo"}]}]}"""


def write_package(folder: Path, manifest: str = "", **files: str) -> Path:
    """A folder named `ejemplo`; `files` have `__` for `/` and `_dot_` for a dot in their names."""
    root = folder / "ejemplo"
    everything = {
        "package_dot_toml": MANIFEST.format(name="ejemplo") + manifest,
        "process_dot_bpmn": DIAGRAM,
        **files,
    }
    for name, text in everything.items():
        path = root / name.replace("__", "/").replace("_dot_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def problems_of(root: Path) -> list[tuple[str, str]]:
    """File and key of each problem that loading finds."""
    try:
        load(root)
    except PackageError as error:
        return [(problem.file, problem.key) for problem in error.problems]
    return []
