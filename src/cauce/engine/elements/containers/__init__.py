"""Activities with an inside, and the process itself (BPMN 2.0.2, 10.3.5 and 13.3.4)."""
