"""`trace.toml`: where each statement of a source went, and why each element is there."""
