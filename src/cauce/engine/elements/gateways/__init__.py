"""Gateways: where tokens part and join (BPMN 2.0.2, 10.6 and 13.4)."""
