"""The benchmark's process is the same for both engines, and a case of it goes through."""

from __future__ import annotations

from bench import spiff
from bench.completions import PROCESS, by_engine, by_sandbox
from bench.nine_phases import COMPLETIONS, source
from cauce.bpmn import assemble
from cauce.testing import Sandbox


def test_all_contenders_complete_the_same_tasks_of_the_same_file() -> None:
    file = source()
    (graph,) = assemble([file]).graphs
    assert COMPLETIONS == 27
    assert by_engine(graph)() == COMPLETIONS
    assert by_sandbox(file)() == COMPLETIONS
    assert spiff.cases(file, PROCESS)() == COMPLETIONS


def test_a_no_skips_the_rest_of_its_phase(sandbox: Sandbox) -> None:
    sandbox.deploy(source())
    inst = sandbox.start(PROCESS)
    inst.complete("f1_validar", {"validado": False})
    assert inst.ends == ["f1_no"]
    assert [task.element_id for task in inst.tasks()] == ["f2_validar"]
