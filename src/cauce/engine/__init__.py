"""BPMN's execution semantics as a pure function: no clock, no randomness, no I/O.

`step(graph, state, command, env)` decides what a command causes and evolves the state with the
events it gives; `evolve` alone changes a state; replaying an instance's events gives its state.
"""
