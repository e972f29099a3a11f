"""Moving a running instance to another version of its process.

`plan(source, target, state, …)` works out, from the two graphs and the state alone, what the move
takes; its command is stepped with the target's graph like any other.
"""

from __future__ import annotations

from cauce.engine.migration.plan import plan
from cauce.engine.migration.summary import Summary, summary

__all__ = ["Summary", "plan", "summary"]
