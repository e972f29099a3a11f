"""Tasks: activities without an inside (BPMN 2.0.2, 10.3.3 and 13.3.3)."""
