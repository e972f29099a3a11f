"""Standard loops and multi-instances (BPMN 2.0.2, 10.3.8 and 13.3.6, 13.3.7)."""
