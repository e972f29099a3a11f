"""The peer: SpiffWorkflow runs the same file in memory."""

from __future__ import annotations

from SpiffWorkflow.bpmn import BpmnWorkflow  # type: ignore[import-untyped]  # has no types
from SpiffWorkflow.bpmn.parser import BpmnParser  # type: ignore[import-untyped]  # has no types
from SpiffWorkflow.util.task import TaskState  # type: ignore[import-untyped]  # has no types

from bench.measure import Work


def cases(source: bytes, process_id: str) -> Work:
    """Give the work of running one case to its end; its units are completed user tasks."""
    parser = BpmnParser()
    parser.add_bpmn_str(source)
    spec = parser.get_spec(process_id)
    inner = parser.get_subprocess_specs(process_id)

    def run() -> int:
        workflow = BpmnWorkflow(spec, inner)
        workflow.do_engine_steps()
        done = 0
        while (task := workflow.get_next_task(state=TaskState.READY, manual=True)) is not None:
            task.data["validado"] = True
            task.run()
            workflow.do_engine_steps()
            done += 1
        assert workflow.is_completed()
        return done

    return run
