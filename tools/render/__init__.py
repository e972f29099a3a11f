"""Pictures of BPMN diagrams, drawn by bpmn-js in Chromium, with what its import warns about."""
