"""The scenario that the documents show runs."""

import re
from pathlib import Path

from cauce.testing.scenarios import parse_scenario, run_scenario

PAGE = Path(__file__).resolve().parents[2] / "docs" / "how-to" / "test-a-process.md"


def test_the_scenario_comes_to_what_it_says() -> None:
    [text] = re.findall(r"^```yaml\n(.*?)^```$", PAGE.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    sandbox = run_scenario(parse_scenario(PAGE.name, text), "ciclo_de_vida_cliente")
    assert [instance.ends[-1] for instance in sandbox.instances] == ["fin_perdida"]
